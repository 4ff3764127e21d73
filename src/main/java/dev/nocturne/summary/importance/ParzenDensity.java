package dev.nocturne.summary.importance;

/** The density that counts on a grid speak for: a kernel for each cell that has any, and a broad one for what is not known. */
final class ParzenDensity {
    /** Nine tenths of a kernel lie in its own cell at least. */
    private static final double LEAST_WIDTH = 0.5 / 1.64;

    private static final double PRIOR_WEIGHT = 1;

    /** Beyond this many standard deviations nothing is left that a double could show. */
    private static final double FAR = 8.5;

    private ParzenDensity() {}

    /** Of cells in an order: normal kernels, cut off at the ends, as wide as Scott's rule says. */
    static double[] ofCells(double[] counts) {
        double[] density = new double[counts.length];
        double total = 0;
        double width = width(counts);
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                addKernel(density, counts[cell], cell, width);
                total += counts[cell];
            }
        }
        addKernel(density, PRIOR_WEIGHT, (counts.length - 1) / 2.0, counts.length);
        return divided(density, total + PRIOR_WEIGHT);
    }

    /** Of choices without order: each kernel leaves a little to the others. */
    static double[] ofChoices(double[] counts) {
        int kernels = 1;
        double total = 0;
        for (double count : counts) {
            kernels += count > 0 ? 1 : 0;
            total += count;
        }
        double little = PRIOR_WEIGHT / kernels;
        double[] density = new double[counts.length];
        for (int choice = 0; choice < counts.length; choice++) {
            double spread = little * total / (1 + little * counts.length);
            double own = counts[choice] / (1 + little * counts.length);
            density[choice] = spread + own + PRIOR_WEIGHT / counts.length;
        }
        return divided(density, total + PRIOR_WEIGHT);
    }

    private static double[] divided(double[] density, double total) {
        for (int i = 0; i < density.length; i++) {
            density[i] /= total;
        }
        return density;
    }

    private static void addKernel(double[] density, double weight, double centre, double width) {
        double below = cumulative((-0.5 - centre) / width);
        double mass = cumulative((density.length - 0.5 - centre) / width) - below;
        double before = below;
        for (int cell = 0; cell < density.length; cell++) {
            double after = cumulative((cell + 0.5 - centre) / width);
            density[cell] += weight * (after - before) / mass;
            before = after;
        }
    }

    private static double width(double[] counts) {
        double total = 0;
        double sum = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            total += counts[cell];
            sum += counts[cell] * cell;
        }
        double mean = sum / total;
        double squares = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            squares += counts[cell] * (cell - mean) * (cell - mean);
        }
        double deviation = StrictMath.sqrt(squares / Math.max(1, total - 1));
        double spread = upperQuartile(counts, total) - lowerQuartile(counts, total);
        double scott = 1.059 * Math.min(spread / 1.34, deviation) * StrictMath.pow(total, -0.2);
        return Math.max(scott, LEAST_WIDTH);
    }

    private static int lowerQuartile(double[] counts, double total) {
        double before = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            before += counts[cell];
            if (counts[cell] > 0 && before >= Math.floor(total / 4)) {
                return cell;
            }
        }
        return counts.length - 1;
    }

    private static int upperQuartile(double[] counts, double total) {
        double before = 0;
        int last = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            before += counts[cell];
            last = counts[cell] > 0 ? cell : last;
            if (counts[cell] > 0 && before > Math.floor(total * 3 / 4)) {
                return cell;
            }
        }
        return last;
    }

    /** The standard normal distribution function, by the power series of its centre. */
    static double cumulative(double x) {
        if (Math.abs(x) > FAR) {
            return x > 0 ? 1 : 0;
        }
        double sum = x;
        double term = x;
        for (int i = 3; Math.abs(term) > 1e-18 * Math.abs(sum); i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI);
    }
}
