package dev.nocturne.batch;

import dev.nocturne.archive.ArchiveException;
import dev.nocturne.archive.ArchiveFile;
import dev.nocturne.archive.Archives;
import dev.nocturne.archive.Manifest;
import dev.nocturne.archive.RenamedStudy;
import dev.nocturne.store.JdbcStudyMoves;
import dev.nocturne.store.RunLocks;
import dev.nocturne.study.TuningException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Moves studies from one database to another, through a file. Thread-safe. */
public final class StudyMover {
    private final JdbcStudyMoves moves;
    private final RunLocks locks;

    /**
     * What an import did.
     *
     * @param study the name that it has here
     * @param imported keys of the runs that were not there
     * @param present keys of those that were, the same to the last bit
     * @param champions how many champions were not there
     * @param content hash of what the archive has
     */
    public record Imported(String study, List<String> imported, List<String> present, int champions, String content) {}

    StudyMover(JdbcStudyMoves moves, RunLocks locks) {
        this.moves = moves;
        this.locks = locks;
    }

    /**
     * Writes a study to a file, as it is at this moment.
     *
     * @param finishedOnly leave out runs that may go on
     * @throws ArchiveException if a run is being executed that is not to be left out
     */
    public Manifest exportTo(Path file, String study, boolean finishedOnly) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new ArchiveException(file + " cannot be written: name a file in a folder that is there.");
        }
        try {
            return moves.read(study, runs -> selection(study, runs, finishedOnly), rows -> {
                try {
                    return Archives.write(file, rows, ProgramVersion.current());
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException failure) {
            throw new TuningException(
                    file + " cannot be written: " + failure.getCause().getMessage()
                            + ". Nothing was left there. Make room, or name another file with -o.",
                    failure);
        }
    }

    private Predicate<String> selection(String study, List<JdbcStudyMoves.RunStatus> runs, boolean finishedOnly) {
        if (finishedOnly) {
            return finished(study, runs)::contains;
        }
        // Looked at after the snapshot was taken: whoever starts later changes nothing of what it has.
        List<String> executing = runs.stream()
                .filter(JdbcStudyMoves.RunStatus::isUnfinished)
                .filter(run -> run.isHelped() || locks.isLocked(study, run.runKey()))
                .map(JdbcStudyMoves.RunStatus::runKey)
                .toList();
        if (!executing.isEmpty()) {
            throw new ArchiveException("Run " + String.join(", ", executing) + " of " + study
                    + " is being executed. Stop it first (" + Invocation.of("stop", study)
                    + "), or leave out what has not ended with --finished.");
        }
        return run -> true;
    }

    private static Set<String> finished(String study, List<JdbcStudyMoves.RunStatus> runs) {
        Set<String> finished = runs.stream()
                .filter(run -> !run.isUnfinished())
                .map(JdbcStudyMoves.RunStatus::runKey)
                .collect(Collectors.toSet());
        if (finished.isEmpty()) {
            throw new ArchiveException("No run of " + study + " has ended for good: there is nothing to export.");
        }
        runs.stream()
                .filter(run -> run.isUnfinished() && run.hasChampion())
                .findFirst()
                .ifPresent(run -> {
                    throw new ArchiveException("Run " + run.runKey() + " of " + study + " cannot be left out, as a"
                            + " champion comes from it. Export without --finished, or let it end first.");
                });
        return finished;
    }

    /**
     * Opens and checks a file before any database is touched.
     *
     * @throws ArchiveException if it is not what was exported
     */
    public static ArchiveFile open(Path file) {
        try {
            return ArchiveFile.open(file);
        } catch (IOException failure) {
            throw new TuningException(file + " cannot be read: " + failure.getMessage() + ".", failure);
        }
    }

    /**
     * Takes a study in: all of it, or nothing.
     *
     * @param name that it is to have here; empty: its own
     * @throws ArchiveException if there are other runs of the same names
     */
    public Imported importFrom(ArchiveFile archive, Optional<String> name) {
        String study = name.orElse(archive.study());
        var taken = moves.take(study.equals(archive.study()) ? archive : new RenamedStudy(archive, study));
        return new Imported(
                study,
                taken.imported(),
                taken.present(),
                taken.champions(),
                archive.manifest().content());
    }
}
