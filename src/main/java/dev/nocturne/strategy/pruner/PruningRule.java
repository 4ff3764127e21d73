package dev.nocturne.strategy.pruner;

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
}
