package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.Distribution;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How the objectives of completed trials are spread. */
final class ObjectiveDistribution {
    private static final int BINS = 40;
    private static final List<Double> QUANTILES = List.of(0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0);

    private final double[] ascending;

    ObjectiveDistribution(SearchedTrials searched) {
        var scan = searched.scan();
        ascending = IntStream.range(0, scan.size())
                .filter(searched::isCompared)
                .mapToDouble(scan::objective)
                .toArray();
        Arrays.sort(ascending);
    }

    Distribution distribution() {
        int trials = ascending.length;
        if (trials == 0) {
            return new Distribution(0, List.of(), List.of(), Map.of());
        }
        double low = ascending[0];
        double high = ascending[trials - 1];
        if (low == high) {
            return new Distribution(trials, List.of(low, high), List.of((long) trials), quantiles());
        }
        // Halves, because the difference of the widest bounds is no finite number.
        double halfWidth = high / 2 - low / 2;
        List<Double> bounds = DoubleStream.iterate(0, i -> i <= BINS, i -> i + 1)
                .mapToObj(i -> i == BINS ? high : 2 * (low / 2 + halfWidth * (i / BINS)))
                .toList();
        long[] counts = new long[BINS];
        for (double objective : ascending) {
            counts[Math.min(BINS - 1, (int) ((objective / 2 - low / 2) / halfWidth * BINS))]++;
        }
        return new Distribution(trials, bounds, LongStream.of(counts).boxed().toList(), quantiles());
    }

    /** The least objective that so large a share of the trials does not exceed. */
    Map<Double, Double> quantiles() {
        Map<Double, Double> quantiles = new TreeMap<>();
        if (ascending.length > 0) {
            for (double share : QUANTILES) {
                quantiles.put(share, ascending[(int) Math.max(1, Math.ceil(share * ascending.length)) - 1]);
            }
        }
        return quantiles;
    }
}
