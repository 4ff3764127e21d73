package dev.nocturne.strategy.rung;

import dev.nocturne.space.Point;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.Budget;
import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Origin;
import dev.nocturne.study.TrialHistory;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Successive halving and Hyperband: brackets of configurations, of which the best of each rung are tried again at the next
 * one. Which rung a trial belongs to is fixed ({@link RungSchedule}); what it tries there depends on the rung below, all of
 * which has ended. Where fewer trials of the rung below completed than are to be promoted, new configurations take their
 * places. For one objective. Thread-safe.
 *
 * <p>Between a rung and the next one of its bracket come as many trials of other brackets as may be under way besides, the
 * lag less one, but never more than a bracket's worth: with a large lag trials would only be begun that nobody asked for yet.
 */
public final class BracketSearch implements Strategy {
    private final RungSchedule schedule;
    private final Entrants entrants;
    private final BudgetSettings budget;
    private final StrategySettings settings;

    private BracketSearch(List<Bracket> kinds, BudgetSettings budget, Entrants entrants, StrategySettings settings) {
        this.schedule =
                new RungSchedule(kinds, Math.min(settings.lag(), kinds.get(0).entrants()));
        this.entrants = entrants;
        this.budget = budget;
        this.settings = settings;
    }

    /** Brackets that are all alike. */
    public static BracketSearch successiveHalving(BudgetSettings budget, Entrants entrants, StrategySettings settings) {
        return new BracketSearch(Bracket.ofSuccessiveHalving(budget), budget, entrants, settings);
    }

    /** Brackets that weigh many configurations against large budgets, each in another way. */
    public static BracketSearch hyperband(BudgetSettings budget, Entrants entrants, StrategySettings settings) {
        return new BracketSearch(Bracket.ofHyperband(budget), budget, entrants, settings);
    }

    @Override
    public boolean looksAtOthers() {
        return entrants.learn();
    }

    @Override
    public boolean triesAgain() {
        return true;
    }

    /** All of the rung below, and, where a model proposes, a window that slides with the trial. */
    @Override
    public int requiredHistory(int trialId) {
        int window = entrants.learn() ? settings.requiredHistory(trialId) : 0;
        return Math.max(window, schedule.required(trialId));
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        Slot slot = schedule.at(trialId);
        double amount = budget.amount(slot.rung());
        if (slot instanceof Slot.Promotion promotion) {
            List<Integer> best = Ranking.of(promotion.below().stream().mapToInt(Integer::intValue), history.ended());
            if (promotion.place() < best.size()) {
                return promoted(best.get(promotion.place()), history.ended(), amount);
            }
        } else if (slot instanceof Slot.Entry entry && entry.number() < entrants.enqueued()) {
            return new Proposal(entrants.enqueued((int) entry.number(), random), Budget.of(amount), Origin.ENQUEUED);
        }
        Point fresh = entrants.fresh(trialId, history.known(), history.ended(), history.pending(), random);
        return new Proposal(fresh, Budget.of(amount));
    }

    /**
     * What a trial tried, again.
     *
     * @param trials by id
     */
    static Proposal promoted(int id, List<Observation> trials, double amount) {
        Point parameters = trials.get(id)
                .parameters()
                .orElseThrow(() -> new IllegalStateException("Trial " + id + " came without its parameters."));
        return new Proposal(parameters.unpacked(), new Budget(amount, OptionalInt.of(id)));
    }
}
