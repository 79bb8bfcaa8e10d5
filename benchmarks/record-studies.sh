#!/usr/bin/env bash
# Runs studies of circuits/studies and leaves a page with a row a point for each, and the whole table compressed.
#   benchmarks/record-studies.sh RESULTS_FOLDER [STUDY...]
# From one to ten minutes each on two cores. What was begun is taken up again: runs are kept in RUNS_FOLDER (default runs/studies).
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
results=$(cd "$1" && pwd)
shift
runs=${RUNS_FOLDER:-runs/studies}
mkdir -p "$runs"
[ $# -gt 0 ] || set -- yield-130nm yield-65nm temperature-130nm temperature-65nm heterogeneous-steps-mnist heterogeneous-steps-fashion heterogeneous-steps-hard
eqprop=(dotnet run -c Release --project src/EqProp.Analog.Cli --)
for study in "$@"; do
    if [ -e "$runs/$study/plan.json" ]; then
        "${eqprop[@]}" study resume "$runs/$study" --quiet >/dev/null
    else
        "${eqprop[@]}" study run "circuits/studies/$study.json" --out "$runs/$study" --quiet >/dev/null
    fi
    "${eqprop[@]}" study report "$runs/$study" --json --quiet >"$runs/$study.json"
    python3 benchmarks/summarize-study.py "$runs/$study.json" "circuits/studies/$study.json" >"$results/$study.md"
    gzip -9nc "$runs/$study/table.csv" >"$results/$study.csv.gz"
done
