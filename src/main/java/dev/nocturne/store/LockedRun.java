package dev.nocturne.store;

import dev.nocturne.engine.SupersededException;
import dev.nocturne.study.EndCondition;
import dev.nocturne.study.TuningException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A run's row while its transaction keeps everybody else from claiming trials. */
record LockedRun(
        String status,
        int starts,
        int planned,
        @Nullable Integer maxFailures,
        int next,
        int failed,
        int interrupted,
        boolean stop,
        @Nullable EndCondition endCondition,
        @Nullable Integer searchTrials,
        int confirmationTrials,
        int nextConfirmation) {
    private static final String LOCK_RUN = """
            select status, starts, planned_trials, max_failures, next_trial_id, failed_trials, interrupted_trials,
                   stop_requested, end_condition, search_trials, confirmation_trials, next_confirmation
              from tuning_run
             where run_id = ?
               for update
            """;

    static LockedRun of(long runId, JdbcTemplate jdbc) {
        List<LockedRun> rows = jdbc.query(
                LOCK_RUN,
                (row, i) -> new LockedRun(
                        row.getString("status"),
                        row.getInt("starts"),
                        row.getInt("planned_trials"),
                        row.getObject("max_failures", Integer.class),
                        row.getInt("next_trial_id"),
                        row.getInt("failed_trials"),
                        row.getInt("interrupted_trials"),
                        row.getBoolean("stop_requested"),
                        endCondition(row.getString("end_condition")),
                        row.getObject("search_trials", Integer.class),
                        row.getInt("confirmation_trials"),
                        row.getInt("next_confirmation")),
                runId);
        if (rows.isEmpty()) {
            throw new TuningException("The run is no longer there: somebody deleted it from outside.");
        }
        return rows.get(0);
    }

    static @Nullable EndCondition endCondition(@Nullable String name) {
        return name == null ? null : EndCondition.valueOf(name);
    }

    /** Whether the run may not even make again what was cut off. */
    boolean isOutOfTime() {
        return endCondition == EndCondition.MAX_DURATION;
    }

    /** Whether the search hands out no new trials. */
    boolean hasSearched() {
        return searchTrials != null || endCondition != null || next >= planned;
    }

    /** Whether there are trials to come after the search. */
    boolean confirms() {
        return nextConfirmation < confirmationTrials;
    }

    boolean isRunning() {
        return "RUNNING".equals(status);
    }

    void requireStart(int start) {
        if (starts != start) {
            throw new SupersededException();
        }
    }

    void requireRunning() {
        if (!isRunning()) {
            throw new TuningException("The run is no longer running but " + status
                    + ": somebody changed it from outside. Start the same command again.");
        }
    }
}
