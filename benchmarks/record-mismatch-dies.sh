#!/usr/bin/env bash
# What mismatch costs chips that learn by themselves, many dies of each class at once. Leaves a table.
#   benchmarks/record-mismatch-dies.sh RESULTS_FOLDER [SEEDS] [DIES]
# About three minutes a seed on one core. record-mismatch.sh has the classes that dies at once cannot learn with, and the angles.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
results=$(cd "$1" && pwd)
seeds=${2:-16}
dies=${3:-16}
{
    echo "# Mismatch classes over many dies"
    echo
    echo "\`benchmarks/record-mismatch-dies.sh RESULTS_FOLDER $seeds $dies\`"
    echo
    dotnet run -c Release --project benchmarks/EqProp.Analog.Benchmarks -- mismatch --seeds "$seeds" --dies "$dies"
    echo
    echo "*nothing* holds where the whole interval lies within half a point of zero, *costs* where it lies above half a point; either fails where the interval lies on the other side."
    echo "What is left is open. The difference is that of the mean of a seed's dies to the ideal chip of the same seed; the spread is that of the dies of a seed."
} > "$results/mismatch-dies.md"
