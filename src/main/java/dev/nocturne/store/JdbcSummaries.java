package dev.nocturne.store;

import dev.nocturne.study.Direction;
import dev.nocturne.study.Goal;
import dev.nocturne.summary.BestTrial;
import dev.nocturne.summary.FrontTrial;
import dev.nocturne.summary.RowSink;
import dev.nocturne.summary.RunObjective;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.Summaries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the views. Thread-safe. */
final class JdbcSummaries implements Summaries {
    private static final String RUNS = """
            select *
              from v_run
             where cast(? as varchar(200)) is null or study = ?
             order by run_id desc
            """;
    private static final String RUN = "select * from v_run where run_id = ?";
    /** By its id, PostgreSQL counts the trials of that run alone. */
    private static final String RUN_ID = """
            select r.run_id
              from tuning_run r
              join study s on s.study_id = r.study_id
             where s.name = ? and r.run_key = ?
            """;

    private static final String LATEST_RUN_KEY = """
            select r.run_key
              from tuning_run r
              join study s on s.study_id = r.study_id
             where s.name = ?
             order by r.run_id desc
             fetch first 1 row only
            """;
    private static final String BEST = """
            select trial_id, objective, duration_us, parameters
              from trial
             where run_id = ? and trial_id = ?
            """;
    private static final String FIRST_FAILURE = """
            select t.trial_id, t.failure_kind, t.failure_message
              from failed_attempt f
              join trial t on t.run_id = f.run_id and t.trial_id = f.trial_id
             where f.run_id = ? and t.status = 'FAILED'
             order by f.run_id, f.trial_id
             fetch first 1 row only
            """;
    private final JdbcTemplate jdbc;
    private final ReadOnlyQueries queries;

    JdbcSummaries(JdbcTemplate jdbc, ReadOnlyQueries queries) {
        this.jdbc = jdbc;
        this.queries = queries;
    }

    @Override
    public List<RunSummary> runs(Optional<String> study) {
        return jdbc.query(RUNS, (row, i) -> run(row), study.orElse(null), study.orElse(null));
    }

    @Override
    public Optional<RunSummary> run(String study, String runKey) {
        return jdbc.queryForList(RUN_ID, Long.class, study, runKey).stream()
                .flatMap(id -> jdbc.query(RUN, (row, i) -> run(row), id).stream())
                .findFirst();
    }

    @Override
    public Optional<String> latestRunKey(String study) {
        return jdbc.queryForList(LATEST_RUN_KEY, String.class, study).stream().findFirst();
    }

    @Override
    public List<String> studies() {
        return jdbc.queryForList("select name from study order by name", String.class);
    }

    @Override
    public Optional<BestTrial> best(RunSummary run) {
        return jdbc.query(BEST, (row, i) -> best(run, row), run.runId(), run.bestTrialId()).stream()
                .findFirst();
    }

    @Override
    public Optional<String> firstFailure(RunSummary run) {
        return jdbc
                .query(
                        FIRST_FAILURE,
                        (row, i) -> "trial " + row.getInt("trial_id") + ", " + row.getString("failure_kind") + ": "
                                + row.getString("failure_message"),
                        run.runId())
                .stream()
                .findFirst();
    }

    @Override
    public List<RunObjective> objectives(RunSummary run) {
        return goals(run).stream()
                .map(goal -> new RunObjective(goal.name(), goal.direction().name()))
                .toList();
    }

    private List<Goal> goals(RunSummary run) {
        return new GoalRows(jdbc).of(run.runId(), Direction.valueOf(run.direction()));
    }

    @Override
    public List<FrontTrial> front(RunSummary run) {
        return new FrontQuery(jdbc, run.runId(), goals(run)).trials();
    }

    @Override
    public void trials(RunSummary run, List<String> parameters, RowSink sink) {
        new TrialTable(jdbc, run.runId(), goals(run), parameters).write(sink);
    }

    @Override
    public void query(String sql, RowSink sink) {
        queries.run(sql, sink);
    }

    private static RunSummary run(ResultSet row) throws SQLException {
        return new RunSummary(
                row.getLong("run_id"),
                row.getString("study"),
                row.getString("run_key"),
                row.getString("status"),
                row.getString("strategy"),
                row.getString("direction"),
                row.getLong("seed"),
                row.getInt("lag"),
                row.getInt("planned_trials"),
                row.getInt("completed_trials"),
                row.getInt("failed_trials"),
                row.getInt("pruned_trials"),
                row.getInt("running_trials"),
                row.getInt("interrupted_trials"),
                row.getObject("best_objective", Double.class),
                row.getObject("best_trial_id", Integer.class),
                row.getObject("front_trials", Integer.class),
                micros(row.getObject("total_time_us", Long.class)),
                Duration.ofNanos(row.getLong("evaluation_time_us") * 1000),
                row.getInt("restarts"),
                row.getString("end_condition"),
                row.getString("end_reason"),
                Times.instant(row, "started_at"),
                Times.instant(row, "ended_at"));
    }

    private static @Nullable Duration micros(@Nullable Long micros) {
        return micros == null ? null : Duration.ofNanos(micros * 1000);
    }

    private static BestTrial best(RunSummary run, ResultSet row) throws SQLException {
        return new BestTrial(
                run.study(),
                run.runKey(),
                row.getInt("trial_id"),
                row.getDouble("objective"),
                Duration.ofNanos(row.getLong("duration_us") * 1000),
                ParametersJson.values(row.getString("parameters")));
    }
}
