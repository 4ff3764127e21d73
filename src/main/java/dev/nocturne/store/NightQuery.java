package dev.nocturne.store;

import dev.nocturne.summary.Candidate;
import dev.nocturne.summary.Champion;
import dev.nocturne.summary.Drift;
import dev.nocturne.summary.Night;
import dev.nocturne.summary.RunSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a study's sequence of nights, its champion and what came of challenging it, up to one of its runs. */
final class NightQuery {
    /** More than a year of them. */
    private static final int MOST = 400;

    private static final String NIGHTS = """
            select * from v_night
             where study = :study and night <= :night
             order by night desc
             fetch first :most rows only
            """;

    /** As the view numbers them, without counting trials. */
    private static final String NUMBER = """
            select count(*)
              from tuning_run r
              join tuning_run this on this.study_id = r.study_id
             where this.run_id = :run
               and (r.started_at < this.started_at or (r.started_at = this.started_at and r.run_id <= this.run_id))
            """;

    private static final String CHAMPION = "select * from v_champion where study = :study and is_current";
    private static final String CANDIDATES = "select * from v_confirmation where run_id = :run order by place";
    private static final String DRIFT = """
            select d.*, r.started_at
              from v_drift d
              join tuning_run r on r.run_id = d.run_id
             where d.study = :study and r.started_at <= (select started_at from tuning_run where run_id = :run)
             order by r.started_at desc, d.run_id desc
             fetch first :most rows only
            """;

    private final JdbcClient jdbc;
    private final RunSummary run;

    NightQuery(JdbcClient jdbc, RunSummary run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    /** The oldest first, that of the run the last. */
    List<Night> nights() {
        int number =
                jdbc.sql(NUMBER).param("run", run.runId()).query(Integer.class).single();
        return oldestFirst(jdbc.sql(NIGHTS)
                .param("study", run.study())
                .param("night", number)
                .param("most", MOST)
                .query(NightQuery::night)
                .list());
    }

    Optional<Champion> champion() {
        return jdbc.sql(CHAMPION)
                .param("study", run.study())
                .query(NightQuery::readChampion)
                .optional();
    }

    List<Candidate> candidates() {
        return jdbc.sql(CANDIDATES)
                .param("run", run.runId())
                .query(NightQuery::candidate)
                .list();
    }

    List<Drift> drift() {
        return oldestFirst(jdbc.sql(DRIFT)
                .param("study", run.study())
                .param("run", run.runId())
                .param("most", MOST)
                .query(NightQuery::readDrift)
                .list());
    }

    private static <T> List<T> oldestFirst(List<T> latestFirst) {
        var turned = new ArrayList<>(latestFirst);
        Collections.reverse(turned);
        return List.copyOf(turned);
    }

    private static Night night(ResultSet row, int index) throws SQLException {
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
                duration(row.getObject("active_change_us", Long.class)),
                row.getObject("champion_objective", Double.class),
                row.getObject("promoted_champion", Integer.class));
    }

    private static @Nullable Duration duration(@Nullable Long micros) {
        return micros == null ? null : Duration.ofNanos(micros * 1000);
    }

    private static Champion readChampion(ResultSet row, int index) throws SQLException {
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

    private static Candidate candidate(ResultSet row, int index) throws SQLException {
        String note = row.getString("note");
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
                note == null ? "" : note);
    }

    private static Drift readDrift(ResultSet row, int index) throws SQLException {
        return new Drift(
                row.getString("run_key"),
                row.getInt("epoch"),
                row.getInt("champion"),
                row.getDouble("objective"),
                row.getObject("change", Double.class),
                row.getObject("same_epoch", Boolean.class),
                Times.instant(row, "evaluated_at"));
    }
}
