package dev.nocturne.engine;

import dev.nocturne.space.Point;
import dev.nocturne.strategy.pruner.PruningRule;
import dev.nocturne.study.Budget;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Origin;

/**
 * One try at a trial, as handed to a worker. Immutable.
 *
 * @param number which try at the trial this is, from 1
 * @param seed for the objective's own randomness; the same for every attempt at the trial
 * @param budget at which to evaluate
 * @param origin where its parameters come from
 * @param before how the earlier attempts failed
 * @param pruning when the trial is hopeless
 */
public record Attempt(
        int trialId,
        int number,
        Point parameters,
        long seed,
        Budget budget,
        Origin origin,
        FailedBefore before,
        PruningRule pruning) {
    /**
     * How many of the earlier attempts failed; the others were interrupted.
     *
     * @param ofConfiguration of what the parameters may be the cause of
     * @param ofSurroundings of what they have no part in
     */
    public record FailedBefore(int ofConfiguration, int ofSurroundings) {
        public static final FailedBefore NEVER = new FailedBefore(0, 0);

        FailedBefore and(FailureKind kind) {
            return kind.isOfConfiguration()
                    ? new FailedBefore(ofConfiguration + 1, ofSurroundings)
                    : new FailedBefore(ofConfiguration, ofSurroundings + 1);
        }
    }

    /** The attempt after this one was cut off. */
    Attempt afterInterruption() {
        return new Attempt(trialId, number + 1, parameters, seed, budget, origin, before, pruning);
    }

    /** The attempt after this one failed. */
    public Attempt afterFailure(FailureKind kind) {
        return new Attempt(trialId, number + 1, parameters, seed, budget, origin, before.and(kind), pruning);
    }
}
