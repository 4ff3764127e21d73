package dev.nocturne.summary;

/** Reads what a report of a run, or of two of them, shows. Reading never changes or disturbs a run. */
public interface Reports {
    /**
     * All that a report of a run shows.
     *
     * @throws dev.nocturne.study.InvalidStudyException if the study has no such run
     */
    StudyReport of(String study, String runKey);

    /**
     * Two runs of a study side by side.
     *
     * @throws dev.nocturne.study.InvalidStudyException if the study has no such run
     */
    RunComparison compare(String study, String runKeyA, String runKeyB);
}
