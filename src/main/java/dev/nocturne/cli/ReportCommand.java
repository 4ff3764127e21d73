package dev.nocturne.cli;

import dev.nocturne.batch.NocturneContext;
import dev.nocturne.report.ReportFile;
import dev.nocturne.summary.StudyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        description = "Writes a run as one HTML page: whether it ran, whether anything is better, and why.",
        footer = {
            "  java -jar nocturne.jar report breast-cancer -o night.html",
            "  java -jar nocturne.jar report breast-cancer --run 2026-11-22 -o night.html"
        })
final class ReportCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOption run;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.html",
            required = true,
            description = "The file to write; what it had is replaced.")
    private Path file;

    ReportCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        if (Files.isDirectory(file)) {
            throw new ParameterException(
                    spec.commandLine(), file + " is a directory. Name a file in it: -o " + file.resolve("night.html"));
        }
        try (NocturneContext context = nocturne.openForReading()) {
            var selected = context.selection().run(run.study(), run.runKey());
            boolean executing = context.control().isExecuting(selected);
            StudyReport report = context.reports().of(selected.study(), selected.runKey());
            if (!executing && report.run().status().equals("RUNNING")) {
                report = report.asInterrupted();
            }
            long size = new ReportFile().write(report, file);
            spec.commandLine()
                    .getOut()
                    .println(Texts.printable("Run " + selected.runKey() + " of " + selected.study() + " is in "
                            + file.toAbsolutePath().normalize() + ", " + kilobytes(size) + "."));
            return ExitStatus.COMPLETED;
        } catch (IOException failure) {
            spec.commandLine()
                    .getErr()
                    .println(Texts.printable("The report cannot be written to " + file + ": " + failure.getMessage()
                            + ". Nothing was changed."));
            return ExitStatus.FAILED;
        }
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%,d KB", (bytes + 999) / 1000);
    }
}
