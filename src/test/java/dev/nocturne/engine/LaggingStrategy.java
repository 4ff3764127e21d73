package dev.nocturne.engine;

import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A strategy whose proposals depend on every bit of their history, and which refuses a history that is not exactly the
 * promised one.
 *
 * @param lag how many trials may be under way at once, at least 1
 */
public record LaggingStrategy(int lag) implements Strategy {
    @Override
    public int requiredHistory(int trialId) {
        return new StrategySettings(0, lag, 1).requiredHistory(trialId);
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        int required = requiredHistory(trialId);
        if (required > 0 || !history.known().isEmpty()) {
            requireSizes(history, required, trialId);
        }
        long hash = random.nextLong();
        for (Observation trial : history.known()) {
            hash = 41 * hash + Arrays.hashCode(trial.coordinates());
            hash = 41 * hash + Arrays.hashCode(trial.losses());
        }
        for (Observation trial : history.ended()) {
            hash = 31 * hash + Arrays.hashCode(trial.coordinates());
            hash = 31 * hash + Arrays.hashCode(trial.losses());
        }
        for (double[] pending : history.pending()) {
            hash = 37 * hash + Arrays.hashCode(pending);
        }
        return new Proposal(new Point(Map.of("x", new Value.Real((hash >>> 11) * 0x1.0p-53))));
    }

    private static void requireSizes(TrialHistory history, int required, int trialId) {
        if (history.ended().size() != required || history.pending().size() != trialId - required) {
            throw new AssertionError("Trial " + trialId + " sees another history than the promised one: " + history);
        }
    }
}
