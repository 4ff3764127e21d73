package dev.nocturne.strategy.gp;

import dev.nocturne.study.Observation;
import java.util.List;

/** Points that have been tried or are being tried. */
record TakenPoints(List<Observation> trials, List<double[]> pending) {
    private static final double SAME = 1e-12;

    /** Whether there is a trial at these coordinates. */
    boolean contains(double[] coordinates) {
        for (Observation trial : trials) {
            if (same(trial.coordinates(), coordinates)) {
                return true;
            }
        }
        return pending.stream().anyMatch(other -> same(other, coordinates));
    }

    private static boolean same(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Double.isNaN(a[i]) != Double.isNaN(b[i]) || Math.abs(a[i] - b[i]) > SAME) {
                return false;
            }
        }
        return true;
    }
}
