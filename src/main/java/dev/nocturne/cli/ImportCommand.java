package dev.nocturne.cli;

import dev.nocturne.archive.ArchiveFile;
import dev.nocturne.batch.NocturneContext;
import dev.nocturne.batch.StudyMover;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = {
            "Takes a study in that `export` wrote: all of it, or nothing.",
            "Runs that are here already and are the same are left as they are."
        },
        footer = {
            "  SPRING_DATASOURCE_URL=jdbc:postgresql://db/n java -jar nocturne.jar import breast-cancer.zip",
            "  java -jar nocturne.jar import breast-cancer.zip --as breast-cancer-2"
        })
final class ImportCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A zip that `export` wrote.")
    private Path file;

    @Option(names = "--as", paramLabel = "NAME", description = "Give the study another name here.")
    private @Nullable String name;

    ImportCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        try (ArchiveFile archive = StudyMover.open(file);
                NocturneContext context = nocturne.openForImport()) {
            var imported = context.mover().importFrom(archive, Optional.ofNullable(name));
            spec.commandLine().getOut().println(Texts.printable(sentence(imported)));
        }
        return ExitStatus.COMPLETED;
    }

    private static String sentence(StudyMover.Imported imported) {
        int fresh = imported.imported().size();
        int present = imported.present().size();
        String content = "; content " + imported.content() + ".";
        if (fresh == 0 && imported.champions() > 0) {
            return "Imported " + Texts.plural(imported.champions(), "champion") + " of " + imported.study() + "; its "
                    + Texts.plural(present, "run") + " were here already, the same" + content;
        }
        if (fresh == 0) {
            return "All of " + imported.study() + " is here already, the same to the last bit ("
                    + Texts.plural(present, "run") + "): nothing was changed" + content;
        }
        return "Imported " + Texts.plural(fresh, "run") + " of " + imported.study()
                + (present == 0 ? "" : "; " + Texts.plural(present, "other") + " were here already, the same")
                + content;
    }
}
