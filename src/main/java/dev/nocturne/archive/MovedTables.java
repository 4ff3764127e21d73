package dev.nocturne.archive;

import static dev.nocturne.archive.CellType.INTEGER;
import static dev.nocturne.archive.CellType.REAL;
import static dev.nocturne.archive.CellType.TEXT;
import static dev.nocturne.archive.CellType.TIME;
import static dev.nocturne.archive.CellType.TRUTH;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that a study owns, in the order in which it is written and read. Both directions go by this list alone. */
public final class MovedTables {
    /** Runs, the earliest first. */
    public static final MovedTable RUNS = MovedTable.of("tuning_run", "runs.csv")
            .with(TEXT, "status", "strategy", "direction")
            .with(INTEGER, "seed", "lag", "horizon", "planned_trials", "max_failures", "next_trial_id")
            .with(INTEGER, "failed_trials", "interrupted_trials", "best_trial_id")
            .with(REAL, "best_objective", "best_budget")
            .with(INTEGER, "objectives", "starts")
            .with(TRUTH, "stop_requested")
            .with(TEXT, "end_reason", "end_condition", "end_condition_reason")
            .with(INTEGER, "epoch")
            .with(TEXT, "objective_sha256", "objective_files")
            .with(INTEGER, "champion_number")
            .with(TEXT, "champion_note")
            .with(INTEGER, "search_trials", "confirmation_trials", "next_confirmation")
            .with(TEXT, "configuration", "configuration_file", "configuration_sha256", "run_token", "owner_host")
            .with(INTEGER, "owner_pid", "active_us")
            .with(TIME, "started_at", "resumed_at", "ended_at", "window_ends_at")
            .orderedBy();

    /** What a run amounted to. */
    public static final MovedTable SUMMARIES = MovedTable.of("tuning_summary", "summaries.csv")
            .with(INTEGER, "best_trial_id")
            .with(REAL, "best_objective")
            .with(TEXT, "best_parameters")
            .with(INTEGER, "trials_ran", "trials_failed", "trials_pruned", "front_trials", "total_time_us")
            .with(TEXT, "end_condition", "end_reason")
            .with(TIME, "completed_at")
            .orderedBy();

    /** Trials. */
    public static final MovedTable TRIALS = MovedTable.of("trial", "trials.csv")
            .with(INTEGER, "trial_id")
            .with(TEXT, "status")
            .with(REAL, "objective")
            .with(TEXT, "parameters")
            .with(REAL, "budget")
            .with(INTEGER, "promoted_from", "attempts")
            .with(TEXT, "failure_kind", "failure_message", "worker")
            .with(TIME, "started_at", "ended_at")
            .with(INTEGER, "duration_us", "history_seen", "pruned_step")
            .with(REAL, "pruned_value")
            .with(TEXT, "origin")
            .with(INTEGER, "confirms", "repetition")
            .orderedBy("trial_id");

    /** Champions, in the order of their numbers. They are the study's, though each comes from a run. */
    public static final MovedTable CHAMPIONS = MovedTable.of("champion", "champions.csv")
            .with(INTEGER, "champion_number")
            .with(TEXT, "reason", "parameters")
            .with(REAL, "objective")
            .with(INTEGER, "trial_id", "replaces", "restores")
            .with(REAL, "gain", "p_value")
            .with(TEXT, "note")
            .with(TIME, "promoted_at")
            .orderedBy("champion_number");

    /** Events, of all runs in the order in which they were recorded. */
    public static final MovedTable EVENTS = MovedTable.of("tuning_event", "events.csv")
            .with(INTEGER, "trial_id")
            .with(TEXT, "type")
            .with(TIME, "occurred_at")
            .with(TEXT, "payload")
            .orderedBy();

    /** All of them; the runs come first. */
    public static final List<MovedTable> ALL = List.of(
            RUNS,
            SUMMARIES,
            MovedTable.of("run_objective", "run_objectives.csv")
                    .with(INTEGER, "position")
                    .with(TEXT, "name", "direction")
                    .orderedBy("position"),
            MovedTable.of("run_known_trial", "known_trials.csv")
                    .with(INTEGER, "position")
                    .with(TEXT, "source")
                    .with(INTEGER, "source_id")
                    .with(TEXT, "status")
                    .with(REAL, "objective")
                    .with(TEXT, "objectives", "parameters", "failure_kind", "failure_message")
                    .orderedBy("position"),
            MovedTable.of("worker", "workers.csv")
                    .with(TEXT, "worker", "host")
                    .with(INTEGER, "pid")
                    .with(TRUTH, "remote")
                    .with(TEXT, "process")
                    .with(INTEGER, "trials_ended")
                    .with(TIME, "started_at", "ended_at")
                    .with(TEXT, "end_reason")
                    .orderedBy(List.of(), "worker"),
            TRIALS,
            MovedTable.of("trial_parameter", "trial_parameters.csv")
                    .with(INTEGER, "trial_id")
                    .with(TEXT, "name")
                    .with(REAL, "numeric_value")
                    .with(TEXT, "text_value")
                    .orderedBy(List.of("trial_id"), "name"),
            MovedTable.of("trial_objective", "trial_objectives.csv")
                    .with(INTEGER, "trial_id", "position")
                    .with(REAL, "objective")
                    .orderedBy("trial_id", "position"),
            MovedTable.of("pareto_trial", "pareto_trials.csv")
                    .with(INTEGER, "trial_id")
                    .orderedBy("trial_id"),
            MovedTable.of("trial_attempt", "trial_attempts.csv")
                    .with(INTEGER, "trial_id", "attempt")
                    .with(TEXT, "worker", "host")
                    .with(INTEGER, "pid")
                    .with(TIME, "started_at", "ended_at")
                    .with(INTEGER, "duration_us")
                    .with(TEXT, "outcome", "failure_kind", "failure_message")
                    .with(INTEGER, "program_pid", "exit_code")
                    .with(TEXT, "error_output")
                    .orderedBy("trial_id", "attempt"),
            MovedTable.of("trial_measurement", "trial_measurements.csv")
                    .with(INTEGER, "trial_id", "step")
                    .with(REAL, "measured_value")
                    .with(TIME, "recorded_at")
                    .orderedBy("trial_id", "step"),
            MovedTable.of("confirmation", "confirmations.csv")
                    .with(INTEGER, "place", "trial_id")
                    .with(TEXT, "role")
                    .with(INTEGER, "completed", "failed")
                    .with(REAL, "mean_objective", "deviation", "gain", "p_value", "adjusted_p_value")
                    .with(TRUTH, "promoted")
                    .with(TEXT, "note")
                    .orderedBy("place"),
            CHAMPIONS,
            EVENTS);

    /** Columns of those tables that stay: the database's own numbers, and what belongs to its processes and its jobs. */
    public static final Map<String, Set<String>> STAYING = Map.of(
            "tuning_run", Set.of("run_id", "study_id", "run_key", "job_instance_id", "publishes"),
            "champion", Set.of("run_id", "study_id"),
            "worker", Set.of("run_id", "lease_until", "step_execution_id"),
            "tuning_event", Set.of("run_id", "event_id"));

    /** Whether its rows are a run's, rather than of all runs together, in an order of their own. */
    public static boolean isOfRuns(MovedTable table) {
        return table != EVENTS && table != CHAMPIONS;
    }

    /** Whether a row is an event that tells of a champion. */
    public static boolean isOfChampion(MovedTable table, List<@Nullable String> cells) {
        return table == EVENTS && "CHAMPION_PROMOTED".equals(cells.get(EVENTS.place("type")));
    }

    private MovedTables() {}
}
