package dev.nocturne.store;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.study.TrialState;
import java.sql.Types;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows of {@code worker_total} of one run: what each worker has done, counted in the transaction in which it was done,
 * so that nobody has to count trials. A worker's row is changed by that worker alone while it lives: no worker waits for
 * another. Below its {@code open_from}, a worker has no trial that has not ended. Thread-safe.
 */
final class WorkerTotals {
    private static final String INSERT = """
            insert into worker_total (run_id, worker, open_from)
            select run_id, ?, next_trial_id from tuning_run where run_id = ?
            """;
    private static final String ADD = """
            update worker_total
               set attempts = attempts + ?,
                   interrupted_attempts = interrupted_attempts + ?,
                   attempt_us = attempt_us + ?,
                   completed = completed + ?,
                   failed = failed + ?,
                   pruned = pruned + ?,
                   confirmed = confirmed + ?,
                   trial_us = trial_us + ?,
                   longest_us = greatest(longest_us, ?),
                   open_from = coalesce(?, open_from)
             where run_id = ? and worker = ?
            """;
    private static final String LOWER = """
            update worker_total set open_from = least(open_from, ?) where run_id = ? and worker = ?
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final OpenTrials open = new OpenTrials();

    WorkerTotals(JdbcTemplate jdbc, long runId) {
        this.jdbc = jdbc;
        this.runId = runId;
    }

    /** A worker that has done nothing yet; in the caller's transaction, if it has one. */
    static void insert(JdbcTemplate jdbc, long runId, String worker) {
        jdbc.update(INSERT, worker, runId);
    }

    /**
     * Trials that the worker claims, in the caller's transaction.
     *
     * @param again those that others had before, and which may be earlier than any it had
     */
    void claimed(String worker, List<Attempt> again, List<Attempt> all) {
        again.stream().mapToInt(Attempt::trialId).min().ifPresent(lowest -> jdbc.update(LOWER, lowest, runId, worker));
        List<Integer> ids = all.stream().map(Attempt::trialId).toList();
        AfterCommit.run(() -> open.claimed(worker, ids));
    }

    /** An attempt that failed and is followed by another one, in the caller's transaction. */
    void retried(String worker, AttemptResult failed) {
        add(worker, List.of(failed), List.of(), null);
    }

    /** Attempts that ended, and with them their trials unless they were interrupted; in the caller's transaction. */
    void ended(String worker, List<AttemptResult> results) {
        List<AttemptResult> ends = results.stream()
                .filter(result -> result.outcome() instanceof TrialState.Ended)
                .toList();
        Set<Integer> ids =
                ends.stream().map(result -> result.attempt().trialId()).collect(Collectors.toUnmodifiableSet());
        add(worker, results, ends, openFrom(worker, ids, ends.size() == results.size()));
        AfterCommit.run(() -> open.ended(worker, ids));
    }

    private @Nullable Integer openFrom(String worker, Set<Integer> ended, boolean all) {
        OptionalInt left = open.firstAfter(worker, ended);
        if (left.isPresent()) {
            return left.getAsInt();
        }
        return all && !ended.isEmpty()
                ? ended.stream().mapToInt(id -> id + 1).max().getAsInt()
                : null;
    }

    private void add(
            String worker, List<AttemptResult> attempts, List<AttemptResult> trials, @Nullable Integer openFrom) {
        Predicate<AttemptResult> confirms = result -> result.attempt().origin().isConfirmation();
        Predicate<AttemptResult> searches = confirms.negate();
        int changed = jdbc.update(ADD, row -> {
            row.setLong(1, attempts.size());
            row.setLong(2, count(attempts, TrialState.Interrupted.class, result -> true));
            row.setLong(3, attempts.stream().mapToLong(WorkerTotals::micros).sum());
            row.setLong(4, count(trials, TrialState.Completed.class, searches));
            row.setLong(5, count(trials, TrialState.Failed.class, searches));
            row.setLong(6, count(trials, TrialState.Pruned.class, searches));
            row.setLong(7, count(trials, TrialState.Ended.class, confirms));
            row.setLong(8, trials.stream().mapToLong(WorkerTotals::micros).sum());
            row.setLong(9, longest(trials));
            row.setObject(10, openFrom, Types.INTEGER);
            row.setLong(11, runId);
            row.setString(12, worker);
        });
        if (changed != 1) {
            throw new IllegalStateException("Worker " + worker + " works without having joined the run.");
        }
    }

    private static long longest(List<AttemptResult> trials) {
        return trials.stream()
                .filter(result -> result.outcome() instanceof TrialState.Completed)
                .mapToLong(WorkerTotals::micros)
                .max()
                .orElse(0);
    }

    private static long count(
            List<AttemptResult> results, Class<? extends TrialState> outcome, Predicate<AttemptResult> which) {
        return results.stream()
                .filter(result -> outcome.isInstance(result.outcome()))
                .filter(which)
                .count();
    }

    private static long micros(AttemptResult result) {
        return result.duration().toNanos() / 1000;
    }
}
