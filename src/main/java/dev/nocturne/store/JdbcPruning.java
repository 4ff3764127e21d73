package dev.nocturne.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes whole runs away. First a run's row, with all else of it that is small, in one transaction: from then on no view and
 * no command knows it. Then, a bounded number of rows at a time, what it left. Thread-safe.
 */
public final class JdbcPruning {
    private static final String RUNS = """
            select r.run_id, s.name as study, r.run_key, r.status, r.starts, r.next_trial_id, r.job_instance_id,
                   (select max(c.champion_number) from champion c where c.run_id = r.run_id) as champion
              from tuning_run r
              join study s on s.study_id = r.study_id
            """;
    private static final String OF =
            " where cast(? as varchar(200)) is null or s.name = ? order by s.name, r.run_id desc";
    private static final String AWAITED = """
            select distinct e.run_id
              from (select event_id from event_outbox union all select event_id from event_delivery) waiting
              join tuning_event e on e.event_id = waiting.event_id
            """;
    private static final String LOCK = "select run_id from tuning_run where run_id = ? for update";
    private static final String REMEMBER = """
            insert into pruned_run (run_id, study, run_key, last_event_id, pruned_at)
            select ?, ?, ?, coalesce(max(event_id), 0), current_timestamp from tuning_event
            """;

    /** What a run has few rows of; the run itself is the last. */
    private static final List<String> SMALL = List.of(
            "worker_total", "worker", "tuning_summary", "run_objective", "run_lease", "confirmation", "tuning_run");

    private static final String EXECUTIONS =
            "(select job_execution_id from batch_job_execution where job_instance_id = ?)";
    private static final List<String> JOB = List.of(
            "delete from batch_step_execution_context where step_execution_id in"
                    + " (select step_execution_id from batch_step_execution where job_execution_id in " + EXECUTIONS
                    + ")",
            "delete from batch_step_execution where job_execution_id in " + EXECUTIONS,
            "delete from batch_job_execution_context where job_execution_id in " + EXECUTIONS,
            "delete from batch_job_execution_params where job_execution_id in " + EXECUTIONS,
            "delete from batch_job_execution where job_instance_id = ?",
            "delete from batch_job_instance where job_instance_id = ?");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final RemainingRows remaining;

    /**
     * A run that may be old.
     *
     * @param trials how many were claimed
     * @param champion the latest that comes from it; null if none does
     */
    public record RecordedRun(
            long runId,
            String study,
            String runKey,
            String status,
            int starts,
            int trials,
            @Nullable Long jobInstanceId,
            @Nullable Integer champion) {
        /** Whether it may be started again. */
        public boolean isUnfinished() {
            return !status.equals("COMPLETED") && !status.equals("ABANDONED");
        }
    }

    /**
     * For one database.
     *
     * @param rows how many are deleted in a transaction at most
     */
    JdbcPruning(JdbcTemplate jdbc, PlatformTransactionManager transactions, int rows) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.remaining = new RemainingRows(jdbc, rows);
    }

    /** The runs of one study or of all, those of a study together, the latest first. */
    public List<RecordedRun> runs(Optional<String> study) {
        return jdbc.query(RUNS + OF, JdbcPruning::run, study.orElse(null), study.orElse(null));
    }

    /** Ids of runs with events that sinks have not had yet. */
    public Set<Long> awaited() {
        return new HashSet<>(jdbc.queryForList(AWAITED, Long.class));
    }

    /**
     * Takes a run away, for a caller that holds its lock. What is left of it, {@link #sweep} deletes.
     *
     * @return false if it is no longer as it was seen: then it stays
     */
    public boolean takeAway(RecordedRun seen) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> isAsSeen(seen) && delete(seen)));
        } catch (DataIntegrityViolationException becameAChampion) {
            return false;
        }
    }

    private boolean isAsSeen(RecordedRun seen) {
        // Whoever starts the run changes its row, and whoever makes a champion of it needs the row to stay.
        jdbc.queryForList(LOCK, seen.runId());
        return jdbc.query(RUNS + " where r.run_id = ?", JdbcPruning::run, seen.runId())
                .equals(List.of(seen));
    }

    private boolean delete(RecordedRun run) {
        jdbc.update(REMEMBER, run.runId(), run.study(), run.runKey());
        if (run.jobInstanceId() != null) {
            JOB.forEach(statement -> jdbc.update(statement, run.jobInstanceId()));
        }
        SMALL.forEach(table -> jdbc.update("delete from " + table + " where run_id = ?", run.runId()));
        return true;
    }

    private static RecordedRun run(ResultSet row, int index) throws SQLException {
        return new RecordedRun(
                row.getLong("run_id"),
                row.getString("study"),
                row.getString("run_key"),
                row.getString("status"),
                row.getInt("starts"),
                row.getInt("next_trial_id"),
                row.getObject("job_instance_id", Long.class),
                row.getObject("champion", Integer.class));
    }

    /** Whether something is left of runs that were taken away, now or earlier. */
    public boolean hasRemains() {
        return !pruned().isEmpty();
    }

    /**
     * Deletes what is left of all runs that were taken away. Killed at any instant, it goes on the next time.
     *
     * @param soFar told after each transaction how many rows there have been
     * @return how many rows those were
     */
    public long sweep(LongConsumer soFar) {
        List<Long> runs = pruned();
        if (runs.isEmpty()) {
            return 0;
        }
        var rows = new AtomicLong();
        IntConsumer deleted = more -> soFar.accept(rows.addAndGet(more));
        runs.forEach(run -> remaining.deleteTrials(run, deleted));
        remaining.deleteEvents(deleted);
        for (long run : runs) {
            jdbc.update("delete from pruned_run where run_id = ?", run);
        }
        return rows.get();
    }

    private List<Long> pruned() {
        return jdbc.queryForList("select run_id from pruned_run order by run_id", Long.class);
    }
}
