package dev.nocturne.batch;

import dev.nocturne.study.TuningException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that is there for as long as it is needed; what programs leave in it goes with it. */
record TemporaryFolder(Path path) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

    static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("nocturne-"));
        } catch (IOException failure) {
            throw new TuningException(
                    "No temporary folder can be made: " + failure + ". Name another place with -Djava.io.tmpdir=….",
                    failure);
        }
    }

    /** Links are deleted, never followed. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            LOG.debug("{} cannot be deleted", path, failure);
        }
    }
}
