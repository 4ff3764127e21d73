package dev.nocturne.engine;

import dev.nocturne.study.EndCondition;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Patience;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides from results when a run has enough: a function of the leading trials alone, so that a run ends with the same
 * trial whatever its workers and its crashes. Remembers how far it has looked, which only saves time. Thread-safe.
 */
final class EndRule {
    private final Limits limits;
    private final Goal goal;
    private final double fullBudget;
    private int looked;
    private double reference = Double.POSITIVE_INFINITY;
    private int withoutImprovement;
    private int trialOfReference = -1;
    private @Nullable Ended found;

    private record Ended(int trials, RunEnd end) {}

    /**
     * A rule.
     *
     * @param fullBudget trials of less do not count
     */
    EndRule(Limits limits, Goal goal, double fullBudget) {
        this.limits = limits;
        this.goal = goal;
        this.fullBudget = fullBudget;
    }

    /** Whether the run has enough once these trials, its leading ones, have ended. */
    synchronized Optional<RunEnd> after(List<Observation> ended) {
        for (; looked < ended.size() && found == null; looked++) {
            look(looked, ended.get(looked));
        }
        return found != null && found.trials() <= ended.size() ? Optional.of(found.end()) : Optional.empty();
    }

    private void look(int trialId, Observation trial) {
        if (trial.outcome() == Observation.Outcome.VOID || trial.budget().amount() < fullBudget) {
            return;
        }
        if (!trial.failed() && isGoodEnough(trial.loss())) {
            found = new Ended(
                    trialId + 1,
                    new RunEnd(
                            EndCondition.STOP_AT,
                            "trial " + trialId + " reached " + shown(trial.loss()) + ", and stop-at is "
                                    + limits.stopAt().orElseThrow()));
        } else {
            limits.patience().ifPresent(patience -> count(trialId, trial, patience));
        }
    }

    private boolean isGoodEnough(double loss) {
        return limits.stopAt().isPresent()
                && loss <= goal.direction().loss(limits.stopAt().getAsDouble());
    }

    private void count(int trialId, Observation trial, Patience patience) {
        if (!trial.failed() && trial.loss() < reference - patience.minImprovement()) {
            reference = trial.loss();
            trialOfReference = trialId;
            withoutImprovement = 0;
            return;
        }
        withoutImprovement++;
        if (withoutImprovement >= patience.trials()) {
            String best = trialOfReference < 0
                    ? "none completed"
                    : "the last one, to " + shown(reference) + ", was trial " + trialOfReference;
            found = new Ended(
                    trialId + 1,
                    new RunEnd(EndCondition.PATIENCE, "no improvement in " + patience.trials() + " trials; " + best));
        }
    }

    /** A loss turned back into the objective; twice turned, a number is itself again. */
    private double shown(double loss) {
        return goal.direction().loss(loss) + 0.0;
    }
}
