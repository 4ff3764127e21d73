package dev.nocturne.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which recorded run is meant. */
final class RunOption {
    @Parameters(paramLabel = "STUDY", description = "The study: its name, or its file.")
    private String study;

    @Option(names = "--run", paramLabel = "KEY", description = "Which run; default: the latest.")
    private @Nullable String runKey;

    String study() {
        return study;
    }

    Optional<String> runKey() {
        return Optional.ofNullable(runKey);
    }
}
