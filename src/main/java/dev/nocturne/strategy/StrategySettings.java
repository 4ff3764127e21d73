package dev.nocturne.strategy;

/**
 * What a run fixes at its first start and its strategy may depend on.
 *
 * @param seed of the run
 * @param lag how many trials back a model-based strategy looks, at least 1
 * @param horizon how many trials were asked for at the first start, at least 1; raising the limit later does not change it
 */
public record StrategySettings(long seed, int lag, int horizon) {
    public StrategySettings {
        if (lag < 1 || horizon < 1) {
            throw new IllegalArgumentException("lag and horizon must be at least 1, not " + lag + " and " + horizon);
        }
    }
}
