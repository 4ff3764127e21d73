package dev.nocturne.engine;

import dev.nocturne.space.Point;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;

/** Proposes the trials of one run: its strategy together with its seed. As thread-safe as the strategy, which is. */
public final class Proposer {
    /** The full effort. */
    public static final double FULL_BUDGET = 1.0;

    private final Strategy strategy;
    private final long seed;

    public Proposer(Strategy strategy, long seed) {
        this.strategy = strategy;
        this.seed = seed;
    }

    /** How many leading trials must have ended before this one can be proposed. */
    public int requiredHistory(int trialId) {
        return strategy.requiredHistory(trialId);
    }

    /** The parameters of a trial; a pure function of the run and the history. */
    public Point propose(int trialId, TrialHistory history) {
        return strategy.propose(trialId, history, new TrialRandom(seed, trialId))
                .parameters();
    }

    /** The first attempt at a trial with these parameters. */
    public Attempt firstAttempt(int trialId, Point parameters) {
        return attempt(trialId, 1, parameters, 0);
    }

    /** A later attempt at a trial. */
    public Attempt attempt(int trialId, int number, Point parameters, int failedBefore) {
        return new Attempt(trialId, number, parameters, TrialRandom.seedOf(seed, trialId), FULL_BUDGET, failedBefore);
    }
}
