package dev.nocturne.space;

import java.util.random.RandomGenerator;

/** One dimension of a search space. Implementations are immutable and thread-safe. */
public sealed interface Parameter
        permits ContinuousParameter, DiscreteParameter, IntegerParameter, CategoricalParameter {
    /** Unique within its search space. */
    String name();

    /** When the parameter takes part in a point. */
    Condition condition();

    /** One value drawn from the range, both bounds included, every value (or every logarithm) equally likely. */
    Value draw(RandomGenerator random);

    /** How many values the parameter has in a grid; 0 for a parameter without choices. */
    long gridSize();

    /**
     * The value at a place of the grid.
     *
     * @param index in [0, gridSize)
     */
    Value gridValue(long index);

    /** Whether the value is one that the parameter can take. */
    boolean contains(Value value);
}
