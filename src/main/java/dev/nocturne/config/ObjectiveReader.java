package dev.nocturne.config;

import dev.nocturne.objective.ObjectiveSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is evaluated. Whether names, columns and programs exist is the objective's own to check. */
final class ObjectiveReader {
    /** The types of objective, in the order in which a person is told them, and the keys that each has. */
    static final Map<String, List<String>> KEYS = new LinkedHashMap<>();

    private static final Set<String> NOT_YET = Set.of("http", "plugin");
    private static final int MOST_RETRIES = 1000;
    private static final int MOST_FOLDS = 1_000_000;
    private static final String DEFAULT_METRIC = "accuracy";
    private static final int DEFAULT_FOLDS = 5;

    static {
        KEYS.put("function", List.of("name", "delay", "retries"));
        KEYS.put("command", List.of("command", "timeout", "environment", "working-directory", "retries"));
        KEYS.put(
                "model", List.of("learner", "data", "target", "metric", "folds", "fold-seed", "parameters", "retries"));
    }

    private final Problems problems;
    private final Path baseDirectory;

    /**
     * A reader of objectives.
     *
     * @param baseDirectory absolute; what relative paths are relative to
     */
    ObjectiveReader(Problems problems, Path baseDirectory) {
        this.problems = problems;
        this.baseDirectory = baseDirectory;
    }

    /** What was read; without settings after a report. */
    record Result(Optional<ObjectiveSettings> settings, int retries) {}

    Result read(Keys study) {
        Optional<Place> place =
                study.require("objective", "write what to evaluate, such as objective: {type: function, name: norm}");
        return place.flatMap(this::typed).map(this::read).orElse(new Result(Optional.empty(), 0));
    }

    private Optional<TypedKeys> typed(Place place) {
        if (!(place.node() instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    place,
                    "keys with values are expected, but this is " + place.node().described()
                            + ": write it as {type: function, name: norm}.");
            return Optional.empty();
        }
        Optional<YamlNode.Scalar> type =
                mapping.value("type").filter(YamlNode.Scalar.class::isInstance).map(YamlNode.Scalar.class::cast);
        if (type.isPresent() && NOT_YET.contains(type.get().text())) {
            problems.add(
                    type.get().position(),
                    place.path().key("type"),
                    "the type " + type.get().text() + " is not available in this version; use "
                            + String.join(", ", KEYS.keySet()) + ".");
            return Optional.empty();
        }
        return TypedKeys.of(place, mapping, "objective", KEYS, problems);
    }

    private Result read(TypedKeys typed) {
        Keys keys = typed.keys();
        int retries = keys.read("retries", Numbers.count(0, MOST_RETRIES)).orElse(0);
        return new Result(
                switch (typed.type()) {
                    case "function" -> function(keys);
                    case "command" -> command(keys);
                    default -> model(keys);
                },
                retries);
    }

    private Optional<ObjectiveSettings> function(Keys keys) {
        Duration delay = keys.read("delay", Durations.ANY).orElse(Duration.ZERO);
        return keys.require("name", Words.NOT_BLANK).map(name -> new ObjectiveSettings.Function(name, delay));
    }

    private Optional<ObjectiveSettings> command(Keys keys) {
        Optional<Duration> timeout = keys.read("timeout", Durations.ABOVE_ZERO);
        Map<String, String> environment =
                keys.find("environment").map(this::environment).orElse(Map.of());
        Path directory = keys.find("working-directory").flatMap(this::path).orElse(baseDirectory);
        return keys.require("command", "write the program and its arguments, such as command: [python3, train.py]")
                .flatMap(place -> new CommandLineReader(problems).read(place))
                .map(words -> new ObjectiveSettings.Command(words, timeout, environment, directory));
    }

    private Optional<ObjectiveSettings> model(Keys keys) {
        Optional<String> learner = keys.require("learner", Words.NOT_BLANK);
        Optional<Path> data =
                keys.require("data", "write data: and the path of a CSV file").flatMap(this::path);
        Optional<String> target = keys.require("target", Words.NOT_BLANK);
        String metric = keys.read("metric", Words.NOT_BLANK).orElse(DEFAULT_METRIC);
        int folds = keys.read("folds", Numbers.count(2, MOST_FOLDS)).orElse(DEFAULT_FOLDS);
        long seed = keys.read("fold-seed", Numbers.whole(Long.MIN_VALUE, Long.MAX_VALUE))
                .orElse(0L);
        Map<String, String> fixed = keys.find("parameters").map(this::texts).orElse(Map.of());
        if (learner.isEmpty() || data.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ObjectiveSettings.Model(learner.get(), data.get(), target.get(), metric, folds, seed, fixed));
    }

    private Map<String, String> environment(Place place) {
        Map<String, String> variables = texts(place);
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

    private Map<String, String> texts(Place place) {
        if (!(place.node() instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    place,
                    "names with values are expected, but this is "
                            + place.node().described() + ": write it as {name: value}.");
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            Words.TEXT.read(place.entry(entry, name), problems).ifPresent(text -> texts.put(name, text));
        }
        return texts;
    }

    private Optional<Path> path(Place place) {
        return Paths.below(baseDirectory).read(place, problems);
    }
}
