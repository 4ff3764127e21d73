package dev.nocturne.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The feasible elements of an indexed sequence, counted 0, 1, 2 …: finds the index of the i-th. Remembers some of what it
 * found, which only saves time. Thread-safe.
 */
public final class FeasibleIndices {
    private static final int REMEMBERED = 64;

    private final LongPredicate isFeasible;
    private final long size;

    /** The indices of the feasible elements 0, 64, 128 …; guarded by this, as what follows. */
    private final List<Long> remembered = new ArrayList<>();

    private long found;
    private long scanned;

    /**
     * The feasible elements of a sequence.
     *
     * @param isFeasible whether the element at an index counts; always the same answer
     * @param size how many elements the sequence has
     */
    public FeasibleIndices(LongPredicate isFeasible, long size) {
        this.isFeasible = isFeasible;
        this.size = size;
    }

    /**
     * How many feasible elements there are among the first {@code mostScanned}, or {@code wanted} if there are as many.
     */
    public synchronized long count(long wanted, long mostScanned) {
        long end = Math.min(size, mostScanned);
        while (found < wanted && scanned < end) {
            scan();
        }
        return Math.min(found, wanted);
    }

    /**
     * The index of a feasible element.
     *
     * @param place in the order of the sequence, from 0
     * @throws IllegalArgumentException if there are fewer
     */
    public long at(long place) {
        long index = startOf(place);
        for (long left = place % REMEMBERED; left > 0; left--) {
            do {
                index++;
            } while (!isFeasible.test(index));
        }
        return index;
    }

    /** The index of the last remembered element that is not after that place, once all up to it are known. */
    private synchronized long startOf(long place) {
        while (found <= place) {
            if (scanned == size) {
                throw new IllegalArgumentException("There is no element " + place + ", only " + found + ".");
            }
            scan();
        }
        return remembered.get(Math.toIntExact(place / REMEMBERED));
    }

    private void scan() {
        if (isFeasible.test(scanned)) {
            if (found % REMEMBERED == 0) {
                remembered.add(scanned);
            }
            found++;
        }
        scanned++;
    }
}
