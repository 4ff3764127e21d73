package dev.nocturne.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which trials of a run are shown: all, or of a long run some chosen by rule, always the same ones.
 *
 * @param ids in order
 * @param sampling how they were chosen, for a person; empty if they are all
 */
record TrialSample(SortedSet<Integer> ids, Optional<String> sampling) {
    private static final int MOST_TRIALS = 3000;
    private static final int MOST_VALUES = 200_000;
    private static final int FEWEST_TRIALS = 300;

    /**
     * Chooses.
     *
     * @param columns how many values each trial has
     * @param special trials that must not be missing, at least not many of them: what was the best, what is on the front
     */
    static TrialSample of(SearchedTrials searched, int columns, List<Integer> special) {
        int most = Math.max(FEWEST_TRIALS, Math.min(MOST_TRIALS, MOST_VALUES / Math.max(1, columns)));
        boolean some = searched.sample().isPresent();
        var scan = searched.scan();
        int stride = scan.size() <= most ? 1 : SearchedTrials.stride(scan.size(), most * 2 / 5);
        var ids = new TreeSet<Integer>();
        for (int id : searched.ids(place -> (some ? place : scan.id(place)) % stride == 0)) {
            ids.add(id);
        }
        if (stride == 1) {
            return new TrialSample(ids, Optional.empty());
        }
        int best = most / 6;
        ids.addAll(searched.best(best, place -> true));
        int[] failed = searched.ids(scan::failed);
        ids.addAll(SearchedTrials.oneOf(SearchedTrials.stride(failed.length, most / 10), failed));
        int[] needed = special.stream().mapToInt(Integer::intValue).toArray();
        ids.addAll(SearchedTrials.oneOf(SearchedTrials.stride(needed.length, most / 3), needed));
        return new TrialSample(
                ids,
                Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d trials are shown: %s, the best %,d%s, those that were the best when they ended or are"
                                + " on the front, and some that failed.",
                        ids.size(),
                        searched.trials(),
                        some
                                ? String.format(Locale.ROOT, "of a sample of %,d one of %,d", scan.size(), stride)
                                : String.format(Locale.ROOT, "each of which the id is a multiple of %,d", stride),
                        best,
                        some ? " of it" : "")));
    }
}
