package dev.nocturne.store;

import dev.nocturne.event.TuningEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The start of a run, first or again, by a process that holds the run's lock: whatever still counts as running belonged
 * to a process that is no more, and becomes interrupted; but workers that other processes lent to the run go on with their
 * trials, for as long as their leases last. Everything happens in the caller's transaction.
 */
public final class JdbcRunOpening {
    /** Whether it has enough is found again, as limits may have been changed. */
    private static final String OPEN = """
            update tuning_run
               set status = 'RUNNING', starts = starts + 1, stop_requested = false, end_reason = null,
                   ended_at = null, owner_host = ?, owner_pid = ?, active_us = ?, resumed_at = ?,
                   end_condition = case when search_trials is null or end_condition = 'MAX_DURATION' then null
                                        else end_condition end,
                   end_condition_reason = case when search_trials is null or end_condition = 'MAX_DURATION' then null
                                               else end_condition_reason end,
                   window_ends_at = ?
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
     * @param recovered what was found if the start before had not ended as it should
     * @param active for how long the run has worked in the starts before
     * @param events what happened, recorded; to be published after the commit
     */
    public record Found(
            int endedTrials,
            int interruptedAttempts,
            Optional<TuningEvent.RunRecovered> recovered,
            Duration active,
            List<TuningEvent> events) {}

    JdbcRunOpening(JdbcTemplate jdbc, JdbcWorkers workers, WorkerHost host, Clock clock) {
        this.jdbc = jdbc;
        this.workers = workers;
        this.host = host;
        this.clock = clock;
    }

    /**
     * Opens the run for this process.
     *
     * @param windowEndsAt when its window ends, if it has one
     */
    public Found open(RunRecord run, Optional<Instant> windowEndsAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean unclean = run.starts() > 0 && run.status().equals("RUNNING");
        ActiveTime active = ActiveTime.of(run.runId(), jdbc);
        JdbcRuns.requireOne(
                jdbc.update(
                        OPEN,
                        host.host(),
                        host.pid(),
                        active.before(unclean).toNanos() / 1000,
                        Times.utc(now),
                        windowEndsAt.map(Times::utc).orElse(null),
                        run.runId(),
                        run.starts()),
                run.runId());
        RecountedTotals.mend(jdbc, run.runId());
        List<TuningEvent> cutOff = workers.endLocal(run.runId(), now);
        var events = new ArrayList<>(cutOff);
        int ended = endedTrials(run);
        Optional<TuningEvent.RunRecovered> recovered = unclean
                ? Optional.of(new TuningEvent.RunRecovered(run.starts() + 1, ended, trials(cutOff), now))
                : Optional.empty();
        recovered.ifPresent(events::add);
        events.add(new TuningEvent.TuningStarted(run.starts() + 1, run.plannedTrials(), ended, now));
        new JdbcObserver(jdbc, run.runId()).record(events);
        return new Found(ended, cutOff.size(), recovered, active.before(unclean), List.copyOf(events));
    }

    private static List<Integer> trials(List<TuningEvent> cutOff) {
        return cutOff.stream()
                .map(event -> ((TuningEvent.TrialEvent) event).trialId())
                .sorted()
                .toList();
    }

    private int endedTrials(RunRecord run) {
        Integer ended = jdbc.queryForObject(
                "select coalesce(sum(completed + failed + pruned), 0) from worker_total where run_id = ?",
                Integer.class,
                run.runId());
        return ended == null ? 0 : ended;
    }
}
