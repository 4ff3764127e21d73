package dev.nocturne.objective.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns rows into numbers, with means and deviations learnt from the training rows of one fold only: a missing number
 * becomes the mean, a kind becomes its own 1 among 0s, and if asked for all are standardised. Immutable.
 */
final class FeatureEncoder {
    private final List<Feature> features;
    private final double[] means;
    private final double[] shifts;
    private final double[] divisors;
    private final String[] names;

    /**
     * Learns from rows.
     *
     * @param standardise whether numbers are to have mean 0 and standard deviation 1 in these rows; a number that is
     *     the same in all of them tells nothing and becomes 0
     */
    FeatureEncoder(List<Feature> features, int[] rows, boolean standardise) {
        this.features = List.copyOf(features);
        int width = features.stream().mapToInt(Feature::width).sum();
        means = features.stream().mapToDouble(feature -> mean(feature, rows)).toArray();
        shifts = new double[width];
        divisors = new double[width];
        Arrays.fill(divisors, 1);
        names = IntStream.range(0, width).mapToObj("f%06d"::formatted).toArray(String[]::new);
        if (standardise) {
            learnScales(rows);
        }
    }

    /** How many numbers a row becomes. */
    int width() {
        return shifts.length;
    }

    /** Names of the numbers, in an order that is also alphabetical. */
    String[] names() {
        return names.clone();
    }

    double[] encode(int row) {
        double[] encoded = raw(row);
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = divisors[i] == 0 ? 0 : (encoded[i] - shifts[i]) / divisors[i];
        }
        return encoded;
    }

    private double[] raw(int row) {
        double[] raw = new double[width()];
        int at = 0;
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            if (feature instanceof Feature.Numeric numeric) {
                double value = numeric.values()[row];
                raw[at] = Double.isNaN(value) ? means[i] : value;
            } else if (feature instanceof Feature.Categorical categorical
                    && categorical.kinds()[row] >= 0) {
                raw[at + categorical.kinds()[row]] = 1;
            }
            at += feature.width();
        }
        return raw;
    }

    private static double mean(Feature feature, int[] rows) {
        if (!(feature instanceof Feature.Numeric numeric)) {
            return 0;
        }
        double sum = 0;
        int present = 0;
        for (int row : rows) {
            if (!Double.isNaN(numeric.values()[row])) {
                sum += numeric.values()[row];
                present++;
            }
        }
        return present == 0 ? 0 : sum / present;
    }

    private void learnScales(int[] rows) {
        List<double[]> encoded = new ArrayList<>();
        for (int row : rows) {
            encoded.add(raw(row));
        }
        for (int i = 0; i < shifts.length; i++) {
            int column = i;
            var scale = Standardisation.of(
                    encoded.stream().mapToDouble(values -> values[column]).toArray());
            shifts[i] = scale.mean();
            divisors[i] = scale.deviation();
        }
    }
}
