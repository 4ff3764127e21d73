package dev.nocturne.study;

/**
 * The budgets of a strategy with rungs. Immutable.
 *
 * @param min budget of the lowest rung, above 0
 * @param max budget of the highest rung, above {@code min}
 * @param reductionFactor eta, at least 2: every rung has that many times the budget of the one below it, and keeps one out
 *     of so many trials
 * @param proposals the strategy that proposes what enters the lowest rung
 */
public record BudgetSettings(double min, double max, int reductionFactor, String proposals) {
    /** What a study with rungs has that says nothing of budgets: shares of the whole effort. */
    public static final BudgetSettings DEFAULT = new BudgetSettings(1.0 / 27, 1, 3, "tpe");

    public BudgetSettings {
        if (!(min > 0) || !(max > min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("A budget needs 0 < min < max, not " + min + " and " + max + ".");
        }
        if (reductionFactor < 2) {
            throw new IllegalArgumentException("reduction-factor must be at least 2, but is " + reductionFactor + ".");
        }
    }
}
