#!/usr/bin/env bash
# Rings of FitzHugh-Nagumo cells: one alone, one of a thousand dies, and ngspice on the same rings. Leaves a table.
#   benchmarks/record-rings.sh RESULTS_FOLDER
# A few minutes on one core. Close everything else first.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
results=$(cd "$1" && pwd)
{
    echo "# Rings of FitzHugh-Nagumo cells"
    echo
    echo "\`benchmarks/record-rings.sh RESULTS_FOLDER\`"
    echo
    dotnet run -c Release --project benchmarks/EqProp.Analog.Benchmarks -- rings --seconds 4 --runs 5
} > "$results/rings.md"
