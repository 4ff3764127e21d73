package dev.nocturne.summary;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run as the view {@code v_run} shows it.
 *
 * @param status RUNNING (also after its process died), COMPLETED, FAILED, STOPPED or ABANDONED
 * @param direction MINIMIZE or MAXIMIZE
 * @param bestObjective null while no trial has completed
 * @param bestTrialId null while no trial has completed
 * @param totalTime from the first start to the end; null while the run is unfinished
 * @param evaluationTime of all ended trials together
 * @param restarts how often the run was started again
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
        int runningTrials,
        int interruptedTrials,
        @Nullable Double bestObjective,
        @Nullable Integer bestTrialId,
        @Nullable Duration totalTime,
        Duration evaluationTime,
        int restarts,
        @Nullable String endReason,
        Instant startedAt,
        @Nullable Instant endedAt) {
    /** How many trials have ended, good or bad. */
    public int endedTrials() {
        return completedTrials + failedTrials;
    }
}
