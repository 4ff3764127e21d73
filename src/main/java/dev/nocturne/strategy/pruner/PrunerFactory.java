package dev.nocturne.strategy.pruner;

import dev.nocturne.study.Direction;
import dev.nocturne.study.Goal;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.PrunerSettings;
import java.util.List;

/** Makes the pruner of a study. */
public final class PrunerFactory {
    private PrunerFactory() {}

    /**
     * The pruner.
     *
     * @param goals of the study
     * @throws InvalidStudyException if there is a pruner and several goals: then no single value says how good a trial is
     */
    public static Pruner create(PrunerSettings settings, List<Goal> goals) {
        if (settings instanceof PrunerSettings.None) {
            return Pruner.NONE;
        }
        if (goals.size() > 1) {
            throw new InvalidStudyException(
                    "pruner", "a trial with several objectives has no single value to be compared by: take this out.");
        }
        Direction direction = goals.get(0).direction();
        if (settings instanceof PrunerSettings.Percentile percentile) {
            return new PercentilePruner(percentile, direction);
        } else if (settings instanceof PrunerSettings.Patient patient) {
            return earlier -> new PatientRule(patient, direction);
        } else if (settings instanceof PrunerSettings.Threshold threshold) {
            PruningRule rule = new ThresholdRule(threshold);
            return earlier -> rule;
        }
        throw new IllegalArgumentException("There is no pruner for " + settings + ".");
    }
}
