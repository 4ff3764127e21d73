package dev.nocturne.strategy.sobol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nocturne.GoodnessOfFit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScrambledSobolTest {
    @Test
    void goldenPoints() {
        var sobol = new ScrambledSobol(3, 42);
        assertThat(sobol.point(0)).containsExactly(0.6825841733383918, 0.9460986475676519, 0.26300474166965715);
        assertThat(sobol.point(1)).containsExactly(0.47184020792164183, 0.13895185568541424, 0.636438809298426);
        assertThat(sobol.point(Integer.MAX_VALUE))
                .containsExactly(0.6825841738973902, 0.1165217581474669, 0.6577924965607137);
    }

    /** Of 2^m points that begin at a multiple of 2^m, each of 2^m equal intervals holds one, in every dimension. */
    @Test
    void everyDimensionOfABlockIsStratified() {
        var sobol = new ScrambledSobol(1000, -5);
        for (int first : List.of(0, 256, 7 * 256)) {
            List<double[]> points =
                    LongStream.range(first, first + 256).mapToObj(sobol::point).toList();
            for (int dimension = 0; dimension < 1000; dimension++) {
                Set<Integer> cells = new HashSet<>();
                for (double[] point : points) {
                    cells.add((int) (point[dimension] * 256));
                }
                assertThat(cells).as("dimension %d from %d", dimension, first).hasSize(256);
            }
        }
    }

    /** Sobol's first two dimensions: each elementary interval of area 2^-m holds one point of a block of 2^m. */
    @Test
    void theFirstTwoDimensionsAreANet() {
        for (long seed = 0; seed < 20; seed++) {
            var sobol = new ScrambledSobol(2, seed);
            for (int wide = 0; wide <= 8; wide++) {
                Set<Integer> cells = new HashSet<>();
                for (int index = 256; index < 512; index++) {
                    double[] point = sobol.point(index);
                    cells.add((int) (point[0] * (1 << wide)) << 8 | (int) (point[1] * (1 << 8 - wide)));
                }
                assertThat(cells).as("seed %d, 2^%d columns", seed, wide).hasSize(256);
            }
        }
    }

    /** The same point over many seeds: where it lands is uniform, and independent between dimensions. */
    @Test
    void onePointIsUniformOverTheSeeds() {
        double[][] points = LongStream.range(0, 10_000)
                .mapToObj(seed -> new ScrambledSobol(2, seed).point(37))
                .toArray(double[][]::new);
        long[] cells = new long[25];
        for (double[] point : points) {
            cells[5 * (int) (5 * point[0]) + (int) (5 * point[1])]++;
        }
        GoodnessOfFit.assertCountsAreEven(cells);
        GoodnessOfFit.assertUniform(Arrays.stream(points).mapToDouble(p -> p[1]).toArray());
    }

    /** The mean of a smooth function is known far better than from as many random points, whose error is about 0.005. */
    @Test
    void integratesBetterThanChance() {
        double worst = IntStream.range(0, 20)
                .mapToDouble(seed -> {
                    var sobol = new ScrambledSobol(5, seed);
                    double mean = LongStream.range(0, 4096)
                            .mapToObj(sobol::point)
                            .mapToDouble(point ->
                                    Arrays.stream(point).map(x -> 1 + (x - 0.5)).reduce(1, (a, b) -> a * b))
                            .average()
                            .orElseThrow();
                    return Math.abs(mean - 1);
                })
                .max()
                .orElseThrow();
        assertThat(worst).isLessThan(0.0005);
    }

    @Test
    void numbersAreBelowOneAndPointsDiffer() {
        var sobol = new ScrambledSobol(ScrambledSobol.MOST_DIMENSIONS, 1);
        double[] far = sobol.point(123_456_789);
        assertThat(far).hasSize(21_201);
        assertThat(Arrays.stream(far).allMatch(x -> x >= 0 && x < 1)).isTrue();
        var line = new ScrambledSobol(1, 1);
        assertThat(LongStream.range(0, 5000).mapToObj(i -> line.point(i)[0]).distinct())
                .hasSize(5000);
    }

    @Test
    void refusesWhatIsPastItsEnd() {
        assertThat(new ScrambledSobol(0, 1).point(7)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ScrambledSobol(21_202, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScrambledSobol(1, 1).point(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScrambledSobol(1, 1).point(1L << 31));
    }
}
