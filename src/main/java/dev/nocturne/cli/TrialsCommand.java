package dev.nocturne.cli;

import dev.nocturne.batch.NocturneContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "trials",
        description = "Lists the trials of a run with their parameters.",
        footer = {
            "  java -jar nocturne.jar trials breast-cancer",
            "  java -jar nocturne.jar trials breast-cancer --format csv > trials.csv"
        })
final class TrialsCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FormatOption format;

    @Mixin
    private RunOption run;

    TrialsCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        try (NocturneContext context = nocturne.openForReading()) {
            var selected = context.selection().run(run.study(), run.runKey());
            var parameters = context.archive().parameterNames(selected);
            format.value()
                    .write(
                            spec.commandLine().getOut(),
                            sink -> context.summaries().trials(selected, parameters, sink));
        }
        return ExitStatus.COMPLETED;
    }
}
