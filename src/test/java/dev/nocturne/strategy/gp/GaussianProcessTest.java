package dev.nocturne.strategy.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianProcessTest {
    private final Random random = new Random(5);
    private final ModelSpace space = new ModelSpace(new CoordinateSpace(SearchSpace.of(
            new ContinuousParameter("x", 0, 1),
            new CategoricalParameter("k", List.of("a", "b", "c")),
            new IntegerParameter("n", 1, 5),
            new ContinuousParameter("fixed", 2, 2),
            new ContinuousParameter("y", -3, 9))));

    private List<double[]> rows(int n) {
        var rows = new ArrayList<double[]>();
        for (int i = 0; i < n; i++) {
            double[] full = {random.nextDouble(), random.nextInt(3), random.nextDouble(), random.nextDouble()};
            rows.add(space.row(space.coordinates(full)));
        }
        return rows;
    }

    private double[] values(List<double[]> rows) {
        return rows.stream()
                .mapToDouble(row -> Math.sin(5 * row[0]) + row[1] * 0.3 + row[2] * row[3])
                .toArray();
    }

    @Test
    void factorsTimesThemselvesAreTheMatrixAndInversesUndoThem() {
        int n = 37;
        double[][] matrix = new double[n][];
        for (int i = 0; i < n; i++) {
            matrix[i] = random.doubles(i + 1).toArray();
            matrix[i][i] += n;
        }
        double[][] lower = new double[n][];
        for (int i = 0; i < n; i++) {
            lower[i] = matrix[i].clone();
        }
        assertThat(Cholesky.factor(lower)).isTrue();
        double[][] inverse = Cholesky.invert(lower);
        double[][] precision = Cholesky.squared(inverse);
        double[] x = random.doubles(n).toArray();
        double[] back = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                back[i] += (i >= j ? precision[i][j] : precision[j][i]) * timesRow(matrix, j, x);
            }
        }
        assertThat(back).usingComparatorWithPrecision(1e-9).containsExactly(x);
        assertThat(Cholesky.transposedTimes(inverse, Cholesky.times(inverse, x)))
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(symmetricTimes(precision, x));
        lower[0][0] = -1;
        assertThat(Cholesky.factor(lower)).isFalse();
    }

    private static double[] symmetricTimes(double[][] matrix, double[] x) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = timesRow(matrix, i, x);
        }
        return product;
    }

    private static double timesRow(double[][] matrix, int i, double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += (i >= j ? matrix[i][j] : matrix[j][i]) * x[j];
        }
        return sum;
    }

    @Test
    void theLikelihoodsGradientIsItsSlope() {
        var rows = rows(20);
        var likelihood = new MarginalLikelihood(
                rows.toArray(double[][]::new), values(rows), space, new Priors(space.dimensions()));
        double[] logs = {-0.7, 0.2, 0.4, -0.1, 0.3, -0.2, -3};
        double[] gradient = new double[logs.length];
        likelihood.at(logs, gradient);
        for (int j = 0; j < logs.length; j++) {
            double[] up = logs.clone();
            double[] down = logs.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            double slope =
                    (likelihood.at(up, new double[logs.length]) - likelihood.at(down, new double[logs.length])) / 2e-5;
            assertThat(gradient[j]).as("of %d", j).isCloseTo(slope, within(1e-4 * Math.max(1, Math.abs(slope))));
        }
    }

    @Test
    void withoutNoiseTheMeanGoesThroughTheDataAndTheDeviationVanishesThere() {
        var rows = rows(15);
        double[] y = values(rows);
        var theta = new Hyperparameters(new double[] {4, 1, 1, 1}, 1, 0.5, 1e-6);
        var posterior = new Posterior(new Kernel(space, theta), rows, y, 1, random);
        var prediction = posterior.new Prediction();
        for (int i = 0; i < y.length; i++) {
            prediction.at(rows.get(i));
            assertThat(prediction.mean(0)).isCloseTo(y[i], within(1e-3));
            assertThat(posterior.means()[i]).isCloseTo(prediction.mean(0), within(1e-8));
            assertThat(prediction.deviation()).isLessThan(0.01);
        }
    }

    @Test
    void fantasiesKeepTheMeanOfWhatIsPendingOnAverageAndRemoveItsDoubt() {
        var rows = rows(12);
        double[] y = values(rows.subList(0, 10));
        var theta = new Hyperparameters(new double[] {4, 1, 1, 1}, 1, 0.5, 1e-3);
        var without = new Posterior(new Kernel(space, theta), rows.subList(0, 10), y, 32, random).new Prediction();
        var posterior = new Posterior(new Kernel(space, theta), rows, y, 32, new TrialRandom(1, 1));
        var with = posterior.new Prediction();
        for (double[] pending : rows.subList(10, 12)) {
            without.at(pending);
            with.at(pending);
            double sum = 0;
            for (int s = 0; s < posterior.fantasies(); s++) {
                sum += with.mean(s);
            }
            assertThat(sum / posterior.fantasies()).isCloseTo(without.mean(0), within(1e-3));
            assertThat(with.deviation()).isLessThan(0.01).isLessThan(without.deviation());
        }
    }

    @Test
    void anAcquisitionsGradientIsItsSlope() {
        var rows = rows(14);
        var theta = new Hyperparameters(new double[] {4, 1, 2, 1}, 1, 0.5, 1e-2);
        for (int pending : new int[] {0, 3}) {
            double[] y = values(rows.subList(0, 14 - pending));
            var posterior = new Posterior(new Kernel(space, theta), rows, y, 8, new TrialRandom(1, 2));
            requireSlope(Acquisition.improvement(posterior));
            requireSlope(Acquisition.improvementOver(0.1, posterior));
            requireSlope(Acquisition.confidenceBound(1.8, posterior));
        }
    }

    private void requireSlope(Acquisition acquisition) {
        for (double[] row : rows(30)) {
            double[] gradient = new double[row.length];
            acquisition.at(row, gradient);
            for (int j = 0; j < row.length; j++) {
                double[] up = row.clone();
                double[] down = row.clone();
                up[j] += 1e-6;
                down[j] -= 1e-6;
                double slope = (acquisition.at(up) - acquisition.at(down)) / 2e-6;
                if (space.isOrdered(j)) {
                    assertThat(gradient[j]).isCloseTo(slope, within(1e-3 * Math.max(1, Math.abs(slope))));
                } else {
                    assertThat(gradient[j]).isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 30})
    void theMinimizerFindsTheBottomOfABananaInItsBox(int d) {
        double[] x = new double[d];
        java.util.Arrays.fill(x, -1.2);
        double[] low = new double[d];
        double[] high = new double[d];
        java.util.Arrays.fill(low, -5);
        java.util.Arrays.fill(high, 0.5);
        double value = new BoxMinimizer(500, 1e-8, 1e-14, 1)
                .minimize(
                        (at, gradient) -> {
                            double sum = 0;
                            for (int j = 0; j < d; j++) {
                                sum += (at[j] - 1 - j % 2) * (at[j] - 1 - j % 2) * (1 + j);
                                gradient[j] = 2 * (at[j] - 1 - j % 2) * (1 + j);
                            }
                            return sum;
                        },
                        x,
                        low,
                        high);
        assertThat(x).usingComparatorWithPrecision(1e-9).containsOnly(0.5);
        assertThat(value).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void warpingKeepsTheOrderAndStandardises(OutputWarping warping) {
        for (int round = 0; round < 200; round++) {
            int n = 2 + random.nextInt(60);
            double scale = Math.pow(10, random.nextInt(600) - 300);
            double[] losses = random.doubles(n, -1, 1)
                    .map(y -> (random.nextInt(9) == 0 ? 1e7 * y : y) * scale)
                    .toArray();
            double[] warped = warping.warp(losses);
            double mean = java.util.Arrays.stream(warped).average().orElseThrow();
            double squares = java.util.Arrays.stream(warped).map(w -> w * w).sum() / n;
            assertThat(mean).isCloseTo(0, within(1e-9));
            assertThat(squares).isCloseTo(1, within(1e-6));
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    if (losses[i] < losses[k]) {
                        assertThat(warped[i]).isLessThanOrEqualTo(warped[k]);
                    }
                }
            }
        }
        assertThat(warping.warp(new double[] {7, 7, 7})).containsOnly(0);
        assertThat(warping.warp(new double[] {0, 0})).containsOnly(0);
    }
}
