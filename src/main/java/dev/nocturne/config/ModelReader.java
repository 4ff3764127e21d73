package dev.nocturne.config;

import dev.nocturne.objective.ObjectiveSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is said of a model. */
final class ModelReader {
    static final List<String> KEYS =
            List.of("learner", "data", "target", "metric", "folds", "fold-seed", "parameters", "timeout", "retries");

    private static final int MOST_FOLDS = 1_000_000;
    private static final String DEFAULT_METRIC = "accuracy";
    private static final int DEFAULT_FOLDS = 5;

    private final Problems problems;
    private final Path baseDirectory;

    ModelReader(Problems problems, Path baseDirectory) {
        this.problems = problems;
        this.baseDirectory = baseDirectory;
    }

    /** The settings; empty after a report. */
    Optional<ObjectiveSettings> read(Keys keys) {
        Optional<String> learner = keys.require("learner", Words.NOT_BLANK);
        Optional<Path> data = keys.require("data", "write data: and the path of a CSV file")
                .flatMap(place -> Paths.below(baseDirectory).read(place, problems));
        Optional<String> target = keys.require("target", Words.NOT_BLANK);
        String metric = keys.read("metric", Words.NOT_BLANK).orElse(DEFAULT_METRIC);
        int folds = keys.read("folds", Numbers.count(2, MOST_FOLDS)).orElse(DEFAULT_FOLDS);
        long seed = keys.read("fold-seed", Numbers.whole(Long.MIN_VALUE, Long.MAX_VALUE))
                .orElse(0L);
        Map<String, String> fixed = keys.find("parameters")
                .map(place -> TextsReader.read(place, problems))
                .orElse(Map.of());
        Optional<Duration> timeout = keys.read("timeout", Durations.ABOVE_ZERO);
        if (learner.isEmpty() || data.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ObjectiveSettings.Model(
                learner.get(), data.get(), target.get(), metric, folds, seed, fixed, timeout));
    }
}
