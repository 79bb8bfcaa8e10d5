#!/usr/bin/env bash
# How few bits of weights and of read-outs, and how small a range of conductances, learning on the chip bears.
#   benchmarks/record-precision.sh RESULTS_FOLDER
# Leaves precision.csv, a row a training, and precision.md in RESULTS_FOLDER. Some 220 trainings of a few seconds on one thread: about fifteen minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
results=$(cd "$1" && pwd)
dotnet build src/EqProp.Analog.Cli -c Release -v quiet --nologo
eqprop=src/EqProp.Analog.Cli/bin/Release/net10.0/eqprop
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
table=$results/precision.csv
echo "quantity,way,level,seed,test error (%),lost updates (%)" >"$table"
chip=(circuits/presets/digits-leaky.json --set "circuit.topology.layers=[256,64,10]"
    --set learning.dataset.trainExamples=5000 --set learning.dataset.testExamples=5000 --set learning.epochs=10 --set learning.evaluation.everyEpochs=10)
device=circuit.coupling.device
sensors=circuit.plasticity.sampleHold
converter=circuit.plasticity.converter
full=0.5 # largest weight: that of an ideal chip ends near it

note() { # quantity, way, level, seed, error, lost
    echo "$1,$2,$3,$4,$5,$6" >>"$table"
}
train() { # quantity, way, level, seed, arguments
    local quantity=$1 way=$2 level=$3 seed=$4
    shift 4
    rm -rf "$runs/run"
    nice -n 10 "$eqprop" train "$@" --seed "$seed" --set "simulation.noiseSeed=$seed" --threads 1 --quiet --out "$runs/run" >/dev/null
    note "$quantity" "$way" "$level" "$seed" "$(tail -1 "$runs/run/log.csv" | cut -d, -f4)" "$(tail -1 "$runs/run/log.csv" | cut -d, -f15)"
}
evaluate() { # quantity, way, level, seed, arguments
    local error
    error=$(nice -n 10 "$eqprop" evaluate "$runs/ideal$4" "${@:5}" --threads 1 --json --quiet | jq .test.errorPercent)
    note "$1" "$2" "$3" "$4" "$error" ""
}
number() { awk "BEGIN { printf \"%.9g\", $1 }"; }

for seed in 1 2 3; do
    train ideal ideal 0 "$seed" "${chip[@]}"
    mv "$runs/run" "$runs/ideal$seed"

    # 2^bits levels from -full to full. What converters let through is whole levels.
    for bits in 12 11 10 9 8 7 6 5 4 3 2; do
        levels=$((2 ** bits))
        quantised=(--set "circuit.coupling.weightRange=[-$full,$full]" --set "$device.kind=quantised" --set "$device.levels=$levels")
        train "parameter bits" nearest "$bits" "$seed" "${chip[@]}" "${quantised[@]}"
        train "parameter bits" stochastic "$bits" "$seed" "${chip[@]}" "${quantised[@]}" --set "$device.pulses=stochastic"
        train "parameter bits" accumulated "$bits" "$seed" "${chip[@]}" "${quantised[@]}" --set "$converter.bits=$bits" \
            --set "$converter.range=$(number "$full * $levels / ($levels - 1)")" --set "$converter.rounding=accumulate"
        evaluate "parameter bits" afterwards "$bits" "$seed" "${quantised[@]}"
    done

    for bits in 10 9 8 7 6 5 4 3 2; do
        range='["0 V","1 V"]'
        train "read-out bits" sensors "$bits" "$seed" "${chip[@]}" --set "$sensors.converter.bits=$bits" --set "$sensors.converter.range=$range"
        train "read-out bits" "sensors with noise" "$bits" "$seed" "${chip[@]}" --set "$sensors.converter.bits=$bits" \
            --set "$sensors.converter.range=$range" --set "$sensors.noise=$(number "0.5 / (2 ^ $bits - 1)") V"
        evaluate "read-out bits" answers "$bits" "$seed" --set "circuit.readOutConverter.bits=$bits" --set "circuit.readOutConverter.range=$range"
    done

    # Devices of a largest conductance of 0.25 uS, a quarter of the leak, in steps of a thousandth of it: two against each other, and one against half of that.
    for ratio in 3 5 10 20 50 100; do
        steps=(--set "$device.kind=constantStep" --set "$device.pulses=stochastic" --set "$device.rangeRatio=$ratio")
        train "conductance range" "differential pair" "$ratio" "$seed" "${chip[@]}" --set "circuit.coupling.weightRange=[-0.25,0.25]" \
            "${steps[@]}" --set "$device.step=0.001" --set "$device.pair=differential" --set "$device.refreshAt=0.9"
        train "conductance range" "single device" "$ratio" "$seed" "${chip[@]}" --set "circuit.coupling.weightRange=[-0.125,0.125]" \
            "${steps[@]}" --set "$device.step=0.002"
    done
done

# Resistors between membranes, which have no sign and load what they are on: exclusive or, with diodes and amplifiers.
for seed in 1 2 3; do
    for ratio in 2 3 5 10 30 100; do
        train "conductance range" "resistors (xor)" "$ratio" "$seed" circuits/presets/resistive-diodes.json --set learning.evaluation.everyEpochs=500 \
            --set "circuit.coupling.conductanceRange=[\"$(awk "BEGIN { printf \"%.4f\", 100 / $ratio }") uS\",\"100 uS\"]"
    done
done
benchmarks/summarize-precision.sh "$table" >"$results/precision.md"
