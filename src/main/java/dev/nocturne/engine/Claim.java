package dev.nocturne.engine;

import java.util.List;

/** The ledger's answer to a worker that asks for trials. */
public sealed interface Claim {
    /**
     * Trials to evaluate, recorded as running.
     *
     * @param attempts not empty, in ascending order of their trials
     */
    record Block(List<Attempt> attempts) implements Claim {
        public Block {
            attempts = List.copyOf(attempts);
        }
    }

    /** Nothing can be proposed until more of the running trials have ended. */
    record Wait() implements Claim {}

    /** Every trial of the run has been handed out. */
    record Exhausted() implements Claim {}

    /** Somebody asked the run to stop. */
    record Stopping() implements Claim {}
}
