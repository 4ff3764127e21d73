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
    /** So many constants may be multiplied without overflow: none is above 800 or below 0.3. */
    private static final int LONGEST_PRODUCT = 100;

    /** Terms smaller than the largest by this factor's exponential do not count. */
    private static final double NEGLIGIBLE = -40;

    private static final int TOGETHER = 4;

    private final Layout layout;
    private final @Nullable Kernels[] axes;
    private final double[] @Nullable [] constants;
    private final double[] logWeights;
    private final double[][] sums;

    private Mixture(Layout layout, double[] weights) {
        this.layout = layout;
        axes = new Kernels[layout.dimensions()];
        constants = new double[axes.length][];
        logWeights = new double[weights.length];
        sums = new double[TOGETHER][weights.length];
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
        int[] kernels = new int[archive.capacity()];
        Arrays.fill(kernels, -1);
        for (int k = 0; k < rows.length; k++) {
            kernels[rows[k]] = k;
        }
        int[] ascending = new int[rows.length + 1];
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

    /**
     * The logarithms of the densities at points, relative to a uniform one.
     *
     * @param points coordinates of values
     */
    double[] logDensities(double[][] points) {
        double[] logDensities = new double[points.length];
        for (int first = 0; first < points.length; first += TOGETHER) {
            int end = Math.min(points.length, first + TOGETHER);
            addUp(points, first, end);
            for (int i = first; i < end; i++) {
                logDensities[i] = logarithmOfSum(sums[i - first]);
            }
        }
        return logDensities;
    }

    private void addUp(double[][] points, int first, int end) {
        for (double[] own : sums) {
            System.arraycopy(logWeights, 0, own, 0, own.length);
        }
        for (int place = 0; place < axes.length; place++) {
            Kernels kernels = axes[place];
            if (kernels == null) {
                continue;
            }
            if (end - first == TOGETHER && !layout.isConditional(place)) {
                kernels.addLogDensities(
                        points[first][place],
                        points[first + 1][place],
                        points[first + 2][place],
                        points[first + 3][place],
                        sums);
            } else {
                for (int i = first; i < end; i++) {
                    addActive(kernels, constants[place], points[i][place], sums[i - first]);
                }
            }
        }
    }

    private static void addActive(Kernels kernels, double @Nullable [] constants, double coordinate, double[] sums) {
        if (coordinate != coordinate) {
            return;
        }
        kernels.addLogDensities(coordinate, sums);
        if (constants != null) {
            for (int k = 0; k < constants.length; k++) {
                sums[k] += constants[k];
            }
        }
    }

    private static double logarithmOfSum(double[] terms) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double term : terms) {
            largest = Math.max(largest, term);
        }
        double total = 0;
        for (double term : terms) {
            if (term - largest > NEGLIGIBLE) {
                total += PortableMath.exp(term - largest);
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
