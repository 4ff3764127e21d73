package dev.nocturne.objective;

/** Turns the parameters of a trial into one number. Implementations are thread-safe: workers share them. */
@FunctionalInterface
public interface Objective {
    /**
     * Evaluates one attempt at a trial, drawing randomness only from {@link TrialContext#seed()}.
     *
     * @return the objective; NaN or infinite fails the trial
     * @throws EvaluationException if the trial has no result; any other exception fails the trial as well
     * @throws InterruptedException if the thread was interrupted: the attempt is given up, with everything it started
     */
    double evaluate(TrialContext trial) throws EvaluationException, InterruptedException;
}
