package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.ParameterInfo;
import dev.nocturne.summary.StudyReport.Trials;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fills the columns of the trials that a report shows, some rows at a time. Not thread-safe. */
final class TrialColumns {
    private static final String TRIALS = """
            select t.trial_id, t.status, t.origin, t.objective, t.budget, t.duration_us, t.parameters
              from %s
             order by t.trial_id
            """.formatted(ChosenTrials.in("trial", "t"));
    private static final String OBJECTIVES = """
            select o.trial_id, o.position, o.objective
              from %s
            """.formatted(ChosenTrials.in("trial_objective", "o"));

    private final JdbcClient jdbc;
    private final SearchedTrials searched;
    private final int objectives;
    private final List<Integer> ids = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();
    private final List<String> origins = new ArrayList<>();
    private final List<List<@Nullable Double>> objectiveColumns = new ArrayList<>();
    private final List<Double> budgets = new ArrayList<>();
    private final List<@Nullable Long> durations = new ArrayList<>();
    private final Map<String, List<@Nullable Object>> parameterColumns = new LinkedHashMap<>();

    TrialColumns(JdbcClient jdbc, SearchedTrials searched, int objectives, List<ParameterInfo> parameters) {
        this.jdbc = jdbc;
        this.searched = searched;
        this.objectives = objectives;
        for (int i = 0; i < objectives; i++) {
            objectiveColumns.add(new ArrayList<>());
        }
        parameters.forEach(parameter -> parameterColumns.put(parameter.name(), new ArrayList<>()));
    }

    Trials of(TrialSample sample) {
        var chosen = new ChosenTrials(jdbc, searched.runId(), sample.ids());
        Map<Integer, @Nullable Double[]> several = objectives > 1 ? objectives(chosen) : Map.of();
        chosen.read(TRIALS, row -> add(row, several));
        return new Trials(
                searched.trials(),
                sample.sampling(),
                ids,
                statuses,
                origins,
                objectiveColumns,
                budgets,
                durations,
                parameterColumns);
    }

    private Map<Integer, @Nullable Double[]> objectives(ChosenTrials chosen) {
        Map<Integer, @Nullable Double[]> found = new LinkedHashMap<>();
        chosen.read(OBJECTIVES, row -> {
            found.computeIfAbsent(row.getInt("trial_id"), id -> new Double[objectives])[row.getInt("position")] =
                    row.getDouble("objective");
        });
        return found;
    }

    private void add(ResultSet row, Map<Integer, @Nullable Double[]> several) throws SQLException {
        int id = row.getInt("trial_id");
        String status = row.getString("status");
        boolean completed = status.equals("COMPLETED");
        ids.add(id);
        statuses.add(status);
        origins.add(row.getString("origin"));
        for (int i = 0; i < objectives; i++) {
            @Nullable Double[] own = several.get(id);
            Double only = row.getObject("objective", Double.class);
            objectiveColumns.get(i).add(!completed ? null : own == null ? only : own[i]);
        }
        budgets.add(row.getDouble("budget"));
        durations.add(row.getObject("duration_us", Long.class));
        Map<String, Object> values = ParametersJson.values(row.getString("parameters"));
        parameterColumns.forEach((name, column) -> column.add(values.get(name)));
    }
}
