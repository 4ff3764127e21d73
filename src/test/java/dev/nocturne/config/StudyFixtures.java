package dev.nocturne.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.strategy.StrategyFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Study texts for the tests, and a reader of them that needs no files. */
final class StudyFixtures {
    static final Path BASE = Path.of("/studies");
    static final StudyReader READER = new StudyReader(new StrategyFactory(), new ObjectiveFactory());

    /** The example of the reference. */
    static final String EXAMPLE = """
            study: breast-cancer-forest
            direction: maximize                 # default: minimize (lower is better)
            strategy: auto
            max-trials: 200
            seed: 42                            # default: drawn once, recorded with the run
            workers: 2
            lag: 2                              # default: workers x chunk-size at the run's first start
            chunk-size: 1
            search-space:
              learning-rate: {type: continuous, min: 0.0001, max: 0.1, scale: log}
              dropout:       {type: discrete, choices: [0.1, 0.2, 0.3]}
              trees:         {type: integer, min: 10, max: 500, step: 10}
              kernel:        {type: categorical, choices: [rbf, linear]}
              gamma:         {type: continuous, min: 0.001, max: 1, scale: log, when: {kernel: rbf}}
            objective:
              type: command
              command: [python3, train.py, --lr, "{learning-rate}"]
              timeout: 10m
              retries: 1
            """;

    private StudyFixtures() {}

    static StudyPlan parse(String text) {
        return READER.parse("study.yml", text, BASE, false);
    }

    static List<Problem> problemsOf(String text) {
        return failureOf(text).problems();
    }

    static StudyFileException failureOf(String text) {
        StudyFileException failure = catchThrowableOfType(StudyFileException.class, () -> parse(text));
        if (failure == null) {
            throw new AssertionError("No mistake was found in:\n" + text);
        }
        return failure;
    }

    /** A study whose search space has these lines and whose objective is never in doubt. */
    static String withSpace(String... lines) {
        return "study: demo\nsearch-space:\n"
                + Stream.of(lines).map(line -> "  " + line + "\n").reduce("", String::concat)
                + "objective: {type: function, name: norm}\n";
    }

    /** A study with these lines at its top level. */
    static String with(String... lines) {
        return withSpace("x: {type: continuous, min: 0, max: 1}") + String.join("\n", lines) + "\n";
    }

    /** A study with this objective. */
    static String withObjective(String... lines) {
        return "study: demo\nsearch-space:\n  x: {type: continuous, min: 0, max: 1}\nobjective:\n"
                + Stream.of(lines).map(line -> "  " + line + "\n").reduce("", String::concat);
    }

    static List<Path> brokenStudies() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/broken-studies"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
