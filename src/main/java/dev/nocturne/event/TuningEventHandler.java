package dev.nocturne.event;

/**
 * Hears of events after they happened; in a job, after they were committed. It is called by the worker threads, several
 * at a time, and holds them up for as long as it takes: long work belongs on a thread of its own.
 */
@FunctionalInterface
public interface TuningEventHandler {
    void handle(TuningEvent event);
}
