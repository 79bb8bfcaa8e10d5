#!/usr/bin/env bash
# The published noise result of holomorphic equilibrium propagation (Laborieux and Zenke 2022, table 1) on part of MNIST: one-sided nudges of 0.1 and
# 0.4 and ten points of complex nudges of 0.4, without noise and with noise of 0.04 a step on every neuron. Leaves a CSV and a table.
#   benchmarks/record-noise-rules.sh DATA_FOLDER RESULTS_FOLDER [SEEDS] [EXAMPLES] [EPOCHS] [CELLS]
# DATA_FOLDER is where MNIST is; CELLS are names such as "one-sided-weak.noisy holomorphic.quiet", all six by default. With 3 seeds, 10000 examples and
# 15 epochs a cell is 450 000 presentations of 700 steps, made to fit 30 minutes on one core that has nothing else to do.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(cd "$1" && pwd)
mkdir -p "$2"
results=$(cd "$2" && pwd)
seeds=${3:-3}
examples=${4:-10000}
epochs=${5:-15}
cells=${6:-one-sided-weak.quiet one-sided-strong.quiet holomorphic.quiet one-sided-weak.noisy one-sided-strong.noisy holomorphic.noisy}
dotnet build src/EqProp.Analog.Cli -c Release -v quiet --nologo
eqprop=src/EqProp.Analog.Cli/bin/Release/net10.0/eqprop
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
error() { sed -n 's/.*"accuracyPercent": *\([0-9.]*\).*/\1/p' | tail -1 | awk '{ printf "%.2f", 100 - $1 }'; }
csv="$results/noise-rules.csv"
echo "preset,noise,seed,error_percent,error_without_noise_percent,seconds" > "$csv"
for cell in $cells; do
    preset=mnist-${cell%.*}
    quiet=(--set circuit.noise=null --set simulation.averagingSteps=1)
    chip=()
    [ "${cell#*.}" = noisy ] || chip=("${quiet[@]}")
    for seed in $(seq "$seeds"); do
        run="$runs/$cell-$seed"
        began=$(date +%s)
        "$eqprop" train "$preset" "${chip[@]}" --set "learning.dataset.trainExamples=$examples" --set "learning.epochs=$epochs" --threads 1 \
            --set "learning.evaluation.everyEpochs=$epochs" --set learning.evaluation.startExamples=0 --seed "$seed" --data "$data" --out "$run" --quiet
        seconds=$(($(date +%s) - began))
        seen=$("$eqprop" evaluate "$run" --data "$data" --json 2> /dev/null | error)
        still=$("$eqprop" evaluate "$preset" "${quiet[@]}" --weights "$run/weights.npz" --data "$data" --json 2> /dev/null | error)
        echo "$preset,${cell#*.},$seed,$seen,$still,$seconds" >> "$csv"
    done
done

{
    echo "# Noise on neurons: one-sided and holomorphic nudges"
    echo
    echo "\`benchmarks/record-noise-rules.sh DATA_FOLDER RESULTS_FOLDER $seeds $examples $epochs\`: test error in percent (mean and sample deviation of $seeds seeds) after"
    echo "$epochs epochs of the first $examples examples of MNIST, all 10 000 test examples. Answers with noise are those of the chip as it is; the"
    echo "publication, on all of MNIST for 50 epochs, answers without."
    echo
    echo "| preset | noise | answers of the chip (%) | answers without noise (%) | published (%) | seconds a run |"
    echo "| --- | --- | ---: | ---: | ---: | ---: |"
    awk -F, '
        BEGIN {
            published["mnist-one-sided-weak,quiet"] = "1.97"; published["mnist-one-sided-weak,noisy"] = "89.5"
            published["mnist-one-sided-strong,quiet"] = "2.35"; published["mnist-one-sided-strong,noisy"] = "3.59"
            published["mnist-holomorphic,quiet"] = "2.33"; published["mnist-holomorphic,noisy"] = "2.20"
        }
        function deviation(sum, squares, n) { v = n > 1 ? (squares - sum * sum / n) / (n - 1) : 0; return sqrt(v > 0 ? v : 0) }
        FNR > 1 {
            cell = $1 "," $2
            if (!(cell in n)) order[++cells] = cell
            n[cell]++; a[cell] += $4; aa[cell] += $4 * $4; b[cell] += $5; bb[cell] += $5 * $5; t[cell] += $6
        }
        END {
            for (i = 1; i <= cells; i++) {
                c = order[i]; split(c, name, ",")
                printf "| %s | %s | %.2f +- %.2f | %.2f +- %.2f | %s | %.0f |\n", name[1], name[2], a[c] / n[c], deviation(a[c], aa[c], n[c]),
                    b[c] / n[c], deviation(b[c], bb[c], n[c]), published[c], t[c] / n[c]
            }
        }' "$csv"
} > "$results/noise-rules.md"
