package dev.nocturne.store;

import dev.nocturne.study.Goal;
import dev.nocturne.summary.FrontTrial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the Pareto front of a run with several objectives, in one query, so that it is that of one moment. */
final class FrontQuery {
    private static final String SELECT = """
            select p.trial_id, t.duration_us, t.parameters, o.position, o.objective
              from pareto_trial p
              join trial t on t.run_id = p.run_id and t.trial_id = p.trial_id
              join trial_objective o on o.run_id = p.run_id and o.trial_id = p.trial_id
             where p.run_id = ?
             order by p.trial_id, o.position
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final List<Goal> goals;

    private record Cell(int trialId, long micros, String parameters, int position, double objective) {}

    FrontQuery(JdbcTemplate jdbc, long runId, List<Goal> goals) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.goals = goals;
    }

    /** The best in the first objective first; of equal ones the earliest. */
    List<FrontTrial> trials() {
        Map<Integer, Map<String, Double>> objectives = new LinkedHashMap<>();
        Map<Integer, Cell> trials = new LinkedHashMap<>();
        for (Cell cell : jdbc.query(SELECT, (row, i) -> cell(row), runId)) {
            trials.putIfAbsent(cell.trialId(), cell);
            objectives
                    .computeIfAbsent(cell.trialId(), id -> new LinkedHashMap<>())
                    .put(goals.get(cell.position()).name(), cell.objective());
        }
        Goal first = goals.get(0);
        return trials.values().stream()
                .sorted(Comparator.comparingDouble((Cell cell) -> first.direction()
                                .loss(objectives.get(cell.trialId()).get(first.name())))
                        .thenComparingInt(Cell::trialId))
                .map(cell -> new FrontTrial(
                        cell.trialId(),
                        objectives.get(cell.trialId()),
                        Duration.ofNanos(cell.micros() * 1000),
                        ParametersJson.values(cell.parameters())))
                .toList();
    }

    private static Cell cell(ResultSet row) throws SQLException {
        return new Cell(
                row.getInt("trial_id"),
                row.getLong("duration_us"),
                row.getString("parameters"),
                row.getInt("position"),
                row.getDouble("objective"));
    }
}
