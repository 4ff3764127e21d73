package dev.nocturne.cli;

import dev.nocturne.sink.SinkState;
import org.jspecify.annotations.Nullable;

/** Says that a sink is behind. */
final class SinkLines {
    private SinkLines() {}

    static String behind(SinkState state) {
        return behind(state.sink(), state.pending(), state.lastError())
                + (state.nextAttemptAt() == null ? "" : " Next attempt: " + state.nextAttemptAt() + ".");
    }

    /**
     * A sentence.
     *
     * @param why the latest delivery failed; null if it did not
     */
    static String behind(String sink, long events, @Nullable String why) {
        String what = events == 0
                ? "could not be written"
                : "has not had " + events + (events == 1 ? " event" : " events") + " yet";
        return Texts.printable("The sink " + sink + " " + what + (why == null ? "" : ": " + why) + ".");
    }
}
