package dev.nocturne.strategy;

import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides what a trial tries. A proposal is a function of the strategy's settings, the trial's id, its history and its
 * random stream, and of nothing else: no clock, no thread, no memory that a crash could lose. A strategy may cache what
 * it computed, as long as the cache only saves time. Implementations are thread-safe.
 */
public interface Strategy {
    /**
     * How many leading trials of the run must have ended before this one can be proposed; from 0 to {@code trialId}, and
     * never less than for the trial before.
     */
    int requiredHistory(int trialId);

    /**
     * Proposes a trial.
     *
     * @param trialId in [0, {@link #capacity()})
     * @param history its first {@link #requiredHistory} trials, ended; those between them and this one, pending
     * @param random the stream of this trial
     */
    Proposal propose(int trialId, TrialHistory history, RandomGenerator random);

    /**
     * Whether proposals depend on other trials at all. Then the parameters of those that are pending are handed over also
     * where none must have ended: without them, trials that start together would try the same.
     */
    default boolean looksAtOthers() {
        return false;
    }

    /**
     * Whether proposals depend on how the other trials happen to stand at the moment, {@link TrialHistory#soFar()}. Such a
     * strategy waits for nobody, but its proposals cannot be made again: another night gives other trials.
     */
    default boolean isAsynchronous() {
        return false;
    }

    /**
     * Whether it tries parameters of earlier trials again, which must then come with the history, exactly as they were:
     * {@link Observation#parameters()}.
     */
    default boolean triesAgain() {
        return false;
    }

    /** What the strategy leaves the proposals to, for a person; empty if it makes them itself. */
    default Optional<String> picked() {
        return Optional.empty();
    }

    /** How many different trials there are to propose; {@link Long#MAX_VALUE} if there is no end. */
    default long capacity() {
        return Long.MAX_VALUE;
    }
}
