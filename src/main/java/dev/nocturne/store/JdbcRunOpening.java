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
        new CutOffAttempts(jdbc).record(run.runId(), now);
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
