package dev.nocturne.store;

import dev.nocturne.event.TuningEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The start of a run, first or again, by a process that holds the run's lock: whatever still counts as running belonged
 * to a process that is no more, and becomes interrupted. Everything happens in the caller's transaction.
 */
public final class JdbcRunOpening {
    private static final String OPEN = """
            update tuning_run
               set status = 'RUNNING', starts = starts + 1, stop_requested = false, end_reason = null,
                   ended_at = null, owner_host = ?, owner_pid = ?
             where run_id = ? and status in ('RUNNING', 'FAILED', 'STOPPED')
            """;
    private static final String SELECT_CUT_OFF = """
            select t.trial_id, t.attempts
              from trial t
             where t.run_id = ? and t.status = 'RUNNING'
             order by t.trial_id
            """;
    private static final String INSERT_CUT_OFF = """
            insert into trial_attempt (run_id, trial_id, attempt, worker, host, pid, started_at, ended_at, outcome)
            select t.run_id, t.trial_id, t.attempts, t.worker, w.host, w.pid, t.started_at, ?, 'INTERRUPTED'
              from trial t
              join worker w on w.run_id = t.run_id and w.worker = t.worker
             where t.run_id = ? and t.status = 'RUNNING'
            """;
    private static final String INTERRUPT = """
            update trial set status = 'INTERRUPTED' where run_id = ? and status = 'RUNNING'
            """;
    private static final String COUNT = """
            update tuning_run
               set interrupted_trials = (select count(*) from trial where run_id = ? and status = 'INTERRUPTED')
             where run_id = ?
            """;

    private final JdbcTemplate jdbc;
    private final WorkerHost host;
    private final Clock clock;

    /**
     * What a start found.
     *
     * @param endedTrials trials that have ended before
     * @param interruptedAttempts attempts that were cut off, now to be made again
     * @param events what happened, recorded; to be published after the commit
     */
    public record Found(int endedTrials, int interruptedAttempts, List<TuningEvent> events) {}

    private record CutOff(int trialId, int attempt) {}

    JdbcRunOpening(JdbcTemplate jdbc, WorkerHost host, Clock clock) {
        this.jdbc = jdbc;
        this.host = host;
        this.clock = clock;
    }

    /** Opens the run for this process. */
    public Found open(RunRecord run) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        JdbcRuns.requireOne(jdbc.update(OPEN, host.host(), host.pid(), run.runId()), run.runId());
        List<CutOff> cutOff = jdbc.query(
                SELECT_CUT_OFF, (row, i) -> new CutOff(row.getInt("trial_id"), row.getInt("attempts")), run.runId());
        jdbc.update(INSERT_CUT_OFF, Times.utc(now), run.runId());
        jdbc.update(INTERRUPT, run.runId());
        jdbc.update(COUNT, run.runId(), run.runId());
        var events = new ArrayList<TuningEvent>();
        cutOff.forEach(lost -> events.add(new TuningEvent.TrialInterrupted(lost.trialId(), lost.attempt(), now)));
        int ended = endedTrials(run);
        events.add(new TuningEvent.TuningStarted(run.starts() + 1, run.plannedTrials(), ended, now));
        new JdbcObserver(jdbc, run.runId()).record(events);
        return new Found(ended, cutOff.size(), List.copyOf(events));
    }

    private int endedTrials(RunRecord run) {
        Integer ended = jdbc.queryForObject(
                "select count(*) from trial where run_id = ? and ended_at is not null", Integer.class, run.runId());
        return ended == null ? 0 : ended;
    }

    /** A worker of this process takes part in the run from now on. */
    public void join(long runId, String worker) {
        jdbc.update(
                "insert into worker (run_id, worker, host, pid, started_at) values (?, ?, ?, ?, ?)",
                runId,
                worker,
                host.host(),
                host.pid(),
                Times.utc(clock.instant()));
    }

    /** A worker of this process has gone home. */
    public void leave(long runId, String worker) {
        jdbc.update(
                "update worker set ended_at = ? where run_id = ? and worker = ?",
                Times.utc(clock.instant()),
                runId,
                worker);
    }
}
