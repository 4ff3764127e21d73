package dev.nocturne.config;

import dev.nocturne.objective.ObjectiveSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what is said of a test function. */
final class FunctionReader {
    static final List<String> KEYS = List.of("name", "delay", "timeout", "retries");

    private FunctionReader() {}

    /** The settings; empty after a report. */
    static Optional<ObjectiveSettings> read(Keys keys) {
        Duration delay = keys.read("delay", Durations.ANY).orElse(Duration.ZERO);
        Optional<Duration> timeout = keys.read("timeout", Durations.ABOVE_ZERO);
        return keys.require("name", Words.NOT_BLANK).map(name -> new ObjectiveSettings.Function(name, delay, timeout));
    }
}
