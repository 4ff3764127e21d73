package dev.nocturne.store;

import dev.nocturne.engine.AttemptResult;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import dev.nocturne.study.TuningException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows of {@code trial_objective} of one run. A run with a single objective has none: its trials hold it, and no
 * query is made. Thread-safe.
 */
final class ObjectiveRows {
    private static final ManyRows OBJECTIVES =
            new ManyRows("trial_objective", "run_id", "trial_id", "position", "objective");
    private static final String SELECT = """
            select trial_id, objective
              from trial_objective
             where run_id = ? and trial_id between ? and ?
             order by trial_id, position
            """;
    private static final String SELECT_FRONT = """
            select o.trial_id, o.objective
              from pareto_trial p
              join trial_objective o on o.run_id = p.run_id and o.trial_id = p.trial_id
             where p.run_id = ? and p.trial_id between ? and ?
             order by o.trial_id, o.position
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final List<Goal> goals;

    ObjectiveRows(JdbcTemplate jdbc, long runId, List<Goal> goals) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.goals = goals;
    }

    private record NumberedValue(int trialId, int position, double objective) {}

    void insert(List<AttemptResult> results) {
        if (goals.size() == 1) {
            return;
        }
        var values = new ArrayList<NumberedValue>();
        for (AttemptResult result : results) {
            if (result.outcome() instanceof TrialState.Completed completed) {
                for (int i = 0; i < goals.size(); i++) {
                    values.add(new NumberedValue(
                            result.attempt().trialId(),
                            i,
                            completed.objectives().get(i)));
                }
            }
        }
        OBJECTIVES.insert(
                jdbc,
                values,
                (row, value) -> row.bigint(runId)
                        .integer(value.trialId())
                        .integer(value.position())
                        .real(value.objective()));
    }

    /**
     * The same trials with all of their objectives.
     *
     * @param trials in order, read before: what has completed by then has its objectives by now
     */
    List<Trial> withAllObjectives(List<Trial> trials) {
        if (goals.size() == 1 || trials.isEmpty()) {
            return trials;
        }
        Map<Integer, TrialState.Completed> completed = between(
                SELECT, trials.get(0).id(), trials.get(trials.size() - 1).id());
        return trials.stream()
                .map(trial -> trial.state() instanceof TrialState.Completed
                        ? trial.in(checked(trial.id(), completed))
                        : trial)
                .toList();
    }

    /** The objectives of completed trials, by their ids. */
    Map<Integer, TrialState.Completed> ofTrials(Collection<Integer> ids) {
        return of(ids, SELECT);
    }

    /** The same for trials on the front, which may be far apart: what lies between them and is not on it stays unread. */
    Map<Integer, TrialState.Completed> ofFront(Collection<Integer> ids) {
        return of(ids, SELECT_FRONT);
    }

    private Map<Integer, TrialState.Completed> of(Collection<Integer> ids, String select) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<Integer, TrialState.Completed> completed = between(select, Collections.min(ids), Collections.max(ids));
        Map<Integer, TrialState.Completed> wanted = new TreeMap<>();
        ids.forEach(id -> wanted.put(id, checked(id, completed)));
        return wanted;
    }

    private Map<Integer, TrialState.Completed> between(String select, int first, int last) {
        Map<Integer, List<Double>> values = new TreeMap<>();
        jdbc.query(
                select,
                row -> {
                    values.computeIfAbsent(row.getInt("trial_id"), id -> new ArrayList<>())
                            .add(row.getDouble("objective"));
                },
                runId,
                first,
                last);
        Map<Integer, TrialState.Completed> completed = new TreeMap<>();
        values.forEach((id, objectives) -> completed.put(id, new TrialState.Completed(objectives)));
        return completed;
    }

    private TrialState.Completed checked(int trialId, Map<Integer, TrialState.Completed> completed) {
        TrialState.Completed found = completed.get(trialId);
        if (found == null || found.objectives().size() != goals.size()) {
            throw new TuningException("The ledger does not hold the " + goals.size() + " objectives of trial " + trialId
                    + ": somebody changed it from outside.");
        }
        return found;
    }
}
