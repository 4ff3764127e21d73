package dev.nocturne.objective;

/**
 * Turns the parameters of a trial into several numbers, one for each of the study's objectives, in their order.
 * Implementations are thread-safe: workers share them.
 */
@FunctionalInterface
public interface MultiObjective extends Objective {
    @Override
    double[] evaluateAll(TrialContext trial) throws EvaluationException, InterruptedException;

    /** The first of the numbers. */
    @Override
    default double evaluate(TrialContext trial) throws EvaluationException, InterruptedException {
        return evaluateAll(trial)[0];
    }
}
