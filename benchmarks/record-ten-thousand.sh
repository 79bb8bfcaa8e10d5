#!/usr/bin/env bash
# Time and memory of planning a study of 10,000 points, of its status and of merging its results. Leaves a table.
#   benchmarks/record-ten-thousand.sh RESULTS_FOLDER
# Half a minute. Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
results=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release -v q src/EqProp.Analog.Cli >/dev/null
eqprop=src/EqProp.Analog.Cli/bin/Release/net10.0/eqprop
cat >"$work/study.json" <<STUDY
{ "schemaVersion": 1, "name": "ten-thousand",
  "circuit": {
    "extends": "$PWD/circuits/presets/xor.json",
    "circuit": { "fabrication": { "variations": [{ "parameter": "synapseDirection", "distribution": "logNormal", "relativeSigma": 0.5 }] } },
    "learning": { "epochs": 1 } },
  "axes": [
    { "name": "one way", "path": "circuit.fabrication.variations[0].relativeSigma", "from": 0, "to": 1 },
    { "path": "learning.beta", "from": 0.1, "to": 1 }],
  "design": { "kind": "sobol", "points": 10000 },
  "measures": ["accuracyPercent"], "yield": { "measure": "accuracyPercent", "atLeast": 75 } }
STUDY
measured() { # label, command...
    /usr/bin/time -o "$work/time" -f "| $1 | %e | %U | %M |" "${@:2}" >/dev/null
    cat "$work/time"
}
{
    echo "# A study of 10,000 points"
    echo
    echo "\`benchmarks/record-ten-thousand.sh RESULTS_FOLDER\`: bars 5 s each, 500 MB"
    echo
    echo "- processor: $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $(nproc) of its processors allowed; load average: $(cut -d' ' -f1-3 /proc/loadavg)"
    echo
    echo "| command | seconds | seconds of the processor | kB |"
    echo "| --- | ---: | ---: | ---: |"
    measured plan "$eqprop" study plan "$work/study.json" --out "$work/study" --shards 8 --quiet
    "$eqprop" study resume "$work/study" --quiet >/dev/null
    rm "$work"/study/table.*
    measured status "$eqprop" study status "$work/study"
    measured merge "$eqprop" study merge "$work/study" --quiet
} >"$work/page"
cp "$work/page" "$results/ten-thousand.md"
