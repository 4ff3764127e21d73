package dev.nocturne.store;

import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.EndCondition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as the table {@code tuning_run} holds it.
 *
 * @param status RUNNING, also after the process that ran it died; COMPLETED, FAILED, STOPPED or ABANDONED
 * @param strategy as the study named it at the first start, or the default of that time
 * @param horizon how many trials were asked for at the first start
 * @param configuration text of the study file at the last start
 * @param configurationFile where it was read from
 * @param runToken marks the processes that the run started
 * @param starts how often the run was started
 * @param resumedAt when it was last started; null if it never was
 * @param windowEndsAt when the window ends, or ended, in which it was last started; null if its study had none then
 * @param endCondition why it had enough before all planned trials were handed out; null if it had not
 */
public record RunRecord(
        long runId,
        String study,
        String runKey,
        String status,
        String strategy,
        long seed,
        int lag,
        int horizon,
        int plannedTrials,
        int starts,
        String configuration,
        String configurationFile,
        String configurationSha256,
        String runToken,
        @Nullable String ownerHost,
        @Nullable Long ownerPid,
        Instant startedAt,
        @Nullable Instant resumedAt,
        @Nullable Instant windowEndsAt,
        @Nullable EndCondition endCondition) {
    /** What its strategy may depend on. */
    public StrategySettings strategySettings() {
        return new StrategySettings(seed, lag, horizon);
    }

    /** Marks the processes that a worker of another process starts for the run. */
    public String lentToken(String process) {
        return runToken + "/" + process;
    }

    /** Whether the run may be started again. */
    public boolean isUnfinished() {
        return !status.equals("COMPLETED") && !status.equals("ABANDONED");
    }
}
