package dev.nocturne.sink;

/**
 * A sink of this installation.
 *
 * @param name as the settings call it, and the tables
 * @param type webhook, file, prometheus or mlflow
 */
public record ConfiguredSink(String name, String type, EventFilter events, Sink sink) {
    /** Whether events are sent to it, each of them. */
    public boolean takesEvents() {
        return sink instanceof EventSink;
    }
}
