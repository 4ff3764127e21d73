package dev.nocturne.config;

import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.study.Study;

/**
 * A study file, read and checked. Immutable.
 *
 * @param namesStrategy whether the file names a strategy, and does not leave it to the default
 * @param source the text of the file
 * @param sha256 of the text's UTF-8 bytes, in lower-case hexadecimal digits
 */
public record StudyPlan(Study study, ObjectiveSettings objective, boolean namesStrategy, String source, String sha256) {
    /** The same plan for a run with this strategy, whatever the default was when the run began. */
    public StudyPlan withStrategy(String strategy) {
        return new StudyPlan(study.withStrategy(strategy), objective, namesStrategy, source, sha256);
    }
}
