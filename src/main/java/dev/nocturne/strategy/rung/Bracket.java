package dev.nocturne.strategy.rung;

import dev.nocturne.study.BudgetSettings;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One round of successive halving (Jamieson and Talwalkar, AISTATS 2016): configurations that enter at some rung, and how
 * many of them each rung above keeps. Immutable.
 *
 * @param entry the rung at which they enter, 0 for the lowest of all
 * @param sizes how many trials there are at that rung and at each one above it, up to the highest
 */
record Bracket(int entry, List<Integer> sizes) {
    Bracket {
        sizes = List.copyOf(sizes);
    }

    /** The only kind of bracket that successive halving has: as many as end in a single trial at the whole budget. */
    static List<Bracket> ofSuccessiveHalving(BudgetSettings budget) {
        int steps = budget.rungs() - 1;
        return List.of(entering(0, power(budget.reductionFactor(), steps), budget));
    }

    /**
     * The brackets of Hyperband in their order (Li et al., "Hyperband: a novel bandit-based approach to hyperparameter
     * optimization", JMLR 18, 2018, algorithm 1), from the one of the most configurations to the one that does not halve.
     */
    static List<Bracket> ofHyperband(BudgetSettings budget) {
        int brackets = budget.rungs();
        return IntStream.range(0, brackets)
                .mapToObj(entry -> {
                    int steps = brackets - 1 - entry;
                    long configurations = brackets * power(budget.reductionFactor(), steps);
                    return entering(entry, (configurations + steps) / (steps + 1), budget);
                })
                .toList();
    }

    private static Bracket entering(int entry, long configurations, BudgetSettings budget) {
        return new Bracket(
                entry,
                IntStream.range(entry, budget.rungs())
                        .mapToObj(
                                rung -> Math.toIntExact(configurations / power(budget.reductionFactor(), rung - entry)))
                        .toList());
    }

    private static long power(int base, int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }

    /** How many configurations enter. */
    int entrants() {
        return sizes.get(0);
    }
}
