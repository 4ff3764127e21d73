package dev.nocturne.batch;

import dev.nocturne.store.RunLock;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.TuningException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a run while this process executes it; let go when the database goes away, and taken anew. Thread-safe.
 */
final class HeldLock implements AutoCloseable {
    private final RunLocks locks;
    private final String study;
    private final String runKey;
    private @Nullable RunLock lock;

    /**
     * A lock that is held.
     *
     * @param lock of that run
     */
    HeldLock(RunLocks locks, String study, String runKey, RunLock lock) {
        this.locks = locks;
        this.study = study;
        this.runKey = runKey;
        this.lock = lock;
    }

    /** Whether it is held, after taking it if it was not. */
    synchronized boolean hold() {
        if (lock == null) {
            lock = locks.tryLock(study, runKey).orElse(null);
        }
        return lock != null;
    }

    /**
     * Says to others that this process lives. A lock that went with its connection is taken again, if nobody else has it.
     *
     * @return false if it is somebody else's now
     * @throws TuningException if that cannot be known, as the database does not answer
     */
    synchronized boolean keep(RunRecord run, Duration lease) {
        if (!hold()) {
            return false;
        }
        try {
            return lock.renew(run, lease);
        } catch (TuningException lost) {
            close();
            throw lost;
        }
    }

    /** Lets go: a lock that lived in the database may be gone with the connection to it. */
    @Override
    public synchronized void close() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
