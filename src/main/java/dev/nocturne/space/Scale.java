package dev.nocturne.space;

import java.math.BigDecimal;
import java.math.MathContext;

/** How a numeric range is spaced: evenly in the value, or evenly in its logarithm. */
public enum Scale {
    LINEAR,
    LOG;

    private static final MathContext LOG_DIGITS = new MathContext(12);
    private static final double LEAST_LOG_STEP = 1e-9;

    /** Below this ratio of the bounds, logarithms would lose digits in which the bounds differ. */
    private static final double NARROW = 2;

    /**
     * The point at the share {@code unit} of the way from {@code min} to {@code max}: exactly {@code min} at 0 and
     * exactly {@code max} at 1, never outside, without overflow for the widest ranges.
     *
     * @param unit in [0, 1]
     * @param min above zero for {@link #LOG}
     */
    double at(double unit, double min, double max) {
        double value = switch (this) {
            case LINEAR -> between(unit, min, max);
            case LOG ->
                max / min < NARROW
                        ? min + min * StrictMath.expm1(unit * StrictMath.log1p((max - min) / min))
                        : StrictMath.exp(between(unit, StrictMath.log(min), StrictMath.log(max)));
        };
        if (unit <= 0) {
            return min;
        }
        return unit >= 1 ? max : Math.max(min, Math.min(max, value));
    }

    /**
     * How far along the way from {@code min} to {@code max} a value lies, in [0, 1]: what {@link #at} takes back. A range
     * without width lies in the middle.
     */
    double share(double value, double min, double max) {
        if (min == max) {
            return 0.5;
        }
        double share = switch (this) {
            case LINEAR -> (value / 2 - min / 2) / (max / 2 - min / 2);
            case LOG ->
                max / min < NARROW
                        ? StrictMath.log1p((value - min) / min) / StrictMath.log1p((max - min) / min)
                        : (StrictMath.log(value) - StrictMath.log(min)) / (StrictMath.log(max) - StrictMath.log(min));
        };
        return Math.max(0, Math.min(1, share));
    }

    /**
     * One of {@code steps + 1} evenly spaced points from {@code min} to {@code max}, as the number that a person would
     * write for it: 0.3 and not 0.30000000000000004. Linear points are computed in decimals; logarithmic ones keep twelve
     * digits, where the steps are wide enough not to notice.
     */
    double gridPoint(long index, long steps, double min, double max) {
        if (index == 0 || index == steps) {
            return index == 0 ? min : max;
        }
        if (this == LINEAR) {
            BigDecimal fromMin = decimal(min).multiply(BigDecimal.valueOf(steps - index));
            BigDecimal fromMax = decimal(max).multiply(BigDecimal.valueOf(index));
            return fromMin.add(fromMax)
                    .divide(BigDecimal.valueOf(steps), MathContext.DECIMAL128)
                    .doubleValue();
        }
        double point = at((double) index / steps, min, max);
        boolean wide = (StrictMath.log(max) - StrictMath.log(min)) / steps > LEAST_LOG_STEP;
        return wide ? new BigDecimal(point).round(LOG_DIGITS).doubleValue() : point;
    }

    private static BigDecimal decimal(double number) {
        return new BigDecimal(new Value.Real(number).text());
    }

    private static double between(double unit, double min, double max) {
        double width = max - min;
        return Double.isFinite(width) ? min + width * unit : min * (1 - unit) + max * unit;
    }
}
