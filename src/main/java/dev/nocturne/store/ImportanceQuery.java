package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.Importance;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import dev.nocturne.summary.importance.Fanova;
import dev.nocturne.summary.importance.PedAnova;
import dev.nocturne.summary.importance.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which parameters make the results of a run good, judged by some thousands of its completed trials at most. */
final class ImportanceQuery {
    private static final int MOST_TRIALS = 5000;
    private static final int MOST_VALUES = 500_000;
    private static final int MOST_FOR_FANOVA = 500;
    private static final int MOST_VALUES_FOR_FANOVA = 50_000;
    private static final String TRIALS = """
            select t.objective, t.parameters
              from %s
             order by t.trial_id
            """.formatted(ChosenTrials.in("trial", "t"));

    private final JdbcClient jdbc;
    private final SearchedTrials searched;
    private final List<ParameterInfo> parameters;

    ImportanceQuery(JdbcClient jdbc, SearchedTrials searched, List<ParameterInfo> parameters) {
        this.jdbc = jdbc;
        this.searched = searched;
        this.parameters = parameters;
    }

    /** The shares by each method that has something to say. */
    Map<String, List<Importance>> importances() {
        Map<String, List<Importance>> importances = new LinkedHashMap<>();
        if (searched.completed() < Sample.FEWEST_TRIALS || parameters.isEmpty()) {
            return importances;
        }
        Sample sample = sample();
        put(importances, "ped-anova", PedAnova.of(sample));
        put(importances, "fanova", Fanova.of(sample.thinned(most(MOST_FOR_FANOVA, MOST_VALUES_FOR_FANOVA))));
        return importances;
    }

    private static void put(Map<String, List<Importance>> importances, String method, List<Importance> shares) {
        if (!shares.isEmpty()) {
            importances.put(method, shares);
        }
    }

    private int most(int trials, int values) {
        return Math.max(Sample.FEWEST_TRIALS, Math.min(trials, values / parameters.size()));
    }

    private Sample sample() {
        int most = most(MOST_TRIALS, MOST_VALUES);
        var sample = new Sample(parameters, Math.min(most, searched.completed()));
        int stride = SearchedTrials.stride(searched.completed(), most);
        List<Integer> evenly = SearchedTrials.oneOf(stride, searched.ids(searched::isCompared));
        new ChosenTrials(jdbc, searched.runId(), evenly).read(TRIALS, row -> {
            double objective = row.getDouble("objective");
            sample.add(
                    ParametersJson.values(row.getString("parameters")), searched.maximize() ? -objective : objective);
        });
        return sample;
    }
}
