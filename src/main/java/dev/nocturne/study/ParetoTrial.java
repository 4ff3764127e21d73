package dev.nocturne.study;

import dev.nocturne.space.Point;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trial on the {@linkplain ParetoFront front} of a run with several objectives. Immutable.
 *
 * @param objectives by name, in the order of the study's goals
 */
public record ParetoTrial(int trialId, Map<String, Double> objectives, Point parameters) {
    public ParetoTrial {
        objectives = Collections.unmodifiableMap(new LinkedHashMap<>(objectives));
    }

    /**
     * A trial as one of the front.
     *
     * @param trial completed
     */
    public static ParetoTrial of(Trial trial, List<Goal> goals) {
        var completed = (TrialState.Completed) trial.state();
        return new ParetoTrial(trial.id(), completed.byName(goals), trial.parameters());
    }
}
