#!/usr/bin/env bash
# Trains the published and the best settings on MNIST and Fashion-MNIST, three seeds each, and leaves records and curves.
#   benchmarks/record-training.sh DATA_FOLDER RESULTS_FOLDER
# DATA_FOLDER holds mnist/ and fashion-mnist/ (eqprop data fetch). About 15 minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(cd "$1" && pwd)
mkdir -p "$2"
results=$(cd "$2" && pwd)
dotnet build src/EqProp.Analog.Cli -c Release -v quiet --nologo
eqprop=src/EqProp.Analog.Cli/bin/Release/net10.0/eqprop
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
train() { # preset, epochs
    for seed in 1 2 3; do
        name="$1-seed$seed"
        "$eqprop" train "circuits/presets/$1.json" --seed "$seed" --set "learning.epochs=$2" \
            --data "$data" --out "$runs/$name" --checkpoint-seconds 600
        cp "$runs/$name/record.json" "$results/$name.json"
        cp "$runs/$name/log.csv" "$results/$name.csv"
    done
}
train mnist-leaky-500 5
train mnist-leaky-best 20
train fashion-leaky-best 20
