package dev.nocturne.space;

import java.util.random.RandomGenerator;

/**
 * The whole numbers {@code min, min + step, min + 2 step …} up to {@code max}; all of them are its grid.
 *
 * <p>On a log scale a number is as likely as the width, in the logarithm, of the interval that rounds to it, so that the
 * bounds are as likely as their neighbours; the lowest interval begins no lower than half of {@code min}.
 *
 * @param min at least -{@value #LIMIT}; above zero on a {@link Scale#LOG} scale
 * @param max at most {@value #LIMIT}, not below {@code min}; itself a value only where a step ends on it
 * @param step at least 1
 */
public record IntegerParameter(String name, long min, long max, long step, Scale scale, Condition condition)
        implements Parameter {
    /** 2^53: the whole numbers up to here are exact as {@code double}. */
    public static final long LIMIT = 1L << 53;

    public IntegerParameter {
        Ranges.require(name, min <= max, "needs min <= max, but " + min + " > " + max);
        Ranges.require(name, min >= -LIMIT && max <= LIMIT, "needs bounds between -2^53 and 2^53");
        Ranges.require(name, step >= 1, "needs a step of at least 1, but has " + step);
        Ranges.require(name, scale == Scale.LINEAR || min > 0, "needs min > 0 on a log scale, but has " + min);
    }

    public IntegerParameter(String name, long min, long max) {
        this(name, min, max, 1, Scale.LINEAR, Condition.always());
    }

    @Override
    public Value draw(RandomGenerator random) {
        if (scale == Scale.LINEAR) {
            return gridValue(random.nextLong(gridSize()));
        }
        return gridValue(levelAt(scale.at(random.nextDouble(), low(), high())));
    }

    /** The lowest number that rounds to {@code min} on a log scale. */
    double low() {
        return Math.max(min - step / 2.0, min / 2.0);
    }

    /** The highest number that rounds to the last value. */
    double high() {
        return last() + step / 2.0;
    }

    /** The place in the grid of the value nearest to a number. */
    long levelAt(double number) {
        long index = (long) Math.floor((number - min) / step + 0.5);
        return Math.max(0, Math.min(gridSize() - 1, index));
    }

    @Override
    public long gridSize() {
        return (max - min) / step + 1;
    }

    @Override
    public Value gridValue(long index) {
        return new Value.Whole(min + index * step);
    }

    @Override
    public boolean contains(Value value) {
        return value instanceof Value.Whole whole
                && whole.value() >= min
                && whole.value() <= max
                && (whole.value() - min) % step == 0;
    }

    private long last() {
        return min + (gridSize() - 1) * step;
    }
}
