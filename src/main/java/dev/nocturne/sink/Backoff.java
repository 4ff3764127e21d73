package dev.nocturne.sink;

import java.time.Duration;

/** How long a sink that failed is left alone: a second, then twice as long each time, five minutes at most. */
public final class Backoff {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Backoff() {}

    /** The pause after so many failures in a row, from 1. */
    public static Duration after(int failures) {
        Duration pause = Duration.ofSeconds(1L << Math.min(20, Math.max(0, failures - 1)));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
