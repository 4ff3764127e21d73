package dev.nocturne.cli;

import dev.nocturne.batch.NocturneContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sql",
        description = "Answers a query on the tables and views; can only read.",
        footer = {"  java -jar nocturne.jar sql \"select study, run_key, status, best_objective from v_run\""})
final class SqlCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FormatOption format;

    @Parameters(paramLabel = "QUERY", description = "One SQL query.")
    private String query;

    SqlCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        try (NocturneContext context = nocturne.openForReading()) {
            format.value()
                    .write(
                            spec.commandLine().getOut(),
                            sink -> context.summaries().query(query, sink));
        }
        return ExitStatus.COMPLETED;
    }
}
