package dev.nocturne.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which earlier results a run learns from, beside its own trials; at least one of the two. Immutable.
 *
 * @param runs earlier runs of the study
 * @param csv a table of results; an absolute path
 */
public record WarmStart(Optional<Runs> runs, Optional<Path> csv) {
    public WarmStart {
        if (runs.isEmpty() && csv.isEmpty()) {
            throw new IllegalArgumentException("A warm start needs runs or a CSV file.");
        }
    }

    /** Some of a study's runs. */
    public sealed interface Runs permits AllRuns, LatestRuns, NamedRuns {}

    /** All that were not left behind. */
    public record AllRuns() implements Runs {
        @Override
        public String toString() {
            return "all";
        }
    }

    /**
     * The latest of them.
     *
     * @param count at least 1
     */
    public record LatestRuns(int count) implements Runs {
        public LatestRuns {
            if (count < 1) {
                throw new IllegalArgumentException("A warm start needs at least 1 run, not " + count + ".");
            }
        }

        @Override
        public String toString() {
            return Integer.toString(count);
        }
    }

    /**
     * Exactly these.
     *
     * @param runKeys names of runs, at least one, no two equal
     */
    public record NamedRuns(List<String> runKeys) implements Runs {
        public NamedRuns {
            runKeys = List.copyOf(runKeys);
            if (runKeys.isEmpty() || runKeys.stream().distinct().count() < runKeys.size()) {
                throw new IllegalArgumentException("A warm start needs runs, each of them once: " + runKeys);
            }
        }

        @Override
        public String toString() {
            return runKeys.toString();
        }
    }

    /** As a study file says it. */
    @Override
    public String toString() {
        String ofRuns = runs.map(wanted -> "runs: " + wanted).orElse("");
        String ofFile = csv.map(file -> "csv: " + file).orElse("");
        return "{" + ofRuns + (ofRuns.isEmpty() || ofFile.isEmpty() ? "" : ", ") + ofFile + "}";
    }
}
