package dev.nocturne.cli;

import dev.nocturne.batch.NocturneContext;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "stop",
        description = "Asks a running run to stop after the trials in flight. Starting it again continues.",
        footer = {"  java -jar nocturne.jar stop breast-cancer"})
final class StopCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY", description = "The study: its name, or its file.")
    private String study;

    StopCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        try (NocturneContext context = nocturne.openForReading()) {
            String name = context.selection().study(study);
            List<String> asked = context.control().stop(name);
            spec.commandLine()
                    .getOut()
                    .println(Texts.printable(
                            asked.isEmpty()
                                    ? "No run of " + name + " is being executed: there is nothing to stop."
                                    : "Asked run " + String.join(", ", asked) + " of " + name
                                            + " to stop after the trials in flight."));
        }
        return ExitStatus.COMPLETED;
    }
}
