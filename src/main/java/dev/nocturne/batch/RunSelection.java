package dev.nocturne.batch;

import dev.nocturne.config.StudyReader;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.NearestName;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.Summaries;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the recorded run that a person means. Thread-safe. */
public final class RunSelection {
    private final Summaries summaries;
    private final StudyReader reader;

    RunSelection(Summaries summaries, StudyReader reader) {
        this.summaries = summaries;
        this.reader = reader;
    }

    /**
     * The name of a study.
     *
     * @param studyOrFile name of a recorded study, or path of a study file
     * @throws InvalidStudyException if nothing of that name is recorded
     */
    public String study(String studyOrFile) {
        List<String> known = summaries.studies();
        if (known.contains(studyOrFile)) {
            return studyOrFile;
        }
        String name = nameInFile(studyOrFile).orElse(studyOrFile);
        if (known.contains(name)) {
            return name;
        }
        throw new InvalidStudyException("No run of a study '" + name + "' is recorded."
                + NearestName.of(name, known)
                        .map(nearest -> " Did you mean '" + nearest + "'?")
                        .orElse(known.isEmpty() ? "" : " Recorded are: " + String.join(", ", known) + "."));
    }

    /**
     * A run of a study.
     *
     * @param runKey empty: the latest
     * @throws InvalidStudyException if there is no such run
     */
    public RunSummary run(String studyOrFile, Optional<String> runKey) {
        String study = study(studyOrFile);
        Optional<String> key = runKey.or(() -> summaries.latestRunKey(study));
        return key.flatMap(known -> summaries.run(study, known))
                .orElseThrow(() -> new InvalidStudyException("Study '" + study + "' has no run"
                        + runKey.map(wanted -> " '" + wanted + "'").orElse("") + ". "
                        + Invocation.of("status", study) + " lists its runs."));
    }

    private Optional<String> nameInFile(String path) {
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file)
                    ? Optional.of(reader.read(file, false).study().name())
                    : Optional.empty();
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
