package dev.nocturne.batch;

import dev.nocturne.store.RunLock;
import dev.nocturne.store.RunLocks;
import org.jspecify.annotations.Nullable;

/** The lock of a run while this process executes it; let go when the database goes away, and taken anew. */
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
    boolean hold() {
        if (lock == null) {
            lock = locks.tryLock(study, runKey).orElse(null);
        }
        return lock != null;
    }

    /** Lets go: a lock that lived in the database may be gone with the connection to it. */
    @Override
    public void close() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
