package dev.nocturne.store;

import java.util.Optional;

/** Decides which process executes a run, by a lock that dies with its owner. Thread-safe. */
public interface RunLocks {
    /** Takes the lock of a run; empty if another live process, or another run in this one, holds it. */
    Optional<RunLock> tryLock(String study, String runKey);

    /** Whether some live process executes the run at this moment. Makes no start of it fail. */
    boolean isLocked(String study, String runKey);
}
