package dev.nocturne.engine.champion;

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
