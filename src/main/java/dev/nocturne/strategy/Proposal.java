package dev.nocturne.strategy;

import dev.nocturne.space.Point;
import dev.nocturne.study.Budget;

/** A strategy's answer: what the trial is to try, and at which budget. */
public record Proposal(Point parameters, Budget budget) {
    /** A trial at the whole effort. */
    public Proposal(Point parameters) {
        this(parameters, Budget.FULL);
    }
}
