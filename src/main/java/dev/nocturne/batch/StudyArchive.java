package dev.nocturne.batch;

import dev.nocturne.config.StudyFileException;
import dev.nocturne.config.StudyPlan;
import dev.nocturne.config.StudyReader;
import dev.nocturne.space.Parameter;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.TuningException;
import dev.nocturne.summary.RunSummary;
import java.nio.file.Path;
import java.util.List;

/** The studies of runs as they were recorded. Thread-safe. */
public final class StudyArchive {
    private final JdbcRuns runs;
    private final StudyReader reader;

    StudyArchive(JdbcRuns runs, StudyReader reader) {
        this.runs = runs;
        this.reader = reader;
    }

    /**
     * The study that a run was started with.
     *
     * @throws TuningException if this version of Nocturne can no longer read it
     */
    StudyPlan plan(RunRecord run) {
        return plan(run, folder(run));
    }

    /** The folder of its study file, on the machine where it was started. */
    static Path folder(RunRecord run) {
        Path file = Path.of(run.configurationFile()).toAbsolutePath();
        return file.getParent() == null ? file : file.getParent();
    }

    /** The same, with relative paths starting at another folder. */
    StudyPlan plan(RunRecord run, Path folder) {
        try {
            return reader.parse("the study file recorded with run " + run.runKey(), run.configuration(), folder, false)
                    .withStrategy(run.strategy());
        } catch (StudyFileException unreadable) {
            throw new TuningException(
                    "The study recorded with run " + run.runKey() + " cannot be read by this version: "
                            + unreadable.getMessage(),
                    unreadable);
        }
    }

    /** The names of the parameters that the trials of a run may have, in the order of its study file. */
    public List<String> parameterNames(RunSummary run) {
        RunRecord recorded = runs.find(run.study(), run.runKey()).orElseThrow();
        return plan(recorded).study().space().parameters().stream()
                .map(Parameter::name)
                .toList();
    }
}
