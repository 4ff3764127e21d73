package dev.nocturne.bench;

import dev.nocturne.study.TrialRandom;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Workers that claim one trial at a time, on a clock that nobody waits for. A trial starts as soon as a worker is free, the
 * trials before it have started and as many leading trials as it requires have ended.
 */
final class WorkerSimulation {
    private final int workers;
    private final IntUnaryOperator requiredHistory;

    /** What came of it: how busy workers were until the last claim, and when the last trial ended. */
    record Outcome(double busyShare, double end) {}

    /** Workers under a rule that tells, by trial, how many leading trials must have ended before it. */
    WorkerSimulation(int workers, IntUnaryOperator requiredHistory) {
        this.workers = workers;
        this.requiredHistory = requiredHistory;
    }

    /** Durations of which the logarithm is normal with that standard deviation; the median is 1. */
    static double[] durations(int trials, double spread, long seed) {
        double[] durations = new double[trials];
        for (int id = 0; id < trials; id++) {
            durations[id] = Math.exp(spread * new TrialRandom(seed, id).nextGaussian());
        }
        return durations;
    }

    /** Trials of these durations, in order. */
    Outcome run(double[] durations) {
        double[] freeAt = new double[workers];
        double[] start = new double[durations.length];
        double[] prefixEnd = new double[durations.length + 1];
        double last = 0;
        for (int id = 0; id < durations.length; id++) {
            int worker = earliest(freeAt);
            last = Math.max(last, Math.max(freeAt[worker], prefixEnd[requiredHistory.applyAsInt(id)]));
            start[id] = last;
            freeAt[worker] = last + durations[id];
            prefixEnd[id + 1] = Math.max(prefixEnd[id], freeAt[worker]);
        }
        double busy = 0;
        for (int id = 0; id < durations.length; id++) {
            busy += Math.min(last, start[id] + durations[id]) - start[id];
        }
        return new Outcome(last == 0 ? 1 : busy / (workers * last), prefixEnd[durations.length]);
    }

    private static int earliest(double[] freeAt) {
        double earliest = Arrays.stream(freeAt).min().orElseThrow();
        int worker = 0;
        while (freeAt[worker] > earliest) {
            worker++;
        }
        return worker;
    }
}
