package dev.nocturne.config;

import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.BudgetSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the budgets of a strategy with rungs. */
final class BudgetReader {
    static final String KEY = "budget";
    static final List<String> KEYS = List.of("min", "max", "reduction-factor", "proposals");

    private static final String EXAMPLE = "{min: 1, max: 27}";
    private static final int LARGEST_FACTOR = 1_000;
    private static final ScalarType<Double> POSITIVE = new ScalarType<>("a number above 0", scalar -> {
        double number = Numbers.FINITE.reading().read(scalar);
        if (number <= 0) {
            throw new UnfitValueException("it must be above 0, but is " + scalar.text() + ".");
        }
        return number;
    });

    private final Problems problems;

    BudgetReader(Problems problems) {
        this.problems = problems;
    }

    /** The budgets; empty if there are none, or after a report. */
    Optional<BudgetSettings> read(Keys study) {
        return study.find(KEY).flatMap(this::read);
    }

    private Optional<BudgetSettings> read(Place place) {
        return place.mapping(EXAMPLE, problems).flatMap(mapping -> read(place, mapping));
    }

    private Optional<BudgetSettings> read(Place place, YamlNode.Mapping mapping) {
        var keys = new Keys(place, mapping, KEYS, Map.of(), problems);
        var usual = BudgetSettings.DEFAULT;
        double max = keys.read("max", POSITIVE).orElse(usual.max());
        double min = keys.read("min", POSITIVE).orElse(leastBelow(max));
        int factor =
                keys.read("reduction-factor", Numbers.count(2, LARGEST_FACTOR)).orElse(usual.reductionFactor());
        String proposals = keys.read("proposals", Words.oneOf("strategy for this", StrategyFactory.PROPOSING_FOR_RUNGS))
                .orElse(usual.proposals());
        if (!problems.noneIn(KEY)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BudgetSettings(min, max, factor, proposals));
        } catch (IllegalArgumentException e) {
            problems.add(place, e.getMessage());
            return Optional.empty();
        }
    }

    /** What is counted is counted from 1; shares go as low as in a study that says nothing. */
    private static double leastBelow(double max) {
        double share = max * BudgetSettings.DEFAULT.min();
        return max > 1 ? Math.max(1, share) : share;
    }
}
