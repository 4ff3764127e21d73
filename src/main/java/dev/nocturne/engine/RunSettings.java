package dev.nocturne.engine;

import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Study;
import java.util.function.LongSupplier;

/**
 * What a run fixes when it first starts, so that no later start changes its trials.
 *
 * @param seed the study's, or drawn once
 * @param lag the study's, or that of its workers and chunks
 * @param plannedTrials how many trials the run ends with
 */
public record RunSettings(long seed, int lag, int plannedTrials) {
    /** The lag that a study's run starts with. */
    public static int lagOf(Study study) {
        return study.lag().orElse(study.execution().defaultLag());
    }

    /**
     * Settings for a first start.
     *
     * @param freshSeed drawn from if the study names no seed
     */
    public static RunSettings of(Study study, Strategy strategy, LongSupplier freshSeed) {
        long seed = study.seed().isPresent() ? study.seed().getAsLong() : freshSeed.getAsLong();
        return new RunSettings(seed, lagOf(study), plannedTrials(study, strategy));
    }

    /** How many trials the study asks for, and its strategy has. */
    public static int plannedTrials(Study study, Strategy strategy) {
        long capacity = strategy.capacity();
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
