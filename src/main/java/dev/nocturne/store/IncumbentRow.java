package dev.nocturne.store;

import dev.nocturne.engine.AttemptResult;
import dev.nocturne.study.Direction;
import dev.nocturne.study.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The best trial so far and, as rows of {@code incumbent}, all that are no worse than those of a smaller id: kept as
 * results come in, so that nobody has to search all trials for them. What is evaluated at a larger budget says more, and
 * makes those at smaller ones be forgotten. Of equal trials the earliest improved, and is the best, in whatever order
 * they come. Whoever changes this holds the run's row. Thread-safe.
 */
final class IncumbentRow implements BestSoFar {
    private static final String LOCK_RUN = """
            select case when best_objective is not null then coalesce(best_budget, 1) end as best_budget
              from tuning_run
             where run_id = ?
               for update
            """;
    private static final String SELECT_FROM_BEFORE = """
            select trial_id, objective, improved
              from incumbent
             where run_id = ?
               and trial_id >= coalesce((select max(trial_id) from incumbent where run_id = ? and trial_id < ?), 0)
             order by trial_id
            """;
    private static final String FORGET = "delete from incumbent where run_id = ?";
    private static final String DELETE = FORGET + " and trial_id = ?";
    private static final String INSERT =
            "insert into incumbent (run_id, trial_id, objective, improved) values (?, ?, ?, ?)";
    private static final String UPDATE_BEST = """
            update tuning_run set best_trial_id = ?, best_objective = ?, best_budget = ? where run_id = ?
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final Direction direction;

    /** What was the incumbent once, and is committed; null before that is known. */
    private volatile @Nullable Result known;

    private record Result(int trialId, double objective, double budget) {}

    /** A row of {@code incumbent}. */
    private record Step(int trialId, double objective, boolean improved) {}

    IncumbentRow(JdbcTemplate jdbc, long runId, Direction direction) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.direction = direction;
    }

    @Override
    public void improve(List<AttemptResult> results) {
        List<Result> candidates = candidates(results);
        if (candidates.isEmpty()) {
            return;
        }
        double budget = candidates.get(0).budget();
        Double best = jdbc.queryForObject(LOCK_RUN, Double.class, runId);
        if (best != null && budget < best) {
            return;
        }
        if (best == null || budget > best) {
            jdbc.update(FORGET, runId);
        }
        List<Step> before = stepsFrom(candidates.get(0).trialId());
        List<Step> after = staircase(before, candidates);
        write(before, after);
        Step last = lastImprovement(after);
        if (best == null || budget > best || !before.contains(last)) {
            jdbc.update(UPDATE_BEST, last.trialId(), last.objective(), budget, runId);
        }
        var committed = new Result(last.trialId(), last.objective(), budget);
        AfterCommit.run(() -> known = committed);
    }

    /** Those of the largest budget that may belong to the rows, by id. */
    private List<Result> candidates(List<AttemptResult> results) {
        Result incumbent = known;
        List<Result> possible = results.stream()
                .filter(result -> result.outcome() instanceof TrialState.Completed)
                .filter(result -> !result.attempt().origin().isConfirmation())
                .map(result -> new Result(
                        result.attempt().trialId(),
                        ((TrialState.Completed) result.outcome()).objective(),
                        result.attempt().budget().amount()))
                .filter(result -> incumbent == null || mayBelong(result, incumbent))
                .sorted(Comparator.comparingInt(Result::trialId))
                .toList();
        double largest = possible.stream().mapToDouble(Result::budget).max().orElse(0);
        return possible.stream().filter(result -> result.budget() == largest).toList();
    }

    /** What comes after an incumbent may not be worse than it; what was before has to be compared with those before. */
    private boolean mayBelong(Result result, Result incumbent) {
        return result.budget() > incumbent.budget()
                || result.budget() == incumbent.budget()
                        && (result.trialId() < incumbent.trialId()
                                || !direction.isBetter(incumbent.objective(), result.objective()));
    }

    /** With the last one before that trial. */
    private List<Step> stepsFrom(int trialId) {
        return jdbc.query(
                SELECT_FROM_BEFORE,
                (row, i) -> new Step(row.getInt("trial_id"), row.getDouble("objective"), row.getBoolean("improved")),
                runId,
                runId,
                trialId);
    }

    private List<Step> staircase(List<Step> before, List<Result> candidates) {
        var all = new TreeMap<Integer, Step>();
        before.forEach(step -> all.put(step.trialId(), step));
        // A result that came already is there; whoever sends it again is refused when its trial is looked at.
        candidates.forEach(candidate ->
                all.putIfAbsent(candidate.trialId(), new Step(candidate.trialId(), candidate.objective(), true)));
        var steps = new ArrayList<Step>();
        double best = direction == Direction.MINIMIZE ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        for (Step step : all.values()) {
            if (!direction.isBetter(best, step.objective())) {
                boolean improved = steps.isEmpty() ? step.improved() : direction.isBetter(step.objective(), best);
                steps.add(new Step(step.trialId(), step.objective(), improved));
                best = step.objective();
            }
        }
        return steps;
    }

    /** The first that is as good as the last. */
    private static Step lastImprovement(List<Step> steps) {
        int place = steps.size() - 1;
        while (place > 0 && !steps.get(place).improved()) {
            place--;
        }
        return steps.get(place);
    }

    private void write(List<Step> before, List<Step> after) {
        List<Step> gone = without(before, after);
        List<Step> fresh = without(after, before);
        if (!gone.isEmpty()) {
            jdbc.batchUpdate(DELETE, gone, gone.size(), (row, step) -> {
                row.setLong(1, runId);
                row.setInt(2, step.trialId());
            });
        }
        if (!fresh.isEmpty()) {
            jdbc.batchUpdate(INSERT, fresh, fresh.size(), (row, step) -> {
                row.setLong(1, runId);
                row.setInt(2, step.trialId());
                row.setDouble(3, step.objective());
                row.setBoolean(4, step.improved());
            });
        }
    }

    private static List<Step> without(List<Step> steps, List<Step> others) {
        var known = new HashSet<>(others);
        return steps.stream().filter(step -> !known.contains(step)).toList();
    }
}
