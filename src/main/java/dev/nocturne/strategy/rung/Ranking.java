package dev.nocturne.strategy.rung;

import dev.nocturne.study.Observation;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which trials of a rung are the best: of those that completed, by loss, of equal ones those with the lower id. */
final class Ranking {
    private Ranking() {}

    /**
     * The ids of the completed ones among some trials, the best first.
     *
     * @param trials by id
     */
    static List<Integer> of(IntStream ids, List<Observation> trials) {
        // Zeros of both signs are equal.
        Comparator<Integer> byLoss =
                Comparator.comparingDouble(id -> trials.get(id).loss() + 0.0);
        return ids.filter(id -> trials.get(id).isCompleted())
                .boxed()
                .sorted(byLoss.thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
