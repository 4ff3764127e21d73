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
     */
    record Percentile(double percentile, int startupTrials, long warmupSteps) implements PrunerSettings {}

    /**
     * Ends a trial with a value out of bounds.
     *
     * @param lower values below it are hopeless
     * @param upper values above it are hopeless
     * @param warmupSteps before this step no trial is ended, at least 0
     */
    record Threshold(OptionalDouble lower, OptionalDouble upper, long warmupSteps) implements PrunerSettings {}

    /**
     * Ends a trial that has not improved for a while.
     *
     * @param steps so many steps without an improvement, at least 1
     * @param minImprovement less than this is none, at least 0
     */
    record Patient(long steps, double minImprovement) implements PrunerSettings {}
}
