package dev.nocturne.store;

import dev.nocturne.study.TuningException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file beside an H2 database whose locks the operating system frees when a process dies, however it dies.
 *
 * <p>Byte 0 is the gate of the database: with {@code AUTO_SERVER} the first process that opens it serves the others, and
 * takes their connections along when it ends. A run holds the gate shared. A short command that finds nobody there holds
 * it alone, so that a run that starts meanwhile waits a moment instead of depending on it. Each run has a byte further
 * on, found by a hash of its names. Thread-safe; open it once in a process, as a second channel on the file would free
 * the first one's locks when it is closed.
 */
public final class LockFile implements RunLocks, AutoCloseable {
    private static final long GATE = 0;
    private static final int TRIES = 10;

    private final FileChannel channel;
    private final Path database;

    private LockFile(FileChannel channel, Path database) {
        this.channel = channel;
        this.database = database;
    }

    /**
     * Opens the lock file of the database at that path, and makes its folder.
     *
     * @param database path of the H2 database without its ending
     */
    public static LockFile beside(Path database) {
        Path file = database.resolveSibling(database.getFileName() + ".runs.lock");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new LockFile(channel, database);
        } catch (IOException failure) {
            throw new TuningException(
                    "The database's folder cannot be written: " + failure
                            + ". Make it writable, or name another database with SPRING_DATASOURCE_URL.",
                    failure);
        }
    }

    /**
     * Passes the gate for a run: waits for a short command that holds it alone. One that stays for longer than
     * {@code patience}, perhaps because nobody reads what it prints, does not cost the night: the run then goes on beside
     * it, and recovers, as from any loss of the database, when it ends.
     *
     * @param alone done if nobody else is there, before anybody else can enter
     */
    public void enterAsRun(Duration patience, Runnable alone) throws InterruptedException {
        FileLock whole = tryLock(GATE, false);
        if (whole != null) {
            try {
                DeadServer.forget(database);
                alone.run();
            } finally {
                release(whole);
            }
        }
        long tries = patience.toMillis() / 50;
        while (tryLock(GATE, true) == null && tries-- > 0) {
            Thread.sleep(50);
        }
    }

    /** Passes the gate for a short command: alone if nobody is there, else beside the runs that are. */
    public void enterAsReader() throws InterruptedException {
        while (true) {
            if (tryLock(GATE, false) != null) {
                DeadServer.forget(database);
                return;
            }
            if (tryLock(GATE, true) != null) {
                return;
            }
            Thread.sleep(20);
        }
    }

    /** A reader asking who lives holds a lock for an instant; several tries tell it from a run. */
    @Override
    public Optional<RunLock> tryLock(String study, String runKey) {
        long place = placeOf(study, runKey);
        try {
            FileLock lock = tryLock(place, false);
            for (int i = 1; lock == null && i < TRIES; i++) {
                Thread.sleep(20);
                lock = tryLock(place, false);
            }
            FileLock taken = lock;
            return taken == null ? Optional.empty() : Optional.of(() -> release(taken));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TuningException("Interrupted while waiting for the run's lock.", interrupted);
        }
    }

    /** Java cannot ask who holds a lock, so this one is taken for an instant; {@link #tryLock} is patient with that. */
    @Override
    public boolean isLocked(String study, String runKey) {
        FileLock lock = tryLock(placeOf(study, runKey), false);
        if (lock != null) {
            release(lock);
        }
        return lock == null;
    }

    private @Nullable FileLock tryLock(long place, boolean shared) {
        try {
            return channel.tryLock(place, 1, shared);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        } catch (IOException failure) {
            throw new TuningException(
                    "The file " + database.getFileName() + ".runs.lock cannot be locked: " + failure.getMessage()
                            + ". An H2 database must lie on a disk of this machine; teams use PostgreSQL.",
                    failure);
        }
    }

    private static long placeOf(String study, String runKey) {
        UUID hash = UUID.nameUUIDFromBytes((study + "\n" + runKey).getBytes(StandardCharsets.UTF_8));
        return 1 + (hash.getMostSignificantBits() >>> 2);
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException alreadyGone) {
            // A closed channel has freed its locks.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("The lock file cannot be closed", failure);
        }
    }
}
