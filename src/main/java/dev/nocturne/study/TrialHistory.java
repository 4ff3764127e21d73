package dev.nocturne.study;

import java.util.List;

/**
 * What a proposal may know: the trials that had to end first, and the parameters of those after them. Immutable.
 *
 * @param known results from before the run, which are not trials of it
 * @param ended the leading trials 0, 1, 2 … of the run, all of them ended
 * @param pending coordinates of the trials between those and the one to propose, in order; their results count for nothing
 * @param soFar all trials before the one to propose, in order, as they happen to stand at the moment; only for a strategy
 *     that asks for it and gives up reproducibility for it, else empty
 */
public record TrialHistory(
        List<Observation> known, List<Observation> ended, List<double[]> pending, List<Observation> soFar) {
    /** A history without trials, for strategies that need none. */
    public static final TrialHistory EMPTY = new TrialHistory(List.of(), List.of(), List.of());

    public TrialHistory {
        known = List.copyOf(known);
        ended = ended instanceof AppendLog.Prefix ? ended : List.copyOf(ended);
        pending = List.copyOf(pending);
        soFar = List.copyOf(soFar);
    }

    /** What a strategy may know whose proposals can be made again. */
    public TrialHistory(List<Observation> known, List<Observation> ended, List<double[]> pending) {
        this(known, ended, pending, List.of());
    }

    /**
     * The same without the trials that teach nothing, for a strategy to which it makes no difference how many there were; a
     * trial's place among the ended then is not its id.
     */
    public TrialHistory teaching() {
        return teachOnly(known) && teachOnly(ended)
                ? this
                : new TrialHistory(teaching(known), teaching(ended), pending, soFar);
    }

    private static List<Observation> teaching(List<Observation> trials) {
        return trials.stream().filter(Observation::teaches).toList();
    }

    private static boolean teachOnly(List<Observation> trials) {
        for (int i = 0; i < trials.size(); i++) {
            if (!trials.get(i).teaches()) {
                return false;
            }
        }
        return true;
    }
}
