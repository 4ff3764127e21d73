package dev.nocturne.strategy.tpe;

import dev.nocturne.study.TrialRandom;

/**
 * A few points spread over the unit cube so that each lies in a stratum of its own along every axis (McKay, Beckman and
 * Conover, Technometrics 21, 1979); of some such sets the one whose nearest points are furthest apart. Immutable.
 */
final class LatinHypercube {
    private static final int ATTEMPTS = 20;
    private static final long STREAM = -2;

    private final double[][] points;

    LatinHypercube(long seed, int count, int dimensions) {
        var random = new TrialRandom(seed, STREAM);
        double[][] best = {};
        double widest = -1;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double[][] drawn = draw(random, count, dimensions);
            double nearest = leastDistance(drawn);
            if (nearest > widest) {
                widest = nearest;
                best = drawn;
            }
        }
        points = best;
    }

    /** The coordinates of a point; not to be written to. */
    double[] point(int index) {
        return points[index];
    }

    private static double[][] draw(TrialRandom random, int count, int dimensions) {
        double[][] drawn = new double[count][dimensions];
        int[] strata = new int[count];
        for (int place = 0; place < dimensions; place++) {
            for (int i = 0; i < count; i++) {
                int j = random.nextInt(i + 1);
                strata[i] = strata[j];
                strata[j] = i;
            }
            for (int i = 0; i < count; i++) {
                drawn[i][place] = (strata[i] + random.nextDouble()) / count;
            }
        }
        return drawn;
    }

    private static double leastDistance(double[][] points) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int place = 0; place < points[i].length; place++) {
                    double difference = points[i][place] - points[j][place];
                    sum += difference * difference;
                }
                least = Math.min(least, sum);
            }
        }
        return least;
    }
}
