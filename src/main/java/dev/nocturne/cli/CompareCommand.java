package dev.nocturne.cli;

import dev.nocturne.batch.NocturneContext;
import dev.nocturne.summary.RunComparison;
import dev.nocturne.summary.RunSummary;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        description = "Puts two runs of a study side by side: which was better, by how much, and what was different.",
        footer = {
            "  java -jar nocturne.jar compare breast-cancer --runs 2026-11-21,2026-11-22",
            "  java -jar nocturne.jar compare breast-cancer --runs 2026-11-21,2026-11-22 --format csv"
        })
final class CompareCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FormatOption format;

    @Parameters(paramLabel = "STUDY", description = "The study: its name, or its file.")
    private String study;

    @Option(
            names = "--runs",
            paramLabel = "A,B",
            split = ",",
            required = true,
            description = "The keys of the two runs, the earlier first.")
    private List<String> runs;

    CompareCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        if (runs.size() != 2) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--runs wants the keys of two runs, as in --runs A,B; these are " + runs.size() + ".");
        }
        try (NocturneContext context = nocturne.openForReading()) {
            String name = context.selection().study(study);
            RunComparison compared = context.reports().compare(name, runs.get(0), runs.get(1));
            RunSummary later = context.selection().run(name, Optional.of(runs.get(1)));
            new ComparisonReport(compared, later)
                    .print(format.value(), spec.commandLine().getOut());
        }
        return ExitStatus.COMPLETED;
    }
}
