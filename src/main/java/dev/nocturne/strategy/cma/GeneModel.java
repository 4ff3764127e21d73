package dev.nocturne.strategy.cma;

import dev.nocturne.strategy.numeric.PortableMath;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The normal distribution of the genes and how it learns: CMA-ES with active update (Hansen, arXiv:1604.00772, 2016). Steps
 * that the distribution would hardly have made itself are shortened before they are learned (Hansen, "Injecting external
 * solutions into CMA-ES", arXiv:1110.4181, 2011). Immutable; the arrays must not be written to.
 *
 * @param mean in the unit cube
 * @param stretch by gene: what the margin adds to the standard deviation
 * @param fading (1 - learning rate of the sigma path) to the power of twice the generations
 */
record GeneModel(
        double[] mean,
        double sigma,
        Shape shape,
        double[] stretch,
        double[] sigmaPath,
        double[] shapePath,
        double fading) {
    private static final int MOST_DRAWS = 20;

    static GeneModel starting(double[] mean, double sigma, Shape shape) {
        double[] ones = new double[mean.length];
        Arrays.fill(ones, 1);
        return new GeneModel(mean, sigma, shape, ones, new double[mean.length], new double[mean.length], 1);
    }

    /** The standard deviation of a gene. */
    double deviation(int gene) {
        return sigma * stretch[gene] * Math.sqrt(shape.variance(gene));
    }

    /** Genes inside of the unit cube: drawn again if they are not, and in the end put onto its border. */
    double[] draw(RandomGenerator random) {
        double[] genes = new double[mean.length];
        boolean inside = false;
        for (int draw = 0; !inside && draw < MOST_DRAWS; draw++) {
            double[] white = new double[genes.length];
            for (int i = 0; i < white.length; i++) {
                white[i] = random.nextGaussian();
            }
            double[] step = shape.colour(white);
            inside = true;
            for (int i = 0; i < genes.length; i++) {
                genes[i] = mean[i] + sigma * stretch[i] * step[i];
                if (shape instanceof SeparableShape) {
                    genes[i] = redrawn(i, genes[i], random);
                }
                inside &= genes[i] >= 0 && genes[i] <= 1;
            }
        }
        for (int i = 0; i < genes.length; i++) {
            genes[i] = Math.max(0, Math.min(1, genes[i]));
        }
        return genes;
    }

    /** A gene without correlations can be drawn again alone. */
    private double redrawn(int gene, double drawn, RandomGenerator random) {
        for (int draw = 0; draw < MOST_DRAWS && (drawn < 0 || drawn > 1); draw++) {
            drawn = mean[gene] + deviation(gene) * random.nextGaussian();
        }
        return Math.max(0, Math.min(1, drawn));
    }

    /**
     * What is learned of a generation.
     *
     * @param genes by individual; NaN is a gene of which nothing is known
     * @param toMean by individual
     * @param toShape by individual
     */
    GeneModel updated(Weights rates, double[][] genes, double[] toMean, double[] toShape) {
        int n = mean.length;
        double[][] steps = new double[genes.length + 1][];
        double[] weights = new double[genes.length + 1];
        double[] towards = new double[n];
        double sumOfShape = 0;
        for (int k = 0; k < genes.length; k++) {
            steps[k] = step(genes[k]);
            double length = shorten(steps[k], Math.sqrt(n) + 2.0 * n / (n + 2));
            for (int i = 0; i < n; i++) {
                towards[i] += toMean[k] * steps[k][i];
            }
            sumOfShape += toShape[k];
            weights[k] = rates.rankMu() * toShape[k];
            if (toShape[k] < 0) {
                weights[k] *= n / Math.max(length * length, 1e-12);
            }
        }
        double[] sigmaPath = mixed(this.sigmaPath, shape.whiten(towards), rates.sigmaPath(), rates.selectionMass());
        double fading = this.fading * (1 - rates.sigmaPath()) * (1 - rates.sigmaPath());
        double expected = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
        double ratio = length(sigmaPath) / expected;
        boolean steady = ratio / Math.sqrt(1 - fading) < 1.4 + 2 / (n + 1.0);
        double[] shapePath =
                mixed(this.shapePath, steady ? towards : new double[n], rates.shapePath(), rates.selectionMass());
        double stalled = steady ? 0 : (2 - rates.shapePath()) * rates.shapePath();
        steps[genes.length] = shapePath;
        weights[genes.length] = rates.rankOne();
        double keep = 1 + rates.rankOne() * stalled - rates.rankOne() - rates.rankMu() * sumOfShape;
        double[] moved = new double[n];
        for (int i = 0; i < n; i++) {
            moved[i] = Math.max(0, Math.min(1, mean[i] + sigma * stretch[i] * towards[i]));
        }
        double change = Math.min(1, rates.sigmaPath() / rates.sigmaDamping() * (ratio - 1));
        return new GeneModel(
                        moved,
                        sigma * PortableMath.exp(change),
                        shape.updated(keep, steps, weights),
                        stretch,
                        sigmaPath,
                        shapePath,
                        fading)
                .insideOfTheCube();
    }

    /** A deviation wider than the cube says nothing more. */
    private GeneModel insideOfTheCube() {
        double widest = 0;
        for (int i = 0; i < mean.length; i++) {
            widest = Math.max(widest, Math.sqrt(shape.variance(i)));
        }
        double bounded = Math.min(sigma, 1 / widest);
        return new GeneModel(mean, bounded, shape, stretch, sigmaPath, shapePath, fading);
    }

    private double[] step(double[] genes) {
        double[] step = new double[genes.length];
        for (int i = 0; i < step.length; i++) {
            step[i] = Double.isNaN(genes[i]) ? 0 : (genes[i] - mean[i]) / (sigma * stretch[i]);
        }
        return step;
    }

    /** Shortens a step to a length in standard deviations; returns the length that it has then. */
    private double shorten(double[] step, double longest) {
        double length = length(shape.whiten(step));
        if (length <= longest) {
            return length;
        }
        for (int i = 0; i < step.length; i++) {
            step[i] *= longest / length;
        }
        return longest;
    }

    private static double[] mixed(double[] path, double[] step, double rate, double mass) {
        double[] mixed = new double[path.length];
        double share = Math.sqrt(rate * (2 - rate) * mass);
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (1 - rate) * path[i] + share * step[i];
        }
        return mixed;
    }

    private static double length(double[] vector) {
        double squares = 0;
        for (double component : vector) {
            squares += component * component;
        }
        return Math.sqrt(squares);
    }
}
