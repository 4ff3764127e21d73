package dev.nocturne.batch;

import dev.nocturne.sink.SinkPlan;
import dev.nocturne.sink.SinkReader;
import dev.nocturne.study.InvalidStudyException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Takes the settings below {@code nocturne.sinks} out of Spring's environment. */
final class SinkSettings {
    private SinkSettings() {}

    /** The sinks; what is below a name belongs to the sink of that name, what is a value to all of them. */
    static SinkPlan of(Environment environment, Clock clock) {
        Map<String, List<String>> common = new LinkedHashMap<>();
        Map<String, Map<String, List<String>>> sinks = new LinkedHashMap<>();
        bound(environment).forEach((name, value) -> {
            if (value instanceof Map<?, ?> options) {
                Map<String, List<String>> read = new LinkedHashMap<>();
                options.forEach((key, option) -> collect(String.valueOf(key), option, read));
                sinks.put(name, read);
            } else {
                collect(name, value, common);
            }
        });
        return SinkReader.read(common, sinks, clock);
    }

    private static Map<String, Object> bound(Environment environment) {
        try {
            return Binder.get(environment)
                    .bind("nocturne.sinks", Bindable.mapOf(String.class, Object.class))
                    .orElse(Map.of());
        } catch (BindException | IllegalArgumentException unreadable) {
            // What Spring says of it quotes values, which may be secret.
            throw new InvalidStudyException(
                    "nocturne.sinks",
                    "nocturne.sinks cannot be read: below it there are names"
                            + " of sinks, below each of them its settings, and in ${…} names of environment variables.");
        }
    }

    /** An entry of a list comes as {@code events[0]}, or as a map of numbers. */
    private static void collect(String key, Object value, Map<String, List<String>> into) {
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((index, entry) ->
                    collect(String.valueOf(index).matches("\\[?\\d+]?") ? key : key + "." + index, entry, into));
        } else if (value instanceof List<?> entries) {
            entries.forEach(entry -> collect(key, entry, into));
        } else {
            into.computeIfAbsent(key.replaceFirst("\\[\\d+]$", ""), name -> new ArrayList<>())
                    .add(String.valueOf(value));
        }
    }
}
