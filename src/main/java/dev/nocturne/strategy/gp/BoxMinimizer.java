package dev.nocturne.strategy.gp;

/**
 * Limited-memory BFGS in a box: coordinates at a bound whose descent leads outside are held, the others move along the
 * quasi-Newton direction, projected back into the box (after Nocedal, Mathematics of Computation 35, 1980, and Byrd, Lu,
 * Nocedal and Zhu, SIAM J. Sci. Comput. 16, 1995). Stops after a fixed number of steps at the latest; needs no clock.
 *
 * @param maxSteps how many steps at most
 * @param gradientTolerance stops when no free coordinate's slope is steeper
 * @param valueTolerance stops when a step gains less
 * @param longestMove no coordinate moves further in one step
 */
record BoxMinimizer(int maxSteps, double gradientTolerance, double valueTolerance, double longestMove) {
    private static final int MEMORY = 8;
    private static final int MAX_BACKTRACKS = 12;

    /** What is minimised. */
    interface Differentiable {
        /** The value, or NaN where there is none; fills in the gradient. */
        double at(double[] x, double[] gradient);
    }

    /**
     * Walks downhill from x, which becomes the best place found.
     *
     * @return the value there
     */
    double minimize(Differentiable function, double[] x, double[] low, double[] high) {
        int d = x.length;
        double[] gradient = new double[d];
        double value = function.at(x, gradient);
        if (Double.isNaN(value) || d == 0) {
            return value;
        }
        double[][] moves = new double[MEMORY][];
        double[][] changes = new double[MEMORY][];
        double[] curvature = new double[MEMORY];
        int kept = 0;
        double[] next = new double[d];
        double[] nextGradient = new double[d];
        for (int step = 0; step < maxSteps; step++) {
            double[] direction = freeDescent(x, gradient, low, high);
            if (steepest(direction) < gradientTolerance) {
                break;
            }
            quasiNewton(direction, moves, changes, curvature, kept);
            holdAtBounds(direction, x, gradient, low, high);
            if (kept == 0 || Cholesky.dot(direction, gradient, d) >= 0) {
                direction = freeDescent(x, gradient, low, high);
                scale(direction, Math.min(1, 1 / steepest(direction)));
                kept = 0;
            }
            scale(direction, Math.min(1, longestMove / steepest(direction)));
            double reached = Double.NaN;
            double share = 1;
            for (int i = 0; i < MAX_BACKTRACKS; i++) {
                double slope = 0;
                for (int j = 0; j < d; j++) {
                    next[j] = Math.max(low[j], Math.min(high[j], x[j] + share * direction[j]));
                    slope += gradient[j] * (next[j] - x[j]);
                }
                reached = function.at(next, nextGradient);
                if (reached <= value + 1e-4 * slope) {
                    break;
                }
                reached = Double.NaN;
                share *= 0.4;
            }
            if (Double.isNaN(reached)) {
                break;
            }
            kept = remember(x, next, gradient, nextGradient, moves, changes, curvature, kept);
            System.arraycopy(next, 0, x, 0, d);
            System.arraycopy(nextGradient, 0, gradient, 0, d);
            double gain = value - reached;
            value = reached;
            if (gain < valueTolerance) {
                break;
            }
        }
        return value;
    }

    private static double[] freeDescent(double[] x, double[] gradient, double[] low, double[] high) {
        double[] descent = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            descent[j] = -gradient[j];
        }
        holdAtBounds(descent, x, gradient, low, high);
        return descent;
    }

    private static void holdAtBounds(double[] direction, double[] x, double[] gradient, double[] low, double[] high) {
        for (int j = 0; j < x.length; j++) {
            if (x[j] <= low[j] && gradient[j] > 0 || x[j] >= high[j] && gradient[j] < 0) {
                direction[j] = 0;
            }
        }
    }

    /** The two loops over the remembered steps, newest at the end. */
    private static void quasiNewton(
            double[] direction, double[][] moves, double[][] changes, double[] curvature, int kept) {
        int d = direction.length;
        double[] weights = new double[kept];
        for (int k = kept - 1; k >= 0; k--) {
            weights[k] = Cholesky.dot(moves[k], direction, d) / curvature[k];
            Cholesky.add(direction, changes[k], -weights[k], 0, d);
        }
        if (kept > 0) {
            double[] newest = changes[kept - 1];
            scale(direction, curvature[kept - 1] / Cholesky.dot(newest, newest, d));
        }
        for (int k = 0; k < kept; k++) {
            double correction = weights[k] - Cholesky.dot(changes[k], direction, d) / curvature[k];
            Cholesky.add(direction, moves[k], correction, 0, d);
        }
    }

    private static int remember(
            double[] x,
            double[] next,
            double[] gradient,
            double[] nextGradient,
            double[][] moves,
            double[][] changes,
            double[] curvature,
            int kept) {
        int d = x.length;
        double[] move = new double[d];
        double[] change = new double[d];
        for (int j = 0; j < d; j++) {
            move[j] = next[j] - x[j];
            change[j] = nextGradient[j] - gradient[j];
        }
        double product = Cholesky.dot(move, change, d);
        if (!(product > 1e-12 * Cholesky.dot(change, change, d))) {
            return kept;
        }
        int place = kept;
        if (kept == MEMORY) {
            System.arraycopy(moves, 1, moves, 0, MEMORY - 1);
            System.arraycopy(changes, 1, changes, 0, MEMORY - 1);
            System.arraycopy(curvature, 1, curvature, 0, MEMORY - 1);
            place = MEMORY - 1;
        }
        moves[place] = move;
        changes[place] = change;
        curvature[place] = product;
        return place + 1;
    }

    private static double steepest(double[] direction) {
        double most = 0;
        for (double part : direction) {
            most = Math.max(most, Math.abs(part));
        }
        return most;
    }

    private static void scale(double[] direction, double factor) {
        for (int j = 0; j < direction.length; j++) {
            direction[j] *= factor;
        }
    }
}
