package dev.nocturne.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * Interrupts evaluations, and nothing but evaluations: a thread that is interrupted while it writes to an embedded
 * database would close the database's file. Thread-safe.
 */
public final class Interruption {
    private final Set<Thread> evaluating = new HashSet<>();
    private boolean requested;

    /** From here on the calling thread may be interrupted; it is at once, if evaluations were cut short already. */
    synchronized void enter() {
        evaluating.add(Thread.currentThread());
        if (requested) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on the calling thread is not interrupted any more, and it forgets that it was. */
    synchronized void leave() {
        evaluating.remove(Thread.currentThread());
        Thread.interrupted();
    }

    /** Whether evaluations were cut short. */
    public synchronized boolean isRequested() {
        return requested;
    }

    /** Interrupts every evaluation, those that are yet to begin included. */
    public synchronized void request() {
        requested = true;
        evaluating.forEach(Thread::interrupt);
    }
}
