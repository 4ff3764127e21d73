package dev.nocturne.objective;

import dev.nocturne.study.FailureKind;

/** An attempt at a trial that ended without a result; the run goes on. */
public final class EvaluationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    /**
     * A failed attempt.
     *
     * @param message for a person: what happened, with bounded excerpts of what the objective printed
     */
    public EvaluationException(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }
}
