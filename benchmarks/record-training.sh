#!/usr/bin/env bash
# Trains the published and the best settings on MNIST and Fashion-MNIST, three seeds each, and leaves a table and curves.
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
        cp "$runs/$name/log.csv" "$results/$name.csv"
    done
}
summarize() { # preset: a row of mean test errors over the seeds after epochs 1, 2, 5 and the last
    awk -F, -v preset="$1" 'FNR > 1 { sum[$1] += $4; n[$1]++; seconds += $8; rows++; if ($1 > last) last = $1; if ($1 == 1) seeds++ }
        FNR > 1 { if (!($1 in low) || $4 < low[$1]) low[$1] = $4; if ($4 > high[$1]) high[$1] = $4 }
        END { printf "| %s | %d | %.2f | %.2f | %.2f | %.2f (%.2f to %.2f) | %d | %.1f |\n", preset, seeds, sum[1] / n[1],
              sum[2] / n[2], sum[5] / n[5], sum[last] / n[last], low[last], high[last], last, seconds / rows }' "$results/$1"-seed*.csv
}
train mnist-leaky-500 5
train mnist-leaky-best 20
train fashion-leaky-best 20

{
    echo "# Test error after training, in percent"
    echo
    echo '`benchmarks/record-training.sh DATA_FOLDER RESULTS_FOLDER`, two threads; means of the seeds, spread in brackets. The'
    echo 'curves of every seed stand beside this page.'
    echo
    echo "| preset | seeds | epoch 1 | epoch 2 | epoch 5 | last epoch | epochs | seconds an epoch |"
    echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for preset in mnist-leaky-500 mnist-leaky-best fashion-leaky-best; do summarize "$preset"; done
} > "$results/training.md"
