package dev.nocturne.strategy.nsga;

import java.util.Arrays;

/** Coordinates that are equal if their numbers are. The array must not be written to. */
record Coordinates(double[] numbers) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Coordinates that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return Arrays.toString(numbers);
    }
}
