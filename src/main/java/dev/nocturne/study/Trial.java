package dev.nocturne.study;

import dev.nocturne.space.Point;

/**
 * One set of parameters and its evaluation. Immutable.
 *
 * @param id counts 0, 1, 2 … within its run
 */
public record Trial(int id, Point parameters, TrialState state) {
    /** Whether the trial has reached its end, good or bad. */
    public boolean hasEnded() {
        return state instanceof TrialState.Ended;
    }
}
