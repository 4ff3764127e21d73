package dev.nocturne.batch;

import java.time.Duration;

/** How long to wait for a database that is away before it is tried again: in growing steps, for ever. */
final class EndlessPatience {
    private static final int LONGEST_SECONDS = 15;

    private int seconds = 1;

    Duration next() {
        Duration now = Duration.ofSeconds(seconds);
        seconds = Math.min(LONGEST_SECONDS, 2 * seconds);
        return now;
    }

    /** Something succeeded. */
    void renew() {
        seconds = 1;
    }
}
