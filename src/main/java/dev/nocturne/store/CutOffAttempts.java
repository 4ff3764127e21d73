package dev.nocturne.store;

import dev.nocturne.event.TuningEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What becomes of attempts whose worker is no more: rows that say so, and trials that are no longer running. Trials are
 * searched from the first that may be open, not from the run's beginning.
 */
final class CutOffAttempts {
    /** Where the search for trials that have not ended may begin. */
    private static final String OPEN_FROM = """
            select coalesce(min(open_from), 0) from worker_total where run_id = ?
            """;

    private static final String INTERRUPT = """
            update trial
               set status = 'INTERRUPTED'
             where run_id = ?
               and trial_id >= ?
               and status = 'RUNNING'
               and worker in (select w.worker from worker w where w.run_id = ? and w.ended_at is not null)
            """;
    private static final String CUT_OFF = """
              from trial t
              join worker w on w.run_id = t.run_id and w.worker = t.worker
             where t.run_id = ?
               and t.trial_id >= ?
               and t.status = 'INTERRUPTED'
               and not exists (select 1
                                 from trial_attempt a
                                where a.run_id = t.run_id and a.trial_id = t.trial_id and a.attempt = t.attempts)
            """;
    private static final String SELECT_CUT_OFF =
            "select t.trial_id, t.attempts, t.worker" + CUT_OFF + " order by t.trial_id";
    private static final String INSERT_ATTEMPTS = """
            insert into trial_attempt (run_id, trial_id, attempt, worker, host, pid, started_at, ended_at, outcome)
            select t.run_id, t.trial_id, t.attempts, t.worker, w.host, w.pid, t.started_at, ?, 'INTERRUPTED'
            """ + CUT_OFF;
    private static final String COUNT_ATTEMPTS = """
            update worker_total
               set attempts = attempts + ?, interrupted_attempts = interrupted_attempts + ?
             where run_id = ? and worker = ?
            """;
    private static final String SELECT_INTERRUPTED = """
            select count(*) as trials, min(trial_id) as first_trial
              from trial
             where run_id = ? and trial_id >= ? and status = 'INTERRUPTED'
            """;
    private static final String COUNT = "update tuning_run set interrupted_trials = ? where run_id = ?";

    /** Whoever has ended has no trials left but those that were cut off. */
    private static final String NARROW = """
            update worker_total
               set open_from = ?
             where run_id = ?
               and open_from < ?
               and worker in (select w.worker from worker w where w.run_id = ? and w.ended_at is not null)
            """;

    private final JdbcTemplate jdbc;

    private record Interrupted(int trials, @Nullable Integer first) {}

    private record CutOff(int trialId, int attempt, String worker) {}

    CutOffAttempts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** No trial of the run with a smaller id is open. */
    static int openFrom(JdbcTemplate jdbc, long runId) {
        Integer first = jdbc.queryForObject(OPEN_FROM, Integer.class, runId);
        return first == null ? 0 : first;
    }

    /**
     * Records them, in the caller's transaction, for a caller that keeps others from claiming trials meanwhile. The trials
     * come first: their rows are locked by whoever just records how an attempt ended, and are looked at again when he has.
     *
     * @return what was cut off, by trial
     */
    List<TuningEvent> record(long runId, Instant now) {
        int from = openFrom(jdbc, runId);
        List<CutOff> lost = new ArrayList<>();
        if (jdbc.update(INTERRUPT, runId, from, runId) > 0) {
            lost = jdbc.query(
                    SELECT_CUT_OFF,
                    (row, i) -> new CutOff(row.getInt("trial_id"), row.getInt("attempts"), row.getString("worker")),
                    runId,
                    from);
            jdbc.update(INSERT_ATTEMPTS, Times.utc(now), runId, from);
            countAttempts(runId, lost);
        }
        countTrials(runId, from);
        return lost.stream()
                .<TuningEvent>map(cut -> new TuningEvent.TrialInterrupted(cut.trialId(), cut.attempt(), now))
                .toList();
    }

    private void countAttempts(long runId, List<CutOff> lost) {
        Map<String, Integer> byWorker = new TreeMap<>();
        lost.forEach(cut -> byWorker.merge(cut.worker(), 1, Integer::sum));
        byWorker.forEach((worker, attempts) -> jdbc.update(COUNT_ATTEMPTS, attempts, attempts, runId, worker));
    }

    private void countTrials(long runId, int from) {
        Interrupted interrupted = jdbc.queryForObject(
                SELECT_INTERRUPTED,
                (row, i) -> new Interrupted(row.getInt("trials"), row.getObject("first_trial", Integer.class)),
                runId,
                from);
        jdbc.update(COUNT, interrupted.trials(), runId);
        int first = interrupted.first() == null ? Integer.MAX_VALUE : interrupted.first();
        jdbc.update(NARROW, first, runId, first, runId);
    }
}
