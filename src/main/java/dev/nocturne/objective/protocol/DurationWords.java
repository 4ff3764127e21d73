package dev.nocturne.objective.protocol;

import java.time.Duration;
import java.util.Locale;

/** Durations in messages: {@code 1h30m}. */
public final class DurationWords {
    private DurationWords() {}

    public static String of(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
