package dev.nocturne.engine;

import dev.nocturne.study.FailureKind;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * When a trial gets a further attempt after one that failed: as often as the study says if its parameters may be the cause;
 * otherwise {@value #OF_SURROUNDINGS} times, after 1, 2, 4, 8 and 16 seconds. Thread-safe.
 */
public final class Retries {
    static final int OF_SURROUNDINGS = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final int ofConfiguration;
    private final Pause pause;

    /** Waits before a further attempt. */
    @FunctionalInterface
    public interface Pause {
        /** Waits for that long, or until a further attempt is not to begin anyway. */
        void await(Duration duration);

        /**
         * A pause that a stop ends.
         *
         * @param signal says that {@code stopping} may have changed
         * @param nanoTime nanoseconds of a clock that is never set back
         */
        static Pause until(BooleanSupplier stopping, LedgerSignal signal, LongSupplier nanoTime) {
            return duration -> {
                long end = nanoTime.getAsLong() + duration.toNanos();
                long seen = signal.changes();
                while (!stopping.getAsBoolean() && end - nanoTime.getAsLong() > 0) {
                    long millis = Math.max(
                            1, Duration.ofNanos(end - nanoTime.getAsLong()).toMillis());
                    try {
                        signal.await(seen, Duration.ofMillis(millis));
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                    seen = signal.changes();
                }
            };
        }
    }

    /**
     * Retries of a study.
     *
     * @param ofConfiguration how many more attempts a trial gets after failures of which its parameters may be the cause
     */
    public Retries(int ofConfiguration, Pause pause) {
        this.ofConfiguration = ofConfiguration;
        this.pause = pause;
    }

    boolean isLeft(Attempt failed, FailureKind kind) {
        return kind.isOfConfiguration()
                ? failed.before().ofConfiguration() < ofConfiguration
                : failed.before().ofSurroundings() < OF_SURROUNDINGS;
    }

    void pauseAfter(Attempt failed, FailureKind kind) {
        if (!kind.isOfConfiguration()) {
            pause.await(FIRST_PAUSE.multipliedBy(1L << failed.before().ofSurroundings()));
        }
    }
}
