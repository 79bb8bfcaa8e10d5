#!/usr/bin/env bash
# Accuracy of a chip that reads generated digits at 300 K against its membrane capacitance: trained without noise and answering with it, and
# trained with it at each capacitance. Leaves a CSV and a table.
#   benchmarks/record-noise.sh DATA_FOLDER RESULTS_FOLDER [EPOCHS]
# DATA_FOLDER is where datasets are; the digits are generated and need none. About five minutes on two cores with 5 epochs.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(cd "$1" && pwd)
mkdir -p "$2"
results=$(cd "$2" && pwd)
epochs=${3:-5}
dotnet build src/EqProp.Analog.Cli -c Release -v quiet --nologo
eqprop=src/EqProp.Analog.Cli/bin/Release/net10.0/eqprop
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
preset=circuits/presets/digits-leaky.json
noise='circuit.noise={"thermal":{}}'
chip() { # capacitance in femtofarads: the settings of a noisy chip of that capacitance
    chip=(--set "circuit.neurons.membraneCapacitance=$1 fF" --set "$noise" --set "simulation.method=averagedEuler")
}
accuracy() { sed -n 's/.*"accuracyPercent": *\([0-9.]*\).*/\1/p' | tail -1; }
"$eqprop" train "$preset" --set "learning.epochs=$epochs" --data "$data" --out "$runs/quiet" --quiet
weights="$runs/quiet/weights.npz"
quiet=$("$eqprop" evaluate "$preset" --weights "$weights" --data "$data" --json 2> /dev/null | accuracy)
csv="$results/noise.csv"
echo "capacitance_fF,sqrt_kT_C_mV,answers_with_noise_percent,answers_with_means_percent,trained_with_noise_percent" > "$csv"
for fF in 0.001 0.003 0.01 0.03 0.1 1 10 100 1000; do
    chip "$fF"
    rms=$(awk -v c="$fF" 'BEGIN { printf "%.4g", 1e3 * sqrt(1.380649e-23 * 300 / (c * 1e-15)) }')
    answers=$("$eqprop" evaluate "$preset" "${chip[@]}" --weights "$weights" --data "$data" --json 2> /dev/null | accuracy)
    means=$("$eqprop" evaluate "$preset" "${chip[@]}" --set simulation.averagingSteps=10 --weights "$weights" --data "$data" --json 2> /dev/null | accuracy)
    "$eqprop" train "$preset" "${chip[@]}" --set "learning.epochs=$epochs" --data "$data" --out "$runs/$fF" --quiet
    trained=$("$eqprop" evaluate "$runs/$fF" --data "$data" --json 2> /dev/null | accuracy)
    echo "$fF,$rms,$answers,$means,$trained" >> "$csv"
done

{
    echo "# Accuracy against membrane capacitance, with thermal noise at 300 K"
    echo
    echo "\`benchmarks/record-noise.sh DATA_FOLDER RESULTS_FOLDER $epochs\`: digits-leaky, $epochs epochs, a swing of 1 V; noise of leaks and of all synapses"
    echo "(4 k T |G| each). Without noise the chip of the first two columns of accuracy has $quiet %. The phases are as many time constants"
    echo "long at every capacitance; means are over the last 10 steps of 20. What counts is k T / (C swing^2): a swing of 100 mV needs a hundred"
    echo "times the capacitance, so that the first rows, below what can be made for 1 V, are 0.1 to 3 fF for 100 mV."
    echo
    echo "| C (fF) | sqrt(kT/C) (mV) | answers with noise (%) | with means over 5 time constants (%) | trained with noise (%) |"
    echo "| ---: | ---: | ---: | ---: | ---: |"
    awk -F, 'FNR > 1 { printf "| %s | %s | %.2f | %.2f | %.2f |\n", $1, $2, $3, $4, $5 }' "$csv"
} > "$results/noise.md"
