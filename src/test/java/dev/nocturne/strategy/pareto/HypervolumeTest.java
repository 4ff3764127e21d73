package dev.nocturne.strategy.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HypervolumeTest {
    @Test
    void ofTwoLosses() {
        var vectors = List.of(new double[] {1, 3}, new double[] {2, 1}, new double[] {3, 3}, new double[] {9, 0});
        assertThat(Hypervolume.of(vectors, new double[] {4, 4})).isEqualTo(3 + 2 * 2);
        assertThat(Hypervolume.contribution(new double[] {1, 1}, vectors, new double[] {4, 4}))
                .isEqualTo(2);
    }

    @Test
    void ofThreeLosses() {
        var vectors = List.of(new double[] {0, 1, 1}, new double[] {1, 0, 1}, new double[] {1, 1, 0});
        assertThat(Hypervolume.of(vectors, new double[] {2, 2, 2})).isEqualTo(2 + 2 + 2 - 1 - 1 - 1 + 1);
    }

    @Test
    void ofNothingIsNothing() {
        assertThat(Hypervolume.of(List.of(), new double[] {1, 1})).isZero();
        assertThat(Hypervolume.of(List.of(new double[] {2, 0}), new double[] {1, 1}))
                .isZero();
    }

    /** In whole numbers the volume is a count of unit cubes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void isTheNumberOfCubesThatAreDominated(int goals) {
        var random = new Random(goals);
        for (int round = 0; round < 100; round++) {
            var vectors = new ArrayList<double[]>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                vectors.add(random.ints(goals, 0, 8).asDoubleStream().toArray());
            }
            double[] reference = random.ints(goals, 3, 7).asDoubleStream().toArray();
            assertThat(Hypervolume.of(vectors, reference)).isEqualTo(cubes(vectors, reference));
            double[] added = random.ints(goals, 0, 8).asDoubleStream().toArray();
            var together = new ArrayList<>(vectors);
            together.add(added);
            assertThat(Hypervolume.contribution(added, vectors, reference))
                    .isEqualTo(cubes(together, reference) - cubes(vectors, reference), within(1e-9));
        }
    }

    private static int cubes(List<double[]> vectors, double[] reference) {
        int count = 0;
        int[] corner = new int[reference.length];
        for (int code = 0; code < 1 << (3 * corner.length); code++) {
            boolean inside = true;
            for (int i = 0; i < corner.length; i++) {
                corner[i] = code >> (3 * i) & 7;
                inside &= corner[i] < reference[i];
            }
            if (inside && vectors.stream().anyMatch(vector -> reaches(vector, corner))) {
                count++;
            }
        }
        return count;
    }

    private static boolean reaches(double[] vector, int[] corner) {
        for (int i = 0; i < corner.length; i++) {
            if (vector[i] > corner[i]) {
                return false;
            }
        }
        return true;
    }
}
