package dev.nocturne.store;

import java.time.Duration;

/** The right to execute one run. It ends with {@link #close}, or with the process that holds it. */
public interface RunLock extends AutoCloseable {
    /**
     * Says to others that its owner lives.
     *
     * @param run as this process started it
     * @return false if somebody else has started the run since
     * @throws dev.nocturne.study.TuningException if the lock may be lost, as the database does not answer
     */
    default boolean renew(RunRecord run, Duration lease) {
        return true;
    }

    @Override
    void close();
}
