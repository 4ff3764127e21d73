package dev.nocturne.strategy.tpe;

import java.util.Arrays;

/** The rows in which a parameter is active, in the order of its column, equal ones in the order of rows. Not thread-safe. */
final class AscendingRows {
    /** Of more rows than these it is cheaper to sort them and merge than to move all others for each. */
    private static final int FEW = 8;

    private int[] order = {};
    private int size;

    /** Adds rows that come after all that are there. */
    void add(double[] column, int from, int to) {
        int[] fresh = new int[to - from];
        int count = 0;
        for (int row = from; row < to; row++) {
            fresh[count] = row;
            count += column[row] == column[row] ? 1 : 0;
        }
        if (size + count > order.length) {
            order = Arrays.copyOf(order, Math.max(size + count, order.length + order.length / 2));
        }
        if (count <= FEW) {
            for (int i = 0; i < count; i++) {
                insert(column, fresh[i]);
            }
        } else {
            merge(column, sorted(column, Arrays.copyOf(fresh, count)));
        }
    }

    private void insert(double[] column, int row) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (column[order[middle]] <= column[row]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        System.arraycopy(order, low, order, low + 1, size - low);
        order[low] = row;
        size++;
    }

    /** From the end, so that nothing is overwritten that is still to be moved. */
    private void merge(double[] column, int[] fresh) {
        int old = size - 1;
        int next = fresh.length - 1;
        for (int place = size + fresh.length - 1; next >= 0; place--) {
            boolean moved = old >= 0 && column[order[old]] > column[fresh[next]];
            order[place] = moved ? order[old--] : fresh[next--];
        }
        size += fresh.length;
    }

    /** A merge sort from below: of boxed rows a sort would take ten times as long. */
    private static int[] sorted(double[] column, int[] rows) {
        int[] from = rows;
        int[] to = new int[rows.length];
        for (int width = 1; width < rows.length; width *= 2) {
            for (int start = 0; start < rows.length; start += 2 * width) {
                int middle = Math.min(start + width, rows.length);
                int end = Math.min(start + 2 * width, rows.length);
                int left = start;
                int right = middle;
                for (int place = start; place < end; place++) {
                    boolean fromLeft = right >= end || left < middle && column[from[left]] <= column[from[right]];
                    to[place] = fromLeft ? from[left++] : from[right++];
                }
            }
            int[] other = from;
            from = to;
            to = other;
        }
        return from;
    }

    /** Forgets all rows from one on. */
    void truncate(int row) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (order[i] < row) {
                order[kept++] = order[i];
            }
        }
        size = kept;
    }

    /**
     * Puts kernels in the order of their rows.
     *
     * @param kernels by row, or -1 if it has none
     * @param ascending gets them; longer than there are
     * @return how many there are
     */
    int kernels(int[] kernels, int[] ascending) {
        int found = 0;
        for (int i = 0; i < size; i++) {
            int kernel = kernels[order[i]];
            ascending[found] = kernel;
            found += kernel >= 0 ? 1 : 0;
        }
        return found;
    }
}
