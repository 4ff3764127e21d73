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
 * to a process that is no more, and becomes interrupted; but workers that other processes lent to the run go on with their
 * trials, for as long as their leases last. Everything happens in the caller's transaction.
 */
public final class JdbcRunOpening {
    private static final String OPEN = """
            update tuning_run
               set status = 'RUNNING', starts = starts + 1, stop_requested = false, end_reason = null,
                   ended_at = null, owner_host = ?, owner_pid = ?
             where run_id = ? and starts = ? and status in ('RUNNING', 'FAILED', 'STOPPED')
            """;
    private final JdbcTemplate jdbc;
    private final JdbcWorkers workers;
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

    JdbcRunOpening(JdbcTemplate jdbc, JdbcWorkers workers, WorkerHost host, Clock clock) {
        this.jdbc = jdbc;
        this.workers = workers;
        this.host = host;
        this.clock = clock;
    }

    /** Opens the run for this process. */
    public Found open(RunRecord run) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        JdbcRuns.requireOne(jdbc.update(OPEN, host.host(), host.pid(), run.runId(), run.starts()), run.runId());
        List<TuningEvent> cutOff = workers.endLocal(run.runId(), now);
        var events = new ArrayList<>(cutOff);
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
}
