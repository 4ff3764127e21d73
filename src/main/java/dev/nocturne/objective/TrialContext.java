package dev.nocturne.objective;

import dev.nocturne.space.Point;

/** What an objective knows of the attempt that it evaluates, and where it reports measurements. */
public interface TrialContext {
    /** Counts 0, 1, 2 … within the run. */
    int trialId();

    /** Which try at the trial this is, from 1. */
    int attempt();

    /** What to try. */
    Point parameters();

    /** Seed for the objective's own randomness: not negative, the same for every attempt at this trial. */
    long seed();

    /** The share of the full effort at which to evaluate, above 0; 1 is the whole. */
    double budget();

    /**
     * Reports an intermediate value. An objective may call this from another thread than the one that evaluates, but
     * never from two at once, and never after its evaluation has ended.
     *
     * @param step at least 0; of two values of one step the later stands
     * @param value finite; others are ignored
     */
    void report(long step, double value);
}
