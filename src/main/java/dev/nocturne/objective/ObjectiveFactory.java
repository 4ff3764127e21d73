package dev.nocturne.objective;

import dev.nocturne.study.Study;
import java.util.List;

/** Makes objectives from settings. Thread-safe. */
public final class ObjectiveFactory {
    /**
     * Everything that can be known to be wrong before the first trial: a file that is not there, a column or parameter
     * that does not exist, a program that cannot be found. Empty if the objective can be created.
     */
    public List<ObjectiveProblem> check(ObjectiveSettings settings, Study study) {
        return List.of();
    }

    /**
     * Makes the objective.
     *
     * @param runToken marks every process that the objective starts as belonging to the run
     * @throws dev.nocturne.study.InvalidStudyException with the first problem that {@link #check} finds
     */
    public Objective create(ObjectiveSettings settings, Study study, String runToken) {
        throw new IllegalStateException();
    }
}
