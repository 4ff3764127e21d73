package dev.nocturne.space;

/** A range of real numbers, from 0 at its lower bound to 1 at its upper. */
record ContinuousAxis(ContinuousParameter parameter) implements Axis {
    @Override
    public long levels() {
        return parameter.min() == parameter.max() ? 1 : Long.MAX_VALUE;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public double coordinate(Value value) {
        return parameter.scale().share(value.number(), parameter.min(), parameter.max());
    }

    @Override
    public Value value(double coordinate) {
        return new Value.Real(parameter.scale().at(coordinate, parameter.min(), parameter.max()));
    }

    @Override
    public double fromUnit(double unit) {
        return levels() == 1 ? level(0) : unit;
    }

    /** Only a range of a single number has levels. */
    @Override
    public double level(long level) {
        return 0.5;
    }

    @Override
    public long levelOf(double coordinate) {
        return 0;
    }
}
