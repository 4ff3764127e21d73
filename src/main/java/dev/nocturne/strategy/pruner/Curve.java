package dev.nocturne.strategy.pruner;

import dev.nocturne.study.Direction;
import dev.nocturne.study.Measured;
import java.util.Arrays;

/**
 * How good a completed trial was by step: only the steps at which it became better than before. Immutable.
 *
 * @param steps ascending
 * @param losses of which less is better, descending
 */
record Curve(double budget, long[] steps, double[] losses) {
    private static final Curve NONE = new Curve(0, new long[0], new double[0]);

    /** The curve of an ended trial; one that did not complete is compared with at no step. */
    static Curve of(Measured trial, Direction direction) {
        if (!trial.completed()) {
            return NONE;
        }
        int size = 0;
        var steps = new long[trial.steps().length];
        var losses = new double[trial.steps().length];
        for (int i = 0; i < steps.length; i++) {
            double loss = direction.loss(trial.values()[i]);
            if (size == 0 || loss < losses[size - 1]) {
                steps[size] = trial.steps()[i];
                losses[size++] = loss;
            }
        }
        return new Curve(trial.budget().amount(), Arrays.copyOf(steps, size), Arrays.copyOf(losses, size));
    }

    /** The best up to a step, that one included; NaN if it had measured nothing by then. */
    double bestUpTo(long step) {
        int found = Arrays.binarySearch(steps, step);
        int last = found >= 0 ? found : -found - 2;
        return last < 0 ? Double.NaN : losses[last];
    }
}
