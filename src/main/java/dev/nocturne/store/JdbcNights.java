package dev.nocturne.store;

import dev.nocturne.summary.Candidate;
import dev.nocturne.summary.Champion;
import dev.nocturne.summary.Drift;
import dev.nocturne.summary.Night;
import dev.nocturne.summary.Nights;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nights and champions as the views show them. Thread-safe. */
final class JdbcNights implements Nights {
    private static final String NIGHTS = """
            select run_id, night, run_key, status, epoch, planned_trials, done_trials, carried_over_trials, failed_trials,
                   pruned_trials, restarts, active_time_us, started_at, ended_at, best_objective, best_trial_id,
                   previous_run_key, same_epoch, best_change, active_change_us, champion_objective, promoted_champion
              from v_night
             where study = ?
             order by night
            """;
    private static final String CHAMPIONS = """
            select study, champion, is_current, reason, objective, run_key, trial_id, gain, p_value, note, promoted_at,
                   parameters
              from v_champion
             where study = ?
             order by champion desc
            """;
    private static final String DRIFT = """
            select run_key, epoch, champion, objective, change, same_epoch, evaluated_at
              from v_drift
             where study = ?
             order by evaluated_at, run_id
            """;
    private static final String CANDIDATES = """
            select trial_id, role, completed, failed, mean_objective, deviation, gain, p_value, adjusted_p_value, promoted,
                   note
              from v_confirmation
             where run_id = ?
             order by place
            """;

    private final JdbcTemplate jdbc;

    JdbcNights(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Night> nights(String study) {
        return jdbc.query(NIGHTS, JdbcNights::night, study);
    }

    static Night night(ResultSet row, int index) throws SQLException {
        return new Night(
                row.getLong("run_id"),
                row.getInt("night"),
                row.getString("run_key"),
                row.getString("status"),
                row.getInt("epoch"),
                row.getInt("planned_trials"),
                row.getInt("done_trials"),
                row.getInt("carried_over_trials"),
                row.getInt("failed_trials"),
                row.getInt("pruned_trials"),
                row.getInt("restarts"),
                Duration.ofNanos(row.getLong("active_time_us") * 1000),
                Times.instant(row, "started_at"),
                Times.instant(row, "ended_at"),
                row.getObject("best_objective", Double.class),
                row.getObject("best_trial_id", Integer.class),
                row.getString("previous_run_key"),
                row.getObject("same_epoch", Boolean.class),
                row.getObject("best_change", Double.class),
                micros(row, "active_change_us"),
                row.getObject("champion_objective", Double.class),
                row.getObject("promoted_champion", Integer.class));
    }

    private static @Nullable Duration micros(ResultSet row, String column) throws SQLException {
        Long micros = row.getObject(column, Long.class);
        return micros == null ? null : Duration.ofNanos(micros * 1000);
    }

    @Override
    public List<Champion> champions(String study) {
        return jdbc.query(CHAMPIONS, JdbcNights::champion, study);
    }

    @Override
    public List<Drift> drift(String study) {
        return jdbc.query(DRIFT, JdbcNights::drifted, study);
    }

    @Override
    public List<Candidate> candidates(long runId) {
        return jdbc.query(CANDIDATES, JdbcNights::candidate, runId);
    }

    static Champion champion(ResultSet row, int index) throws SQLException {
        return new Champion(
                row.getString("study"),
                row.getInt("champion"),
                row.getBoolean("is_current"),
                row.getString("reason"),
                row.getObject("objective", Double.class),
                row.getString("run_key"),
                row.getInt("trial_id"),
                row.getObject("gain", Double.class),
                row.getObject("p_value", Double.class),
                row.getString("note"),
                Times.instant(row, "promoted_at"),
                ParametersJson.values(row.getString("parameters")));
    }

    static Drift drifted(ResultSet row, int index) throws SQLException {
        return new Drift(
                row.getString("run_key"),
                row.getInt("epoch"),
                row.getInt("champion"),
                row.getDouble("objective"),
                row.getObject("change", Double.class),
                row.getObject("same_epoch", Boolean.class),
                Times.instant(row, "evaluated_at"));
    }

    static Candidate candidate(ResultSet row, int index) throws SQLException {
        return new Candidate(
                row.getInt("trial_id"),
                row.getString("role"),
                row.getInt("completed"),
                row.getInt("failed"),
                row.getObject("mean_objective", Double.class),
                row.getObject("deviation", Double.class),
                row.getObject("gain", Double.class),
                row.getObject("p_value", Double.class),
                row.getObject("adjusted_p_value", Double.class),
                row.getBoolean("promoted"),
                row.getString("note") == null ? "not decided yet" : row.getString("note"));
    }
}
