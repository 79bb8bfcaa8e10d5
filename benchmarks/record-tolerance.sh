#!/usr/bin/env bash
# How much of each non-ideality alone the learning of a preset bears.
#   benchmarks/record-tolerance.sh RESULTS_FOLDER [PRESET] [TARGET] [CHIPS]
# About a quarter of an hour on two cores for one chip of two-moons.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
results=$(cd "$1" && pwd)
preset=${2:-two-moons}
target=${3:-95%}
chips=${4:-1}
dotnet build src/EqProp.Analog.Cli -c Release -v quiet --nologo
run=$(mktemp -d)
trap 'rm -rf "$run"' EXIT
eqprop=src/EqProp.Analog.Cli/bin/Release/net10.0/eqprop
"$eqprop" tolerance "$preset" --target "$target" --chips "$chips" --quiet --out "$run" >"$run/table.txt"
"$eqprop" tolerance "$preset" --target "$target" --chips "$chips" --quiet --set learning.estimator=alternating \
    --only "sensor offset of each phase" --only "correlator offset" --out "$run/alternating" >"$run/alternating.txt"
cp "$run/tolerance.json" "$results/tolerance-$preset.json"
{
    echo "# Tolerances of $preset"
    echo
    echo "\`eqprop tolerance $preset --target $target --chips $chips\` (\`benchmarks/record-tolerance.sh\`): $(head -1 "$run/table.txt")."
    echo
    awk -F '   *' 'NR == 2 { print "| " $1 " | " $2 " | " $3 " | " $4 " | " $5 " |"; print "| --- | ---: | ---: | ---: | ---: |" }
        NR > 2 { print "| " $1 " | " $2 " | " $3 " | " $4 " | " $5 " |" }' "$run/table.txt"
    echo
    echo "The same with the sign of the nudge alternating (\`--set learning.estimator=alternating\`), $(head -1 "$run/alternating.txt" | sed 's/, target.*//'):"
    echo
    awk -F '   *' 'NR == 2 { print "| " $1 " | " $2 " | " $3 " | " $4 " | " $5 " |"; print "| --- | ---: | ---: | ---: | ---: |" }
        NR > 2 { print "| " $1 ", alternating | " $2 " | " $3 " | " $4 " | " $5 " |" }' "$run/alternating.txt"
} >"$results/tolerance-$preset.md"
