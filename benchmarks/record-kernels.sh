#!/usr/bin/env bash
# Measures the kernels: the table of bars (peaks.md), a table for each class of benchmarks, and what they ran on (versions.txt).
#   benchmarks/record-kernels.sh RESULTS_FOLDER [FILTER [OPTIONS]]
# FILTER chooses benchmarks ('*'; '*Product*' for some). The table of bars comes first, in two minutes; the rest is
# about 500 benchmarks: allow an hour, or ten minutes with the option --inProcess, which starts no process for each.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
results=$(cd "$1" && pwd)
filter=${2:-*}
project=benchmarks/EqProp.Analog.Benchmarks
dotnet build "$project" -c Release -v quiet --nologo
benchmarks=$project/bin/Release/net10.0/EqProp.Analog.Benchmarks
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

version() { sed -n "s/.*\"$1\" Version=\"\([^\"]*\)\".*/\1/p" Directory.Packages.props; }
{
    echo "processor   $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1) (family $(sed -n 's/^cpu family[^:]*: //p' /proc/cpuinfo | head -1), model $(sed -n 's/^model[[:space:]]*: //p' /proc/cpuinfo | head -1)), $(nproc) processors"
    echo "caches      $(for i in /sys/devices/system/cpu/cpu0/cache/index*; do printf 'L%s %s %s; ' "$(cat "$i/level")" "$(cat "$i/type")" "$(cat "$i/size")"; done)"
    echo "kernel      $(uname -sr)"
    echo "system      $(. /etc/os-release && echo "$PRETTY_NAME")"
    echo "runtime     .NET $(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([^ ]*\).*/\1/p' | tail -1), SDK $(dotnet --version)"
    for package in BenchmarkDotNet MathNet.Numerics System.Numerics.Tensors; do echo "package     $package $(version "$package")"; done
    echo "OpenBLAS    $(dpkg-query -W -f '${Package} ${Version}' libopenblas0-pthread 2>/dev/null || echo 'not available')"
    echo "options     --filter '$filter' ${*:3}"
    echo "commit      $(git rev-parse --short HEAD)$(git diff --quiet HEAD -- src benchmarks || echo ', changed')"
    echo "load        $(cut -d' ' -f1-3 /proc/loadavg) at the start, $(date -u +%FT%TZ)"
} > "$results/versions.txt"

{
    echo "# Bars"
    echo
    echo '`dotnet run -c Release --project benchmarks/EqProp.Analog.Benchmarks -- peaks --seconds 3`'
    echo
    "$benchmarks" peaks --seconds 3
} > "$results/peaks.md"

"$benchmarks" --filter "$filter" --iterationTime 100 --warmupCount 5 --iterationCount 10 --artifacts "$scratch" "${@:3}"
for page in "$scratch"/results/*-report-github.md; do
    name=$(basename "$page" -report-github.md)
    cp "$page" "$results/${name##*.}.md"
done
echo "load        $(cut -d' ' -f1-3 /proc/loadavg) at the end, $(date -u +%FT%TZ)" >> "$results/versions.txt"
