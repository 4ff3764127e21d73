package dev.nocturne.space;

/** How a numeric range is spaced: evenly in the value, or evenly in its logarithm. */
public enum Scale {
    LINEAR,
    LOG;

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
            case LOG -> StrictMath.exp(between(unit, StrictMath.log(min), StrictMath.log(max)));
        };
        if (unit <= 0) {
            return min;
        }
        return unit >= 1 ? max : Math.max(min, Math.min(max, value));
    }

    private static double between(double unit, double min, double max) {
        double width = max - min;
        return Double.isFinite(width) ? min + width * unit : min * (1 - unit) + max * unit;
    }
}
