package dev.nocturne.store;

import dev.nocturne.event.TuningEvent;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of attempts whose worker is no more: rows that say so, and trials that are no longer running. */
final class CutOffAttempts {
    private static final String INTERRUPT = """
            update trial
               set status = 'INTERRUPTED'
             where run_id = ?
               and status = 'RUNNING'
               and worker in (select w.worker from worker w where w.run_id = ? and w.ended_at is not null)
            """;
    private static final String SELECT_CUT_OFF = """
            select t.trial_id, t.attempts
              from trial t
             where t.run_id = ?
               and t.status = 'INTERRUPTED'
               and not exists (select 1
                                 from trial_attempt a
                                where a.run_id = t.run_id and a.trial_id = t.trial_id and a.attempt = t.attempts)
             order by t.trial_id
            """;
    private static final String INSERT_ATTEMPTS = """
            insert into trial_attempt (run_id, trial_id, attempt, worker, host, pid, started_at, ended_at, outcome)
            select t.run_id, t.trial_id, t.attempts, t.worker, w.host, w.pid, t.started_at, ?, 'INTERRUPTED'
              from trial t
              join worker w on w.run_id = t.run_id and w.worker = t.worker
             where t.run_id = ?
               and t.status = 'INTERRUPTED'
               and not exists (select 1
                                 from trial_attempt a
                                where a.run_id = t.run_id and a.trial_id = t.trial_id and a.attempt = t.attempts)
            """;
    private static final String COUNT = """
            update tuning_run
               set interrupted_trials = (select count(*) from trial where run_id = ? and status = 'INTERRUPTED')
             where run_id = ?
            """;

    private final JdbcTemplate jdbc;

    CutOffAttempts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Records them, in the caller's transaction, for a caller that keeps others from claiming trials meanwhile. The trials
     * come first: their rows are locked by whoever just records how an attempt ended, and are looked at again when he has.
     *
     * @return what was cut off, by trial
     */
    List<TuningEvent> record(long runId, Instant now) {
        List<TuningEvent> lost = List.of();
        if (jdbc.update(INTERRUPT, runId, runId) > 0) {
            lost = jdbc.query(
                    SELECT_CUT_OFF,
                    (row, i) -> new TuningEvent.TrialInterrupted(row.getInt("trial_id"), row.getInt("attempts"), now),
                    runId);
            jdbc.update(INSERT_ATTEMPTS, Times.utc(now), runId);
        }
        jdbc.update(COUNT, runId, runId);
        return lost;
    }
}
