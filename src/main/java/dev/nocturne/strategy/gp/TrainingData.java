package dev.nocturne.strategy.gp;

import dev.nocturne.study.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The trials that a model learns from. Immutable.
 *
 * @param rows as the kernel sees them
 * @param losses by row; NaN where the trial failed or was pruned
 */
record TrainingData(List<double[]> rows, double[] losses) {
    /** How far above the worst result a trial without one counts, in standard deviations. */
    private static final double FAILURE = 0.5;

    /** All of these trials. */
    static TrainingData of(List<Observation> observations, ModelSpace space) {
        var rows = new ArrayList<double[]>();
        double[] losses = new double[observations.size()];
        for (int i = 0; i < losses.length; i++) {
            Observation observation = observations.get(i);
            rows.add(space.row(observation.coordinates()));
            losses[i] = observation.failed() ? Double.NaN : observation.loss();
        }
        return new TrainingData(rows, losses);
    }

    /** How many trials have a result. */
    int completed() {
        int completed = 0;
        for (double loss : losses) {
            completed += Double.isNaN(loss) ? 0 : 1;
        }
        return completed;
    }

    /** Whether results differ at all. */
    boolean isInformative() {
        double first = Double.NaN;
        for (double loss : losses) {
            if (!Double.isNaN(loss)) {
                if (!Double.isNaN(first) && loss != first) {
                    return true;
                }
                first = loss;
            }
        }
        return false;
    }

    /** At most so many of them: the better half by result, the others by age, evenly. */
    TrainingData thinned(int most) {
        int n = losses.length;
        if (n <= most) {
            return this;
        }
        List<Integer> byLoss = byLoss();
        boolean[] kept = new boolean[n];
        byLoss.subList(0, Math.min(byLoss.size(), most / 2)).forEach(i -> kept[i] = true);
        var others = new ArrayList<Integer>();
        for (int i = 0; i < n; i++) {
            if (!kept[i]) {
                others.add(i);
            }
        }
        int wanted = most - (n - others.size());
        for (int k = 0; k < wanted; k++) {
            kept[others.get((int) ((k + 1L) * others.size() / wanted) - 1)] = true;
        }
        var rows = new ArrayList<double[]>();
        double[] left = new double[most];
        for (int i = 0; i < n; i++) {
            if (kept[i]) {
                left[rows.size()] = losses[i];
                rows.add(this.rows.get(i));
            }
        }
        return new TrainingData(rows, left);
    }

    /** The numbers of the completed trials, best first. */
    List<Integer> byLoss() {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < losses.length; i++) {
            if (!Double.isNaN(losses[i])) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparingDouble(i -> losses[i]));
        return order;
    }

    /** Losses as the model takes them: warped, a failure somewhat worse than the worst. */
    double[] targets(OutputWarping warping) {
        double[] finite = new double[completed()];
        int next = 0;
        for (double loss : losses) {
            if (!Double.isNaN(loss)) {
                finite[next++] = loss;
            }
        }
        double[] warped = warping.warp(finite);
        double worst = Double.NEGATIVE_INFINITY;
        for (double value : warped) {
            worst = Math.max(worst, value);
        }
        double[] targets = new double[losses.length];
        next = 0;
        for (int i = 0; i < targets.length; i++) {
            targets[i] = Double.isNaN(losses[i]) ? worst + FAILURE : warped[next++];
        }
        return targets;
    }
}
