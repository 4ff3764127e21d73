package dev.nocturne.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as the table {@code tuning_run} holds it.
 *
 * @param status RUNNING, also after the process that ran it died; COMPLETED, FAILED, STOPPED or ABANDONED
 * @param configuration text of the study file at the last start
 * @param configurationFile where it was read from
 * @param runToken marks the processes that the run started
 * @param starts how often the run was started
 */
public record RunRecord(
        long runId,
        String study,
        String runKey,
        String status,
        long seed,
        int lag,
        int plannedTrials,
        int starts,
        String configuration,
        String configurationFile,
        String configurationSha256,
        String runToken,
        @Nullable String ownerHost,
        @Nullable Long ownerPid,
        Instant startedAt) {
    /** Whether the run may be started again. */
    public boolean isUnfinished() {
        return !status.equals("COMPLETED") && !status.equals("ABANDONED");
    }
}
