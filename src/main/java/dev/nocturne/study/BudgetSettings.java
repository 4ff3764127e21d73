package dev.nocturne.study;

import java.util.Locale;

/**
 * The budgets of a strategy with rungs. The highest rung has the budget {@code max}, each one below it that of the rung above
 * divided by the reduction factor, as long as that is {@code min} or more. Immutable.
 *
 * @param min no rung has less, above 0
 * @param max budget of the highest rung: {@code min} times the reduction factor at least, and a million at most
 * @param reductionFactor eta, at least 2: every rung has that many times the budget of the one below it, and keeps one out
 *     of so many trials
 * @param proposals the strategy that proposes what enters the lowest rung
 */
public record BudgetSettings(double min, double max, int reductionFactor, String proposals) {
    /** What a study with rungs has that says nothing of budgets: shares of the whole effort. */
    public static final BudgetSettings DEFAULT = new BudgetSettings(1.0 / 27, 1, 3, "tpe");

    /** Budgets further apart would need brackets that no run sees the end of. */
    public static final int WIDEST = 1_000_000;

    /** A quotient that is a power of the factor but for rounding counts as one. */
    private static final double ROUNDING = 1e-9;

    public BudgetSettings {
        if (!(min > 0) || !(max > min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("budgets need 0 < min < max, not " + min + " and " + max + ".");
        }
        if (reductionFactor < 2) {
            throw new IllegalArgumentException("reduction-factor must be at least 2, but is " + reductionFactor + ".");
        }
        if (max / min > WIDEST * (1 + ROUNDING)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "max may be at most %,d times min, but is %s times.", WIDEST, max / min));
        }
        if (max / min < reductionFactor * (1 - ROUNDING)) {
            throw new IllegalArgumentException("max must be at least reduction-factor times min: with less than "
                    + reductionFactor + " times " + min + " there is only one rung.");
        }
    }

    /** How many rungs there are, at least 2. */
    public int rungs() {
        int rungs = 1;
        for (long power = reductionFactor; power <= max / min * (1 + ROUNDING); power *= reductionFactor) {
            rungs++;
        }
        return rungs;
    }

    /**
     * The budget of a rung.
     *
     * @param rung 0 for the lowest
     */
    public double amount(int rung) {
        long divisor = 1;
        for (int above = rung + 1; above < rungs(); above++) {
            divisor *= reductionFactor;
        }
        return max / divisor;
    }
}
