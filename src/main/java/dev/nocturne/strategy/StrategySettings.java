package dev.nocturne.strategy;

import dev.nocturne.space.Point;
import java.util.Optional;

/**
 * What a run fixes at its first start and its strategy may depend on.
 *
 * @param seed of the run
 * @param lag how many trials may be under way at once, at least 1: see {@link #requiredHistory}
 * @param horizon how many trials were asked for at the first start, at least 1; raising the limit later does not change it
 * @param champion the parameters in use, which the first trial evaluates again; empty if there are none
 */
public record StrategySettings(long seed, int lag, int horizon, Optional<Point> champion) {
    public StrategySettings {
        if (lag < 1 || horizon < 1) {
            throw new IllegalArgumentException("lag and horizon must be at least 1, not " + lag + " and " + horizon);
        }
    }

    /** The settings of a run without a champion. */
    public StrategySettings(long seed, int lag, int horizon) {
        this(seed, lag, horizon, Optional.empty());
    }

    /**
     * How many leading trials a strategy that learns from single results waits for: all but the {@code lag - 1} before
     * this one. With a lag of 1, trials follow each other and each knows all before it.
     */
    public int requiredHistory(int trialId) {
        return Math.max(0, trialId - lag + 1);
    }
}
