package dev.nocturne.strategy;

import dev.nocturne.space.Point;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Origin;

/**
 * A strategy's answer: what the trial is to try, and at which budget.
 *
 * @param origin where the parameters come from
 */
public record Proposal(Point parameters, Budget budget, Origin origin) {
    /** What the strategy itself thought of. */
    public Proposal(Point parameters, Budget budget) {
        this(parameters, budget, Origin.SEARCH);
    }

    /** A trial at the whole effort. */
    public Proposal(Point parameters) {
        this(parameters, Budget.FULL);
    }
}
