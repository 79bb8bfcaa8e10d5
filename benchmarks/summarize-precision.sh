#!/usr/bin/env bash
# Makes the page of record-precision.sh from its table.
#   benchmarks/summarize-precision.sh PRECISION.CSV
set -euo pipefail
table=$1
curve() { # quantity, heading of levels, ways...
    local quantity=$1 heading=$2
    shift 2
    awk -F, -v quantity="$quantity" -v heading="$heading" -v ways="$(IFS=';' && echo "$*")" '
        $1 == quantity { key = $2 SUBSEP $3; sum[key] += $5; n[key]++
            if (!(key in low) || $5 < low[key]) low[key] = $5; if (!(key in high) || $5 > high[key]) high[key] = $5
            if (!(($3) in seen)) { seen[$3] = 1; order[++levels] = $3 } }
        END {
            count = split(ways, way, ";"); falling = order[1] + 0 > order[2] + 0
            for (i = 1; i < levels; i++) for (j = i + 1; j <= levels; j++)
                if (falling ? order[j] + 0 > order[i] + 0 : order[j] + 0 < order[i] + 0) { t = order[i]; order[i] = order[j]; order[j] = t }
            printf "| %s |", heading; for (w = 1; w <= count; w++) printf " %s |", way[w]; printf "\n| ---: |"
            for (w = 1; w <= count; w++) printf " ---: |"; printf "\n"
            for (l = 1; l <= levels; l++) {
                printf "| %s |", order[l]
                for (w = 1; w <= count; w++) { key = way[w] SUBSEP order[l]
                    if (key in n) printf " %.1f (%.1f to %.1f) |", sum[key] / n[key], low[key], high[key]; else printf " |" }
                printf "\n" } }' "$table"
}
# The least level from which on the mean error of a way stays within a point of the ideal chip, or of its own largest level.
least() { # quantity, way, own for the latter
    awk -F, -v quantity="$1" -v way="$2" -v own="${3:-}" '
        $1 == "ideal" { ideal += $5; ideals++ }
        $1 == quantity && $2 == way { sum[$3] += $5; n[$3]++; if (!($3 in seen)) { seen[$3] = 1; order[++levels] = $3 + 0 } }
        END {
            for (i = 1; i < levels; i++) for (j = i + 1; j <= levels; j++) if (order[j] > order[i]) { t = order[i]; order[i] = order[j]; order[j] = t }
            found = "none"; aim = own ? sum[order[1]] / n[order[1]] : ideal / ideals
            for (l = 1; l <= levels && sum[order[l]] / n[order[l]] <= aim + 1; l++) found = order[l]
            print found }' "$table"
}
ideal=$(awk -F, '$1 == "ideal" { sum += $5; n++ } END { printf "%.2f", sum / n }' "$table")
seeds=$(awk -F, 'FNR > 1 { n[$1 FS $2 FS $3]++ } END { for (k in n) { all++; if (!low || n[k] < low) low = n[k]; if (n[k] > high) high = n[k] }
    for (k in n) if (n[k] == high) most++
    if (low == high) printf "%d seeds of every case", high; else printf "%d seeds of %d cases and fewer of the other %d", high, most, all - most }' "$table")
solved() { # least ratio from which on exclusive or is learned with every seed
    awk -F, '$2 == "resistors (xor)" { if ($5 > 0) bad[$3] = 1; seen[$3 + 0] = 1 }
        END { found = 1e9; for (r in seen) { ok = 1; for (q in bad) if (q + 0 >= r + 0) ok = 0; if (ok && r + 0 < found) found = r + 0 }; print found == 1e9 ? "none" : found }' "$table"
}
cat <<PAGE
# Bits and ranges that learning on the chip needs

\`benchmarks/record-precision.sh RESULTS_FOLDER\`, one thread: 256-64-10 leaky integrators (\`digits-leaky\` with
\`circuit.topology.layers=[256,64,10]\`), 5000 generated digits, 10 epochs, tested on 5000 others; seeds of first weights, order
and noise from 1. Test errors in percent: mean (least to most). The ideal chip has $ideal. Every training is a row of \`precision.csv\`, which has $seeds.

## Bits of parameters

Weights stand on 2^bits levels from -0.5 to 0.5 leak conductances (\`device.kind: quantised\`), near which the largest weight of an ideal chip ends. Biases
are exact.

$(curve "parameter bits" bits nearest stochastic accumulated afterwards)

*nearest*: each write goes to the nearest level, and what is less than half a level is lost. *stochastic*: it goes up or down at random with the right mean.
*accumulated*: an exact accumulator beside each device keeps what is less than a level. *afterwards*: learned with exact weights, then put on levels.

Within a point of the ideal chip down to: nearest $(least "parameter bits" nearest), stochastic $(least "parameter bits" stochastic), accumulated $(least "parameter bits" accumulated), afterwards $(least "parameter bits" afterwards) bits. Published for
oscillators that learn by equilibrium propagation (Gower 2025): 10 bits suffice. The number says nothing without the way of writing: an answer needs few bits, a
mean update is a small part of a level, and it is the write that has to be able to express it, in its own size, in its probability or in time.

## Bits of read-outs

$(curve "read-out bits" bits sensors "sensors with noise" answers)

*sensors*: each activity passes a converter of 0 to 1 V on its way into the plasticity unit, in each phase (\`plasticity.sampleHold.converter\`); *with noise* of
half a step before it; *answers*: trained without, and read through a converter (\`readOutConverter\`).

Within a point of the ideal chip down to: sensors $(least "read-out bits" sensors), with noise $(least "read-out bits" "sensors with noise"), answers $(least "read-out bits" answers) bits. Published for oscillators: 4 bits of phase. Where an activity hardly
moves, rounding errs alike in both phases and cancels in their contrast, and what moves far is read far; noise differs between the phases and does not cancel, so
that dithering harms. The nudge is that of the preset, 0.5.

## Range of conductances

$(curve "conductance range" "largest over smallest" "differential pair" "single device" "resistors (xor)")

*differential pair*: two devices of 0.25 uS at most (a quarter of the leak) that never reach zero; *single device*: one of them against a fixed half of its range. 1000
steps from end to end, written stochastically. What a range r takes off is 1 / r of the reach of weights, no more: a transconductance does not load
what it drives, and a pair has twice the reach of one device. *resistors*: \`resistive-diodes\` learns exclusive or with three seeds, its resistors from 100 uS / r to 100 uS; they have no sign, join
membranes, and the smallest conductance shunts every node, so that the range decides whether there is contrast at all.

Within a point of the same device with the largest range down to: pair $(least "conductance range" "differential pair" own), single device $(least "conductance range" "single device" own); exclusive or by every seed from $(solved)
on. Published for memristors in a resistive network of this kind (Doell et al. 2025): at least 10.
PAGE
