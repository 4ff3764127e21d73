package dev.nocturne.batch;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How far a run is.
 *
 * @param planned trials that it ends with
 * @param ended trials that have ended, earlier starts included
 * @param failed those of them that failed since this start
 * @param endedHere those that ended since this start
 * @param best the best objective since this start; empty while no trial has completed, or if there are several objectives
 * @param bestTrial its trial
 * @param frontTrials how many trials are on the Pareto front; empty if there is one objective
 * @param lentWorkers how many workers of other processes take part
 * @param confirmations how many trials come after the search; 0 before it is over, and if none do
 * @param confirmed how many of those have ended
 */
public record RunProgress(
        int planned,
        int ended,
        int failed,
        int endedHere,
        OptionalDouble best,
        OptionalInt bestTrial,
        OptionalInt frontTrials,
        int lentWorkers,
        int confirmations,
        int confirmed) {
    /** How far a search is. */
    public RunProgress(
            int planned,
            int ended,
            int failed,
            int endedHere,
            OptionalDouble best,
            OptionalInt bestTrial,
            OptionalInt frontTrials,
            int lentWorkers) {
        this(planned, ended, failed, endedHere, best, bestTrial, frontTrials, lentWorkers, 0, 0);
    }
}
