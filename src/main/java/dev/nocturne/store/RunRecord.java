package dev.nocturne.store;

import dev.nocturne.space.SearchSpace;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.EndCondition;
import dev.nocturne.study.TrialRandom;
import java.time.Instant;
import java.util.Optional;
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
 * @param epoch counts what the study's results are results of
 * @param objectiveSha256 of the objective and the search space; null of a run of an earlier version
 * @param objectiveFiles the files of its objective when it began, as {@link dev.nocturne.objective.ObjectiveFiles} writes them;
 *     null of a run of an earlier version
 * @param championNumber which champion its first trial evaluates again; null if none
 * @param champion that champion's parameters in JSON; null if none
 * @param searchTrials how many trials its search had; null while it is not over, or if nothing comes after it
 * @param confirmationTrials how many come after it
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
        @Nullable EndCondition endCondition,
        int epoch,
        @Nullable String objectiveSha256,
        @Nullable String objectiveFiles,
        @Nullable Integer championNumber,
        @Nullable String champion,
        @Nullable Integer searchTrials,
        int confirmationTrials) {
    /**
     * What its strategy may depend on.
     *
     * @param space of its study
     */
    public StrategySettings strategySettings(SearchSpace space) {
        return new StrategySettings(
                seed, lag, horizon, Optional.ofNullable(champion).map(text -> ParametersJson.read(text, space)));
    }

    /** The seed that seeds of confirmations come from: another one for each run, whatever the study says. */
    public long confirmationSeed() {
        return TrialRandom.seedOf(~seed, runKey.hashCode());
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
