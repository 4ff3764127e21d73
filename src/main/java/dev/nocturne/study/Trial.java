package dev.nocturne.study;

import dev.nocturne.space.Point;

/**
 * One set of parameters and its evaluation. Immutable.
 *
 * @param id counts 0, 1, 2 … within its run
 */
public record Trial(int id, Point parameters, Budget budget, TrialState state) {
    /** A trial at the whole effort. */
    public Trial(int id, Point parameters, TrialState state) {
        this(id, parameters, Budget.FULL, state);
    }

    /** The trial in another state. */
    public Trial in(TrialState other) {
        return new Trial(id, parameters, budget, other);
    }

    /** Whether the trial has reached its end, good or bad. */
    public boolean hasEnded() {
        return state instanceof TrialState.Ended;
    }
}
