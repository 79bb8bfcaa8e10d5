#!/usr/bin/env bash
# Trains the published ladder of learning rules on MNIST, three seeds each, and leaves a table and curves.
#   benchmarks/record-rules.sh DATA_FOLDER RESULTS_FOLDER [EPOCHS]
# DATA_FOLDER holds mnist/ (eqprop data fetch). Published lengths are 30 epochs of the first rung and 100 of the others, about two hours on two free
# cores; EPOCHS shortens all of them.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(cd "$1" && pwd)
mkdir -p "$2"
results=$(cd "$2" && pwd)
epochs=${3:-}
dotnet build src/EqProp.Analog.Cli -c Release -v quiet --nologo
eqprop=src/EqProp.Analog.Cli/bin/Release/net10.0/eqprop
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
names=()
train() { # name, preset, epochs, further arguments
    local name=$1 preset=$2 length=${epochs:-$3}
    shift 3
    names+=("$name")
    for seed in 1 2 3; do
        "$eqprop" train "circuits/presets/$preset.json" --seed "$seed" --set "learning.epochs=$length" "$@" \
            --data "$data" --out "$runs/$name-seed$seed" --checkpoint-seconds 600
        cp "$runs/$name-seed$seed/log.csv" "$results/$name-seed$seed.csv"
    done
}
summarize() { # name: a row of mean errors over the seeds after the first and the last epoch
    awk -F, -v name="$1" 'FNR > 1 { test[$1] += $4; train[$1] += $2; n[$1]++; seconds += $8; rows++; if ($1 > last) last = $1; if ($1 == 1) seeds++
        if (!($1 in low) || $4 < low[$1]) low[$1] = $4; if ($4 > high[$1]) high[$1] = $4 }
        END { printf "| %s | %d | %.2f | %.2f (%.2f to %.2f) | %.2f | %d | %.1f |\n", name, seeds, test[1] / n[1],
              test[last] / n[last], low[last], high[last], train[last] / n[last], last, seconds / rows }' "$results/$1"-seed*.csv
}
train mnist-ep-512 mnist-ep-512 30
train mnist-continual mnist-continual 100
train mnist-continual-vector-field mnist-continual-vector-field 100
# The way back at right angles to the way ahead, and continual learning at the rates of the first rung, which blows up.
train vector-field-90-degrees mnist-continual-vector-field 100 --set learning.initialization.feedbackAngle=90
train continual-full-rate mnist-continual 3 --set "learning.rates=[0.08,0.04]"

{
    echo "# Learning rules on MNIST, errors in percent"
    echo
    echo "\`benchmarks/record-rules.sh DATA_FOLDER RESULTS_FOLDER $epochs\`, two threads; means of the seeds, spread in brackets. The curves of"
    echo 'every seed stand beside this page. Published after 30, 100 and 100 epochs: 2.00, 2.28 and 2.43.'
    echo
    echo "| run | seeds | test, epoch 1 | test, last epoch | train, last epoch | epochs | seconds an epoch |"
    echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name in "${names[@]}"; do summarize "$name"; done
} > "$results/rules.md"
