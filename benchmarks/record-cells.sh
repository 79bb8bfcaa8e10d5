#!/usr/bin/env bash
# Trains FitzHugh-Nagumo cells, three seeds on MNIST and twenty on exclusive or, beside leaky integrators of the same size and as many epochs.
#   benchmarks/record-cells.sh DATA_FOLDER RESULTS_FOLDER
# DATA_FOLDER holds mnist/ (eqprop data fetch). About five minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(cd "$1" && pwd)
mkdir -p "$2"
results=$(cd "$2" && pwd)
dotnet build src/EqProp.Analog.Cli -c Release -v quiet --nologo
eqprop=src/EqProp.Analog.Cli/bin/Release/net10.0/eqprop
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
train() { # name, seed, arguments
    "$eqprop" train "${@:3}" --seed "$2" --data "$data" --out "$runs/$1-seed$2" --checkpoint-seconds 600 --quiet >"$runs/$1-seed$2.txt"
    cp "$runs/$1-seed$2/log.csv" "$results/$1-seed$2.csv"
}
summarize() { # name: test errors of the seeds after epochs 1, 2 and the last
    awk -F, -v name="$1" 'FNR > 1 { sum[$1] += $4; n[$1]++; seconds += $8; rows++; if ($1 > last) last = $1 }
        FNR > 1 { if (!($1 in low) || $4 < low[$1]) low[$1] = $4; if ($4 > high[$1]) high[$1] = $4 }
        END { printf "| %s | %d | %.2f | %.2f | %.2f (%.2f to %.2f) | %d | %.1f |\n", name, n[1], sum[1] / n[1], sum[2] / n[2],
              sum[last] / n[last], low[last], high[last], last, seconds / rows }' "$results/$1"-seed*.csv
}
for seed in 1 2 3; do
    train mnist-fhn "$seed" mnist-fhn
    train mnist-leaky-256 "$seed" mnist-leaky-best --set circuit.topology.layers=[784,256,10] --set learning.epochs=8
    train digits-fhn "$seed" digits-fhn
done
# A smaller gamma is a stiffer cell: the cubic bends its answer less.
train mnist-fhn-stiff 1 mnist-fhn --set "circuit.neurons.fitzHughNagumo.resistance=500 ohm" --set "circuit.neurons.fitzHughNagumo.inductance=200 uH"
learned=0
for seed in $(seq 1 20); do
    "$eqprop" train xor-fhn --seed "$seed" --out "$runs/xor-$seed" --quiet --require-accuracy 100 >"$runs/xor-$seed.txt" && learned=$((learned + 1))
done

{
    echo "# FitzHugh-Nagumo cells that learn: test error in percent"
    echo
    echo '`benchmarks/record-cells.sh DATA_FOLDER RESULTS_FOLDER`, two threads; means of the seeds, spread in brackets. mnist-leaky-256 is'
    echo 'mnist-leaky-best with 256 hidden neurons; mnist-fhn-stiff is mnist-fhn with gamma = 0.5 and tau = 0.2.'
    echo
    echo "| run | seeds | epoch 1 | epoch 2 | last epoch | epochs | seconds an epoch |"
    echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name in mnist-fhn mnist-leaky-256 mnist-fhn-stiff digits-fhn; do summarize "$name"; done
    echo
    echo "xor-fhn: $learned of 20 seeds learn all four examples."
} > "$results/cells.md"
cat "$results/cells.md"
