package dev.nocturne.strategy.pruner;

import dev.nocturne.study.Budget;
import java.util.NavigableMap;

/** Decides after each measurement whether a trial is hopeless. A pure function; thread-safe. */
@FunctionalInterface
public interface PruningRule {
    /** Nothing is hopeless. */
    PruningRule NEVER = measured -> false;

    /**
     * Whether to end the trial.
     *
     * @param measured its values by step, as reported, the newest included; not empty
     */
    boolean isHopeless(NavigableMap<Long, Double> measured);

    /** The rule for a trial at this budget, which may be compared with those at the same budget alone. */
    default PruningRule at(Budget budget) {
        return this;
    }
}
