package dev.nocturne.summary;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run as the view {@code v_run} shows it.
 *
 * @param status RUNNING (also after its process died), COMPLETED, FAILED, STOPPED or ABANDONED
 * @param direction MINIMIZE or MAXIMIZE; of the first objective, if there are several
 * @param bestObjective null while no trial has completed, or if there are several objectives
 * @param bestTrialId null while no trial has completed, or if there are several objectives
 * @param frontTrials how many trials are on the Pareto front; null if there is one objective
 * @param totalTime from the first start to the end; null while the run is unfinished
 * @param evaluationTime of all ended trials together
 * @param restarts how often the run was started again
 * @param endCondition why it had enough, as the tables name it; null if it has not
 * @param endReason why it is not running; null while it is
 */
public record RunSummary(
        long runId,
        String study,
        String runKey,
        String status,
        String strategy,
        String direction,
        long seed,
        int lag,
        int plannedTrials,
        int completedTrials,
        int failedTrials,
        int prunedTrials,
        int runningTrials,
        int interruptedTrials,
        @Nullable Double bestObjective,
        @Nullable Integer bestTrialId,
        @Nullable Integer frontTrials,
        @Nullable Duration totalTime,
        Duration evaluationTime,
        int restarts,
        @Nullable String endCondition,
        @Nullable String endReason,
        Instant startedAt,
        @Nullable Instant endedAt) {
    /** Whether its trials cannot be put in a single order, so that there is a front in place of a best one. */
    public boolean hasSeveralObjectives() {
        return frontTrials != null;
    }

    /** Whether it had enough before all planned trials were handed out. */
    public boolean endedEarly() {
        return endCondition != null && !endCondition.equals("MAX_TRIALS");
    }

    /** How many trials have ended, good or bad. */
    public int endedTrials() {
        return completedTrials + failedTrials + prunedTrials;
    }
}
