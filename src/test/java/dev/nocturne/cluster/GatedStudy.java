package dev.nocturne.cluster;

import dev.nocturne.JarProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A study whose attempts take as long as the test says: each waits for as long as there is a file that holds it. Its
 * values do not depend on that.
 */
record GatedStudy(Path folder, String strategy, int trials) {
    static final String NAME = "gated";
    private static final String FILE = NAME + ".yml";
    private static final String PROGRAM = """
            mark=$NOCTURNE_TRIAL_ID-$NOCTURNE_ATTEMPT
            : > "started-$mark"
            while [ -e "hold-$mark" ]; do sleep 0.02; done
            : > "ended-$mark"
            echo "$1"
            """;

    /** Writes the study and its program; the name of the study file. */
    String write() {
        try {
            Files.writeString(folder.resolve("gate.sh"), PROGRAM);
            Files.writeString(folder.resolve(FILE), """
                    study: %s
                    strategy: %s
                    max-trials: %d
                    seed: 42
                    lag: 8
                    workers: 1
                    search-space:
                      x: {type: continuous, min: -1, max: 1}
                      n: {type: integer, min: 1, max: 40}
                      k: {type: categorical, choices: [a, "it's", "<b>"]}
                    objective: {type: command, command: [sh, gate.sh, "{x}"]}
                    """.formatted(NAME, strategy, trials));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return FILE;
    }

    private Path file(String what, int trial, int attempt) {
        return folder.resolve(what + "-" + trial + "-" + attempt);
    }

    /** That attempt is not to end yet; to be said before it begins. */
    void hold(int trial, int attempt) {
        try {
            Files.createFile(file("hold", trial, attempt));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitStart(int trial, int attempt) {
        await("started", trial, attempt);
    }

    /** Lets it end; returns when its program has ended its work. */
    void release(int trial, int attempt) {
        try {
            Files.delete(file("hold", trial, attempt));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitEnd(int trial, int attempt) {
        await("ended", trial, attempt);
    }

    private void await(String what, int trial, int attempt) {
        JarProcess.await(
                "trial %d, attempt %d %s".formatted(trial, attempt, what),
                () -> Files.exists(file(what, trial, attempt)));
    }
}
