package dev.nocturne.study;

import java.util.List;

/**
 * What a proposal may know: the trials that had to end first, and the parameters of those after them. Immutable.
 *
 * @param ended the leading trials 0, 1, 2 … of the run, all of them ended
 * @param pending the trials between those and the one to propose, in order; their results count for nothing
 */
public record TrialHistory(Direction direction, List<Trial> ended, List<Trial> pending) {
    public TrialHistory {
        ended = List.copyOf(ended);
        pending = List.copyOf(pending);
    }

    /** A history without trials, for strategies that need none. */
    public static TrialHistory empty(Direction direction) {
        return new TrialHistory(direction, List.of(), List.of());
    }
}
