package dev.nocturne.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nocturne.GoodnessOfFit;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegerParameterTest {
    private static final RandomGenerator LOWEST = () -> 0L;
    private static final RandomGenerator HIGHEST = () -> -1L;

    private final SplittableRandom random = new SplittableRandom(2);

    @Test
    void everyDrawAndEveryGridValueLiesInTheRangeHoweverExtreme() {
        for (int i = 0; i < 3_000; i++) {
            var parameter = randomRange();
            for (int k = 0; k < 10; k++) {
                assertThat(parameter.contains(parameter.draw(random)))
                        .as("%s", parameter)
                        .isTrue();
            }
            long index = random.nextLong(parameter.gridSize());
            assertThat(parameter.contains(parameter.gridValue(index)))
                    .as("%s at %d", parameter, index)
                    .isTrue();
            assertThat(parameter.contains(parameter.gridValue(parameter.gridSize() - 1)))
                    .isTrue();
            assertThat(parameter.contains(parameter.gridValue(parameter.gridSize())))
                    .isFalse();
        }
    }

    @Test
    void logarithmicDrawsReachBothEnds() {
        for (int i = 0; i < 1_000; i++) {
            long min = 1 + random.nextLong(1L << random.nextInt(1, 52));
            long max = min + random.nextLong(Math.max(min / 2, 1_000_000));
            var parameter = integer(min, max, 1 + random.nextLong(1L << random.nextInt(1, 30)), Scale.LOG);
            assertThat(parameter.draw(LOWEST)).isEqualTo(parameter.gridValue(0));
            assertThat(parameter.draw(HIGHEST)).isEqualTo(parameter.gridValue(parameter.gridSize() - 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3, 1, 1",
        "1, 10, 1, 10",
        "10, 500, 10, 50",
        "0, 10, 3, 4",
        "0, 10, 11, 1",
        "-9007199254740992, 9007199254740992, 1, 18014398509481985",
        "-9007199254740992, 9007199254740992, 9223372036854775807, 1",
        "-5, 5, 5, 3"
    })
    void gridHasEveryStep(long min, long max, long step, long size) {
        var parameter = integer(min, max, step, Scale.LINEAR);
        assertThat(parameter.gridSize()).isEqualTo(size);
        assertThat(parameter.gridValue(0)).isEqualTo(new Value.Whole(min));
        assertThat(parameter.gridValue(size - 1)).isEqualTo(new Value.Whole(min + (size - 1) * step));
    }

    @Test
    void everyNumberIsEquallyLikelyBoundsIncluded() {
        var parameter = new IntegerParameter("n", -3, 8);
        GoodnessOfFit.assertCountsAreEven(countDraws(parameter, 24_000));
    }

    @Test
    void everyStepIsEquallyLikely() {
        GoodnessOfFit.assertCountsAreEven(countDraws(integer(10, 100, 7, Scale.LINEAR), 20_000));
    }

    @ParameterizedTest
    @CsvSource({"1, 12, 1", "5, 9, 1", "16, 256, 16", "1, 100, 9", "10, 95, 10", "2, 50, 7", "7, 7, 3"})
    void logarithmicNumberIsAsLikelyAsTheIntervalThatRoundsToIt(long min, long max, long step) {
        var parameter = integer(min, max, step, Scale.LOG);
        long[] counts = countDraws(parameter, 40_000);
        double lowest = Math.max(min - step / 2.0, min / 2.0);
        double total = Math.log((min + (counts.length - 1) * step + step / 2.0) / lowest);
        double[] shares = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            double low = i == 0 ? lowest : min + i * step - step / 2.0;
            shares[i] = Math.log((min + i * step + step / 2.0) / low) / total;
        }
        if (counts.length == 1) {
            assertThat(counts).containsExactly(40_000);
        } else {
            GoodnessOfFit.assertCountsFollow(counts, shares);
        }
    }

    @Test
    void logarithmicNumbersAreAllDrawnInANarrowRangeOfHugeNumbers() {
        GoodnessOfFit.assertCountsAreEven(
                countDraws(integer(1_000_000_000_000_000L, 1_000_000_000_000_019L, 1, Scale.LOG), 20_000));
    }

    @Test
    void containsOnlyWholeNumbersOnAStep() {
        var parameter = integer(1, 10, 4, Scale.LINEAR);
        assertThat(LongStream.rangeClosed(-20, 20).filter(n -> parameter.contains(new Value.Whole(n))))
                .containsExactly(1L, 5L, 9L);
        assertThat(parameter.contains(new Value.Real(5))).isFalse();
        assertThat(parameter.contains(new Value.Text("5"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2                 | 1                | 1 | LINEAR | needs min <= max, but 2 > 1
            -9007199254740993 | 1                | 1 | LINEAR | needs bounds between -2^53 and 2^53
            1                 | 9007199254740993 | 1 | LINEAR | needs bounds between -2^53 and 2^53
            1                 | 2                | 0 | LINEAR | needs a step of at least 1, but has 0
            0                 | 2                | 1 | LOG    | needs min > 0 on a log scale, but has 0
            """)
    void refusesWhatIsNoRange(long min, long max, long step, Scale scale, String demand) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> integer(min, max, step, scale))
                .withMessage("Parameter 'n' " + demand + ".");
    }

    private long[] countDraws(IntegerParameter parameter, int draws) {
        long[] counts = new long[(int) parameter.gridSize()];
        for (int i = 0; i < draws; i++) {
            Value.Whole drawn = (Value.Whole) parameter.draw(random);
            counts[(int) ((drawn.value() - parameter.min()) / parameter.step())]++;
        }
        return counts;
    }

    private IntegerParameter randomRange() {
        long a = randomBound();
        long b = random.nextInt(5) == 0 ? a : randomBound();
        boolean logarithmic = a > 0 && b > 0 && random.nextBoolean();
        long step = random.nextBoolean() ? 1 : 1 + (random.nextLong() >>> random.nextInt(1, 64));
        return integer(Math.min(a, b), Math.max(a, b), Math.max(1, step), logarithmic ? Scale.LOG : Scale.LINEAR);
    }

    private long randomBound() {
        long magnitude = switch (random.nextInt(4)) {
            case 0 -> IntegerParameter.LIMIT - random.nextInt(3);
            case 1 -> random.nextLong(IntegerParameter.LIMIT);
            case 2 -> random.nextInt(10);
            default -> random.nextInt(1_000_000);
        };
        return random.nextInt(3) == 0 ? -magnitude : magnitude;
    }

    private static IntegerParameter integer(long min, long max, long step, Scale scale) {
        return new IntegerParameter("n", min, max, step, scale, Condition.always());
    }
}
