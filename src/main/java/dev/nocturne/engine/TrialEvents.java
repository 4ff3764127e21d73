package dev.nocturne.engine;

import dev.nocturne.event.TuningEvent;
import dev.nocturne.study.Goal;
import dev.nocturne.study.TrialState;
import java.time.Instant;
import java.util.List;

/** What the ledger's changes are called when they are told to others. */
public final class TrialEvents {
    private TrialEvents() {}

    public static TuningEvent started(Attempt attempt, Instant at) {
        return new TuningEvent.TrialStarted(
                attempt.trialId(), attempt.number(), attempt.origin().kind(), attempt.parameters(), at);
    }

    /**
     * The event of an attempt's end.
     *
     * @param retried whether the trial is tried again at once
     * @param goals of the study
     */
    public static TuningEvent ended(AttemptResult result, boolean retried, List<Goal> goals) {
        Attempt attempt = result.attempt();
        TrialState outcome = result.outcome();
        if (outcome instanceof TrialState.Completed completed) {
            return new TuningEvent.TrialCompleted(
                    attempt.trialId(),
                    attempt.number(),
                    attempt.origin().kind(),
                    completed.byName(goals),
                    attempt.budget(),
                    result.duration(),
                    attempt.parameters(),
                    result.endedAt());
        }
        if (outcome instanceof TrialState.Failed failed) {
            return new TuningEvent.TrialFailed(
                    attempt.trialId(),
                    attempt.number(),
                    attempt.origin().kind(),
                    failed.kind(),
                    failed.message(),
                    retried,
                    result.duration(),
                    attempt.parameters(),
                    result.endedAt());
        }
        if (outcome instanceof TrialState.Pruned pruned) {
            return new TuningEvent.TrialPruned(
                    attempt.trialId(),
                    attempt.number(),
                    pruned.step(),
                    pruned.value(),
                    result.duration(),
                    attempt.parameters(),
                    result.endedAt());
        }
        return new TuningEvent.TrialInterrupted(attempt.trialId(), attempt.number(), result.endedAt());
    }
}
