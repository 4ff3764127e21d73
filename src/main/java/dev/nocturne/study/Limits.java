package dev.nocturne.study;

import java.util.OptionalInt;

/**
 * What a run may spend. Limits may be raised between two starts of a run; nothing else of a study may change.
 *
 * @param maxTrials how many trials to run, at least 1; empty: {@value #DEFAULT_MAX_TRIALS}, or the whole grid
 * @param maxFailures how many trials may fail, at least 0, before the run fails; empty: any number
 */
public record Limits(OptionalInt maxTrials, OptionalInt maxFailures) {
    public static final int DEFAULT_MAX_TRIALS = 100;

    public Limits {
        if (maxTrials.isPresent() && maxTrials.getAsInt() < 1) {
            throw new IllegalArgumentException("max-trials must be at least 1, but is " + maxTrials.getAsInt() + ".");
        }
        if (maxFailures.isPresent() && maxFailures.getAsInt() < 0) {
            throw new IllegalArgumentException("max-failures must not be negative: " + maxFailures.getAsInt() + ".");
        }
    }

    /** Whether that many failed trials are more than the run may have. */
    public boolean failuresExceeded(long failedTrials) {
        return maxFailures.isPresent() && failedTrials > maxFailures.getAsInt();
    }
}
