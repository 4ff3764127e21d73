package dev.nocturne.study;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a run may spend, and when it has enough. Limits may be raised between two starts of a run; nothing else of a study
 * may change.
 *
 * @param maxTrials how many trials to run, at least 1; empty: {@value #DEFAULT_MAX_TRIALS}, or the whole grid
 * @param maxFailures how many trials may fail before the run fails; empty: any number
 * @param maxDuration how long the run may work, above zero, counted over all of its starts; empty: any time
 * @param stopAt an objective that is good enough; empty: none is
 * @param patience when to give up; empty: never
 * @param window the time of day in which to work; empty: any
 * @param grace how long trials in flight may go on when the run's time is over, not negative
 */
public record Limits(
        OptionalInt maxTrials,
        Optional<FailureLimit> maxFailures,
        Optional<Duration> maxDuration,
        OptionalDouble stopAt,
        Optional<Patience> patience,
        Optional<Window> window,
        Duration grace) {
    public static final int DEFAULT_MAX_TRIALS = 100;

    /** A run that is to be over then is over soon after. */
    public static final Duration DEFAULT_GRACE = Duration.ofMinutes(10);

    public Limits {
        if (maxTrials.isPresent() && maxTrials.getAsInt() < 1) {
            throw new IllegalArgumentException("max-trials must be at least 1, but is " + maxTrials.getAsInt() + ".");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative, but is " + grace + ".");
        }
    }

    /** Limits whose grace is the usual one. */
    public Limits(
            OptionalInt maxTrials,
            Optional<FailureLimit> maxFailures,
            Optional<Duration> maxDuration,
            OptionalDouble stopAt,
            Optional<Patience> patience,
            Optional<Window> window) {
        this(maxTrials, maxFailures, maxDuration, stopAt, patience, window, DEFAULT_GRACE);
    }

    /** Limits on numbers of trials alone. */
    public Limits(OptionalInt maxTrials, OptionalInt maxFailures) {
        this(
                maxTrials,
                maxFailures.isPresent()
                        ? Optional.of(new FailureLimit.Count(maxFailures.getAsInt()))
                        : Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_GRACE);
    }

    /** How many trials may fail in a run of so many; empty: any number. */
    public OptionalInt mostFailures(int plannedTrials) {
        return maxFailures.isPresent() ? OptionalInt.of(maxFailures.get().of(plannedTrials)) : OptionalInt.empty();
    }

    /** Whether results decide when the run ends, and not only their number. */
    public boolean lookAtResults() {
        return stopAt.isPresent() || patience.isPresent();
    }
}
