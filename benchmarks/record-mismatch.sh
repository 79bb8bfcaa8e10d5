#!/usr/bin/env bash
# Which mismatch a chip that learns by itself bears for nothing, and which costs: predictions first, then five chips of each class.
#   benchmarks/record-mismatch.sh RESULTS_FOLDER [EPOCHS]
# Leaves mismatch.csv, a row a chip, and mismatch.md in RESULTS_FOLDER. 95 trainings and 80 gradients on one thread: half an hour
# for 10 epochs.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
results=$(cd "$1" && pwd)
epochs=${2:-10}
dotnet build src/EqProp.Analog.Cli -c Release -v quiet --nologo
eqprop=src/EqProp.Analog.Cli/bin/Release/net10.0/eqprop
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
table=$results/mismatch.csv
echo "class,prediction,chip,test error (%),ideal test error (%),angle settled (degrees),angle own phases (degrees)" >"$table"
chip=(circuits/presets/digits-leaky.json --set "circuit.topology.layers=[256,48,24,10]" --set circuit.coupling.force=currentSumming
    --set learning.dataset.trainExamples=20000 --set learning.dataset.testExamples=10000 --set "learning.epochs=$epochs" --set "learning.evaluation.everyEpochs=$epochs"
    --set "learning.rates=[0.5,0.3,0.2]" --set "learning.initialization.weightScale=[0.5,0.5,0.3]"
    --set learning.freePhase.steps=30 --set learning.nudgedPhase.steps=12)
dies="1 2 3 4 5"

learn() { # arguments: test error of a chip
    rm -rf "$runs/run"
    nice -n 10 "$eqprop" train "${chip[@]}" "$@" --threads 1 --quiet --out "$runs/run" >/dev/null
    tail -1 "$runs/run/log.csv" | cut -d, -f4
}
angles() { # die, arguments: angle of the centered estimate at beta 0.001, settled, and with the circuit's own beta and phases
    nice -n 10 "$eqprop" gradient "${chip[@]}" "${@:2}" --weights "$runs/weights$1.npz" --examples 16 --betas 0.001 --quiet --json 2>/dev/null |
        jq -r '[(.rows[] | select(.estimator == "centered") | .angleDegrees), .ownPhases.angleDegrees] | @csv'
}
class() { # name, prediction, yes where the gradient command knows the error, arguments
    local name=$1 prediction=$2 known=$3 die error angle
    shift 3
    for die in $dies; do
        error=$(learn --seed "$die" "$@" --set "circuit.fabrication.die=$die")
        angle=,
        # A chip that does not settle has no angle.
        if [ "$known" = yes ]; then angle=$(angles "$die" "$@" --set "circuit.fabrication.die=$die") || angle=,; fi
        echo "$name,$prediction,$die,$error,$(cat "$runs/ideal$die"),$angle" >>"$table"
    done
}
spread() { # parameter, sigma, groups
    echo "circuit.fabrication.variations=[{\"parameter\":\"$1\",\"distribution\":\"logNormal\",\"relativeSigma\":$2${3:+,\"groups\":$3}}]"
}
offset() { echo "circuit.fabrication.variations=[{\"parameter\":\"$1\",\"absoluteSigma\":\"$2\"}]"; }

for die in $dies; do
    learn --seed "$die" >"$runs/ideal$die"
    cp "$runs/run/weights.npz" "$runs/weights$die.npz"
    echo "none,nothing,$die,$(cat "$runs/ideal$die"),$(cat "$runs/ideal$die"),$(angles "$die")" >>"$table"
done
hidden='["hidden 1","hidden 2"]'
above='["hidden 2","output"]'
class "conductance of a synapse both ways 30 %" nothing yes --set "$(spread synapseGain 0.3)"
class "conductance at zero both ways 50 nS" nothing yes --set "$(offset synapseOffset "50 nS")"
class "slope of activations 30 %" nothing yes --set "$(spread activationGain 0.3)"
class "input offset of activations 100 mV" nothing yes --set "$(offset inputOffset "100 mV")"
class "gain of driving hidden neurons 30 %" nothing yes --set "$(spread outputGain 0.3 "$hidden")"
class "gain of all driving neurons 30 %" nothing yes --set "$(spread outputGain 0.3)"
class "conductance of a synapse both ways 10 %" nothing yes --set "$(spread synapseGain 0.1)"
class "conductance at zero both ways 15 nS" nothing yes --set "$(offset synapseOffset "15 nS")"
class "slope of activations 10 %" nothing yes --set "$(spread activationGain 0.1)"
class "input offset of activations 30 mV" nothing yes --set "$(offset inputOffset "30 mV")"
class "gain of driving hidden neurons 10 %" nothing yes --set "$(spread outputGain 0.1 "$hidden")"
class "gain of all driving neurons 10 %" nothing yes --set "$(spread outputGain 0.1)"
class "gain of what comes back to a neuron 30 %" costs yes --set "$(spread feedbackGain 0.3)"
class "gain of one way of a synapse 30 %" costs yes --set "$(spread synapseDirection 0.3 "$above")"
class "gain of one way of a synapse 100 %" costs yes --set "$(spread synapseDirection 1 "$above")"
class "sensor offset of each phase 1 mV" costs no --set "circuit.plasticity.sampleHold.phaseOffsetSpread=1 mV"
class "lost updates: writes of 8 bits to 0.5" costs no --set circuit.plasticity.converter.bits=8 --set circuit.plasticity.converter.range=0.5
class "unfinished settling: 6 and 3 steps of 30 and 12" costs yes --set learning.freePhase.steps=6 --set learning.nudgedPhase.steps=3
benchmarks/summarize-mismatch.sh "$table" "$epochs" >"$results/mismatch.md"
