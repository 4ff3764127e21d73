package dev.nocturne.cli;

import dev.nocturne.batch.NocturneContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        description = {
            "Makes the tables, or upgrades them to this version. Does nothing else.",
            "A run does the same by itself if its database user may. Where it may not, start this as the owner of the"
                    + " tables, before the first run and after each upgrade."
        },
        footer = {"  SPRING_DATASOURCE_USERNAME=nocturne_owner java -jar nocturne.jar migrate"})
final class MigrateCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    MigrateCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        try (NocturneContext context = nocturne.openForMigration()) {
            var upgrade = context.migrate();
            String done;
            if (!upgrade.changed()) {
                done = "The tables are up to date (version " + upgrade.after() + ").";
            } else if (upgrade.before().isEmpty()) {
                done = "Made the tables (version " + upgrade.after() + ").";
            } else if (upgrade.before().get().equals(upgrade.after())) {
                done = "Renewed the views (version " + upgrade.after() + ").";
            } else {
                done = "Upgraded the tables from version " + upgrade.before().get() + " to " + upgrade.after() + ".";
            }
            spec.commandLine().getOut().println(done);
            spec.commandLine().getOut().flush();
        }
        return ExitStatus.COMPLETED;
    }
}
