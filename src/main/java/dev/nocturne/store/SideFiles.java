package dev.nocturne.store;

import dev.nocturne.study.TuningException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files beside an H2 database in which its successor is made. */
final class SideFiles {
    private static final String ENDING = ".mv.db";

    private final Path database;

    /**
     * Those of a database.
     *
     * @param database its path without the ending
     */
    SideFiles(Path database) {
        this.database = database;
    }

    /** The file of the database. */
    Path database() {
        return file(database);
    }

    /** The file of a database at that path. */
    static Path file(Path path) {
        return path.resolveSibling(path.getFileName() + ENDING);
    }

    private String prefix() {
        return database.getFileName() + ".new-";
    }

    /** A path, without the ending, that nobody else uses. */
    Path next() {
        String name = prefix() + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        return database.resolveSibling(name);
    }

    /**
     * Gives a finished file the place of the database, unless there is one.
     *
     * @return whether it has the place
     */
    boolean place(Path side) {
        Path file = file(side);
        try {
            force(file);
            try {
                Files.createLink(database(), file);
            } catch (FileAlreadyExistsException faster) {
                return false;
            } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
                Files.move(file, database());
            }
            return true;
        } catch (FileAlreadyExistsException faster) {
            return false;
        } catch (IOException failure) {
            throw new TuningException(
                    "The database cannot be made: " + failure + ". Make room in its folder, or make it writable, and"
                            + " start the same command again.",
                    failure);
        } finally {
            remove(side);
        }
    }

    /** A name must not reach the disk before what it names. */
    static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Removes what killed starts left. */
    void removeLeftovers() {
        removeAll(prefix());
    }

    /** Removes a file that did not get the place, and what H2 wrote beside it. */
    void remove(Path side) {
        removeAll(side.getFileName().toString());
    }

    private void removeAll(String beginning) {
        DirectoryStream.Filter<Path> those =
                file -> file.getFileName().toString().startsWith(beginning);
        try (var files = Files.newDirectoryStream(database.toAbsolutePath().getParent(), those)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            // The next start tries again; nobody reads it.
        }
    }
}
