package dev.nocturne.sink;

import java.time.Duration;
import java.util.List;

/**
 * What the settings say of sinks.
 *
 * @param drain how long the end of a run waits for them at most
 * @param keep how long one is remembered that is no longer in the settings
 */
public record SinkPlan(List<ConfiguredSink> sinks, Duration drain, Duration keep) {
    public SinkPlan {
        sinks = List.copyOf(sinks);
    }

    /** Whether there is one that gets events. */
    public boolean takesEvents() {
        return sinks.stream().anyMatch(ConfiguredSink::takesEvents);
    }
}
