package dev.nocturne.cli;

import dev.nocturne.batch.StudyFiles;
import dev.nocturne.config.StudyPlan;
import dev.nocturne.config.StudyReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description = "Checks a study file and shows all mistakes at once. Runs nothing.",
        footer = {"  java -jar nocturne.jar validate config/studies/breast-cancer.yml"})
final class ValidateCommand implements Callable<Integer> {
    private final StudyReader reader = StudyFiles.reader();

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY.yml", description = "The study file.")
    private Path file;

    @Override
    public Integer call() {
        StudyPlan plan = reader.validate(file);
        spec.commandLine().getOut().println(Texts.printable(file + " is valid: " + StudyFiles.describe(plan) + "."));
        spec.commandLine().getOut().flush();
        return ExitStatus.COMPLETED;
    }
}
