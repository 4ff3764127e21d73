package dev.nocturne.strategy.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.space.Condition;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.strategy.numeric.NormalDistribution;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarginTest {
    private static final double SHARE = 0.1;

    @ParameterizedTest
    @EnumSource
    void howeverSmallTheDeviationAShareOfTheDrawsLeavesTheLevel(Scale scale) {
        var layout = new Layout(
                new CoordinateSpace(SearchSpace.of(new IntegerParameter("n", 1, 12, 1, scale, Condition.always()))));
        var axis = layout.geneAxis(0);
        for (long level = 0; level < axis.levels(); level++) {
            for (double deviation : new double[] {1e-9, 1e-4, 0.01, 0.1, 0.3}) {
                var narrow = GeneModel.starting(new double[] {axis.level(level)}, deviation, Shape.round(1));
                var kept = new Margin(layout, SHARE).kept(narrow);
                assertThat(leaving(layout, kept))
                        .as("level %d, deviation %s", level, deviation)
                        .isGreaterThan(SHARE - 1e-6);
                assertThat(axis.levelOf(kept.mean()[0])).isEqualTo(level);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.2, 0.5})
    void everyChoiceKeepsItsLeastProbability(double margin) {
        var random = new Random(3);
        for (int round = 0; round < 200; round++) {
            double[] raw = new double[2 + random.nextInt(5)];
            double sum = 0;
            for (int i = 0; i < raw.length; i++) {
                raw[i] = random.nextDouble() - 0.2;
                sum += raw[i];
            }
            for (int i = 0; i < raw.length; i++) {
                raw[i] += (1 - sum) / raw.length;
            }
            double[] kept = ChoiceModel.withMargin(raw, margin);
            double total = 0;
            for (double probability : kept) {
                assertThat(probability).isGreaterThan(margin / (raw.length - 1) - 1e-12);
                total += probability;
            }
            assertThat(total).isCloseTo(1, within(1e-12));
        }
    }

    private static double leaving(Layout layout, GeneModel model) {
        var axis = layout.geneAxis(0);
        long level = axis.levelOf(model.mean()[0]);
        double stays = level == axis.levels() - 1
                ? 1
                : NormalDistribution.cdf((layout.threshold(0, level) - model.mean()[0]) / model.deviation(0));
        double below = level == 0
                ? 0
                : NormalDistribution.cdf((layout.threshold(0, level - 1) - model.mean()[0]) / model.deviation(0));
        return 1 - (stays - below);
    }
}
