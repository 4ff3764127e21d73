package dev.nocturne.objective;

/**
 * Turns the parameters of a trial into one number; into several if it is a {@link MultiObjective}. Implementations are
 * thread-safe: workers share them.
 */
@FunctionalInterface
public interface Objective extends AutoCloseable {
    /**
     * Evaluates one attempt at a trial, drawing randomness only from {@link TrialContext#seed()}.
     *
     * @return the objective; NaN or infinite fails the trial
     * @throws EvaluationException if the trial has no result; any other exception fails the trial as well
     * @throws InterruptedException if the thread was interrupted: the attempt is given up, with everything it started
     */
    double evaluate(TrialContext trial) throws EvaluationException, InterruptedException;

    /**
     * The same for a study that may have several objectives; this is what workers call.
     *
     * @return as many numbers as the study has objectives, in their order
     */
    default double[] evaluateAll(TrialContext trial) throws EvaluationException, InterruptedException {
        return new double[] {evaluate(trial)};
    }

    /** Gives back what the objective holds; called once, when nothing is evaluated any more and nothing will be. */
    @Override
    default void close() {}
}
