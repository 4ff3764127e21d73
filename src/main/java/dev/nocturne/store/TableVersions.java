package dev.nocturne.store;

import dev.nocturne.study.TuningException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** Makes and upgrades the tables. Where they are up to date it only reads, so that a user without rights to make tables can. */
public final class TableVersions {
    private final Flyway flyway;
    private final String howToUpgrade;

    /**
     * The tables that are migrated so.
     *
     * @param howToUpgrade the command that upgrades them as their owner
     */
    public TableVersions(Flyway flyway, String howToUpgrade) {
        this.flyway = flyway;
        this.howToUpgrade = howToUpgrade;
    }

    /**
     * What an upgrade did.
     *
     * @param before version of the tables; empty if there were none
     * @param after their version now
     * @param changed whether anything was done
     */
    public record Upgrade(Optional<String> before, String after, boolean changed) {}

    /**
     * Makes the tables, or brings them up to date.
     *
     * @throws TablesException if they are newer than this program, or this database user may not upgrade them
     */
    public Upgrade upgrade() {
        return upgrade(false);
    }

    /** The same where nobody else can be connected. */
    Upgrade upgradeAlone() {
        return upgrade(true);
    }

    private Upgrade upgrade(boolean alone) {
        HalfMadeTables.remove(flyway.getConfiguration().getDataSource());
        MigrationInfoService tables = flyway.info();
        Optional<String> before = version(tables);
        refuseNewer(tables, before);
        boolean behind = before.isPresent() && !before.get().equals(latest(tables));
        if (behind && !alone) {
            refuseWhileOthersAreThere(before.get(), latest(tables));
        }
        int steps;
        try {
            steps = flyway.migrate().migrationsExecuted;
        } catch (FlywayException failure) {
            throw DatabaseFailure.isDenied(failure) ? denied(before, latest(tables)) : failure;
        }
        return new Upgrade(before, version(flyway.info()).orElse("none"), steps > 0);
    }

    /** An older program would take the newer views back. */
    private static void refuseNewer(MigrationInfoService tables, Optional<String> before) {
        if (Arrays.stream(tables.all())
                .anyMatch(step -> step.isVersioned()
                        && step.getState().isApplied()
                        && !step.getState().isResolved())) {
            throw new TablesException("The tables are of version " + before.orElse("none")
                    + ", made by a newer Nocturne; this one knows version " + latest(tables)
                    + ". Use the newer jar here as well.");
        }
    }

    /**
     * On H2, a kill in the middle of an upgrade could leave tables that nobody can mend. On PostgreSQL, an older program
     * that goes on with a run would not keep what newer tables are to hold.
     */
    private void refuseWhileOthersAreThere(String before, String latest) {
        String behind = "The tables are of version " + before + " and this Nocturne needs version " + latest + ", but ";
        DataSource database = flyway.getConfiguration().getDataSource();
        if (HalfMadeTables.isH2(database)) {
            throw new TuningException(
                    behind + "another program uses the database, which must not be upgraded meanwhile."
                            + " Start the same command again when it has ended.");
        }
        List<String> going = GoingRuns.in(database);
        if (!going.isEmpty()) {
            throw new TuningException(behind + "an older Nocturne is executing run " + going.get(0)
                    + (going.size() > 1 ? ", and " + (going.size() - 1) + " more" : "")
                    + ". Start the same command again when that has ended, or stop it with `stop` first.");
        }
    }

    private TablesException denied(Optional<String> before, String latest) {
        String found = before.map(version -> "The tables are of version " + version
                        + (version.equals(latest) ? " with older views" : " and this Nocturne needs version " + latest)
                        + ", but this database user may not upgrade them")
                .orElse("There are no tables in this database yet, and this database user may not make them");
        return new TablesException(found + ". As the user who owns them: " + howToUpgrade);
    }

    private static Optional<String> version(MigrationInfoService tables) {
        return Arrays.stream(tables.applied())
                .filter(MigrationInfo::isVersioned)
                .map(MigrationInfo::getVersion)
                .max(java.util.Comparator.naturalOrder())
                .map(Object::toString);
    }

    private static String latest(MigrationInfoService tables) {
        return Arrays.stream(tables.all())
                .filter(step -> step.isVersioned() && step.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .max(java.util.Comparator.naturalOrder())
                .map(Object::toString)
                .orElse("none");
    }
}
