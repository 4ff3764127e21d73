package dev.nocturne.strategy;

import dev.nocturne.space.Point;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Origin;
import dev.nocturne.study.TrialHistory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * The parameters in use as the first trial, at the whole budget, and then the trials of a strategy with rungs, to which ids
 * are one less and the first trial never was. Thread-safe if the strategy is.
 */
final class ChampionFirst implements Strategy {
    private final Point champion;
    private final Budget whole;
    private final Strategy then;

    ChampionFirst(Point champion, Budget whole, Strategy then) {
        this.champion = champion;
        this.whole = whole;
        this.then = then;
    }

    @Override
    public int requiredHistory(int trialId) {
        int required = trialId == 0 ? 0 : then.requiredHistory(trialId - 1);
        return required == 0 ? 0 : required + 1;
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        if (trialId == 0) {
            return new Proposal(champion, whole, Origin.CHAMPION);
        }
        Proposal proposal = then.propose(trialId - 1, withoutChampion(history), random);
        return new Proposal(proposal.parameters(), moved(proposal.budget(), 1), proposal.origin());
    }

    /** The champion is among the pending if it is not among the ended. */
    private static TrialHistory withoutChampion(TrialHistory history) {
        boolean ended = !history.ended().isEmpty();
        List<double[]> pending = history.pending();
        return new TrialHistory(
                history.known(),
                withoutFirst(history.ended()),
                ended || pending.isEmpty() ? pending : pending.subList(1, pending.size()),
                withoutFirst(history.soFar()));
    }

    private static List<Observation> withoutFirst(List<Observation> trials) {
        return trials.stream()
                .skip(1)
                .map(trial -> new Observation(
                        trial.coordinates(),
                        trial.losses(),
                        trial.outcome(),
                        moved(trial.budget(), -1),
                        trial.parameters()))
                .toList();
    }

    private static Budget moved(Budget budget, int by) {
        OptionalInt from = budget.promotedFrom();
        return from.isEmpty() ? budget : new Budget(budget.amount(), OptionalInt.of(from.getAsInt() + by));
    }

    @Override
    public boolean looksAtOthers() {
        return then.looksAtOthers();
    }

    @Override
    public boolean isAsynchronous() {
        return then.isAsynchronous();
    }

    @Override
    public boolean triesAgain() {
        return then.triesAgain();
    }

    @Override
    public Optional<String> picked() {
        return then.picked();
    }

    @Override
    public long capacity() {
        return then.capacity() == Long.MAX_VALUE ? Long.MAX_VALUE : then.capacity() + 1;
    }
}
