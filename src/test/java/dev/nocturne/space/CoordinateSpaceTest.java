package dev.nocturne.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoordinateSpaceTest {
    private static final SearchSpace SPACE = SearchSpace.of(
            new CategoricalParameter("model", List.of("svm", "forest", "knn")),
            new ContinuousParameter("rate", 1e-5, 0.1, Scale.LOG),
            new ContinuousParameter("wide", -1e308, 1e308),
            new ContinuousParameter("narrow", 1, 1 + 1e-9, Scale.LOG),
            new ContinuousParameter("fixed", 3, 3),
            new DiscreteParameter("dropout", List.of(0.3, 0.1, 0.2)),
            new IntegerParameter("trees", 10, 505, 10, Scale.LINEAR, when("model", new Value.Text("forest"))),
            new IntegerParameter("depth", 1, 4096, 1, Scale.LOG, when("trees", new Value.Whole(20))),
            new IntegerParameter("neighbours", 1, 9, 2, Scale.LINEAR, when("model", new Value.Text("knn"))));

    private final CoordinateSpace coordinates = new CoordinateSpace(SPACE);
    private final Random random = new Random(1);

    private static Condition when(String parent, Value... values) {
        return new Condition(Map.of(parent, List.of(values)));
    }

    @Test
    void aPackedPointIsTheVerySame() {
        for (int i = 0; i < 1_000; i++) {
            Point point = SPACE.draw(random);
            Point packed = coordinates.packed(point);
            assertThat(packed).isEqualTo(point);
            assertThat(packed.unpacked().values().entrySet())
                    .containsExactlyElementsOf(point.values().entrySet());
        }
    }

    @Test
    void aPointIsTheSameAfterTheWayThereAndBack() {
        for (int i = 0; i < 5_000; i++) {
            Point point = SPACE.draw(random);
            double[] there = coordinates.coordinates(point);
            Point back = coordinates.point(there);
            assertThat(SPACE.contains(back)).isTrue();
            assertThat(back.values().keySet()).isEqualTo(point.values().keySet());
            for (int place = 0; place < there.length; place++) {
                String name = SPACE.parameters().get(place).name();
                assertThat(Double.isNaN(there[place])).isEqualTo(!point.has(name));
                if (point.has(name) && coordinates.axis(place).levels() < Long.MAX_VALUE) {
                    assertThat(back.value(name)).isEqualTo(point.value(name));
                }
            }
            double[] again = coordinates.coordinates(back);
            for (int place = 0; place < there.length; place++) {
                if (!Double.isNaN(there[place])) {
                    assertThat(again[place]).isCloseTo(there[place], within(1e-6));
                }
            }
        }
    }

    @Test
    void coordinatesOfOrderedAxesLieInTheUnitIntervalAndGrowWithTheValue() {
        for (Parameter parameter : SPACE.parameters()) {
            Axis axis = Axis.of(parameter);
            if (axis.isOrdered()) {
                double[] values = new double[200];
                double[] found = new double[200];
                for (int i = 0; i < values.length; i++) {
                    Value value = parameter.draw(random);
                    values[i] = value.number();
                    found[i] = axis.coordinate(value);
                    assertThat(found[i]).isBetween(0.0, 1.0);
                }
                for (int i = 1; i < values.length; i++) {
                    assertThat(Integer.signum(Double.compare(found[i], found[i - 1]))
                                    * Double.compare(values[i], values[i - 1]))
                            .isNotNegative();
                }
            }
        }
    }

    @Test
    void numbersOutsideOfAnAxisStandForItsEnds() {
        for (Parameter parameter : SPACE.parameters()) {
            Axis axis = Axis.of(parameter);
            for (double outside : new double[] {-1e300, -1, -0.0, 1, 2, 1e300}) {
                assertThat(parameter.contains(axis.value(outside)))
                        .as("%s at %s", parameter.name(), outside)
                        .isTrue();
            }
        }
    }

    @Test
    void everyLevelHasACoordinateOfItsOwn() {
        for (int place = 0; place < coordinates.dimensions(); place++) {
            Axis axis = coordinates.axis(place);
            for (long level = 0; axis.levels() < Long.MAX_VALUE && level < axis.levels(); level++) {
                assertThat(axis.levelOf(axis.level(level))).isEqualTo(level);
                assertThat(axis.coordinate(axis.value(axis.level(level)))).isEqualTo(axis.level(level));
            }
        }
    }

    @Test
    void theUnitCubeFillsTheSpaceEvenly() {
        int forest = 0;
        int draws = 30_000;
        for (int i = 0; i < draws; i++) {
            double[] landed = coordinates.fromUnit(
                    random.doubles(coordinates.dimensions()).toArray());
            Point point = coordinates.point(landed);
            assertThat(SPACE.contains(point)).isTrue();
            assertThat(coordinates.coordinates(point)).hasSameSizeAs(landed);
            forest += point.text("model").equals("forest") ? 1 : 0;
        }
        assertThat(forest / (double) draws).isCloseTo(1 / 3.0, within(0.02));
    }
}
