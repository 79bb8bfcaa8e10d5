#!/usr/bin/env bash
# A point of a study, a thousand dies, side by side in vector lanes and one at a time, and on two threads. Leaves a table.
#   benchmarks/record-study.sh RESULTS_FOLDER
# About three minutes on two cores. Close everything else first.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
results=$(cd "$1" && pwd)
{
    echo "# A thousand dies of a study"
    echo
    echo "\`benchmarks/record-study.sh RESULTS_FOLDER\`"
    echo
    dotnet run -c Release --project benchmarks/EqProp.Analog.Benchmarks -- study
} > "$results/study.md"
