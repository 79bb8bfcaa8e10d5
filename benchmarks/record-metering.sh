#!/usr/bin/env bash
# What metering of energy adds to the time of free phases. Leaves a table.
#   benchmarks/record-metering.sh RESULTS_FOLDER
# Four minutes on one core.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
results=$(cd "$1" && pwd)
{
    echo "# What metering of energy costs"
    echo
    echo "\`benchmarks/record-metering.sh RESULTS_FOLDER\`"
    echo
    dotnet run -c Release --project benchmarks/EqProp.Analog.Benchmarks -- metering
    echo
    echo "Six sums over the states at every stage of a step: little beside a matrix of hidden to hidden synapses, much beside ten outputs. Resistive synapses are summed coupling by"
    echo "coupling, one product more for each. Of many dies at once, sums are formed with the slopes while what they need is in registers, and resistors cost no product; sparse circuits"
    echo "leave the steps that are made for them while they are metered; phases of a microsecond a die, as twenty Euler steps, pay for the reading of the meters. Training is never metered: energies come from a copy of the chip."
} > "$results/metering.md"
