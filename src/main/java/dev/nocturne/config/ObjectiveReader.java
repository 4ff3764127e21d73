package dev.nocturne.config;

import dev.nocturne.objective.ObjectiveSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is evaluated. Whether names, columns and programs exist is the objective's own to check. */
final class ObjectiveReader {
    /** The types of objective, in the order in which a person is told them, and the keys that each has. */
    static final Map<String, List<String>> KEYS = new LinkedHashMap<>();

    private static final int MOST_RETRIES = 1000;

    static {
        KEYS.put("function", FunctionReader.KEYS);
        KEYS.put("command", CommandReader.KEYS);
        KEYS.put("model", ModelReader.KEYS);
        KEYS.put("http", HttpReader.KEYS);
        KEYS.put("plugin", PluginReader.KEYS);
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
        return place.mapping("{type: function, name: norm}", problems)
                .flatMap(mapping -> TypedKeys.of(place, mapping, "objective", KEYS, problems));
    }

    private Result read(TypedKeys typed) {
        Keys keys = typed.keys();
        int retries = keys.read("retries", Numbers.count(0, MOST_RETRIES)).orElse(0);
        return new Result(
                switch (typed.type()) {
                    case "function" -> FunctionReader.read(keys);
                    case "command" -> new CommandReader(problems, baseDirectory).read(keys);
                    case "model" -> new ModelReader(problems, baseDirectory).read(keys);
                    case "http" -> new HttpReader(problems).read(keys);
                    default -> new PluginReader(problems, baseDirectory).read(keys);
                },
                retries);
    }
}
