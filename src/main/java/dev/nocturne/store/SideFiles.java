package dev.nocturne.store;

import dev.nocturne.study.TuningException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files beside an H2 database in which its successor is made. */
final class SideFiles {
    private static final String ENDING = ".mv.db";
    private static final String LOCK = "side file";

    /** What comes after the database's name; of others' files it must match none. */
    private static final Pattern NAME =
            Pattern.compile("(\\.new-\\d+-\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\..+");

    private final Path database;
    private final RunLocks locks;
    private @Nullable RunLock making;

    /**
     * Those of a database.
     *
     * @param database its path without the ending
     * @param locks by which others see that a file is being made
     */
    SideFiles(Path database, RunLocks locks) {
        this.database = database;
        this.locks = locks;
    }

    /** The file of the database; where that is a link, the one that it leads to. */
    Path database() {
        Path file = file(database);
        try {
            return Files.isSymbolicLink(file) ? file.toRealPath() : file;
        } catch (IOException leadsNowhere) {
            return file;
        }
    }

    /** The file of a database at that path. */
    static Path file(Path path) {
        return path.resolveSibling(path.getFileName() + ENDING);
    }

    private String name() {
        String name = database().getFileName().toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /** A path, without the ending, that nobody else uses; on the same disk as the database. */
    Path next() {
        String ours = ".new-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        return database().resolveSibling(name() + ours);
    }

    /** Keeps others from removing a file as a leftover while this process lives, until it is removed here. */
    void claim(Path side) {
        making = locks.tryLock(LOCK, side.getFileName().toString()).orElse(null);
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

    /** Removes what killed starts left, and nothing of those that live. */
    void removeLeftovers() {
        String name = name();
        remove(file -> {
            var ending = NAME.matcher(file.substring(Math.min(name.length(), file.length())));
            return file.startsWith(name) && ending.matches() && !locks.isLocked(LOCK, name + ending.group(1));
        });
    }

    /** Removes a file that did not get the place, and what H2 wrote beside it. */
    void remove(Path side) {
        String beginning = side.getFileName() + ".";
        remove(file -> file.startsWith(beginning));
        if (making != null) {
            making.close();
            making = null;
        }
    }

    private void remove(Predicate<String> those) {
        Path folder = database().toAbsolutePath().getParent();
        try (var files = Files.newDirectoryStream(
                folder, file -> those.test(file.getFileName().toString()))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            // The next start tries again; nobody reads it.
        }
    }
}
