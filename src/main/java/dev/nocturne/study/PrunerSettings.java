package dev.nocturne.study;

import java.util.OptionalDouble;

/** What a study says of ending hopeless trials early, one record for each type. Immutable. */
public sealed interface PrunerSettings {
    /** No trial is ended early. */
    record None() implements PrunerSettings {}

    /**
     * Ends a trial whose best value so far is worse than a percentile of what earlier completed trials had at that step; the
     * median is the 50th.
     *
     * @param percentile in (0, 100): the share of earlier trials that a trial must keep up with, counted from the best
     * @param startupTrials so many completed trials must have measured something first, at least 1
     * @param warmupSteps before this step no trial is ended, at least 0
     * @param intervalSteps from there on, of so many steps one is looked at, the first that is reported; at least 1
     */
    record Percentile(double percentile, int startupTrials, long warmupSteps, long intervalSteps)
            implements PrunerSettings {
        /** The percentile of a pruner that compares with the middle of the earlier trials. */
        public static final double MEDIAN = 50;

        public Percentile {
            require(percentile > 0 && percentile < 100, "percentile must be between 0 and 100", percentile);
            require(startupTrials >= 1, "startup-trials must be at least 1", startupTrials);
            require(warmupSteps >= 0, "warmup-steps must be at least 0", warmupSteps);
            require(intervalSteps >= 1, "interval-steps must be at least 1", intervalSteps);
        }

        /** A pruner that looks at every step. */
        public Percentile(double percentile, int startupTrials, long warmupSteps) {
            this(percentile, startupTrials, warmupSteps, 1);
        }
    }

    /**
     * Ends a trial with a value out of bounds.
     *
     * @param lower values below it are hopeless
     * @param upper values above it are hopeless
     * @param warmupSteps before this step no trial is ended, at least 0
     */
    record Threshold(OptionalDouble lower, OptionalDouble upper, long warmupSteps) implements PrunerSettings {
        public Threshold {
            require(lower.isPresent() || upper.isPresent(), "a threshold needs lower or upper", "neither");
            require(
                    lower.isEmpty() || upper.isEmpty() || lower.getAsDouble() < upper.getAsDouble(),
                    "lower must be below upper",
                    lower);
            require(warmupSteps >= 0, "warmup-steps must be at least 0", warmupSteps);
        }
    }

    /**
     * Ends a trial that has not improved for a while.
     *
     * @param steps so many steps without an improvement, at least 1
     * @param minImprovement a better value by no more than this is none, at least 0
     */
    record Patient(long steps, double minImprovement) implements PrunerSettings {
        public Patient {
            require(steps >= 1, "steps must be at least 1", steps);
            require(
                    minImprovement >= 0 && Double.isFinite(minImprovement),
                    "min-improvement must be at least 0",
                    minImprovement);
        }
    }

    private static void require(boolean kept, String rule, Object value) {
        if (!kept) {
            throw new IllegalArgumentException("In a pruner " + rule + ", but this is " + value + ".");
        }
    }
}
