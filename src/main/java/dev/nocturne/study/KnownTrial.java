package dev.nocturne.study;

/**
 * A result from before a run. Immutable.
 *
 * @param source where it is from, for a person: {@code run 2026-11-20} or {@code file results.csv}
 * @param trial its parameters, a point of the run's search space, and how it ended; its id is the one in its own run, or
 *     the line of its file
 */
public record KnownTrial(String source, Trial trial) {
    public KnownTrial {
        if (!trial.hasEnded()) {
            throw new IllegalArgumentException("A known trial has ended.");
        }
    }
}
