package dev.nocturne.space;

/** Whole numbers, each in the middle of the interval that rounds to it. */
record IntegerAxis(IntegerParameter parameter) implements Axis {
    @Override
    public long levels() {
        return parameter.gridSize();
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public double coordinate(Value value) {
        return level((((Value.Whole) value).value() - parameter.min()) / parameter.step());
    }

    @Override
    public Value value(double coordinate) {
        return parameter.gridValue(levelOf(coordinate));
    }

    @Override
    public double fromUnit(double unit) {
        return level(levelOf(unit));
    }

    @Override
    public double level(long level) {
        if (parameter.scale() == Scale.LINEAR) {
            return (level + 0.5) / levels();
        }
        return parameter.scale().share(parameter.min() + level * parameter.step(), parameter.low(), parameter.high());
    }

    @Override
    public long levelOf(double coordinate) {
        double unit = Math.max(0, Math.min(1, coordinate));
        long level = parameter.scale() == Scale.LINEAR
                ? (long) Math.floor(unit * levels())
                : parameter.levelAt(parameter.scale().at(unit, parameter.low(), parameter.high()));
        return Math.max(0, Math.min(levels() - 1, level));
    }
}
