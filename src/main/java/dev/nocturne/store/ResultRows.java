package dev.nocturne.store;

import dev.nocturne.engine.AttemptResult;
import dev.nocturne.study.TrialState;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** All rows of a run that results come to, but its events; in the caller's transaction. Thread-safe. */
final class ResultRows {
    private static final String COUNT_ENDS = """
            update tuning_run
               set failed_trials = failed_trials + ?, interrupted_trials = interrupted_trials + ?
             where run_id = ?
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final BestSoFar best;
    private final TrialRows trials;
    private final ObjectiveRows objectives;
    private final AttemptRows attempts;
    private final FailedAttempts failures;
    private final WorkerTotals totals;

    ResultRows(
            JdbcTemplate jdbc,
            long runId,
            BestSoFar best,
            TrialRows trials,
            ObjectiveRows objectives,
            AttemptRows attempts,
            WorkerTotals totals) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.best = best;
        this.trials = trials;
        this.objectives = objectives;
        this.attempts = attempts;
        this.failures = new FailedAttempts(jdbc, runId);
        this.totals = totals;
    }

    /** Attempts that ended, and with them their trials unless they were interrupted. */
    void end(String worker, List<AttemptResult> results) {
        countEnds(results);
        best.improve(results);
        trials.end(worker, results);
        objectives.insert(results);
        attempts.insert(worker, results);
        attempts.insertMeasurements(results);
        failures.insert(results);
        totals.ended(worker, results);
    }

    /** An attempt that failed while its trial goes on. */
    void endAttempt(String worker, AttemptResult failed) {
        attempts.insert(worker, List.of(failed));
        failures.insert(List.of(failed));
        totals.retried(worker, failed);
    }

    /** Failures after the search count for no limit. */
    private void countEnds(List<AttemptResult> results) {
        long failed = results.stream()
                .filter(result -> !result.attempt().origin().isConfirmation())
                .filter(result -> result.outcome() instanceof TrialState.Failed)
                .count();
        long interrupted = results.stream()
                .filter(result -> result.outcome() instanceof TrialState.Interrupted)
                .count();
        if (failed + interrupted > 0) {
            jdbc.update(COUNT_ENDS, failed, interrupted, runId);
        }
    }
}
