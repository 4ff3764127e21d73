package dev.nocturne.engine;

import dev.nocturne.space.Point;

/**
 * One try at a trial, as handed to a worker. Immutable.
 *
 * @param number which try at the trial this is, from 1
 * @param seed for the objective's own randomness; the same for every attempt at the trial
 * @param budget the share of the full effort, above 0; 1 is the whole
 * @param failedBefore how many of the earlier attempts failed; the others were interrupted
 */
public record Attempt(int trialId, int number, Point parameters, long seed, double budget, int failedBefore) {
    /** The attempt after this one failed. */
    public Attempt afterFailure() {
        return new Attempt(trialId, number + 1, parameters, seed, budget, failedBefore + 1);
    }
}
