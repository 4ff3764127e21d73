package dev.nocturne.study;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.Point;
import java.util.List;
import java.util.Optional;

/**
 * A trial as a model sees it: nothing but numbers. The arrays are shared and must not be written to.
 *
 * @param coordinates by parameter, NaN where it is not active; see {@link CoordinateSpace}
 * @param losses by objective, lower is better whatever the study's direction; empty unless the trial completed
 * @param budget at which it was evaluated
 * @param parameters the very values that were tried, which coordinates may miss by a rounding; kept only for strategies
 *     that try them again
 */
public record Observation(
        double[] coordinates, double[] losses, Outcome outcome, Budget budget, Optional<Point> parameters) {
    private static final double[] NONE = new double[0];

    /** What there is to learn of a trial. */
    public enum Outcome {
        /** It has losses. */
        COMPLETED,
        /** It could not be evaluated, and its parameters may be the cause. */
        FAILED,
        /** It was ended early, as it was worse than others. */
        PRUNED,
        /** It failed of something that its parameters have no part in: it teaches nothing. */
        VOID,
        /** It has not ended. */
        PENDING
    }

    /** A trial without the values that it tried. */
    public Observation(double[] coordinates, double[] losses, Outcome outcome, Budget budget) {
        this(coordinates, losses, outcome, budget, Optional.empty());
    }

    /** A trial at the whole effort that completed, or, without losses, failed. */
    public Observation(double[] coordinates, double[] losses) {
        this(coordinates, losses, losses.length == 0 ? Outcome.FAILED : Outcome.COMPLETED, Budget.FULL);
    }

    /** What a model sees of a trial. */
    public static Observation of(Trial trial, CoordinateSpace space, List<Goal> goals) {
        double[] coordinates = space.coordinates(trial.parameters());
        TrialState state = trial.state();
        double[] losses = state instanceof TrialState.Completed completed ? completed.losses(goals) : NONE;
        return new Observation(coordinates, losses, outcome(state), trial.budget());
    }

    /** The same, with the values that the trial tried. */
    public Observation with(Point tried) {
        return new Observation(coordinates, losses, outcome, budget, Optional.of(tried));
    }

    /** Whether there is anything to learn from the trial. */
    public boolean teaches() {
        return outcome != Outcome.VOID;
    }

    /** Whether it has losses. */
    public boolean isCompleted() {
        return outcome == Outcome.COMPLETED;
    }

    private static Outcome outcome(TrialState state) {
        if (state instanceof TrialState.Completed) {
            return Outcome.COMPLETED;
        } else if (state instanceof TrialState.Failed failed) {
            return failed.kind().isOfConfiguration() ? Outcome.FAILED : Outcome.VOID;
        }
        return state instanceof TrialState.Pruned ? Outcome.PRUNED : Outcome.PENDING;
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
