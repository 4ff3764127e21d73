package dev.nocturne.sink;

import java.time.Instant;

/** Events for tests of sinks. */
public final class EventMessages {
    private EventMessages() {}

    public static EventMessage of(long sequence, String type, Integer trial, String payload) {
        return new EventMessage(
                sequence,
                100 + sequence,
                "a \"b\" é/..",
                "night 1",
                trial,
                type,
                Instant.parse("2026-03-01T02:00:00.123456Z").plusSeconds(sequence),
                payload);
    }

    public static EventMessage started(long sequence) {
        return of(sequence, "TRIAL_STARTED", (int) sequence, "{\"attempt\":1,\"parameters\":{\"x\":0.1}}");
    }
}
