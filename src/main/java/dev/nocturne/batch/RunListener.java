package dev.nocturne.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hears how a run goes while it is executed; called on the run's threads, so it returns at once. */
public interface RunListener {
    /**
     * The run is open, its trials begin. Called again if the run had to be taken up again in this process.
     *
     * @param progress how far the run is, whenever it is asked
     */
    void started(RunStart start, Supplier<RunProgress> progress);

    /** More trials could be evaluated at a time than the run's lag lets be under way; said once. */
    default void lagHoldsWorkersUp(int lag, int capacity) {}

    /**
     * The run's time is over, and no trial begins any more.
     *
     * @param graceEnd until when those in flight may go on, for a person
     */
    default void timeIsOver(String why, String graceEnd) {}

    /** All trials were left to workers of other processes, and none has joined so far; said once. */
    default void nobodyEvaluates() {}

    /** The run is complete, and its report is there. */
    default void reported(Path file) {}

    /**
     * The run has ended, and a sink has not had everything yet; said once for each.
     *
     * @param why the latest delivery failed; null if it did not
     */
    default void undelivered(String sink, long events, @Nullable String why) {}

    /**
     * The run is complete, but its report could not be written.
     *
     * @param reason for a person
     */
    default void reportFailed(String reason) {}

    /** The database is away; the run waits and goes on by itself. */
    void waitingForDatabase(String reason, Duration delay);
}
