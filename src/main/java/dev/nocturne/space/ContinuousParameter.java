package dev.nocturne.space;

import java.util.random.RandomGenerator;

/**
 * A real range, both bounds included.
 *
 * @param min finite; above zero on a {@link Scale#LOG} scale
 * @param max finite, not below {@code min}
 * @param gridPoints how many evenly spaced points a grid has, bounds included; a single one is {@code min}. A range of
 *     fewer different numbers than that has some of them twice, but a range of one number has a grid of one point.
 */
public record ContinuousParameter(String name, double min, double max, Scale scale, int gridPoints, Condition condition)
        implements Parameter {
    /** Eleven points: 0 to 10 tenths of the way. */
    public static final int DEFAULT_GRID_POINTS = 11;

    private static final double UNIT_STEPS = (1L << 53) - 1;

    public ContinuousParameter {
        Ranges.require(name, Double.isFinite(min) && Double.isFinite(max), "needs finite bounds");
        Ranges.require(name, min <= max, "needs min <= max, but " + min + " > " + max);
        Ranges.require(name, scale == Scale.LINEAR || min > 0, "needs min > 0 on a log scale, but has " + min);
        Ranges.require(name, gridPoints >= 0, "needs grid-points of at least 0, but has " + gridPoints);
    }

    public ContinuousParameter(String name, double min, double max) {
        this(name, min, max, Scale.LINEAR, DEFAULT_GRID_POINTS, Condition.always());
    }

    public ContinuousParameter(String name, double min, double max, Scale scale) {
        this(name, min, max, scale, DEFAULT_GRID_POINTS, Condition.always());
    }

    /** 2^53 equally likely places, of which the first is {@code min} and the last is {@code max}. */
    @Override
    public Value draw(RandomGenerator random) {
        return new Value.Real(scale.at((random.nextLong() >>> 11) / UNIT_STEPS, min, max));
    }

    @Override
    public long gridSize() {
        return min == max ? Math.min(gridPoints, 1) : gridPoints;
    }

    @Override
    public Value gridValue(long index) {
        return new Value.Real(scale.gridPoint(index, gridPoints - 1L, min, max));
    }

    @Override
    public boolean contains(Value value) {
        return value instanceof Value.Real real && real.number() >= min && real.number() <= max;
    }
}
