package dev.nocturne.strategy.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrowdingDistanceTest {
    private static final double FAR = Double.POSITIVE_INFINITY;

    @Test
    void isTheSumOfSharesBetweenNeighbours() {
        assertThat(CrowdingDistance.of(new double[][] {{0, 10}, {4, 5}, {1, 8}, {10, 0}}))
                .containsExactly(FAR, 0.9 + 0.8, 0.4 + 0.5, FAR);
    }

    @Test
    void survivesTheWidestAndTheNarrowestRanges() {
        assertThat(CrowdingDistance.of(new double[][] {{-1e308, 1}, {0, 1}, {1e308, 1}}))
                .containsExactly(FAR, 1, FAR);
        assertThat(CrowdingDistance.of(new double[][] {{1, 1}, {1, 1}})).containsExactly(0, 0);
        assertThat(CrowdingDistance.of(new double[0][])).isEmpty();
    }
}
