#!/usr/bin/env bash
# Trains 784-500-500-10 on MNIST for five epochs, twice: with the published Euler steps and with operating points, in turn, on one
# thread, two seeds; leaves a table and curves.
#   benchmarks/record-steady-state.sh DATA_FOLDER RESULTS_FOLDER
# DATA_FOLDER holds mnist/ (eqprop data fetch). About 20 minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(cd "$1" && pwd)
mkdir -p "$2"
results=$(cd "$2" && pwd)
dotnet build src/EqProp.Analog.Cli -c Release -v quiet --nologo
eqprop=src/EqProp.Analog.Cli/bin/Release/net10.0/eqprop
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
for seed in 1 2; do
    for preset in mnist-leaky-500-500 mnist-leaky-500-500-steady; do
        "$eqprop" train "circuits/presets/$preset.json" --seed "$seed" --threads 1 --set learning.epochs=5 \
            --data "$data" --out "$runs/$preset-seed$seed" --checkpoint-seconds 600
        cp "$runs/$preset-seed$seed/log.csv" "$results/$preset-seed$seed.csv"
    done
done

{
    echo "# Operating points against steps in time: 784-500-500-10, five epochs on MNIST"
    echo
    echo '`benchmarks/record-steady-state.sh DATA_FOLDER RESULTS_FOLDER`, one thread, runs of a seed one after the other. The curves of every'
    echo 'run stand beside this page.'
    echo
    echo "| engine | seed | test error after epochs 1, 2, 3, 4, 5 (%) | seconds an epoch (learning) | time over Euler's |"
    echo "| --- | ---: | --- | ---: | ---: |"
    for seed in 1 2; do
        for preset in mnist-leaky-500-500 mnist-leaky-500-500-steady; do
            euler=$(awk -F, 'NR > 1 { s += $8; n++ } END { print s / n }' "$results/mnist-leaky-500-500-seed$seed.csv")
            awk -F, -v preset="$preset" -v seed="$seed" -v euler="$euler" 'NR > 1 { errors = errors " " $4; s += $8; n++ }
                END { printf "| %s | %d |%s | %.1f | %.2f |\n", preset, seed, errors, s / n, s / n / euler }' "$results/$preset-seed$seed.csv"
        done
    done
} > "$results/steady-state.md"
cat "$results/steady-state.md"
