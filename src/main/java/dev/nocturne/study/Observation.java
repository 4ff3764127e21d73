package dev.nocturne.study;

import dev.nocturne.space.CoordinateSpace;
import java.util.List;

/**
 * An ended trial as a model sees it: nothing but numbers. The arrays are shared and must not be written to.
 *
 * @param coordinates by parameter, NaN where it is not active; see {@link CoordinateSpace}
 * @param losses by objective, lower is better whatever the study's direction; empty if the trial failed
 */
public record Observation(double[] coordinates, double[] losses) {
    /** What a model sees of an ended trial. */
    public static Observation of(Trial trial, CoordinateSpace space, List<Goal> goals) {
        double[] coordinates = space.coordinates(trial.parameters());
        if (!(trial.state() instanceof TrialState.Completed completed)) {
            return new Observation(coordinates, new double[0]);
        }
        return new Observation(coordinates, completed.losses(goals));
    }

    /** Whether the trial has no result. */
    public boolean failed() {
        return losses.length == 0;
    }

    /** The first objective's loss; only if the trial has not {@linkplain #failed() failed}. */
    public double loss() {
        return losses[0];
    }
}
