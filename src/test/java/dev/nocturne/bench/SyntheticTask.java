package dev.nocturne.bench;

import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.TrialRandom;

/**
 * A formula over a search space.
 *
 * @param noise standard deviation of what is added to an observation
 * @param argmin a point at which the least value is taken
 */
record SyntheticTask(
        String suite,
        String name,
        SearchSpace space,
        Formula formula,
        double noise,
        double optimum,
        double typical,
        Point argmin)
        implements Task {
    @Override
    public double value(Point point) {
        return formula.at(point);
    }

    @Override
    public double observe(Point point, long seed) {
        return noise == 0 ? value(point) : value(point) + noise * new TrialRandom(seed, 0).nextGaussian();
    }
}
