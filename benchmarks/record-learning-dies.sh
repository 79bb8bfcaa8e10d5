#!/usr/bin/env bash
# The learning of many dies at once beside that of the same dies one by one. Leaves a table.
#   benchmarks/record-learning-dies.sh RESULTS_FOLDER
# About three minutes on two cores. Close everything else first.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
results=$(cd "$1" && pwd)
{
    echo "# Learning of many dies at once"
    echo
    echo "\`benchmarks/record-learning-dies.sh RESULTS_FOLDER\`"
    echo
    dotnet run -c Release --project benchmarks/EqProp.Analog.Benchmarks -- learning-dies
} > "$results/learning-dies.md"
