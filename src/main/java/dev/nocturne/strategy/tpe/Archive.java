package dev.nocturne.strategy.tpe;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a history, known, ended and pending, one array of numbers for each parameter, and for each ordered one its
 * rows in ascending order. Kept between proposals, where mostly a row or two is new. It may hold more rows than the present
 * history has; those are skipped. Not thread-safe.
 */
final class Archive {
    private static final int LEAST_CAPACITY = 16;

    private final double[][] columns;
    private final boolean[] ordered;
    private final AscendingRows[] orders;
    private final SeenRows seen = new SeenRows();
    private @Nullable Observation[] observations = new Observation[LEAST_CAPACITY];
    private double[] firstLosses = new double[LEAST_CAPACITY];
    private int size;
    private int inOrder;
    private int observed;
    private int rows;

    Archive(CoordinateSpace space) {
        int dimensions = space.dimensions();
        columns = new double[dimensions][LEAST_CAPACITY];
        orders = new AscendingRows[dimensions];
        ordered = new boolean[dimensions];
        for (int place = 0; place < dimensions; place++) {
            orders[place] = new AscendingRows();
            ordered[place] = space.axis(place).isOrdered() && space.axis(place).levels() > 1;
        }
    }

    /** Makes these rows the present ones: the known, the ended and the pending. */
    void update(TrialHistory history) {
        int known = history.known().size();
        observed = known + history.ended().size();
        rows = observed + history.pending().size();
        ensureCapacity(rows);
        observe(history.known(), 0);
        observe(history.ended(), known);
        for (int row = observed; row < rows; row++) {
            double[] coordinates = history.pending().get(row - observed);
            if (row >= size || !SeenRows.equal(coordinates, columns, row)) {
                replace(row, coordinates);
            }
        }
        order();
    }

    /** How many rows there are. */
    int rows() {
        return rows;
    }

    /** More than the number of any row. */
    int capacity() {
        return firstLosses.length;
    }

    /** How many of them, the first ones, have ended. */
    int observed() {
        return observed;
    }

    /** How many of these were pruned. */
    int pruned() {
        int pruned = 0;
        for (int row = 0; row < observed; row++) {
            pruned += Objects.requireNonNull(observations[row]).outcome() == Observation.Outcome.PRUNED ? 1 : 0;
        }
        return pruned;
    }

    /** The losses of a row that has ended; empty if it did not complete. */
    double[] losses(int row) {
        return Objects.requireNonNull(observations[row]).losses();
    }

    /** The first loss of each row that has ended, NaN where it did not complete; longer than there are rows. */
    double[] firstLosses() {
        return firstLosses;
    }

    /** The coordinates of a parameter; longer than there are rows. */
    double[] column(int place) {
        return columns[place];
    }

    /**
     * Puts kernels in ascending order of an ordered parameter.
     *
     * @param kernels the kernel of each row, or -1 if it has none, up to {@link #capacity}
     * @param ascending gets the kernels in which the parameter is active; longer than there are
     * @return how many these are
     */
    int ascending(int place, int[] kernels, int[] ascending) {
        return orders[place].kernels(kernels, ascending);
    }

    /** Whether some row has exactly these coordinates. */
    boolean contains(double[] coordinates) {
        int row = seen.find(coordinates, columns);
        return row >= 0 && row < rows;
    }

    private void observe(List<Observation> list, int from) {
        for (int i = 0; i < list.size(); i++) {
            Observation observation = list.get(i);
            int row = from + i;
            if (row < size && observations[row] == observation) {
                continue;
            }
            if (row >= size || !SeenRows.equal(observation.coordinates(), columns, row)) {
                replace(row, observation.coordinates());
            }
            observations[row] = observation;
            firstLosses[row] = observation.failed() ? Double.NaN : observation.loss();
        }
    }

    /** Puts a row in its place; what stood there and after it belonged to another history. */
    private void replace(int row, double[] coordinates) {
        if (row < size) {
            truncate(row);
        }
        for (int place = 0; place < columns.length; place++) {
            columns[place][row] = coordinates[place];
        }
        seen.add(row, coordinates, columns);
        size = row + 1;
    }

    private void truncate(int row) {
        Arrays.fill(observations, row, size, null);
        if (row < inOrder) {
            for (AscendingRows order : orders) {
                order.truncate(row);
            }
            inOrder = row;
        }
        seen.truncate(row, columns);
        size = row;
    }

    private void order() {
        for (int place = 0; place < columns.length; place++) {
            if (ordered[place]) {
                orders[place].add(columns[place], inOrder, size);
            }
        }
        inOrder = size;
    }

    private void ensureCapacity(int wanted) {
        if (wanted <= firstLosses.length) {
            return;
        }
        int capacity = Math.max(wanted, firstLosses.length + firstLosses.length / 2);
        observations = Arrays.copyOf(observations, capacity);
        firstLosses = Arrays.copyOf(firstLosses, capacity);
        for (int place = 0; place < columns.length; place++) {
            columns[place] = Arrays.copyOf(columns[place], capacity);
        }
    }
}
