package dev.nocturne.engine.champion;

import dev.nocturne.study.Direction;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What came of evaluating a candidate again. Immutable.
 *
 * @param trialId the trial that its parameters were found in
 * @param objectives one for each repetition, in order; empty if it failed or was not made. The repetitions of all
 *     candidates of a night have the same seeds
 */
public record Confirmed(int trialId, List<OptionalDouble> objectives) {
    public Confirmed {
        objectives = List.copyOf(objectives);
    }

    int completed() {
        return (int) objectives.stream().filter(OptionalDouble::isPresent).count();
    }

    int failed() {
        return objectives.size() - completed();
    }

    /** Of those that completed, less is better. */
    double[] losses(Direction direction) {
        return objectives.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(one -> direction.loss(one.getAsDouble()))
                .toArray();
    }

    double mean() {
        return objectives.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElse(Double.NaN);
    }

    double deviation() {
        return Differences.deviation(objectives.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray());
    }
}
