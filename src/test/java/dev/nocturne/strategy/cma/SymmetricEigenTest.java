package dev.nocturne.strategy.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 60})
    void vectorsAreAnOrthogonalBasisInWhichTheMatrixIsDiagonal(int n) {
        double[][] matrix = positive(n, new Random(n));
        var eigen = SymmetricEigen.of(matrix);
        double[][] v = eigen.vectors();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double identity = 0;
                double back = 0;
                for (int k = 0; k < n; k++) {
                    identity += v[k][i] * v[k][j];
                    back += v[i][k] * eigen.values()[k] * v[j][k];
                }
                assertThat(identity).isCloseTo(i == j ? 1 : 0, within(1e-13));
                assertThat(back).isCloseTo(matrix[i][j], within(1e-11 * n));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 1e300})
    void anyMultipleOfTheIdentityStaysAsItIs(double factor) {
        var eigen = SymmetricEigen.of(new double[][] {{factor, 0}, {0, factor}});
        assertThat(eigen.values()).containsExactly(factor, factor);
        assertThat(eigen.vectors()).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}});
    }

    private static double[][] positive(int n, Random random) {
        double[][] root = new double[n][n];
        for (double[] row : root) {
            for (int j = 0; j < n; j++) {
                row[j] = random.nextGaussian();
            }
        }
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    matrix[i][j] += root[i][k] * root[j][k];
                }
            }
        }
        return matrix;
    }
}
