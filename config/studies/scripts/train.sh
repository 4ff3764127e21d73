#!/bin/sh
# Fits y = a x + b to 40 points by stochastic gradient descent, and prints the error on 10 others.
# Usage: train.sh LEARNING_RATE EPOCHS LOSS     (LOSS: squared or absolute)
#
# The protocol, all of it: a line {"step": …, "value": …} on stdout is a measurement; the last line that is a number,
# or a JSON object with "objective", is the result; an exit code other than 0 fails the trial.
set -eu

# A comma as decimal point would be no number to anybody.
LC_ALL=C
export LC_ALL

exec awk -v rate="$1" -v epochs="$2" -v loss="$3" '
function noise(i) { return ((i * 7919) % 101) / 50 - 1 }        # fixed, so that a trial can be repeated
function x(i) { return i / 10 - 2.5 }
function y(i) { return 3 * x(i) - 1 + 0.5 * noise(i) }
function held_out(i) { return i % 5 == 4 }
function error(    i, sum, n) {
    for (i = 0; i < 50; i++) if (held_out(i)) { sum += (a * x(i) + b - y(i)) ^ 2; n++ }
    return sqrt(sum / n)
}
BEGIN {
    for (epoch = 1; epoch <= epochs; epoch++) {
        for (i = 0; i < 50; i++) if (!held_out(i)) {
            residual = a * x(i) + b - y(i)
            gradient = loss == "squared" ? residual : (residual > 0) - (residual < 0)
            a -= rate * gradient * x(i)
            b -= rate * gradient
        }
        if (epoch % 10 == 0) printf "{\"step\": %d, \"value\": %.6f}\n", epoch, error()
    }
    printf "{\"objective\": %.6f}\n", error()
}'
