package dev.nocturne.batch;

import dev.nocturne.study.InvalidStudyException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/**
 * Where checkpoints are kept, and which of them once a run is complete.
 *
 * @param root absolute; on several machines the same directory for all, or a promoted trial begins from nothing
 */
record CheckpointFolder(Path root, Keep keep) {
    /** Which checkpoints stay when a run is complete. */
    enum Keep {
        /** That of the best trial. */
        BEST,
        /** All of them. */
        ALL,
        /** Not one. */
        NONE
    }

    static CheckpointFolder of(Environment environment) {
        Path root = Path.of(environment.getProperty("nocturne.checkpoints.directory", "data/checkpoints"));
        String keep = environment.getProperty("nocturne.checkpoints.keep", "best");
        return new CheckpointFolder(
                root.toAbsolutePath().normalize(),
                Arrays.stream(Keep.values())
                        .filter(policy -> policy.name().equalsIgnoreCase(keep))
                        .findFirst()
                        .orElseThrow(() -> new InvalidStudyException(
                                "nocturne.checkpoints.keep is " + keep + ", but can only be one of " + names() + ".")));
    }

    private static String names() {
        return Arrays.stream(Keep.values())
                .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
