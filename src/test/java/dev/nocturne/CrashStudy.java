package dev.nocturne;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes study files whose trials are cheap and always the same. */
public record CrashStudy(String name, String strategy, int trials, int workers, int chunk, String delay) {
    public CrashStudy named(String other) {
        return new CrashStudy(other, strategy, trials, workers, chunk, delay);
    }

    public CrashStudy trials(int other) {
        return new CrashStudy(name, strategy, other, workers, chunk, delay);
    }

    public CrashStudy on(int otherWorkers, int otherChunk, String otherDelay) {
        return new CrashStudy(name, strategy, trials, otherWorkers, otherChunk, otherDelay);
    }

    /** The file, in that folder, with an objective that is computed. */
    public String write(Path folder) {
        return write(folder, "{type: function, name: norm, delay: " + delay + "}");
    }

    public String write(Path folder, String objective) {
        String file = name + ".yml";
        String text = """
                study: %s
                strategy: %s
                max-trials: %d
                seed: 42
                lag: 8
                workers: %d
                chunk-size: %d
                search-space:
                  x: {type: continuous, min: -1, max: 1, grid-points: 60}
                  n: {type: integer, min: 1, max: 40}
                  k: {type: categorical, choices: [a, "it's", "<b>"]}
                objective: %s
                """.formatted(name, strategy, trials, workers, chunk, objective);
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }
}
