package dev.nocturne.strategy.rung;

import java.util.List;

/** What a trial is there for. Immutable. */
sealed interface Slot {
    /** The rung of the trial, 0 for the lowest of all. */
    int rung();

    /**
     * It lets a configuration enter.
     *
     * @param number which of the run's configurations that is, from 0
     */
    record Entry(int rung, long number) implements Slot {}

    /**
     * It tries a configuration of the rung below again.
     *
     * @param place 0 if that is the best of them, 1 if it is the second best …
     * @param below the trials of the rung below, ascending
     */
    record Promotion(int rung, int place, List<Integer> below) implements Slot {}
}
