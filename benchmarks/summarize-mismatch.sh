#!/usr/bin/env bash
# Makes the page of record-mismatch.sh from its table; the verdicts are computed here.
#   benchmarks/summarize-mismatch.sh MISMATCH.CSV EPOCHS
set -euo pipefail
epochs=$2
cat <<PAGE
# What mismatch costs a chip that learns by itself

\`benchmarks/record-mismatch.sh RESULTS_FOLDER $epochs\`, one thread: 256-48-24-10 leaky integrators with summed currents (\`digits-leaky\` with the settings in the script), 20000
generated digits, $epochs epochs, tested on 10000 others; five chips, each with its own die and its own seed of first weights and order. Spreads are log-normal,
offsets normal. Classes of the script without a row here have not been recorded. The difference is that to the ideal chip of the same seed, in points, with its 95 % confidence interval (Student, 4 degrees of freedom).

Predicted (reciprocal and energy-conserving mismatch is another chip with another energy; what differs between the directions or between the phases is not):
*nothing* holds where the interval lies within half a point of zero and fails where it lies beyond; *costs* holds where it lies above half a
point and fails where it lies below. What straddles the half point is open.

PAGE
awk -F, '
    NR > 1 {
        if (!($1 in n)) { order[++classes] = $1; prediction[$1] = $2 }
        d = $4 - $5; n[$1]++; sum[$1] += d; squares[$1] += d * d; error[$1] += $4
        if ($6 != "") { settled[$1] += $6; angles[$1]++ }
        if ($7 != "") { own[$1] += $7; owns[$1]++ } }
    END {
        print "| mismatch | predicted | chips | test error (%) | difference (points) | interval | verdict | angle, settled | angle, own phases |"
        print "| --- | --- | ---: | ---: | ---: | ---: | --- | ---: | ---: |"
        for (c = 1; c <= classes; c++) {
            k = order[c]
            if (n[k] < 5) { printf "| %s | %s | %d | %.2f | | | too few chips | | |\n", k, prediction[k], n[k], error[k] / n[k]; continue }
            mean = sum[k] / n[k]; variance = (squares[k] - n[k] * mean * mean) / (n[k] - 1); if (variance < 0) variance = 0
            half = 2.776 * sqrt(variance / n[k]); low = mean - half; high = mean + half
            verdict = "open"
            if (k == "none") verdict = ""
            else if (prediction[k] == "nothing") { if (low > -0.5 && high < 0.5) verdict = "held"; else if (low > 0.5 || high < -0.5) verdict = "did not hold" }
            else { if (low > 0.5) verdict = "held"; else if (high < 0.5) verdict = "did not hold" }
            printf "| %s | %s | %d | %.2f | %+.2f | %+.2f to %+.2f | %s | %s | %s |\n", k, k == "none" ? "" : prediction[k], n[k], error[k] / n[k], mean, low, high, verdict,
                angles[k] ? sprintf("%.2g", settled[k] / angles[k]) : "", owns[k] ? sprintf("%.3g", own[k] / owns[k]) : "" } }' "$1"
cat <<'PAGE'

Angles, in degrees, are between the estimate and the exact gradient of the very chip, at the weights that the ideal chip of that seed has learned, over 16 examples (`eqprop
gradient`): centered and settled at a nudge of 0.001, and with the circuit's own nudge of 0.5 and lengths of phases; blank where not measured. They are angles
between what is written: a conductance that is F times the written weight takes a gradient 1 / F times too long, which the angle counts though no
sign turns; over conductances it is zero. `MismatchClassTests` measures on 8-20-15-5 tanh neurons with 30 %, settled: below 0.0001 degrees for leaks, slopes,
input offsets, synapses both ways and driving hidden neurons; 8.5 for driving neurons with the outputs among them (a cost that weighs outputs), 8.3 for what
comes back to a neuron and 18.3 for each direction of a synapse. Measured before in other networks: 0.0, 9.2, 4.2 and 21.
PAGE
