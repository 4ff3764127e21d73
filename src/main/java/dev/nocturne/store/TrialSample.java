package dev.nocturne.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which trials of a run are shown: all, or of a long run some that the database chooses, always the same ones.
 *
 * @param ids in order
 * @param sampling how they were chosen, for a person; empty if they are all
 */
record TrialSample(SortedSet<Integer> ids, Optional<String> sampling) {
    private static final int MOST_TRIALS = 3000;
    private static final int MOST_VALUES = 200_000;
    private static final int FEWEST_TRIALS = 300;
    private static final String EVEN = """
            select trial_id from trial where run_id = :run and trial_id < :end and mod(trial_id, :stride) = 0
            """;
    private static final String BEST = """
            select trial_id
              from trial
             where run_id = :run and trial_id < :end and status = 'COMPLETED' and budget = :budget
             order by objective %s, trial_id
             fetch first :most rows only
            """;
    private static final String FAILED = """
            select trial_id
              from (select trial_id, row_number() over (order by trial_id) as place, count(*) over () as failures
                      from trial
                     where run_id = :run and trial_id < :end and status = 'FAILED') failed
             where mod(place - 1, (failures + :most - 1) / :most) = 0
            """;

    /**
     * Chooses.
     *
     * @param columns how many values each trial has
     * @param special trials that must not be missing, at least not many of them: what was the best, what is on the front
     */
    static TrialSample of(JdbcClient jdbc, SearchedTrials searched, int columns, List<Integer> special) {
        int most = Math.max(FEWEST_TRIALS, Math.min(MOST_TRIALS, MOST_VALUES / Math.max(1, columns)));
        int stride = searched.trials() <= most ? 1 : SearchedTrials.stride(searched.trials(), most * 2 / 5);
        var ids = new TreeSet<>(searched.ask(jdbc, EVEN)
                .param("stride", stride)
                .query(Integer.class)
                .list());
        if (stride == 1) {
            return new TrialSample(ids, Optional.empty());
        }
        int best = most / 6;
        ids.addAll(searched.ask(jdbc, BEST.formatted(searched.bestFirst()))
                .param("most", best)
                .query(Integer.class)
                .list());
        ids.addAll(searched.ask(jdbc, FAILED)
                .param("most", most / 10)
                .query(Integer.class)
                .list());
        ids.addAll(thinned(special, most / 3));
        return new TrialSample(
                ids,
                Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d trials are shown: each of which the id is a multiple of %,d, the best %,d, those that "
                                + "were the best when they ended or are on the front, and some that failed.",
                        ids.size(),
                        searched.trials(),
                        stride,
                        best)));
    }

    private static List<Integer> thinned(List<Integer> ids, int most) {
        int stride = SearchedTrials.stride(ids.size(), most);
        return IntStream.range(0, ids.size())
                .filter(i -> i % stride == 0)
                .mapToObj(ids::get)
                .toList();
    }
}
