package dev.nocturne.summary.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.summary.StudyReport.Importance;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PedAnovaTest {
    private static final Offset<Double> ROUNDING = within(1e-9);
    private static final List<String> NAMES = List.of("a", "b", "c");

    private static double additive(Map<String, Object> point) {
        return 3 * Trials.number(point, "a") + Trials.number(point, "b");
    }

    /** What Optuna 5.0.0's PedAnovaImportanceEvaluator says of the same trials. */
    @Test
    void agreesWithOptunaOnNumbers() {
        assertShares(
                PedAnova.of(Trials.numbers(200, NAMES, PedAnovaTest::additive)),
                Map.of("a", 0.8929010288539441, "b", 0.10577465322025789, "c", 0.001324317925798092));
        assertShares(
                PedAnova.of(Trials.numbers(500, NAMES, PedAnovaTest::additive)),
                Map.of("a", 0.8782082530548898, "b", 0.12016765435398959, "c", 0.0016240925911204665));
    }

    /** The same of a logarithmic scale, words, whole numbers, and a parameter that one word alone makes active. */
    @Test
    void agreesWithOptunaOnConditionalParameters() {
        List<ParameterInfo> space = List.of(Trials.RATE, Trials.KERNEL, Trials.GAMMA, Trials.DEPTH);
        List<Importance> shares = PedAnova.of(Trials.conditional(500, space));
        assertThat(shares).extracting(Importance::parameter).containsExactly("gamma", "rate", "kernel", "depth");
        assertShares(
                shares,
                Map.of(
                        "gamma",
                        0.4414062399459351,
                        "rate",
                        0.40176405167508755,
                        "kernel",
                        0.1491534655443031,
                        "depth",
                        0.0076762428346743));
    }

    private static void assertShares(List<Importance> shares, Map<String, Double> expected) {
        var found = Trials.byName(shares);
        assertThat(found).hasSameSizeAs(expected);
        expected.forEach((name, share) -> assertThat(found.get(name)).as(name).isCloseTo(share, ROUNDING));
    }

    @Test
    void theOrderOfTheStudyFileDoesNotMatter() {
        List<ParameterInfo> space = List.of(Trials.RATE, Trials.KERNEL, Trials.GAMMA, Trials.DEPTH);
        List<ParameterInfo> another = List.of(Trials.GAMMA, Trials.DEPTH, Trials.RATE, Trials.KERNEL);
        assertThat(PedAnova.of(Trials.conditional(100, another)))
                .isEqualTo(PedAnova.of(Trials.conditional(100, space)));
    }

    @Test
    void whatDecidesComesFirstAndWhatDoesNotHasNearlyNothing() {
        var shares = PedAnova.of(Trials.numbers(300, NAMES, point -> Math.abs(Trials.number(point, "b") - 0.7)));
        assertThat(shares.get(0).parameter()).isEqualTo("b");
        assertThat(shares.get(0).share()).isGreaterThan(0.9);
    }

    @Test
    void aParameterWithOneValueHasNoShare() {
        var space = List.of(Trials.RATE, Trials.KERNEL, Trials.GAMMA, Trials.DEPTH, Trials.choices("only", "one"));
        var shares = Trials.byName(PedAnova.of(Trials.conditional(50, space)));
        assertThat(shares.get("only")).isZero();
        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, ROUNDING);
    }

    @Test
    void nineTrialsSayNothingAndTenDo() {
        assertThat(PedAnova.of(Trials.numbers(9, NAMES, PedAnovaTest::additive)))
                .isEmpty();
        assertThat(PedAnova.of(Trials.numbers(10, NAMES, PedAnovaTest::additive)))
                .hasSize(3);
    }

    @Test
    void trialsThatAreAllEquallyGoodSayNothing() {
        assertThat(PedAnova.of(Trials.numbers(50, NAMES, point -> 7))).isEmpty();
    }

    @Test
    void discreteNumbersHaveAnOrderHoweverTheyAreWritten() {
        var info = new ParameterInfo("drop", "discrete", "linear", Double.NaN, Double.NaN, List.of("0.5", "0", "0.25"));
        Column drop = Column.of(info);
        assertThat(drop.isOrdered()).isTrue();
        assertThat(drop.cell(drop.position(0L))).isZero();
        assertThat(drop.cell(drop.position(0.25))).isEqualTo(1);
        assertThat(drop.cell(drop.position(0.5))).isEqualTo(2);
        assertThat(drop.position(0.3)).isNaN();
        assertThat(drop.coordinate(drop.position(0.25))).isEqualTo(0.5);
    }

    @Test
    void theNormalDistributionIsThatOfItsTables() {
        assertThat(ParzenDensity.cumulative(0)).isEqualTo(0.5);
        assertThat(ParzenDensity.cumulative(1.959963984540054)).isCloseTo(0.975, within(1e-14));
        assertThat(ParzenDensity.cumulative(-3)).isCloseTo(0.0013498980316300933, within(1e-15));
        assertThat(ParzenDensity.cumulative(8.4)).isCloseTo(1, within(1e-15));
        assertThat(ParzenDensity.cumulative(-9)).isZero();
    }
}
