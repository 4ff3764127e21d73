package dev.nocturne.store;

import dev.nocturne.engine.AttemptResult;
import dev.nocturne.study.Goal;
import dev.nocturne.study.ParetoFront;
import dev.nocturne.study.TrialState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The Pareto front of a run with several objectives: the rows of {@code pareto_trial}. Whoever changes it holds the
 * run's row, so that it is the front of all committed results, in whatever order and from whatever process they come.
 */
final class FrontRows implements BestSoFar {
    private static final String LOCK_RUN = "select run_id from tuning_run where run_id = ? for update";
    private static final String SELECT_IDS = "select trial_id from pareto_trial where run_id = ?";
    private static final String SELECT_ONE = SELECT_IDS + " and trial_id = ?";
    private static final String INSERT = "insert into pareto_trial (run_id, trial_id) values (?, ?)";
    private static final String DELETE = "delete from pareto_trial where run_id = ? and trial_id = ?";

    private final JdbcTemplate jdbc;
    private final long runId;
    private final List<Goal> goals;
    private final ObjectiveRows objectives;

    /** A front of committed results, maybe not the latest: what it dominates can never be on the front. */
    private volatile ParetoFront known = ParetoFront.EMPTY;

    FrontRows(JdbcTemplate jdbc, long runId, List<Goal> goals, ObjectiveRows objectives) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.goals = goals;
        this.objectives = objectives;
    }

    @Override
    public void improve(List<AttemptResult> results) {
        Map<Integer, double[]> candidates = new TreeMap<>();
        for (AttemptResult result : results) {
            if (result.outcome() instanceof TrialState.Completed completed) {
                candidates.put(result.attempt().trialId(), completed.losses(goals));
            }
        }
        candidates.values().removeIf(known::dominates);
        if (candidates.isEmpty()) {
            return;
        }
        jdbc.queryForList(LOCK_RUN, Long.class, runId);
        // Only now: whoever held the lock may have moved the front on.
        ParetoFront committed = known;
        candidates.values().removeIf(committed::dominates);
        Map<Integer, Integer> twins = new TreeMap<>();
        candidates.forEach((id, losses) -> committed.twinOf(losses).ifPresent(twin -> twins.put(id, twin)));
        ParetoFront written = twins.size() == candidates.size()
                ? joinTwins(committed, candidates, twins)
                : change(committed, candidates);
        AfterCommit.run(() -> known = written);
    }

    /** Trials equal to one on the front are on it if that one still is, and drive nothing from it: no need to read it. */
    private ParetoFront joinTwins(
            ParetoFront committed, Map<Integer, double[]> candidates, Map<Integer, Integer> twins) {
        Map<Integer, Boolean> held = new TreeMap<>();
        ParetoFront after = committed;
        for (Map.Entry<Integer, Integer> joining : twins.entrySet()) {
            if (held.computeIfAbsent(joining.getValue(), this::isStored)) {
                after = after.with(joining.getKey(), candidates.get(joining.getKey()));
            }
        }
        write(INSERT, without(after.trialIds(), committed.trialIds()));
        return after;
    }

    private boolean isStored(int trialId) {
        return !jdbc.queryForList(SELECT_ONE, Integer.class, runId, trialId).isEmpty();
    }

    private ParetoFront change(ParetoFront committed, Map<Integer, double[]> candidates) {
        ParetoFront before = stored(committed);
        ParetoFront after = before;
        for (Map.Entry<Integer, double[]> candidate : candidates.entrySet()) {
            after = after.with(candidate.getKey(), candidate.getValue());
        }
        write(DELETE, without(before.trialIds(), after.trialIds()));
        write(INSERT, without(after.trialIds(), before.trialIds()));
        return after;
    }

    /** The front as it is stored. Only results of other processes have to be read. */
    private ParetoFront stored(ParetoFront committed) {
        Set<Integer> ids = new TreeSet<>(jdbc.queryForList(SELECT_IDS, Integer.class, runId));
        ParetoFront front = committed.only(ids);
        List<Integer> missing = without(ids, front.trialIds());
        for (Map.Entry<Integer, TrialState.Completed> trial :
                objectives.ofFront(missing).entrySet()) {
            front = front.with(trial.getKey(), trial.getValue().losses(goals));
        }
        return front;
    }

    private static List<Integer> without(Set<Integer> ids, Set<Integer> others) {
        return ids.stream().filter(id -> !others.contains(id)).toList();
    }

    private void write(String sql, List<Integer> ids) {
        if (!ids.isEmpty()) {
            jdbc.batchUpdate(sql, ids, ids.size(), (row, id) -> {
                row.setLong(1, runId);
                row.setInt(2, id);
            });
        }
    }
}
