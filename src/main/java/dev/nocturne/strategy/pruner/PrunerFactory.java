package dev.nocturne.strategy.pruner;

import dev.nocturne.study.Goal;
import dev.nocturne.study.PrunerSettings;
import java.util.List;

/** Makes the pruner of a study. */
public final class PrunerFactory {
    private PrunerFactory() {}

    /**
     * The pruner.
     *
     * @param goals of the study; a pruner needs a single one
     */
    public static Pruner create(PrunerSettings settings, List<Goal> goals) {
        if (settings instanceof PrunerSettings.None) {
            return Pruner.NONE;
        }
        throw new UnsupportedOperationException(goals.get(0).name());
    }
}
