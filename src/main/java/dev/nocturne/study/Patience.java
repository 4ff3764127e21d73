package dev.nocturne.study;

/**
 * When a run gives up: no trial out of so many improved on the best before them.
 *
 * @param trials at least 1; only those that completed or failed of their parameters count, failed and pruned ones as not
 *     better
 * @param minImprovement a better trial by no more than this is no improvement, at least 0
 */
public record Patience(int trials, double minImprovement) {
    public Patience {
        if (trials < 1) {
            throw new IllegalArgumentException("patience must be for at least 1 trial, but is for " + trials + ".");
        }
        if (!(minImprovement >= 0) || Double.isInfinite(minImprovement)) {
            throw new IllegalArgumentException("min-improvement must be at least 0, but is " + minImprovement + ".");
        }
    }
}
