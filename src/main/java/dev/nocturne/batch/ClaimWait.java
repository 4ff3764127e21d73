package dev.nocturne.batch;

import java.time.Duration;

/**
 * How long to wait for a trial before the ledger is asked again. In a ledger of this process alone a signal comes when it
 * changes. Another process' changes are seen only by looking: often at first, then less and less.
 */
final class ClaimWait {
    private static final long SHORTEST_MILLIS = 5;
    private static final long LONGEST_MILLIS = 500;

    private long millis;

    ClaimWait(boolean shared) {
        this.millis = shared ? SHORTEST_MILLIS : LONGEST_MILLIS;
    }

    Duration next() {
        Duration now = Duration.ofMillis(millis);
        millis = Math.min(LONGEST_MILLIS, millis + millis / 4 + 1);
        return now;
    }
}
