package dev.nocturne.space;

/**
 * One parameter as a strategy that learns sees it: a number for each of its values, its <em>coordinate</em>. Immutable and
 * thread-safe.
 *
 * <p>Coordinates of an ordered axis lie in [0, 1], evenly spaced on the parameter's scale; levels lie in the middle of
 * the interval that rounds to them. Those of an unordered axis are the levels' numbers 0, 1, 2 … themselves.
 */
public sealed interface Axis permits ContinuousAxis, IntegerAxis, ChoiceAxis {
    /** How many different values there are; {@link Long#MAX_VALUE} for a continuum. */
    long levels();

    /** Whether near coordinates mean near values; false for choices that are words. */
    boolean isOrdered();

    /** The coordinate of one of the parameter's values. */
    double coordinate(Value value);

    /**
     * The value nearest to a coordinate; never outside of the parameter's range.
     *
     * @param coordinate any number; outside of the axis stands for its end
     */
    Value value(double coordinate);

    /**
     * Where the unit interval, uniformly drawn, lands on this axis: the coordinate of a value, each as likely as in a
     * random draw.
     *
     * @param unit in [0, 1]
     */
    double fromUnit(double unit);

    /**
     * The coordinate of a level.
     *
     * @param level in [0, {@link #levels()}); only where that is finite
     */
    double level(long level);

    /** The level whose coordinate is nearest; only where {@link #levels()} is finite. */
    long levelOf(double coordinate);

    /** The axis of a parameter that has at least one value. */
    static Axis of(Parameter parameter) {
        if (parameter instanceof ContinuousParameter continuous) {
            return new ContinuousAxis(continuous);
        } else if (parameter instanceof IntegerParameter integer) {
            return new IntegerAxis(integer);
        } else if (parameter instanceof DiscreteParameter discrete) {
            return ChoiceAxis.of(discrete);
        }
        return ChoiceAxis.of((CategoricalParameter) parameter);
    }
}
