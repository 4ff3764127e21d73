package dev.nocturne.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.GoodnessOfFit;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden draws were computed by a second implementation (normal ones up to the last digit); a run of an earlier release depends on every one. */
class TrialRandomTest {
    private static final int SAMPLES = 20_000;

    @Test
    void goldenLongs() {
        assertThat(longs(42, 0))
                .containsExactly(9107662008724187430L, 360150701289071903L, 7815941410263169999L, 9125461944459332513L);
        assertThat(longs(42, 1))
                .containsExactly(
                        -604055769739225505L, -7731246458914577707L, -5439483537173837404L, -3683177075190205038L);
        assertThat(longs(0, 0))
                .containsExactly(
                        3261289437187754733L, 278933009004114575L, -4410206156664846290L, 2655073590997993086L);
        assertThat(longs(-7, Integer.MAX_VALUE))
                .containsExactly(
                        135258886392393984L, 2245639335720197676L, -1395471172595192011L, 4833259057852320526L);
    }

    @Test
    void goldenDoubles() {
        assertThat(new TrialRandom(42, 0).doubles(3))
                .containsExactly(0.49372734680612285, 0.019523808637989415, 0.42370303285133726);
    }

    @Test
    void goldenBoundedIntegers() {
        var ints = new TrialRandom(42, 0);
        assertThat(IntStream.generate(() -> ints.nextInt(10)).limit(12))
                .containsExactly(5, 1, 9, 6, 3, 1, 1, 3, 2, 6, 7, 7);
        var longs = new TrialRandom(42, 0);
        assertThat(LongStream.generate(() -> longs.nextLong(3L << 61)).limit(3))
                .containsExactly(4553831004362093715L, 180075350644535951L, 3907970705131584999L);
    }

    @Test
    void goldenNormalDraws() {
        var random = new TrialRandom(42, 0);
        assertThat(DoubleStream.generate(random::nextGaussian).limit(4))
                .containsExactly(-0.005204928830544526, -2.733875118337929, -0.2135888164096238, 1.0838011398429286);
    }

    @Test
    void goldenSeedsOfObjectives() {
        assertThat(IntStream.range(0, 3).mapToLong(id -> TrialRandom.seedOf(42, id)))
                .containsExactly(5498226133080153140L, 1479109631656095595L, 1534748852236638570L);
    }

    @Test
    void isXoshiro256PlusPlusSeededByThePlatformsSplitMix64() {
        for (long seed : new long[] {0, 1, -1, 42, Long.MIN_VALUE, Long.MAX_VALUE}) {
            for (long trialId : new long[] {0, 1, 2, 1_000_000, Integer.MAX_VALUE}) {
                long ofSeed = new SplittableRandom(seed).nextLong();
                long ofTrial = new SplittableRandom(trialId * 2 + 1 - 0x9e3779b97f4a7c15L).nextLong();
                long start = new SplittableRandom((ofSeed ^ ofTrial) - 0x9e3779b97f4a7c15L).nextLong();
                RandomGenerator reference =
                        reference(new SplittableRandom(start).longs(4).toArray());
                assertThat(new TrialRandom(seed, trialId).longs(50).toArray())
                        .containsExactly(reference.longs(50).toArray());
            }
        }
    }

    /** The platform takes a state as bytes, and takes it exactly if none of them is negative. */
    @Test
    void theReferenceIsThePlatformsXoshiro256PlusPlus() {
        var states = new SplittableRandom(8);
        for (int i = 0; i < 20; i++) {
            long[] state =
                    states.longs(4).map(bits -> bits & 0x7f7f7f7f7f7f7f7fL).toArray();
            var bytes = ByteBuffer.allocate(32);
            LongStream.of(state).forEach(bytes::putLong);
            RandomGenerator platform =
                    RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(bytes.array());
            assertThat(reference(state).longs(50).toArray())
                    .containsExactly(platform.longs(50).toArray());
        }
    }

    /** After the authors' C code, line by line. */
    private static RandomGenerator reference(long[] s) {
        return () -> {
            long result = Long.rotateLeft(s[0] + s[3], 23) + s[0];
            long t = s[1] << 17;
            s[2] ^= s[0];
            s[3] ^= s[1];
            s[1] ^= s[2];
            s[0] ^= s[3];
            s[2] ^= t;
            s[3] = Long.rotateLeft(s[3], 45);
            return result;
        };
    }

    @Test
    void doublesAreUniformAndBelowOne() {
        double[] drawn = new TrialRandom(1, 1).doubles(SAMPLES).toArray();
        assertThat(DoubleStream.of(drawn)).allMatch(x -> x >= 0 && x < 1);
        GoodnessOfFit.assertUniform(drawn);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 10, 100})
    void smallBoundsAreHitEvenly(long bound) {
        var random = new TrialRandom(2, bound);
        long[] counts = new long[(int) bound];
        for (int i = 0; i < SAMPLES; i++) {
            counts[(int) random.nextLong(bound)]++;
        }
        if (bound == 1) {
            assertThat(counts).containsExactly(SAMPLES);
        } else {
            GoodnessOfFit.assertCountsAreEven(counts);
        }
    }

    /** Taking the rest of a 63-bit draw would draw the lower third of three quarters of the range twice as often. */
    @ParameterizedTest
    @ValueSource(longs = {3L << 61, (1L << 62) + 1, Long.MAX_VALUE, (1L << 62) + (1L << 61) + 12345})
    void largeBoundsHaveNoModuloBias(long bound) {
        var random = new TrialRandom(3, 0);
        long[] drawn =
                LongStream.generate(() -> random.nextLong(bound)).limit(SAMPLES).toArray();
        assertThat(LongStream.of(drawn)).allMatch(x -> x >= 0 && x < bound);
        GoodnessOfFit.assertUniform(
                LongStream.of(drawn).mapToDouble(x -> (double) x / bound).toArray());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refusesABoundThatIsNotPositive(long bound) {
        var random = new TrialRandom(1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> random.nextLong(bound))
                .withMessage("bound must be positive, but is " + bound);
    }

    @Test
    void normalDrawsAreStandardNormal() {
        double[] deciles = {-1.281552, -0.841621, -0.524401, -0.253347, 0, 0.253347, 0.524401, 0.841621, 1.281552};
        var random = new TrialRandom(4, 0);
        long[] counts = new long[10];
        for (int i = 0; i < SAMPLES; i++) {
            double drawn = random.nextGaussian();
            counts[
                    (int) DoubleStream.of(deciles)
                            .filter(decile -> decile < drawn)
                            .count()]++;
        }
        GoodnessOfFit.assertCountsAreEven(counts);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 42, -1})
    void firstDrawsOfConsecutiveTrialsAreUniformAndIndependent(long seed) {
        double[] first = IntStream.range(0, SAMPLES)
                .mapToDouble(id -> new TrialRandom(seed, id).nextDouble())
                .toArray();
        GoodnessOfFit.assertUniform(first);
        assertThat(correlationOfNeighbours(first)).isCloseTo(0, within(3.3 / Math.sqrt(SAMPLES)));

        long[] cells = new long[100];
        for (int i = 1; i < SAMPLES; i++) {
            cells[10 * (int) (10 * first[i - 1]) + (int) (10 * first[i])]++;
        }
        GoodnessOfFit.assertCountsAreEven(cells);
    }

    @Test
    void firstDrawsOfConsecutiveSeedsAreUniformAndIndependent() {
        double[] first = IntStream.range(0, SAMPLES)
                .mapToDouble(seed -> new TrialRandom(seed, 0).nextDouble())
                .toArray();
        GoodnessOfFit.assertUniform(first);
        assertThat(correlationOfNeighbours(first)).isCloseTo(0, within(3.3 / Math.sqrt(SAMPLES)));
    }

    @Test
    void seedsOfObjectivesAreNotNegativeAndDifferBetweenTrialsAndRuns() {
        var seen = new HashSet<Long>();
        for (long seed = -50; seed < 50; seed++) {
            for (int id = 0; id < 1_000; id++) {
                long ofTrial = TrialRandom.seedOf(seed, id);
                assertThat(ofTrial).isNotNegative();
                assertThat(seen.add(ofTrial)).as("%d is new", ofTrial).isTrue();
            }
        }
        assertThat(TrialRandom.seedOf(42, Integer.MAX_VALUE)).isNotNegative();
    }

    private static LongStream longs(long seed, long trialId) {
        return new TrialRandom(seed, trialId).longs(4);
    }

    private static double correlationOfNeighbours(double[] uniform) {
        double sum = 0;
        for (int i = 1; i < uniform.length; i++) {
            sum += (uniform[i - 1] - 0.5) * (uniform[i] - 0.5);
        }
        return 12 * sum / (uniform.length - 1);
    }
}
