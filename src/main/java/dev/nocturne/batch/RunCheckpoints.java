package dev.nocturne.batch;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.CheckpointException;
import dev.nocturne.engine.Checkpoints;
import dev.nocturne.store.RunRecord;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The checkpoints of one run: a directory for each trial below one for the run, whose name nobody else has. Thread-safe: a
 * trial is evaluated by one worker at a time.
 */
final class RunCheckpoints implements Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(RunCheckpoints.class);

    private final CheckpointFolder folder;
    private final Path root;
    private final boolean afresh;

    /** The latest attempt that was given its directory, by trial. */
    private final Map<Integer, Integer> given = new ConcurrentHashMap<>();

    /**
     * The checkpoints of a run.
     *
     * @param afresh whether every attempt begins as the first did: what an attempt measured is lost when it is cut off, and
     *     a pruner is to see all of it
     */
    RunCheckpoints(CheckpointFolder folder, RunRecord run, boolean afresh) {
        this.folder = folder;
        this.afresh = afresh;
        this.root = folder.root().resolve(run.runToken());
    }

    @Override
    public Optional<Path> directory(Attempt attempt) {
        Path directory = of(attempt.trialId());
        try {
            Integer before = given.put(attempt.trialId(), attempt.number());
            if (afresh && attempt.number() > 1 && (before == null || before != attempt.number())) {
                FileSystemUtils.deleteRecursively(directory);
            }
            if (!Files.isDirectory(directory)) {
                make(directory, attempt.budget().promotedFrom());
            }
            return Optional.of(directory);
        } catch (IOException failure) {
            throw new CheckpointException(
                    "The trial's checkpoint directory " + directory + " cannot be made: " + failure
                            + ". See that it can be written, or set nocturne.checkpoints.directory.",
                    failure);
        }
    }

    /** All of it appears at once: a half copy would be taken for a checkpoint after a crash. */
    private void make(Path directory, OptionalInt promotedFrom) throws IOException {
        Files.createDirectories(root);
        Optional<Path> lower = promotedFrom.isPresent() ? Optional.of(of(promotedFrom.getAsInt())) : Optional.empty();
        if (lower.filter(Files::isDirectory).isEmpty()) {
            Files.createDirectories(directory);
            return;
        }
        Path copy = root.resolve("copy-" + UUID.randomUUID());
        Files.walkFileTree(lower.get(), new Copying(lower.get(), copy));
        Files.move(copy, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void ended(Attempt attempt) {
        given.remove(attempt.trialId());
        try {
            Files.deleteIfExists(of(attempt.trialId()));
        } catch (DirectoryNotEmptyException kept) {
            // Then there is something to go on from.
        } catch (IOException failure) {
            LOG.debug("The empty checkpoint directory of trial {} stays", attempt.trialId(), failure);
        }
    }

    /** Nobody goes on from a trial that has failed or was pruned. */
    void discard(int trialId) {
        if (folder.keep() != CheckpointFolder.Keep.ALL) {
            delete(of(trialId));
        }
    }

    /**
     * The run is complete: what the policy does not keep goes.
     *
     * @param bestTrial null if there is none
     */
    void complete(@Nullable Integer bestTrial) {
        if (folder.keep() == CheckpointFolder.Keep.ALL || !Files.isDirectory(root)) {
            return;
        }
        Path best = folder.keep() == CheckpointFolder.Keep.BEST && bestTrial != null ? of(bestTrial) : null;
        try (Stream<Path> directories = Files.list(root)) {
            directories.filter(directory -> !directory.equals(best)).forEach(RunCheckpoints::delete);
            Files.deleteIfExists(root);
        } catch (DirectoryNotEmptyException bestStays) {
            LOG.debug("The checkpoint of the best trial stays in {}", root);
        } catch (IOException failure) {
            LOG.warn("Checkpoints in {} could not be deleted: {}", root, failure.toString());
        }
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException failure) {
            LOG.warn("The checkpoint {} could not be deleted: {}", directory, failure.toString());
        }
    }

    private Path of(int trialId) {
        return root.resolve("trial-" + trialId);
    }

    /** Copies a tree as it is, links as links. */
    private static final class Copying extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copying(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Files.createDirectory(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.copy(
                    file,
                    to.resolve(from.relativize(file)),
                    StandardCopyOption.COPY_ATTRIBUTES,
                    LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
        }
    }
}
