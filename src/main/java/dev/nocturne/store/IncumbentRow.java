package dev.nocturne.store;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.study.Direction;
import dev.nocturne.study.TrialState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The best trial so far, kept with its run as results come in, so that nobody has to search all trials for it: what is
 * evaluated at a larger budget says more. Of equal ones it is the earliest, in whatever order they come. Thread-safe.
 */
final class IncumbentRow implements BestSoFar {
    private static final String IMPROVE = """
            update tuning_run
               set best_trial_id = ?, best_objective = ?, best_budget = ?
             where run_id = ?
               and (best_objective is null
                    or ? > coalesce(best_budget, 1)
                    or ? = coalesce(best_budget, 1)
                       and (? %s best_objective or (? = best_objective and ? < best_trial_id)))
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final Direction direction;
    private final String improve;

    /** What was the incumbent once; what does not improve on it cannot be the incumbent now. */
    private volatile @Nullable Best known;

    private record Best(int trialId, double objective, double budget) {}

    IncumbentRow(JdbcTemplate jdbc, long runId, Direction direction) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.direction = direction;
        this.improve = IMPROVE.formatted(direction == Direction.MINIMIZE ? "<" : ">");
    }

    @Override
    public void improve(List<AttemptResult> results) {
        Best best = known;
        for (AttemptResult result : results) {
            if (result.outcome() instanceof TrialState.Completed completed
                    && !result.attempt().origin().isConfirmation()) {
                Attempt attempt = result.attempt();
                var candidate = new Best(
                        attempt.trialId(),
                        completed.objective(),
                        attempt.budget().amount());
                best = better(best, candidate);
            }
        }
        if (best == null || best.equals(known)) {
            return;
        }
        jdbc.update(
                improve,
                best.trialId(),
                best.objective(),
                best.budget(),
                runId,
                best.budget(),
                best.budget(),
                best.objective(),
                best.objective(),
                best.trialId());
        Best written = best;
        AfterCommit.run(() -> remember(written));
    }

    private synchronized void remember(Best best) {
        known = better(known, best);
    }

    private Best better(@Nullable Best current, Best candidate) {
        if (current == null || candidate.budget() > current.budget()) {
            return candidate;
        }
        if (candidate.budget() < current.budget() || direction.isBetter(current.objective(), candidate.objective())) {
            return current;
        }
        if (direction.isBetter(candidate.objective(), current.objective())) {
            return candidate;
        }
        return candidate.trialId() < current.trialId() ? candidate : current;
    }
}
