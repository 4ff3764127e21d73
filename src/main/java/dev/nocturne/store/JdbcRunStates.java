package dev.nocturne.store;

import dev.nocturne.engine.RunEnd;
import dev.nocturne.event.TuningEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What changes of a run while it is executed: where it stands, and whether it is to stop. Thread-safe. */
public final class JdbcRunStates {
    private static final String STATE = """
            select r.planned_trials, r.next_trial_id, r.interrupted_trials, r.failed_trials, r.max_failures,
                   r.best_trial_id, r.best_objective, coalesce(r.best_budget, 1) as best_budget, r.end_condition, r.search_trials,
                   r.next_confirmation < r.confirmation_trials as confirms,
                   (select count(*) from pareto_trial p where p.run_id = r.run_id) as front_trials,
                   (select count(*)
                      from worker w
                     where w.run_id = r.run_id and w.remote and w.ended_at is null
                       and w.lease_until is not null) as lent_workers,
                   (select coalesce(sum(w.trials_ended), 0)
                      from worker w
                     where w.run_id = r.run_id and w.remote) as ended_by_lent
              from tuning_run r
             where r.run_id = ?
            """;
    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RunEnds ends;
    private final Clock clock;

    JdbcRunStates(JdbcTemplate template, PlatformTransactionManager transactions, Clock clock) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.transaction = new TransactionTemplate(transactions);
        this.ends = new RunEnds(template);
        this.clock = clock;
    }

    /** Where the run stands. */
    public RunState of(long runId) {
        return jdbc.sql(STATE)
                .param(runId)
                .query((row, index) -> new RunState(
                        row.getInt("planned_trials"),
                        row.getInt("next_trial_id"),
                        row.getInt("interrupted_trials"),
                        row.getInt("failed_trials"),
                        row.getObject("max_failures", Integer.class),
                        row.getObject("best_trial_id", Integer.class),
                        row.getObject("best_objective", Double.class),
                        row.getDouble("best_budget"),
                        row.getInt("front_trials"),
                        row.getString("end_condition") != null || row.getObject("search_trials") != null,
                        row.getBoolean("confirms"),
                        "MAX_DURATION".equals(row.getString("end_condition")),
                        row.getInt("lent_workers"),
                        row.getInt("ended_by_lent")))
                .single();
    }

    /**
     * Asks whoever executes the run to stop after the trials in flight.
     *
     * @return whether the run was running
     */
    public boolean requestStop(RunRecord run) {
        return jdbc.sql("update tuning_run set stop_requested = true where run_id = :run and status = 'RUNNING'")
                        .param("run", run.runId())
                        .update()
                == 1;
    }

    /**
     * Records that a run has enough, whatever its results: no trial is claimed any more, not even one that was cut off.
     *
     * @param overrides whether another end that was found before gives way to it
     * @return what happened, recorded; empty if it had enough already
     */
    public Optional<TuningEvent> end(RunRecord run, RunEnd end, boolean overrides) {
        return transaction.execute(status -> {
            LockedRun.of(run.runId(), template).requireStart(run.starts());
            return ends.record(run.runId(), end, overrides, clock.instant().truncatedTo(ChronoUnit.MICROS));
        });
    }

    /** How many trials of those that come after its search have ended. */
    public int confirmed(long runId) {
        return jdbc.sql("select coalesce(sum(confirmed), 0) from worker_total where run_id = ?")
                .param(runId)
                .query(Integer.class)
                .single();
    }

    /** Whether somebody asked the run to stop since it was started. */
    public boolean isStopRequested(long runId) {
        return jdbc.sql("select stop_requested from tuning_run where run_id = ?")
                .param(runId)
                .query(Boolean.class)
                .single();
    }
}
