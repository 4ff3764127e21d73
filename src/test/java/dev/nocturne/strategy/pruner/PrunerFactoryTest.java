package dev.nocturne.strategy.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nocturne.study.Direction;
import dev.nocturne.study.Goal;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.PrunerSettings;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pruners that look at nothing but the trial itself, and what no pruner can do. */
class PrunerFactoryTest {
    private static final List<Goal> LOW = List.of(Goal.only(Direction.MINIMIZE));

    @Test
    void severalObjectivesHaveNoPruner() {
        var goals = List.of(new Goal("a", Direction.MINIMIZE), new Goal("b", Direction.MAXIMIZE));
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> PrunerFactory.create(new PrunerSettings.Patient(1, 0), goals))
                .satisfies(refused -> assertThat(refused.key()).isEqualTo("pruner"))
                .withMessageContaining("several objectives");
        assertThat(PrunerFactory.create(new PrunerSettings.None(), goals)).isSameAs(Pruner.NONE);
    }

    @Test
    void onlyAPercentileComparesWithOthers() {
        assertThat(PrunerFactory.create(new PrunerSettings.Percentile(50, 5, 0), LOW)
                        .comparesWithOthers())
                .isTrue();
        assertThat(PrunerFactory.create(new PrunerSettings.Patient(1, 0), LOW).comparesWithOthers())
                .isFalse();
        assertThat(PrunerFactory.create(threshold(0, 1, 0), LOW).comparesWithOthers())
                .isFalse();
        assertThat(PrunerFactory.create(new PrunerSettings.None(), LOW).comparesWithOthers())
                .isFalse();
    }

    @Test
    void beyondAThresholdATrialIsHopeless() {
        PruningRule rule = rule(threshold(-1, 10, 2), Direction.MAXIMIZE);
        assertThat(rule.isHopeless(curve(-5))).as("warming up").isFalse();
        assertThat(rule.isHopeless(curve(0, 0, 10))).isFalse();
        assertThat(rule.isHopeless(curve(0, 0, 10.5))).isTrue();
        assertThat(rule.isHopeless(curve(0, 0, -1))).isFalse();
        assertThat(rule.isHopeless(curve(0, 0, -1.5))).isTrue();
        assertThat(rule.isHopeless(curve(0, 0, -1.5, 0))).as("back in bounds").isFalse();
    }

    @Test
    void aThresholdMayHaveOneSide() {
        var upper = new PrunerSettings.Threshold(OptionalDouble.empty(), OptionalDouble.of(1), 0);
        assertThat(rule(upper, Direction.MINIMIZE).isHopeless(curve(-Double.MAX_VALUE)))
                .isFalse();
        assertThat(rule(upper, Direction.MINIMIZE).isHopeless(curve(Double.MAX_VALUE)))
                .isTrue();
    }

    @Test
    void aTrialThatDoesNotImproveForSoManyStepsIsHopeless() {
        PruningRule rule = rule(new PrunerSettings.Patient(3, 0), Direction.MINIMIZE);
        assertThat(rule.isHopeless(curve(5, 5, 6))).isFalse();
        assertThat(rule.isHopeless(curve(5, 5, 6, 5))).isTrue();
        assertThat(rule.isHopeless(curve(5, 5, 6, 4))).isFalse();
        assertThat(rule(new PrunerSettings.Patient(3, 0), Direction.MAXIMIZE).isHopeless(curve(5, 5, 6, 5)))
                .isFalse();
    }

    @Test
    void stepsCountAndNotReports() {
        PruningRule rule = rule(new PrunerSettings.Patient(10, 0), Direction.MINIMIZE);
        var values = new TreeMap<Long, Double>();
        values.put(100L, 1.0);
        assertThat(rule.isHopeless(values)).isFalse();
        values.put(110L, 1.0);
        assertThat(rule.isHopeless(values)).isTrue();
    }

    /** Many small steps in the right direction are an improvement once they add up to one. */
    @Test
    void aSmallImprovementIsNone() {
        PruningRule rule = rule(new PrunerSettings.Patient(3, 0.5), Direction.MINIMIZE);
        assertThat(rule.isHopeless(curve(5, 4.5, 4.5, 4.5))).isTrue();
        assertThat(rule.isHopeless(curve(5, 4.75, 4.5, 4.25))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsRememberedBetweenReportsChangesNothing(long seed) {
        var random = new Random(seed);
        var settings = new PrunerSettings.Patient(1 + random.nextInt(6), random.nextInt(3) / 2.0);
        PruningRule remembering = rule(settings, Direction.MAXIMIZE);
        int hopeless = 0;
        for (int attempt = 0; attempt < 100; attempt++) {
            var values = new TreeMap<Long, Double>();
            for (int report = 0; report < 30; report++) {
                values.put((long) random.nextInt(1 + 2 * report), (double) random.nextInt(9));
                boolean expected = rule(settings, Direction.MAXIMIZE).isHopeless(values);
                assertThat(remembering.isHopeless(values)).isEqualTo(expected);
                hopeless += expected ? 1 : 0;
            }
        }
        assertThat(hopeless).isBetween(100, 2900);
    }

    /** A rule is of a trial, which may be attempted again. */
    @Test
    void anotherAttemptBeginsAnew() {
        PruningRule rule = rule(new PrunerSettings.Patient(3, 0), Direction.MINIMIZE);
        assertThat(rule.isHopeless(new TreeMap<>(Map.of(1L, 0.0)))).isFalse();
        assertThat(rule.isHopeless(new TreeMap<>(Map.of(5L, 9.0)))).isFalse();
    }

    @Test
    void severalValuesMayHaveComeSinceItWasAsked() {
        PruningRule rule = rule(new PrunerSettings.Patient(3, 0), Direction.MINIMIZE);
        var values = new TreeMap<>(Map.of(0L, 5.0));
        assertThat(rule.isHopeless(values)).isFalse();
        values.put(3L, 1.0);
        values.put(6L, 2.0);
        assertThat(rule.isHopeless(values)).isTrue();
    }

    /** With a look at all values for each of them, this would not end in an hour. */
    @Test
    void aMillionReportsCostWhatTheyShould() {
        PruningRule rule = rule(new PrunerSettings.Patient(Long.MAX_VALUE, 0), Direction.MINIMIZE);
        var values = new TreeMap<Long, Double>();
        boolean hopeless = false;
        for (long step = 0; step < 1_000_000; step++) {
            values.put(step, (double) -step);
            hopeless |= rule.isHopeless(values);
        }
        assertThat(hopeless).isFalse();
    }

    @Test
    void settingsRefuseWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunerSettings.Percentile(0, 5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunerSettings.Percentile(100, 5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunerSettings.Percentile(Double.NaN, 5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunerSettings.Percentile(50, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunerSettings.Percentile(50, 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunerSettings.Percentile(50, 1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> threshold(1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> threshold(0, 1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrunerSettings.Threshold(OptionalDouble.empty(), OptionalDouble.empty(), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunerSettings.Patient(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunerSettings.Patient(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunerSettings.Patient(1, Double.NaN));
    }

    private static PruningRule rule(PrunerSettings settings, Direction direction) {
        return PrunerFactory.create(settings, List.of(Goal.only(direction))).rule(List.of());
    }

    private static PrunerSettings.Threshold threshold(double lower, double upper, long warmup) {
        return new PrunerSettings.Threshold(OptionalDouble.of(lower), OptionalDouble.of(upper), warmup);
    }

    private static NavigableMap<Long, Double> curve(double... values) {
        var curve = new TreeMap<Long, Double>();
        for (double value : values) {
            curve.put((long) curve.size(), value);
        }
        return curve;
    }
}
