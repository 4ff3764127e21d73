package dev.nocturne.batch;

import java.time.Duration;

/** Hears how a run goes while it is executed; called on the run's threads, so it returns at once. */
public interface RunListener {
    /** The run is open, its trials begin. Called again if the run had to be taken up again in this process. */
    void started(RunStart start);

    /** The database is away; the run waits and goes on by itself. */
    void waitingForDatabase(String reason, Duration delay);
}
