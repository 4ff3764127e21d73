package dev.nocturne.space;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One of a list of words, each equally likely; the list is its grid.
 *
 * @param choices no two equal, in the order of the grid; an empty list makes an empty grid
 */
public record CategoricalParameter(String name, List<String> choices, Condition condition) implements Parameter {
    public CategoricalParameter {
        choices = List.copyOf(choices);
        Ranges.require(name, choices.stream().distinct().count() == choices.size(), "has a choice twice");
    }

    public CategoricalParameter(String name, List<String> choices) {
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
        return new Value.Text(choices.get((int) index));
    }

    @Override
    public boolean contains(Value value) {
        return value instanceof Value.Text text && choices.contains(text.text());
    }
}
