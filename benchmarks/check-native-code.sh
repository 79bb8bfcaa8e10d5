#!/usr/bin/env bash
# Compiles the inner loops ahead of time for x86-64-v3 (AVX2) and v4 (AVX-512), looks at the AVX-512 code, which needs no
# such processor, and compares the state hashes of a training fragment in both builds. Prints Markdown; fails if a loop
# calls, spills or does not keep its sums in 512-bit registers, or if hashes differ. Needs gcc and objdump.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT

for level in v3 v4; do
    dotnet publish tests/EqProp.Analog.CodeShape -c Release -r linux-x64 -m:1 -v q --artifacts-path "$out/build-$level" -o "$out/$level" \
        -p:PublishAot=true -p:IlcInstructionSet=x86-64-$level -p:StripSymbols=false >"$out/publish.log" || { cat "$out/publish.log"; exit 1; }
done

# For every method: the innermost loop with the most fused multiply-adds. An addend's operand is told by the digits in the
# instruction's name: 231 adds to the first, 213 to the third, 132 to the second.
objdump -d --no-show-raw-insn -M intel "$out/v4/EqProp.Analog.CodeShape" >"$out/code"
awk -v wanted='Tile6x2 12 12 Single|Tile6x2 12 12 Double|Tile6x1 6 6 Single|Tile4x4 16 16 Single|Tile4x4 16 16 Double|SumRows 40 22 Single|AddStrip 8 8 Single|AddStrip 8 8 Double|WriteStrip 8 8 Single|WriteStrip 8 8 Double' '
function report(key,    i, j, k, loops, inner, best, most, adds, calls, spills, narrow, sums, seen, parts, operands, which, ok, row) {
    loops = 0
    for (i = 0; i < n; i++)
        if (op[i] ~ /^j/ && (arguments[i] in at) && at[arguments[i]] <= i) { first[loops] = at[arguments[i]]; last[loops++] = i }
    most = -1
    for (j = 0; j < loops; j++) {
        inner = 1
        for (k = 0; k < loops; k++) if (k != j && first[j] <= first[k] && last[k] <= last[j]) inner = 0
        if (!inner) continue
        adds = 0
        for (i = first[j]; i <= last[j]; i++) adds += op[i] ~ /^vfn?m(add|sub)/
        if (adds > most) { most = adds; best = j }
    }
    if (most < 0) return
    split("", seen); calls = spills = narrow = sums = 0
    for (i = first[best]; i <= last[best]; i++) {
        calls += op[i] ~ /^call/
        spills += text[i] ~ /\[r[sb]p/ && text[i] ~ /[xyz]mm/
        if (op[i] ~ /^vfn?m(add|sub)/) {
            split(text[i], operands, /[ ,]+/)
            which = op[i] ~ /213/ ? 4 : op[i] ~ /132/ ? 3 : 2
            narrow += operands[which] !~ /^zmm/
            if (!(operands[which] in seen)) { seen[operands[which]] = 1; sums++ }
        }
    }
    split(key, parts, " ")
    if (parts[1] == "SumRows" && most != parts[2]) return   # a small group of another size
    ok = most == parts[2] && sums >= parts[3] && !calls && !spills && !narrow
    if (!ok) bad = 1
    found[key]++
    row = sprintf("| %s, %s | %d | %d | %d | %d | %s |", parts[1], parts[4], most, sums, calls, spills, ok ? "yes" : "NO")
    if (!(row in printed)) { printed[row] = 1; print row }
}
BEGIN {
    count = split(wanted, keys, "|")
    print "| method, number | multiply-adds | sums in zmm registers | calls | spills | as it should be |"
    print "|---|---|---|---|---|---|"
}
/^[0-9a-f]+ </ { name = $0; n = 0; split("", at); next }
/^ *[0-9a-f]+:\t/ {
    address = $1; sub(/:/, "", address); at[address] = n
    text[n] = $0; sub(/^[^\t]*\t/, "", text[n])
    op[n] = $2; arguments[n] = $3; n++
    next
}
/^$/ {
    for (c = 1; c <= count; c++) {
        split(keys[c], parts, " ")
        if (name ~ "_Lane512_1<" parts[4] ">" && name ~ "__" parts[1] "(<|>:$)") report(keys[c])
    }
    name = ""
}
END {
    for (c = 1; c <= count; c++) if (!(keys[c] in found)) { print keys[c] ": no such method found"; bad = 1 }
    exit bad
}' "$out/code"

hashes() { "$1" hash | awk 'NR > 1 { print $3, $5 }' | sort -u; }
printf '\nState hashes, float and double, at every width:\n\n'
printf -- '- v3: %s\n' "$(hashes "$out/v3/EqProp.Analog.CodeShape")"
if grep -q avx512f /proc/cpuinfo; then
    printf -- '- v4: %s\n' "$(hashes "$out/v4/EqProp.Analog.CodeShape")"
    [ "$(hashes "$out/v3/EqProp.Analog.CodeShape")" = "$(hashes "$out/v4/EqProp.Analog.CodeShape")" ]
else
    echo '- v4: not run, this processor has no AVX-512'
fi
[ "$(hashes "$out/v3/EqProp.Analog.CodeShape" | wc -l)" = 1 ]
