package dev.nocturne.engine;

import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Study;
import java.util.function.LongSupplier;

/**
 * What a run fixes when it first starts, so that no later start changes its trials.
 *
 * @param seed the study's, or drawn once
 * @param lag the study's, or that of its workers and chunks
 * @param horizon how many trials were asked for at the first start
 * @param plannedTrials how many trials the run ends with
 */
public record RunSettings(long seed, int lag, int horizon, int plannedTrials) {
    /**
     * Settings for a first start.
     *
     * @param capacity how many trials the strategy has
     * @param freshSeed drawn from if the study names no seed
     */
    public static RunSettings of(Study study, long capacity, LongSupplier freshSeed) {
        long seed = study.seed().isPresent() ? study.seed().getAsLong() : freshSeed.getAsLong();
        int lag = study.lag().orElse(study.execution().defaultLag());
        return new RunSettings(seed, lag, study.askedTrials(), plannedTrials(study, capacity));
    }

    /** The part that the strategy may depend on. */
    public StrategySettings forStrategy() {
        return new StrategySettings(seed, lag, horizon);
    }

    /** How many trials the study asks for, and its strategy has. */
    public static int plannedTrials(Study study, long capacity) {
        if (study.limits().maxTrials().isPresent()) {
            return (int) Math.min(study.limits().maxTrials().getAsInt(), capacity);
        }
        if (capacity == Long.MAX_VALUE) {
            return Limits.DEFAULT_MAX_TRIALS;
        }
        if (capacity > Integer.MAX_VALUE) {
            throw new InvalidStudyException(
                    "The grid has " + capacity + " combinations, too many for one run: set max-trials.");
        }
        return (int) capacity;
    }
}
