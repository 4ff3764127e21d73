package dev.nocturne.report;

import dev.nocturne.summary.StudyReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a report where others may be reading the one before: they see either of them, whole. */
public final class ReportFile {
    private final HtmlReport html = new HtmlReport();

    /**
     * Writes the page, and the directories above it.
     *
     * @return how many bytes it has
     * @throws IOException if it cannot be written, with the reason for a person; what was there before stays
     */
    public long write(StudyReport report, Path file) throws IOException {
        try {
            return writeWhole(report, file);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        } catch (AccessDeniedException denied) {
            throw new IOException("access to " + denied.getFile() + " is denied", denied);
        } catch (FileAlreadyExistsException noDirectory) {
            throw new IOException(noDirectory.getFile() + " is not a directory", noDirectory);
        } catch (FileSystemException refused) {
            throw new IOException(
                    refused.getReason() == null ? refused.getFile() + " cannot be written" : refused.getReason(),
                    refused);
        }
    }

    private long writeWhole(StudyReport report, Path file) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        if (Files.isDirectory(target)) {
            throw new IOException("it is a directory");
        }
        Path directory = target.getParent();
        Files.createDirectories(directory);
        // Not a temporary file of the JDK's: those nobody else may read.
        Path half = directory.resolve(".report-" + UUID.randomUUID() + ".tmp");
        try {
            try (Writer out = Files.newBufferedWriter(half)) {
                html.write(report, out);
            }
            // After a crash of the machine the name must not stand for an empty file.
            try (FileChannel written = FileChannel.open(half, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            move(half, target);
        } finally {
            Files.deleteIfExists(half);
        }
        return Files.size(target);
    }

    private static void move(Path half, Path target) throws IOException {
        try {
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(half, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
