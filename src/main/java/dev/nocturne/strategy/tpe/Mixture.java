package dev.nocturne.strategy.tpe;

import dev.nocturne.space.Axis;
import dev.nocturne.strategy.numeric.PortableMath;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A Parzen estimator of where trials lie: a kernel around each of them, which is a product over the axes, and a uniform
 * one, the prior. Where a trial did not have a parameter its kernel is uniform in it, so that the mixture is a density over
 * all of a space with conditions, whichever parameters a point has. Not thread-safe.
 */
final class Mixture {
    /** So many constants may be multiplied without overflow: none is above 400 or below 0.3. */
    private static final int LONGEST_PRODUCT = 100;

    /** Terms smaller than the largest by this factor's exponential do not count. */
    private static final double NEGLIGIBLE = -40;

    private final Layout layout;
    private final @Nullable Kernels[] axes;
    private final double[] @Nullable [] constants;
    private final double[] logWeights;
    private final double[] sums;

    private Mixture(Layout layout, double[] weights) {
        this.layout = layout;
        axes = new Kernels[layout.dimensions()];
        constants = new double[axes.length][];
        logWeights = new double[weights.length];
        sums = new double[weights.length];
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        for (int k = 0; k < weights.length; k++) {
            logWeights[k] = PortableMath.log(weights[k] / total);
        }
    }

    /** The mixture of the good trials, all of the same weight. */
    static Mixture ofGood(Layout layout, Archive archive, int[] rows) {
        double[] weights = new double[rows.length + 1];
        Arrays.fill(weights, 1);
        var mixture = new Mixture(layout, weights);
        for (int place = 0; place < layout.dimensions(); place++) {
            Axis axis = layout.axis(place);
            if (layout.varies(place)) {
                double[] centres = centres(archive.column(place), rows);
                mixture.axes[place] = axis.isOrdered()
                        ? new NumericKernels(centres, Bandwidths.bySpread(centres, axis, layout.dimensions()))
                        : new ChoiceKernels(centres, (int) axis.levels());
            }
        }
        mixture.collectConstants();
        return mixture;
    }

    /** The mixture of the other trials. */
    static Mixture ofRest(Layout layout, Archive archive, Background background) {
        int[] rows = background.rows();
        var mixture = new Mixture(layout, background.weights());
        int[] kernels = new int[archive.rows()];
        Arrays.fill(kernels, -1);
        for (int k = 0; k < rows.length; k++) {
            kernels[rows[k]] = k;
        }
        int[] ascending = new int[rows.length];
        for (int place = 0; place < layout.dimensions(); place++) {
            Axis axis = layout.axis(place);
            if (layout.varies(place)) {
                double[] centres = centres(archive.column(place), rows);
                if (axis.isOrdered()) {
                    int active = archive.ascending(place, kernels, ascending);
                    double[] bandwidths = Bandwidths.byGaps(centres, ascending, active, axis);
                    mixture.axes[place] = new NumericKernels(centres, bandwidths);
                } else {
                    mixture.axes[place] = new ChoiceKernels(centres, (int) axis.levels());
                }
            }
        }
        mixture.collectConstants();
        return mixture;
    }

    /**
     * Coordinates of values. Each parameter comes from a kernel of its own, as if the good trials were crossed with each
     * other; which of these crossings are worth anything is for the densities to say.
     */
    double[] draw(RandomGenerator random) {
        double[] drawn = new double[axes.length];
        for (int place = 0; place < drawn.length; place++) {
            Kernels kernels = axes[place];
            if (!layout.isActive(place, drawn)) {
                drawn[place] = Double.NaN;
            } else {
                drawn[place] =
                        kernels == null ? layout.axis(place).level(0) : layout.snapped(place, kernels.draw(random));
            }
        }
        return drawn;
    }

    /** The logarithm of the density at coordinates of values, relative to a uniform one. */
    double logDensity(double[] coordinates) {
        System.arraycopy(logWeights, 0, sums, 0, sums.length);
        for (int place = 0; place < coordinates.length; place++) {
            Kernels kernels = axes[place];
            if (kernels != null && coordinates[place] == coordinates[place]) {
                kernels.addLogDensities(coordinates[place], sums);
                double[] constant = constants[place];
                if (constant != null) {
                    for (int k = 0; k < constant.length; k++) {
                        sums[k] += constant[k];
                    }
                }
            }
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (double sum : sums) {
            largest = Math.max(largest, sum);
        }
        double total = 0;
        for (double sum : sums) {
            double term = sum - largest;
            if (term > NEGLIGIBLE) {
                total += PortableMath.exp(term);
            }
        }
        return largest + PortableMath.log(total);
    }

    private static double[] centres(double[] column, int[] rows) {
        double[] centres = new double[rows.length + 1];
        for (int k = 0; k < rows.length; k++) {
            centres[k] = column[rows[k]];
        }
        centres[rows.length] = Double.NaN;
        return centres;
    }

    /** Those of parameters that are always active go into the weights, the others are kept for themselves. */
    private void collectConstants() {
        double[] products = new double[logWeights.length];
        Arrays.fill(products, 1);
        int multiplied = 0;
        for (int place = 0; place < axes.length; place++) {
            Kernels kernels = axes[place];
            if (kernels == null) {
                continue;
            }
            if (layout.isConditional(place)) {
                double[] own = new double[logWeights.length];
                double[] single = new double[logWeights.length];
                Arrays.fill(single, 1);
                kernels.multiplyConstants(single);
                addLogarithms(single, own);
                constants[place] = own;
            } else {
                kernels.multiplyConstants(products);
                if (++multiplied % LONGEST_PRODUCT == 0) {
                    addLogarithms(products, logWeights);
                    Arrays.fill(products, 1);
                }
            }
        }
        addLogarithms(products, logWeights);
    }

    private static void addLogarithms(double[] products, double[] sums) {
        for (int k = 0; k < products.length; k++) {
            if (products[k] != 1) {
                sums[k] += PortableMath.log(products[k]);
            }
        }
    }
}
