package dev.nocturne.engine;

import dev.nocturne.study.TuningException;

/** The run was started again by somebody else, who goes on with it. */
public final class SupersededException extends TuningException {
    private static final long serialVersionUID = 1L;

    public SupersededException() {
        super("Somebody else has started this run again, and goes on with it. This process stops; nothing is lost.");
    }
}
