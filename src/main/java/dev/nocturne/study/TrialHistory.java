package dev.nocturne.study;

import java.util.List;

/**
 * What a proposal may know: the trials that had to end first, and the parameters of those after them. Immutable.
 *
 * @param known results from before the run, which are not trials of it
 * @param ended the leading trials 0, 1, 2 … of the run, all of them ended
 * @param pending coordinates of the trials between those and the one to propose, in order; their results count for nothing
 */
public record TrialHistory(List<Observation> known, List<Observation> ended, List<double[]> pending) {
    /** A history without trials, for strategies that need none. */
    public static final TrialHistory EMPTY = new TrialHistory(List.of(), List.of(), List.of());

    public TrialHistory {
        known = List.copyOf(known);
        ended = ended instanceof ObservationLog.Prefix ? ended : List.copyOf(ended);
        pending = List.copyOf(pending);
    }
}
