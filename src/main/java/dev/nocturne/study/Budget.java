package dev.nocturne.study;

import java.util.OptionalInt;

/**
 * The fidelity at which a trial is evaluated: as many epochs, rows or folds as the study counts in. Immutable.
 *
 * @param amount above 0; 1 is the whole effort in a study that does not say otherwise
 * @param promotedFrom the trial of the lower rung with the same parameters, whose checkpoint this one goes on from; empty
 *     if it begins from nothing
 */
public record Budget(double amount, OptionalInt promotedFrom) {
    /** The whole effort. */
    public static final Budget FULL = of(1);

    public Budget {
        if (!(amount > 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("A budget is above 0 and finite, but this is " + amount + ".");
        }
    }

    /** The budget of a trial that begins from nothing. */
    public static Budget of(double amount) {
        return new Budget(amount, OptionalInt.empty());
    }
}
