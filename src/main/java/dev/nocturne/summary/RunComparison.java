package dev.nocturne.summary;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two runs of a study side by side. Immutable.
 *
 * @param sameEpoch whether their objectives and search spaces are the same, so that results can be compared
 * @param parameters where the best trials are, for each parameter that either has
 * @param improvements how good each was after a number of ended trials, at the same numbers for both
 */
public record RunComparison(
        Side a,
        Side b,
        boolean sameEpoch,
        List<String> changes,
        List<ParameterPair> parameters,
        List<Step> improvements) {

    /** One of the two. */
    public record Side(
            String runKey,
            String status,
            String strategy,
            long seed,
            int epoch,
            int planned,
            int completed,
            int failed,
            int pruned,
            @Nullable Double bestObjective,
            @Nullable Integer bestTrialId,
            @Nullable Integer trialsToBest,
            Duration active,
            Duration evaluation,
            Map<Double, Double> quantiles) {}

    /** A parameter's value in the best trial of each; null if it is not active there. */
    public record ParameterPair(
            String name, @Nullable Object a, @Nullable Object b) {}

    /** The best objectives after so many ended trials; null while none has completed, and of a run that has not as many. */
    public record Step(
            int trials, @Nullable Double a, @Nullable Double b) {}
}
