package dev.nocturne.strategy.pruner;

import dev.nocturne.study.Measured;
import java.util.List;

/**
 * Decides when a trial is hopeless: a function of what the trial measured so far and of what the trials of its known
 * prefix measured, and of nothing else, so that the same trial is pruned at the same step on every machine and after every
 * restart. Implementations are immutable.
 */
public interface Pruner {
    /** Ends no trial early. */
    Pruner NONE = earlier -> PruningRule.NEVER;

    /**
     * The rule for one trial.
     *
     * @param earlier the leading trials of the run, all of them ended, in order; a list that is not copied, and never changes
     */
    PruningRule rule(List<Measured> earlier);

    /** Whether other trials matter at all; if not, {@link #rule} is given none. */
    default boolean comparesWithOthers() {
        return false;
    }
}
