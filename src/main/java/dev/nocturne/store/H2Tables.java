package dev.nocturne.store;

import dev.nocturne.store.TableVersions.Upgrade;
import dev.nocturne.study.TuningException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The tables of an H2 file. H2 changes a table by copying it, in steps that are committed one by one, so that a kill in
 * the middle would leave what no later start can mend. Tables are therefore made, and upgraded, in a file beside, which
 * then takes its place as a whole.
 */
public final class H2Tables {
    private static final String CLOSE = "shutdown";

    private final DatabaseAddress address;
    private final SideFiles beside;
    private final Migrations migrations;
    private final String howToUpgrade;
    private @Nullable Upgrade upgrade;
    private @Nullable Connection connection;

    /**
     * Those of a database.
     *
     * @param address of an H2 database in a file
     * @param locks by which others see that a file is being made
     * @param howToUpgrade the command that upgrades tables
     */
    public H2Tables(DatabaseAddress address, RunLocks locks, String howToUpgrade) {
        this.address = address;
        this.beside = new SideFiles(address.h2File().orElseThrow(), locks);
        this.migrations = Migrations.of(address);
        this.howToUpgrade = howToUpgrade;
    }

    /** Makes or upgrades them. No other process of Nocturne is connected. */
    public void settleAlone() {
        beside.removeLeftovers();
        settle();
        if (upgrade == null && Files.exists(beside.database()) && connection != null) {
            closeDatabase();
            Path side = beside.next();
            address.movedTo(side).ifPresentOrElse(there -> upgradeBeside(there, side), this::upgradeInPlace);
        }
    }

    /** Makes the tables of a new database; of another, finds out whether they are up to date. */
    public void settle() {
        if (upgrade != null) {
            return;
        }
        if (!address.exists() && !address.isOnlyIfThere()) {
            make();
        } else {
            look();
        }
    }

    /** What was done; empty if the tables may need an upgrade, which nobody could do here. */
    public Optional<Upgrade> upgrade() {
        return Optional.ofNullable(upgrade);
    }

    private void make() {
        Path side = beside.next();
        address.movedTo(side).ifPresent(there -> {
            beside.claim(side);
            Upgrade made = upgradeAt(there, side);
            // Somebody else may have been faster; then theirs is looked at as any other.
            if (beside.place(side)) {
                upgrade = made;
            } else {
                look();
            }
        });
    }

    /** The connection is kept, as H2 would close the file after the last one, and open it again for the next. */
    private void look() {
        try {
            connection = address.connect();
            if (migrations.areApplied(connection)) {
                upgrade = new Upgrade(Optional.of(migrations.latest()), migrations.latest(), false);
            }
        } catch (SQLException unreachable) {
            // Whoever connects next has the same trouble, and says so.
            letGo();
        }
    }

    /** Now, whatever the URL says of how long H2 keeps a database open that nobody uses. */
    private void closeDatabase() {
        try (Statement statement = Objects.requireNonNull(connection).createStatement()) {
            statement.execute("set db_close_delay 0");
        } catch (SQLException gone) {
            // Then it is closed.
        }
        letGo();
    }

    /** Lets go of the database, when others here have connected. */
    public void letGo() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException gone) {
                // Which was the aim.
            }
            connection = null;
        }
    }

    /** H2's own lock keeps programs away that are not Nocturne. */
    private void upgradeBeside(DatabaseAddress there, Path side) {
        Path original = beside.database();
        beside.claim(side);
        try (var file = FileChannel.open(original, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var lock = file.tryLock();
            if (lock == null) {
                return;
            }
            try (var copy = FileOwner.of(original).create(SideFiles.file(side))) {
                for (long position = 0; position < file.size(); ) {
                    position += file.transferTo(position, file.size() - position, copy);
                }
            }
            upgrade = upgradeAt(there, side);
            SideFiles.force(SideFiles.file(side));
            Files.move(
                    SideFiles.file(side),
                    original,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (OverlappingFileLockException openHere) {
            return;
        } catch (IOException failure) {
            throw new TuningException(
                    "The tables cannot be upgraded: " + failure + ". The database is as it was. The upgrade needs room"
                            + " for a copy of it in its folder, " + original.getParent()
                            + ". Start the same command again when there is.",
                    failure);
        } finally {
            beside.remove(side);
        }
    }

    /**
     * For databases that H2 spreads over several files. H2's own lock keeps others away. A kill in the middle leaves tables
     * from which the next start goes on as far as H2 lets it.
     */
    private void upgradeInPlace() {
        try (Connection held = address.alone().connect()) {
            if (isAlone(held)) {
                upgrade = upgrade(address.alone(), held);
            }
        } catch (SQLException others) {
            // Whoever connects next has the same trouble, or is told that somebody else is there.
        }
    }

    private static boolean isAlone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from information_schema.sessions")) {
            return rows.next() && rows.getInt(1) == 1;
        }
    }

    private Upgrade upgradeAt(DatabaseAddress there, Path side) {
        boolean done = false;
        try (Connection held = there.connect()) {
            Upgrade made = upgrade(there, held);
            done = true;
            return made;
        } catch (SQLException failure) {
            throw new TuningException(
                    "The tables cannot be made: " + DatabaseFailure.innermost(failure)
                            + ". Start the same command again; --debug shows where it came from.",
                    failure);
        } finally {
            if (!done) {
                beside.remove(side);
            }
        }
    }

    /**
     * Closes the database at its end, whatever it keeps in itself of how long H2 shall wait with that.
     *
     * @param held so that H2 does not close the file before
     */
    private Upgrade upgrade(DatabaseAddress there, Connection held) throws SQLException {
        var tables = new DriverManagerDataSource(there.url(), there.user(), there.password());
        try (Statement end = held.createStatement()) {
            Upgrade made;
            try {
                made = new TableVersions(migrations.flyway(tables, there.password()), howToUpgrade).upgradeAlone();
            } catch (RuntimeException failure) {
                try {
                    end.execute(CLOSE);
                } catch (SQLException also) {
                    failure.addSuppressed(also);
                }
                throw failure;
            }
            end.execute(CLOSE);
            return made;
        }
    }
}
