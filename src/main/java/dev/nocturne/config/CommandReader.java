package dev.nocturne.config;

import dev.nocturne.objective.ObjectiveSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is said of an external program. */
final class CommandReader {
    static final List<String> KEYS = List.of("command", "timeout", "environment", "working-directory", "retries");

    private final Problems problems;
    private final Path baseDirectory;

    CommandReader(Problems problems, Path baseDirectory) {
        this.problems = problems;
        this.baseDirectory = baseDirectory;
    }

    /** The settings; empty after a report. */
    Optional<ObjectiveSettings> read(Keys keys) {
        Optional<Duration> timeout = keys.read("timeout", Durations.ABOVE_ZERO);
        Map<String, String> environment =
                keys.find("environment").map(this::environment).orElse(Map.of());
        Path directory =
                keys.read("working-directory", Paths.below(baseDirectory)).orElse(baseDirectory);
        return keys.require("command", "write the program and its arguments, such as command: [python3, train.py]")
                .flatMap(place -> new CommandLineReader(problems).read(place))
                .map(words -> new ObjectiveSettings.Command(words, timeout, environment, directory));
    }

    private Map<String, String> environment(Place place) {
        Map<String, String> variables = TextsReader.read(place, problems);
        if (place.node() instanceof YamlNode.Mapping mapping) {
            mapping.entries().stream()
                    .filter(entry ->
                            entry.key().text().isEmpty() || entry.key().text().contains("="))
                    .forEach(entry -> problems.add(
                            entry.key().position(),
                            place.path().key(entry.key().text()),
                            "the name of an environment variable must not be empty or hold '='."));
        }
        return variables;
    }
}
