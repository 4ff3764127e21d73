package dev.nocturne.space;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Choices: numbers in the order of their size, words in no order at all. */
final class ChoiceAxis implements Axis {
    private final List<Value> values;
    private final Map<Value, Integer> levels = new HashMap<>();
    private final boolean ordered;

    private ChoiceAxis(List<Value> values, boolean ordered) {
        this.values = values;
        this.ordered = ordered;
        for (int i = 0; i < values.size(); i++) {
            levels.put(values.get(i), i);
        }
    }

    static ChoiceAxis of(DiscreteParameter parameter) {
        return new ChoiceAxis(
                parameter.choices().stream()
                        .sorted(Comparator.naturalOrder())
                        .<Value>map(Value.Real::new)
                        .toList(),
                true);
    }

    static ChoiceAxis of(CategoricalParameter parameter) {
        return new ChoiceAxis(
                parameter.choices().stream().<Value>map(Value.Text::new).toList(), false);
    }

    @Override
    public long levels() {
        return values.size();
    }

    @Override
    public boolean isOrdered() {
        return ordered;
    }

    @Override
    public double coordinate(Value value) {
        return level(levels.get(value));
    }

    @Override
    public Value value(double coordinate) {
        return values.get((int) levelOf(coordinate));
    }

    @Override
    public double fromUnit(double unit) {
        return level(bounded((long) Math.floor(unit * values.size())));
    }

    @Override
    public double level(long level) {
        return ordered ? (level + 0.5) / values.size() : level;
    }

    @Override
    public long levelOf(double coordinate) {
        return bounded((long) Math.floor(ordered ? coordinate * values.size() : coordinate + 0.5));
    }

    private long bounded(long level) {
        return Math.max(0, Math.min(values.size() - 1L, level));
    }
}
