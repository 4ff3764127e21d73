package dev.nocturne.study;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * What the leading trials of a run have come to, appended as they end. What is in it never changes, so that the first so
 * many can be handed out without a copy, however long the run. Appending is not thread-safe; what was handed out is
 * immutable.
 */
public final class AppendLog<T> {
    private Object[] entries = new Object[16];
    private int size;

    /** Appends what there is of the next trial that has ended. */
    public void add(T entry) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        entries[size++] = entry;
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
    public List<T> first(int count) {
        if (count > size) {
            throw new IndexOutOfBoundsException("Only " + size + " trials have ended, not " + count + ".");
        }
        return new Prefix<>(this, entries, count);
    }

    /** Trials from a place on. */
    public List<T> from(int start) {
        return first(size).subList(start, size);
    }

    /** The first of trials that were handed out before, without a copy if they come from a log. */
    public static <T> List<T> leading(List<T> trials, int count) {
        if (trials instanceof Prefix<T> prefix && count <= prefix.size) {
            return new Prefix<>(prefix.log, prefix.entries, count);
        }
        return trials.subList(0, count);
    }

    /**
     * Whether two lists begin with the very same entries. What comes from the same log does, which costs nothing to see;
     * otherwise they are compared one by one.
     *
     * @param count at most the length of either
     */
    public static boolean beginAlike(List<?> some, List<?> others, int count) {
        if (some == others
                || some instanceof Prefix<?> ours && others instanceof Prefix<?> theirs && ours.log == theirs.log) {
            return true;
        }
        for (int i = count - 1; i >= 0; i--) {
            if (some.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** The leading part of an array that nobody writes to any more. */
    static final class Prefix<T> extends AbstractList<T> implements RandomAccess {
        private final AppendLog<T> log;
        private final Object[] entries;
        private final int size;

        private Prefix(AppendLog<T> log, Object[] entries, int size) {
            this.log = log;
            this.entries = entries;
            this.size = size;
        }

        @Override
        @SuppressWarnings("unchecked") // Only T is ever added.
        public T get(int index) {
            if (index >= size) {
                throw new IndexOutOfBoundsException(index);
            }
            return (T) entries[index];
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Object[] toArray() {
            return Arrays.copyOf(entries, size, Object[].class);
        }
    }
}
