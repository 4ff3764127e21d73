package dev.nocturne.engine;

import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialState;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A strategy whose proposals depend on every bit of their history, and which refuses a history that is not exactly the
 * promised one.
 *
 * @param lag how many trials back it looks
 */
public record LaggingStrategy(int lag) implements Strategy {
    @Override
    public int requiredHistory(int trialId) {
        return Math.max(0, trialId - lag);
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        int required = requiredHistory(trialId);
        if (required > 0) {
            requireIds(history, required, trialId);
        }
        long hash = random.nextLong();
        for (Trial trial : history.ended()) {
            hash = 31 * hash + trial.parameters().hashCode();
            hash = 31 * hash + (trial.state() instanceof TrialState.Completed c ? Double.hashCode(c.objective()) : 7);
        }
        for (Trial trial : history.pending()) {
            hash = 37 * hash + trial.parameters().hashCode();
        }
        return new Proposal(new Point(Map.of("x", new Value.Real((hash >>> 11) * 0x1.0p-53))));
    }

    private static void requireIds(TrialHistory history, int required, int trialId) {
        boolean exact = history.ended().size() == required
                && history.pending().size() == trialId - required
                && history.ended().stream().allMatch(Trial::hasEnded)
                && history.pending().stream().allMatch(trial -> trial.state() instanceof TrialState.Running);
        int[] ids = Stream.concat(history.ended().stream(), history.pending().stream())
                .mapToInt(Trial::id)
                .toArray();
        if (!exact || !java.util.Arrays.equals(ids, IntStream.range(0, trialId).toArray())) {
            throw new AssertionError("Trial " + trialId + " sees another history than the promised one: " + history);
        }
    }
}
