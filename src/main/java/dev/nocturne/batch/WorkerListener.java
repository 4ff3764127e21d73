package dev.nocturne.batch;

import java.time.Duration;

/** Hears what workers that are lent to other processes' runs do; called on their threads, so it returns at once. */
public interface WorkerListener {
    /** There is no run to join; said once until there is one. */
    void waiting(String database);

    /** A worker has taken a partition of a run. */
    void joined(String study, String runKey, String worker);

    /** The worker has given it back. */
    void left(String study, String runKey, String worker, int endedTrials, String why);

    /** A run cannot be joined from here; it is tried again later. */
    void refused(String study, String runKey, String why);

    /** The database is away; the workers wait and go on by themselves. */
    void waitingForDatabase(String reason, Duration delay);
}
