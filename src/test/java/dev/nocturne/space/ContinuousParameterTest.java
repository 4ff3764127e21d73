package dev.nocturne.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.GoodnessOfFit;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuousParameterTest {
    private static final RandomGenerator LOWEST = () -> 0L;
    private static final RandomGenerator HIGHEST = () -> -1L;

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void everyDrawAndEveryGridValueLiesInTheRangeHoweverExtreme() {
        for (int i = 0; i < 2_000; i++) {
            var parameter = randomRange();
            for (int k = 0; k < 10; k++) {
                assertThat(parameter.contains(parameter.draw(random)))
                        .as("%s", parameter)
                        .isTrue();
            }
            for (long k = 0; k < parameter.gridSize(); k++) {
                assertThat(parameter.contains(parameter.gridValue(k)))
                        .as("%s at %d", parameter, k)
                        .isTrue();
            }
        }
    }

    @Test
    void drawsNextToTheEndsOfTheStreamStayInTheRange() {
        for (int i = 0; i < 2_000; i++) {
            var parameter = randomRange();
            for (long k = 1; k < 5; k++) {
                long offset = k << 11;
                assertThat(parameter.contains(parameter.draw(() -> offset)))
                        .as("%s", parameter)
                        .isTrue();
                assertThat(parameter.contains(parameter.draw(() -> -1 - offset)))
                        .as("%s", parameter)
                        .isTrue();
            }
        }
    }

    @Test
    void bothBoundsAreDrawnAndAreTheEndsOfTheGrid() {
        for (int i = 0; i < 2_000; i++) {
            var parameter = randomRange();
            var min = new Value.Real(parameter.min());
            var max = new Value.Real(parameter.max());
            assertThat(parameter.draw(LOWEST)).isEqualTo(min);
            assertThat(parameter.draw(HIGHEST)).isEqualTo(max);
            assertThat(parameter.gridValue(0)).isEqualTo(min);
            assertThat(parameter.gridValue(parameter.gridSize() - 1)).isEqualTo(max);
        }
    }

    @Test
    void gridNeverGoesDown() {
        for (int i = 0; i < 2_000; i++) {
            var parameter = randomRange();
            for (long k = 1; k < parameter.gridSize(); k++) {
                assertThat(parameter.gridValue(k).number())
                        .as("%s at %d", parameter, k)
                        .isGreaterThanOrEqualTo(parameter.gridValue(k - 1).number());
            }
        }
    }

    @Test
    void gridHasElevenPointsUnlessToldOtherwise() {
        assertThat(gridOf(new ContinuousParameter("x", 0, 1)))
                .containsExactly("0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.1    | 0.5   | 5  | 0.1 0.2 0.3 0.4 0.5
            0.1    | 1.1   | 11 | 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0 1.1
            -0.3   | 0.3   | 7  | -0.3 -0.2 -0.1 0.0 0.1 0.2 0.3
            0.0001 | 0.1   | 4  | 1.0E-4 0.0334 0.0667 0.1
            -1     | 1     | 4  | -1.0 -0.3333333333333333 0.3333333333333333 1.0
            0      | 10    | 11 | 0.0 1.0 2.0 3.0 4.0 5.0 6.0 7.0 8.0 9.0 10.0
            1E-320 | 3E-320| 3  | 1.0E-320 2.0E-320 3.0E-320
            -1E308 | 1E308 | 5  | -1.0E308 -5.0E307 0.0 5.0E307 1.0E308
            """)
    void linearGridIsWrittenAsAPersonWould(double min, double max, int points, String texts) {
        var parameter = new ContinuousParameter("x", min, max, Scale.LINEAR, points, Condition.always());
        assertThat(gridOf(parameter)).containsExactly(texts.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.0001 | 0.1    | 4  | 1.0E-4 0.001 0.01 0.1
            1      | 1E6    | 7  | 1.0 10.0 100.0 1000.0 10000.0 100000.0 1000000.0
            1E-300 | 1E300  | 5  | 1.0E-300 1.0E-150 1.0 1.0E150 1.0E300
            0.001  | 10     | 3  | 0.001 0.1 10.0
            1      | 10     | 3  | 1.0 3.16227766017 10.0
            """)
    void logarithmicGridIsWrittenAsAPersonWould(double min, double max, int points, String texts) {
        var parameter = new ContinuousParameter("x", min, max, Scale.LOG, points, Condition.always());
        assertThat(gridOf(parameter)).containsExactly(texts.split(" "));
    }

    @Test
    void logarithmicGridIsEvenInTheLogarithm() {
        for (int i = 0; i < 1_000; i++) {
            double low = random.nextDouble(-320, 300);
            double high = low + random.nextDouble(1e-6, 308 - low);
            double min = StrictMath.pow(10, low);
            double max = StrictMath.pow(10, high);
            var parameter = new ContinuousParameter("x", min, max, Scale.LOG, 9, Condition.always());
            double step = (StrictMath.log(max) - StrictMath.log(min)) / 8;
            for (int k = 0; k < 9; k++) {
                double number = parameter.gridValue(k).number();
                double expected = StrictMath.log(min) + k * step;
                assertThat(StrictMath.log(number)).isCloseTo(expected, within(1e-11 + Math.ulp(number) / number));
            }
        }
    }

    @Test
    void linearGridIsEven() {
        for (int i = 0; i < 1_000; i++) {
            double min = random.nextDouble(-1e6, 1e6);
            double max = min + random.nextDouble(1e-3, 1e6);
            var parameter = new ContinuousParameter("x", min, max, Scale.LINEAR, 8, Condition.always());
            for (int k = 0; k < 8; k++) {
                assertThat(parameter.gridValue(k).number()).isCloseTo(min + (max - min) * k / 7, within(1e-9));
            }
        }
    }

    @Test
    void narrowLogarithmicGridKeepsItsPointsApart() {
        var parameter = new ContinuousParameter("x", 1, 1 + 1e-12, Scale.LOG, 11, Condition.always());
        assertThat(new HashSet<>(gridOf(parameter))).hasSize(11);
    }

    @Test
    void gridOfASingleNumberHasOnePoint() {
        var parameter = new ContinuousParameter("x", 0.7, 0.7);
        assertThat(parameter.gridSize()).isEqualTo(1);
        assertThat(parameter.gridValue(0)).isEqualTo(new Value.Real(0.7));
    }

    @Test
    void gridPointsMayBeOneOrNone() {
        var one = new ContinuousParameter("x", 2, 5, Scale.LINEAR, 1, Condition.always());
        assertThat(gridOf(one)).containsExactly("2.0");
        assertThat(new ContinuousParameter("x", 2, 5, Scale.LINEAR, 0, Condition.always()).gridSize())
                .isZero();
        assertThat(new ContinuousParameter("x", 2, 2, Scale.LINEAR, 0, Condition.always()).gridSize())
                .isZero();
    }

    @Test
    void drawsAreUniform() {
        var parameter = new ContinuousParameter("x", -3, 5);
        GoodnessOfFit.assertUniform(random.doubles(20_000)
                .map(ignored -> (parameter.draw(random).number() + 3) / 8)
                .toArray());
    }

    @Test
    void drawsAreUniformWhereTheWidthOverflows() {
        var parameter = new ContinuousParameter("x", -1.5e308, 1.5e308);
        GoodnessOfFit.assertUniform(random.doubles(20_000)
                .map(ignored -> parameter.draw(random).number() / 1.5e308 / 2 + 0.5)
                .toArray());
    }

    @Test
    void logarithmicDrawsAreUniformInTheLogarithm() {
        var parameter = new ContinuousParameter("x", 1e-5, 1e3, Scale.LOG);
        GoodnessOfFit.assertUniform(random.doubles(20_000)
                .map(ignored -> (StrictMath.log10(parameter.draw(random).number()) + 5) / 8)
                .toArray());
    }

    @Test
    void logarithmicDrawsAreUniformInANarrowRangeOfHugeNumbers() {
        var parameter = new ContinuousParameter("x", 1e300, 1.000000000001e300, Scale.LOG);
        GoodnessOfFit.assertUniform(random.doubles(20_000)
                .map(ignored -> (parameter.draw(random).number() - 1e300) / (parameter.max() - 1e300))
                .toArray());
    }

    @Test
    void containsItsBoundsAndNothingBeyond() {
        var parameter = new ContinuousParameter("x", -1, 1);
        assertThat(List.of(-1.0, -0.0, 0.0, 1.0)).allMatch(number -> parameter.contains(new Value.Real(number)));
        assertThat(List.of(Math.nextDown(-1.0), Math.nextUp(1.0)))
                .noneMatch(number -> parameter.contains(new Value.Real(number)));
        assertThat(parameter.contains(new Value.Whole(0))).isFalse();
        assertThat(parameter.contains(new Value.Text("0"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NaN       | 1        | LINEAR | 11 | needs finite bounds
            0         | Infinity | LINEAR | 11 | needs finite bounds
            2         | 1        | LINEAR | 11 | needs min <= max, but 2.0 > 1.0
            0         | 1        | LOG    | 11 | needs min > 0 on a log scale, but has 0.0
            -1        | 1        | LOG    | 11 | needs min > 0 on a log scale, but has -1.0
            0         | 1        | LINEAR | -1 | needs grid-points of at least 0, but has -1
            """)
    void refusesWhatIsNoRange(double min, double max, Scale scale, int gridPoints, String demand) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContinuousParameter("rate", min, max, scale, gridPoints, Condition.always()))
                .withMessage("Parameter 'rate' " + demand + ".");
    }

    private static List<String> gridOf(Parameter parameter) {
        return LongStream.range(0, parameter.gridSize())
                .mapToObj(index -> parameter.gridValue(index).text())
                .toList();
    }

    private ContinuousParameter randomRange() {
        double a = randomBound();
        double b = random.nextInt(5) == 0 ? a : randomBound();
        boolean logarithmic = a > 0 && b > 0 && random.nextBoolean();
        return new ContinuousParameter(
                "x",
                Math.min(a, b),
                Math.max(a, b),
                logarithmic ? Scale.LOG : Scale.LINEAR,
                1 + random.nextInt(2) + (a == b ? 0 : 1 + random.nextInt(20)),
                Condition.always());
    }

    private double randomBound() {
        double magnitude = switch (random.nextInt(7)) {
            case 0 -> Double.MIN_VALUE * random.nextInt(20);
            case 1 -> Double.MAX_VALUE;
            case 2 -> 1e308 * random.nextDouble();
            case 3 -> StrictMath.pow(10, random.nextInt(-300, 300));
            case 4 -> 1 + Math.ulp(1.0) * random.nextInt(4);
            case 5 -> random.nextInt(100) / 10.0;
            default -> random.nextDouble();
        };
        return random.nextInt(3) == 0 ? -magnitude : magnitude;
    }
}
