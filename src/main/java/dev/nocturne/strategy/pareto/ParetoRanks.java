package dev.nocturne.strategy.pareto;

import dev.nocturne.study.ParetoFront;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Non-domination ranks: 0 for vectors that no other dominates, 1 for those that only vectors of rank 0 dominate, and so on.
 * Efficient non-dominated sort (Zhang et al., IEEE Transactions on Evolutionary Computation 19(2), 2015): in
 * lexicographic order nothing is dominated by what comes after it, so each vector goes to the first front that does not
 * dominate it, found by binary search.
 */
public final class ParetoRanks {
    private final double[][] losses;
    private final List<List<double[]>> fronts = new ArrayList<>();

    private ParetoRanks(double[][] losses) {
        this.losses = losses;
    }

    /**
     * The rank of each vector.
     *
     * @param losses lower is better; all of the same length, without NaN, except that those of failed trials are empty and
     *     rank after all others
     */
    public static int[] of(double[][] losses) {
        return new ParetoRanks(losses).ranks();
    }

    private int[] ranks() {
        int[] ranks = new int[losses.length];
        Integer[] order = new Integer[losses.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> lexicographic(losses[i], losses[j]));
        double[] before = {};
        int rank = 0;
        for (int i : order) {
            double[] vector = losses[i];
            if (vector.length == 0) {
                ranks[i] = fronts.size();
                continue;
            }
            if (before.length == 0 || lexicographic(before, vector) != 0) {
                rank = firstFrontThatDoesNotDominate(vector);
                if (rank == fronts.size()) {
                    fronts.add(new ArrayList<>());
                }
                fronts.get(rank).add(vector);
            }
            ranks[i] = rank;
            before = vector;
        }
        return ranks;
    }

    private int firstFrontThatDoesNotDominate(double[] vector) {
        int low = 0;
        int high = fronts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (dominates(fronts.get(middle), vector)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Of two losses, the last of a front has the least second one: if it does not dominate, none does. */
    private static boolean dominates(List<double[]> front, double[] vector) {
        int last = vector.length <= 2 ? front.size() - 1 : 0;
        for (int i = front.size() - 1; i >= last; i--) {
            if (ParetoFront.dominates(front.get(i), vector)) {
                return true;
            }
        }
        return false;
    }

    /** Empty vectors last; zeros are equal whatever their sign. */
    static int lexicographic(double[] a, double[] b) {
        if (a.length != b.length) {
            return a.length == 0 ? 1 : -1;
        }
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                return a[i] < b[i] ? -1 : 1;
            }
        }
        return 0;
    }
}
