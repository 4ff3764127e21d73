package dev.nocturne.cli;

import dev.nocturne.batch.NocturneContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = {
            "Explains a run: who executes it, what is in flight, what failed, and what the next start does.",
            "Only looks, and works at any time: while the run runs, after a kill, after a failure."
        },
        footer = {
            "  java -jar nocturne.jar doctor breast-cancer",
            "  java -jar nocturne.jar doctor config/studies/breast-cancer.yml --run second-try"
        })
final class DoctorCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOption run;

    DoctorCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        try (NocturneContext context = nocturne.openForReading()) {
            var diagnosis = context.doctor().examine(run.study(), run.runKey());
            new DiagnosisReport(spec.commandLine().getOut()).print(diagnosis);
        }
        return ExitStatus.COMPLETED;
    }
}
