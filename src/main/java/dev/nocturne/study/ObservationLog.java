package dev.nocturne.study;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * The leading trials of a run, appended as they end. What is in it never changes, so that the first so many can be handed
 * out without a copy, however long the run. Appending is not thread-safe; what was handed out is immutable.
 */
public final class ObservationLog {
    private Observation[] observations = new Observation[16];
    private int size;

    /** Appends the next trial that has ended. */
    public void add(Observation observation) {
        if (size == observations.length) {
            observations = Arrays.copyOf(observations, 2 * size);
        }
        observations[size++] = observation;
    }

    /** How many trials there are. */
    public int size() {
        return size;
    }

    /**
     * The first trials.
     *
     * @param count at most {@link #size()}
     */
    public List<Observation> first(int count) {
        if (count > size) {
            throw new IndexOutOfBoundsException("Only " + size + " trials have ended, not " + count + ".");
        }
        return new Prefix(observations, count);
    }

    /** Trials from a place on. */
    public List<Observation> from(int start) {
        return first(size).subList(start, size);
    }

    /** The leading part of an array that nobody writes to any more. */
    static final class Prefix extends AbstractList<Observation> implements RandomAccess {
        private final Observation[] observations;
        private final int size;

        private Prefix(Observation[] observations, int size) {
            this.observations = observations;
            this.size = size;
        }

        @Override
        public Observation get(int index) {
            if (index >= size) {
                throw new IndexOutOfBoundsException(index);
            }
            return observations[index];
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Object[] toArray() {
            return Arrays.copyOf(observations, size, Object[].class);
        }
    }
}
