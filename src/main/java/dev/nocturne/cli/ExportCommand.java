package dev.nocturne.cli;

import dev.nocturne.archive.MovedTables;
import dev.nocturne.batch.NocturneContext;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = {
            "Writes all that is recorded of a study to a zip, which `import` takes into another database bit for bit.",
            "It has the tables as CSV files, the study files, and a summary in study.json."
        },
        footer = {"  java -jar nocturne.jar export breast-cancer -o breast-cancer.zip"})
final class ExportCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY", description = "The study: its name, or its file.")
    private String study;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where to; a file of that name is replaced once the new one is whole.")
    private Path file;

    @Option(names = "--finished", description = "Leave out runs that have not ended for good.")
    private boolean finished;

    ExportCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        try (NocturneContext context = nocturne.openForReading()) {
            String name = context.selection().study(study);
            var manifest = context.mover().exportTo(file, name, finished);
            spec.commandLine()
                    .getOut()
                    .println(Texts.printable(String.format(
                            Locale.ROOT,
                            "Exported %s of %s with %s to %s; content %s.",
                            Texts.plural(manifest.rows(MovedTables.RUNS), "run"),
                            name,
                            Texts.plural(manifest.rows(MovedTables.TRIALS), "trial"),
                            file,
                            manifest.content())));
        }
        return ExitStatus.COMPLETED;
    }
}
