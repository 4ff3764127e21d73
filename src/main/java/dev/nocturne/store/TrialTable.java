package dev.nocturne.store;

import dev.nocturne.study.Goal;
import dev.nocturne.study.TrialState;
import dev.nocturne.summary.RowSink;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The trials of one run as rows for a person, read page by page. */
final class TrialTable {
    private static final int PAGE = 2000;
    /** In the order of the key, by which H2 finds the next page without sorting all that come after it. */
    private static final String SELECT = """
            select trial_id, status, objective, duration_us, attempts, failure_kind, failure_message, worker,
                   started_at, ended_at, budget, parameters
              from trial
             where run_id = ? and trial_id >= ?
             order by run_id, trial_id
             fetch first ? rows only
            """;

    private static final List<String> FIRST_COLUMNS = List.of("trial_id", "status");
    private static final List<String> FURTHER_COLUMNS = List.of(
            "duration_us", "attempts", "failure_kind", "failure_message", "worker", "started_at", "ended_at", "budget");

    private final JdbcTemplate jdbc;
    private final long runId;
    private final List<Goal> goals;
    private final List<String> parameters;
    private final ObjectiveRows objectives;

    /** A trial but for its objectives, which are read after it, so that they are there. */
    private record Row(
            int id,
            boolean completed,
            List<@Nullable Object> first,
            @Nullable Double objective,
            List<@Nullable Object> further) {}

    /**
     * The table of a run.
     *
     * @param parameters the names of the parameters that get a column each
     */
    TrialTable(JdbcTemplate jdbc, long runId, List<Goal> goals, List<String> parameters) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.goals = goals;
        this.parameters = parameters;
        this.objectives = new ObjectiveRows(jdbc, runId, goals);
    }

    void write(RowSink sink) {
        var columns = new ArrayList<>(FIRST_COLUMNS);
        goals.forEach(goal -> columns.add(goal.name()));
        columns.addAll(FURTHER_COLUMNS);
        columns.addAll(parameters);
        sink.columns(columns);
        int next = 0;
        List<Row> page;
        do {
            page = jdbc.query(SELECT, (row, i) -> read(row), runId, next, PAGE);
            Map<Integer, TrialState.Completed> completed = completed(page);
            for (Row row : page) {
                sink.row(cells(row, completed));
                next = row.id() + 1;
            }
        } while (page.size() == PAGE);
    }

    private Row read(ResultSet row) throws SQLException {
        var further = new ArrayList<@Nullable Object>();
        for (String column : FURTHER_COLUMNS) {
            further.add(column.endsWith("_at") ? Times.instant(row, column) : row.getObject(column));
        }
        Map<String, Object> point = ParametersJson.values(row.getString("parameters"));
        parameters.forEach(name -> further.add(point.get(name)));
        int id = row.getInt("trial_id");
        String status = row.getString("status");
        return new Row(
                id, status.equals("COMPLETED"), List.of(id, status), row.getObject("objective", Double.class), further);
    }

    private Map<Integer, TrialState.Completed> completed(List<Row> page) {
        return goals.size() == 1
                ? new TreeMap<>()
                : objectives.ofTrials(
                        page.stream().filter(Row::completed).map(Row::id).toList());
    }

    private List<@Nullable Object> cells(Row row, Map<Integer, TrialState.Completed> completed) {
        var cells = new ArrayList<@Nullable Object>(row.first());
        if (goals.size() == 1) {
            cells.add(row.objective());
        } else {
            cells.addAll(
                    row.completed() ? completed.get(row.id()).objectives() : Collections.nCopies(goals.size(), null));
        }
        cells.addAll(row.further());
        return cells;
    }
}
