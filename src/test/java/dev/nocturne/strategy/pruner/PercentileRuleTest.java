package dev.nocturne.strategy.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.study.AppendLog;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Direction;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Measured;
import dev.nocturne.study.PrunerSettings;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentileRuleTest {
    private static final PrunerSettings.Percentile MEDIAN = new PrunerSettings.Percentile(50, 1, 0);

    @Test
    void aTrialKeepsUpWithTheMedian() {
        PruningRule rule = pruner(MEDIAN, Direction.MINIMIZE)
                .rule(List.of(completed(Map.of(1L, 1.0)), completed(Map.of(1L, 2.0)), completed(Map.of(1L, 4.0))));
        assertThat(rule.isHopeless(values(1, 2.0))).isFalse();
        assertThat(rule.isHopeless(values(1, 2.0001))).isTrue();
    }

    @Test
    void ofAnEvenNumberTheMedianIsInTheMiddleOfTwo() {
        PruningRule rule = pruner(MEDIAN, Direction.MAXIMIZE)
                .rule(List.of(completed(Map.of(1L, 1.0)), completed(Map.of(1L, 2.0))));
        assertThat(rule.isHopeless(values(1, 1.5))).isFalse();
        assertThat(rule.isHopeless(values(1, 1.4999))).isTrue();
    }

    @Test
    void theBestSoFarCountsAndNotTheLatest() {
        PruningRule rule = pruner(MEDIAN, Direction.MINIMIZE).rule(List.of(completed(Map.of(1L, 3.0, 2L, 9.0))));
        assertThat(rule.isHopeless(values(1, 2.0, 2, 100.0))).isFalse();
        assertThat(rule.isHopeless(values(1, 4.0, 2, 3.5))).isTrue();
    }

    @Test
    void aTrialThatSkippedTheStepCountsWithTheOneBefore() {
        PruningRule rule = pruner(MEDIAN, Direction.MINIMIZE).rule(List.of(completed(Map.of(2L, 1.0, 9L, 0.0))));
        assertThat(rule.isHopeless(values(1, 5.0)))
                .as("nothing to compare with")
                .isFalse();
        assertThat(rule.isHopeless(values(5, 1.0))).isFalse();
        assertThat(rule.isHopeless(values(5, 1.5))).isTrue();
    }

    @Test
    void trialsThatDidNotCompleteCountForNothing() {
        var values = new TreeMap<>(Map.of(1L, 0.0));
        PruningRule rule = pruner(MEDIAN, Direction.MINIMIZE).rule(List.of(new Measured(false, Budget.FULL, values)));
        assertThat(rule.isHopeless(values(1, 5.0))).isFalse();
    }

    @Test
    void nothingIsHopelessBeforeEnoughTrialsHaveMeasuredSomething() {
        Pruner pruner = pruner(new PrunerSettings.Percentile(50, 2, 0), Direction.MINIMIZE);
        var one = completed(Map.of(1L, 0.0));
        assertThat(pruner.rule(List.of(one, completed(Map.of()))).isHopeless(values(1, 5.0)))
                .isFalse();
        assertThat(pruner.rule(List.of(one, one)).isHopeless(values(1, 5.0))).isTrue();
    }

    @Test
    void nothingIsHopelessWhileItWarmsUp() {
        Pruner pruner = pruner(new PrunerSettings.Percentile(50, 1, 3), Direction.MINIMIZE);
        PruningRule rule = pruner.rule(List.of(completed(Map.of(0L, 0.0))));
        assertThat(rule.isHopeless(values(2, 5.0))).isFalse();
        assertThat(rule.isHopeless(values(3, 5.0))).isTrue();
    }

    @Test
    void ofAnIntervalTheFirstReportedStepIsLookedAt() {
        Pruner pruner = pruner(new PrunerSettings.Percentile(50, 1, 2, 10), Direction.MINIMIZE);
        PruningRule rule = pruner.rule(List.of(completed(Map.of(0L, 0.0))));
        assertThat(rule.isHopeless(values(1, 5.0, 2, 5.0))).isTrue();
        assertThat(rule.isHopeless(values(2, 5.0, 11, 5.0))).isFalse();
        assertThat(rule.isHopeless(values(2, 5.0, 12, 5.0))).isTrue();
        assertThat(rule.isHopeless(values(11, 5.0, 13, 5.0))).isTrue();
    }

    @Test
    void trialsOfAnotherBudgetAreNotComparedWith() {
        List<Measured> earlier = List.of(
                new Measured(true, Budget.of(9), values(1, 0.0)), new Measured(true, Budget.of(3), values(1, 2.0)));
        PruningRule rule = pruner(MEDIAN, Direction.MINIMIZE).rule(earlier);
        assertThat(rule.at(Budget.of(9)).isHopeless(values(1, 1.0))).isTrue();
        assertThat(rule.at(Budget.of(3)).isHopeless(values(1, 1.0))).isFalse();
        assertThat(rule.at(Budget.of(1)).isHopeless(values(1, 9.0))).isFalse();
    }

    @Test
    void aRuleCostsNothingBeforeAValueIsReported() {
        var looked = new boolean[1];
        List<Measured> earlier = new AbstractList<>() {
            @Override
            public Measured get(int index) {
                looked[0] = true;
                return completed(Map.of(1L, 0.0));
            }

            @Override
            public int size() {
                looked[0] = true;
                return 1_000_000_000;
            }
        };
        pruner(MEDIAN, Direction.MINIMIZE).rule(earlier).at(Budget.FULL);
        assertThat(looked[0]).isFalse();
    }

    /** The percentiles and values are such that all arithmetic is exact. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void decidesAsItIsDefined(long seed) {
        var random = new Random(seed);
        Direction direction = Direction.values()[random.nextInt(2)];
        var percentile = List.of(12.5, 25.0, 50.0, 75.0).get(random.nextInt(4));
        var settings = new PrunerSettings.Percentile(
                percentile, 1 + random.nextInt(6), random.nextInt(4), 1 + random.nextInt(3));
        Pruner pruner = pruner(settings, direction);
        var log = new AppendLog<Measured>();
        int hopeless = 0;
        for (int trial = 0; trial < 120; trial++) {
            Budget budget = Budget.of(1 + random.nextInt(2));
            List<Measured> earlier = log.first(Math.max(0, log.size() - random.nextInt(8)));
            PruningRule rule = pruner.rule(earlier).at(budget);
            var values = new TreeMap<Long, Double>();
            for (int report = 0; report < 12; report++) {
                // Mostly the next step, sometimes an earlier one, which is corrected or came late.
                long step = random.nextInt(5) == 0 ? random.nextInt(12) : report;
                values.put(step, (double) random.nextInt(64));
                boolean expected = isHopeless(settings, direction, earlier, budget, values);
                assertThat(rule.isHopeless(values)).isEqualTo(expected);
                assertThat(pruner.rule(new ArrayList<>(earlier)).at(budget).isHopeless(new TreeMap<>(values)))
                        .as("the same without anything remembered")
                        .isEqualTo(expected);
                hopeless += expected ? 1 : 0;
            }
            log.add(new Measured(random.nextInt(4) > 0, budget, thinned(values, random)));
        }
        assertThat(hopeless).isBetween(50, 1390);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void anotherRunsTrialsAreNotTakenForTheFormerOnes(Direction direction) {
        Pruner pruner = pruner(MEDIAN, direction);
        double good = direction.loss(-5);
        double bad = direction.loss(5);
        var first = completed(Map.of(1L, 0.0));
        assertThat(pruner.rule(List.of(first, completed(Map.of(1L, bad)), completed(Map.of(1L, bad))))
                        .isHopeless(values(1, bad)))
                .isFalse();
        assertThat(pruner.rule(List.of(first, completed(Map.of(1L, good)), completed(Map.of(1L, good))))
                        .isHopeless(values(1, bad)))
                .isTrue();
    }

    private static NavigableMap<Long, Double> thinned(NavigableMap<Long, Double> values, Random random) {
        var thinned = new TreeMap<>(values);
        thinned.keySet().removeIf(step -> random.nextInt(4) == 0);
        return thinned;
    }

    private static boolean isHopeless(
            PrunerSettings.Percentile settings,
            Direction direction,
            List<Measured> earlier,
            Budget budget,
            NavigableMap<Long, Double> values) {
        long step = values.lastKey();
        Long before = values.lowerKey(step);
        long width = settings.intervalSteps();
        long start = step - (step - settings.warmupSteps()) % width;
        if (step < settings.warmupSteps() || before != null && before >= start) {
            return false;
        }
        double[] others = earlier.stream()
                .filter(trial -> trial.completed() && trial.budget().equals(budget))
                .map(trial -> measured(trial).headMap(step, true))
                .filter(upToStep -> !upToStep.isEmpty())
                .mapToDouble(upToStep -> best(direction, upToStep))
                .sorted()
                .toArray();
        if (others.length < settings.startupTrials()) {
            return false;
        }
        double place = settings.percentile() / 100 * (others.length - 1);
        int below = (int) Math.floor(place);
        double bound =
                place == below ? others[below] : others[below] + (place - below) * (others[below + 1] - others[below]);
        return best(direction, values) > bound;
    }

    private static NavigableMap<Long, Double> measured(Measured trial) {
        var values = new TreeMap<Long, Double>();
        for (int i = 0; i < trial.steps().length; i++) {
            values.put(trial.steps()[i], trial.values()[i]);
        }
        return values;
    }

    private static double best(Direction direction, Map<Long, Double> values) {
        return values.values().stream().mapToDouble(direction::loss).min().orElseThrow();
    }

    private static Pruner pruner(PrunerSettings settings, Direction direction) {
        return PrunerFactory.create(settings, List.of(Goal.only(direction)));
    }

    private static Measured completed(Map<Long, Double> values) {
        return new Measured(true, Budget.FULL, new TreeMap<>(values));
    }

    private static NavigableMap<Long, Double> values(long step, double value) {
        return new TreeMap<>(Map.of(step, value));
    }

    private static NavigableMap<Long, Double> values(long step, double value, long other, double otherValue) {
        return new TreeMap<>(Map.of(step, value, other, otherValue));
    }
}
