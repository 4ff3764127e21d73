package dev.nocturne.cli;

import picocli.CommandLine.Option;

/** The option that all commands with tables have. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to write it: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private OutputFormat value;

    OutputFormat value() {
        return value;
    }
}
