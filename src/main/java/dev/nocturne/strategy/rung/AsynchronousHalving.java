package dev.nocturne.strategy.rung;

import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.Budget;
import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Asynchronous successive halving (Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020): a trial
 * promotes the best configuration that is among the best of its rung so far and has not been promoted, on the highest rung
 * that has one; if none has, a new configuration enters the lowest rung. No worker ever waits. For one objective. Thread-safe.
 *
 * <p><b>It gives up reproducibility for that</b>: what a trial tries depends on which others have ended by then, and so on
 * how long each of them took. The same study with the same seed tries other things on another night, and no run can be
 * proposed again to verify it. A restart is as safe as with any strategy, since what was proposed is recorded.
 */
public final class AsynchronousHalving implements Strategy {
    private final Entrants entrants;
    private final BudgetSettings budget;

    public AsynchronousHalving(BudgetSettings budget, Entrants entrants) {
        this.budget = budget;
        this.entrants = entrants;
    }

    @Override
    public boolean looksAtOthers() {
        return true;
    }

    @Override
    public boolean isAsynchronous() {
        return true;
    }

    @Override
    public boolean triesAgain() {
        return true;
    }

    @Override
    public int requiredHistory(int trialId) {
        return 0;
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        double lowest = budget.amount(0);
        if (trialId < entrants.enqueued()) {
            return new Proposal(entrants.enqueued(trialId, random), Budget.of(lowest));
        }
        List<Observation> trials = history.soFar();
        Set<Integer> promoted = new HashSet<>();
        trials.forEach(trial -> trial.budget().promotedFrom().ifPresent(promoted::add));
        for (int rung = budget.rungs() - 2; rung >= 0; rung--) {
            Optional<Integer> best = promotable(budget.amount(rung), trials, promoted);
            if (best.isPresent()) {
                return BracketSearch.promoted(best.get(), trials, budget.amount(rung + 1));
            }
        }
        return new Proposal(entrants.fresh(trialId, history.known(), trials, List.of(), random), Budget.of(lowest));
    }

    private Optional<Integer> promotable(double amount, List<Observation> trials, Set<Integer> promoted) {
        List<Integer> best = Ranking.of(
                IntStream.range(0, trials.size())
                        .filter(id -> trials.get(id).budget().amount() == amount),
                trials);
        return best.subList(0, best.size() / budget.reductionFactor()).stream()
                .filter(id -> !promoted.contains(id))
                .findFirst();
    }
}
