package dev.nocturne.engine;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.pruner.Pruner;
import dev.nocturne.strategy.pruner.PruningRule;
import dev.nocturne.study.AppendLog;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Measured;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Origin;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proposes the trials of one run, and says when there are enough: its strategy and its pruner together with its seed. As
 * thread-safe as the strategy, which is.
 */
public final class Proposer {
    private final Strategy strategy;
    private final Pruner pruner;
    private final long seed;
    private final long confirmationSeed;
    private final int lag;
    private final CoordinateSpace space;
    private final List<Goal> goals;
    private final List<Observation> known;
    private final Optional<EndRule> endRule;

    /**
     * The proposer of a run.
     *
     * @param lag as recorded with the run
     * @param known ended trials from before the run, to learn from
     */
    public Proposer(Study study, Strategy strategy, Pruner pruner, long seed, int lag, List<Trial> known) {
        this(study, strategy, pruner, seed, ~seed, lag, known);
    }

    /**
     * The proposer of a run that evaluates trials again.
     *
     * @param confirmationSeed another one each night, also if the study names a seed: a champion must not be compared night
     *     after night on the seeds with which it was lucky
     * @param lag as recorded with the run
     * @param known ended trials from before the run, to learn from
     */
    public Proposer(
            Study study,
            Strategy strategy,
            Pruner pruner,
            long seed,
            long confirmationSeed,
            int lag,
            List<Trial> known) {
        this.confirmationSeed = confirmationSeed;
        this.strategy = strategy;
        this.pruner = pruner;
        this.seed = seed;
        this.lag = lag;
        this.space = new CoordinateSpace(study.space());
        this.goals = study.goals();
        this.known = known.stream().map(this::observe).toList();
        this.endRule = study.limits().lookAtResults()
                ? Optional.of(new EndRule(study.limits(), goals.get(0), study.wholeBudget()))
                : Optional.empty();
    }

    /** What the study wants of its objectives. */
    public List<Goal> goals() {
        return goals;
    }

    /** What later proposals may know of a trial. */
    public Observation observe(Trial trial) {
        Observation observation = Observation.of(trial, space, goals);
        return strategy.triesAgain() ? observation.with(space.packed(trial.parameters())) : observation;
    }

    /** How many leading trials must have ended before this one can be proposed. */
    public int requiredHistory(int trialId) {
        int byStrategy = strategy.requiredHistory(trialId);
        return endRule.isPresent() || pruner.comparesWithOthers()
                ? Math.max(byStrategy, trialId - lag + 1)
                : byStrategy;
    }

    /** Whether other trials are looked at before this one is proposed. */
    public boolean looksAtHistory(int trialId) {
        return strategyLooks() || requiredHistory(trialId) > 0;
    }

    private boolean strategyLooks() {
        return strategy.looksAtOthers() || strategy.isAsynchronous() || !known.isEmpty();
    }

    /** Whether proposals depend on how other trials happen to stand, so that they cannot be made again. */
    public boolean isAsynchronous() {
        return strategy.isAsynchronous();
    }

    /** Whether the pruner compares a trial with what earlier ones measured. */
    public boolean comparesMeasurements() {
        return pruner.comparesWithOthers();
    }

    /**
     * Whether the run has enough, so that this trial and those after it are not to be.
     *
     * @param ended the leading trials, as many as {@link #requiredHistory} asks for
     */
    public Optional<RunEnd> endsBefore(List<Observation> ended) {
        return endRule.flatMap(rule -> rule.after(ended));
    }

    /**
     * What a trial tries; a pure function of the run and the arguments.
     *
     * @param ended the leading trials, as many as {@link #requiredHistory} asks for
     * @param others the trials between those and this one, in order; none if it does not {@linkplain #looksAtHistory look at
     *     them}. Unless the strategy is {@linkplain #isAsynchronous asynchronous}, their results count for nothing
     */
    public Proposal propose(int trialId, List<Observation> ended, List<Observation> others) {
        var random = new TrialRandom(seed, trialId);
        int required = strategy.requiredHistory(trialId);
        if (required == 0 && !strategyLooks()) {
            // Whatever the run waits for on other accounts is not worth a list of all trials.
            return strategy.propose(trialId, new TrialHistory(known, List.of(), List.of()), random);
        }
        List<Observation> rest = Stream.concat(ended.subList(required, ended.size()).stream(), others.stream())
                .toList();
        if (strategy.isAsynchronous()) {
            return strategy.propose(trialId, new TrialHistory(known, List.of(), List.of(), rest), random);
        }
        // What the run waited for on other accounts, for its pruner or its end, is pending to the strategy.
        List<double[]> pending = rest.stream().map(Observation::coordinates).toList();
        var history = new TrialHistory(known, AppendLog.leading(ended, required), pending);
        return strategy.propose(trialId, history, random);
    }

    /**
     * When a trial is hopeless.
     *
     * @param earlier what the leading trials measured, as many as {@link #requiredHistory} asks for; none if the pruner does
     *     not {@linkplain #comparesMeasurements compare}
     */
    public PruningRule pruning(List<Measured> earlier) {
        return pruner.rule(earlier);
    }

    /** The first attempt at a trial. */
    public Attempt firstAttempt(int trialId, Proposal proposal, PruningRule pruning) {
        return attempt(
                trialId,
                1,
                proposal.parameters(),
                proposal.budget(),
                proposal.origin(),
                Attempt.FailedBefore.NEVER,
                pruning);
    }

    /** The first attempt at evaluating a trial's parameters again, to the end and at the budget that it had. */
    public Attempt firstConfirmation(int trialId, Origin origin, Point parameters, Budget budget) {
        return attempt(trialId, 1, parameters, budget, origin, Attempt.FailedBefore.NEVER, PruningRule.NEVER);
    }

    /** A later attempt at a trial. */
    public Attempt attempt(
            int trialId,
            int number,
            Point parameters,
            Budget budget,
            Origin origin,
            Attempt.FailedBefore before,
            PruningRule pruning) {
        PruningRule rule = origin.isConfirmation() ? PruningRule.NEVER : pruning.at(budget);
        return new Attempt(trialId, number, parameters, seed(trialId, origin), budget, origin, before, rule);
    }

    /** Candidates are compared on equal seeds, which no trial of the search has had. */
    private long seed(int trialId, Origin origin) {
        return origin.isConfirmation()
                ? TrialRandom.seedOf(confirmationSeed, origin.repetition())
                : TrialRandom.seedOf(seed, trialId);
    }
}
