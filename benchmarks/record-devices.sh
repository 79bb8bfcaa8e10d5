#!/usr/bin/env bash
# What synapse devices cost: learning epochs of mnist-leaky-500 (batch 20) with exact writes and with devices, in turn, on one thread.
#   benchmarks/record-devices.sh DATA_FOLDER RESULTS_FOLDER [ROUNDS]
# DATA_FOLDER holds mnist/ (eqprop data fetch). Each round trains two epochs a row; the second counts. About five minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(cd "$1" && pwd)
mkdir -p "$2"
results=$(cd "$2" && pwd)
rounds=${3:-5}
dotnet build src/EqProp.Analog.Cli -c Release -v quiet --nologo
eqprop=src/EqProp.Analog.Cli/bin/Release/net10.0/eqprop
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
spread='"step":0.002,"pulses":"stochastic","cycleSpread":3.75,"stepSpread":0.3,"boundSpread":0.3,"asymmetrySpread":0.1'
rows=(
    "exact writes|null"
    "soft bounds, every spread, write noise|{\"kind\":\"softBounds\",$spread,\"writeNoise\":50}"
    "soft bounds, every spread, pairs|{\"kind\":\"softBounds\",$spread,\"pair\":\"differential\",\"refreshAt\":0.8}"
    "soft bounds, every spread, pairs for each direction|{\"kind\":\"softBounds\",$spread,\"pair\":\"differential\",\"refreshAt\":0.8,\"perDirection\":true}"
    "exponential steps, every spread, write noise|{\"kind\":\"exponentialStep\",\"exponentUp\":3,\"exponentDown\":4,$spread,\"writeNoise\":50}"
    "capacitor, every spread|{\"kind\":\"capacitor\",\"slopeUp\":0.05,\"slopeDown\":0.05,\"lifetime\":1e6,\"lifetimeSpread\":0.3,$spread}"
    "programmed|{\"kind\":\"programmed\",\"writeErrors\":[0.01,0.07,-0.04]}"
)
for round in $(seq "$rounds"); do
    for i in "${!rows[@]}"; do
        "$eqprop" train circuits/presets/mnist-leaky-500.json --quiet --threads 1 --data "$data" --out "$runs/$i-$round" --checkpoint-seconds 600 \
            --set learning.epochs=2 --set learning.evaluation.everyEpochs=2 --set learning.dataset.testExamples=100 --set learning.evaluation.startExamples=20 \
            --set circuit.coupling.device="${rows[$i]#*|}" >/dev/null 2>&1
        awk -F, 'NR == 1 { for (c = 1; c <= NF; c++) if ($c ~ /^learning time/) column = c } END { print $column }' "$runs/$i-$round/log.csv" >>"$runs/$i.txt"
        rm -r "${runs:?}/$i-$round"
    done
done

{
    echo "# Epochs with synapse devices"
    echo
    echo "\`benchmarks/record-devices.sh DATA_FOLDER RESULTS_FOLDER $rounds\`: 784-500-10 on MNIST, batch 20, one thread; seconds of learning of one epoch, rows in turn."
    echo
    echo "| memories of synapses | best | median | best over exact writes | median over exact writes |"
    echo "| --- | ---: | ---: | ---: | ---: |"
    for i in "${!rows[@]}"; do
        paste -d' ' <(sort -g "$runs/$i.txt") <(sort -g "$runs/0.txt") | awk -v name="${rows[$i]%%|*}" '{ own[NR] = $1; exact[NR] = $2 }
            END { m = int((NR + 1) / 2); printf "| %s | %.2f | %.2f | %.2f | %.2f |\n", name, own[1], own[m], own[1] / exact[1], own[m] / exact[m] }'
    done
} >"$results/devices.md"
cat "$results/devices.md"
