package dev.nocturne.space;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One of a list of numbers, each equally likely; the list is its grid.
 *
 * @param choices finite numbers, no two equal, in the order of the grid; an empty list makes an empty grid. Negative zero
 *     is stored as zero, as in a {@link Value.Real}.
 */
public record DiscreteParameter(String name, List<Double> choices, Condition condition) implements Parameter {
    public DiscreteParameter {
        choices = choices.stream().map(choice -> choice + 0.0).toList();
        Ranges.require(name, choices.stream().allMatch(Double::isFinite), "needs finite choices");
        Ranges.require(name, choices.stream().distinct().count() == choices.size(), "has a choice twice");
    }

    public DiscreteParameter(String name, List<Double> choices) {
        this(name, choices, Condition.always());
    }

    @Override
    public Value draw(RandomGenerator random) {
        return gridValue(random.nextInt(choices.size()));
    }

    @Override
    public long gridSize() {
        return choices.size();
    }

    @Override
    public Value gridValue(long index) {
        return new Value.Real(choices.get((int) index));
    }

    @Override
    public boolean contains(Value value) {
        return value instanceof Value.Real real && choices.contains(real.number());
    }
}
