package dev.nocturne.engine;

import java.time.Duration;

/** Wakes the workers of this process that wait for the ledger to change. Thread-safe. */
public final class LedgerSignal {
    private long changes;

    /** How many changes there were; to be read before the look at the ledger that decides to wait. */
    public synchronized long changes() {
        return changes;
    }

    /** The ledger has changed, or a worker went away: whoever waits looks again. */
    public synchronized void changed() {
        changes++;
        notifyAll();
    }

    /**
     * Waits until there were more changes than {@code seen}, or the time is up.
     *
     * @param atMost above zero; other processes change the ledger too, so a look now and then is due
     */
    public synchronized void await(long seen, Duration atMost) throws InterruptedException {
        if (changes == seen) {
            wait(atMost.toMillis());
        }
    }
}
