package dev.nocturne.cli;

import dev.nocturne.batch.DryRun;
import dev.nocturne.batch.DryRunResult;
import dev.nocturne.batch.StudyFiles;
import dev.nocturne.batch.TerminationSignals;
import dev.nocturne.config.StudyPlan;
import dev.nocturne.config.StudyReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description = {
            "Checks a study file and shows all mistakes at once. Runs nothing, unless with --dry-run.",
        },
        footer = {
            "  java -jar nocturne.jar validate config/studies/breast-cancer.yml",
            "  java -jar nocturne.jar validate --dry-run config/studies/train.yml"
        })
final class ValidateCommand implements Callable<Integer> {
    private final StudyReader reader = StudyFiles.reader();

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY.yml", description = "The study file.")
    private Path file;

    @Option(
            names = "--dry-run",
            description = "Then start the objective once, show how its result is read, and forecast the night."
                    + " Nothing is recorded.")
    private boolean dryRun;

    @Override
    public Integer call() {
        StudyPlan plan = reader.validate(file);
        spec.commandLine().getOut().println(Texts.printable(file + " is valid: " + StudyFiles.describe(plan) + "."));
        spec.commandLine().getOut().flush();
        return dryRun ? evaluate(DryRun.of(plan)) : ExitStatus.COMPLETED;
    }

    private int evaluate(DryRun dryRun) {
        var report =
                new DryRunReport(spec.commandLine().getOut(), spec.commandLine().getErr());
        TerminationSignals.handle(
                signal -> dryRun.cutShort(), () -> Runtime.getRuntime().halt(ExitStatus.STOPPED));
        report.begins(dryRun);
        DryRunResult result = dryRun.evaluate();
        return report.ends(dryRun, result);
    }
}
