package dev.nocturne.store;

import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport.Rung;
import dev.nocturne.summary.SystematicSample;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which trials of a run a report is about, and what of them can be compared with one another: those at the largest budget.
 *
 * @param end ids from here on are no part of the search
 * @param trials how many there are
 * @param bounds how much is read of a run
 * @param sample which of them were looked at; empty: all
 * @param completed how many completed at the largest budget
 * @param budget the largest at which any completed; 1 if none did
 * @param low least objective at that budget; null if none completed
 */
record SearchedTrials(
        long runId,
        int end,
        int trials,
        ReadBounds bounds,
        Optional<SystematicSample> sample,
        boolean maximize,
        TrialScan scan,
        int completed,
        double budget,
        @Nullable Double low,
        @Nullable Double high,
        List<Rung> rungs) {
    /** Until its trials are evaluated again, all that a run has belong to its search. */
    private static final String END = """
            select coalesce(search_trials, 2147483647) from tuning_run where run_id = :run
            """;

    private static final String CLAIMED = "select next_trial_id from tuning_run where run_id = :run";

    /** What is counted of the trials at one budget. */
    private static final class Level {
        private int trials;
        private int completed;
        private int pruned;
        private int failed;
        private int promoted;
        private int promotions;
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;

        void count(TrialScan scan, int place) {
            trials++;
            pruned += scan.pruned(place) ? 1 : 0;
            failed += scan.failed(place) ? 1 : 0;
            promoted += scan.promoted(place) ? 1 : 0;
            promotions += scan.isPromotion(place) ? 1 : 0;
            if (scan.completed(place)) {
                completed++;
                low = Math.min(low, scan.objective(place));
                high = Math.max(high, scan.objective(place));
            }
        }

        Rung rung(double budget, boolean maximize) {
            Double best = completed == 0 ? null : maximize ? high : low;
            return new Rung(budget, trials, completed, pruned, failed, promoted, best);
        }
    }

    static SearchedTrials of(RunSummary run, ReadBounds bounds, JdbcClient jdbc) {
        int end = jdbc.sql(END).param("run", run.runId()).query(Integer.class).single();
        boolean maximize = run.direction().equals("MAXIMIZE");
        Optional<SystematicSample> sample = bounds.sample(run);
        var scan = sample.map(some -> TrialScan.of(jdbc, run.runId(), chosen(some, run, end, jdbc)))
                .orElseGet(() -> TrialScan.of(jdbc, run.runId(), end));
        var levels = new TreeMap<Double, Level>();
        for (int place = 0; place < scan.size(); place++) {
            levels.computeIfAbsent(scan.budget(place), budget -> new Level()).count(scan, place);
        }
        double largest = 1;
        Level compared = new Level();
        for (var level : levels.entrySet()) {
            if (level.getValue().completed > 0) {
                largest = level.getKey();
                compared = level.getValue();
            }
        }
        boolean none = compared.completed == 0;
        if (sample.isPresent()) {
            countPromotions(levels);
        }
        List<Rung> rungs = levels.entrySet().stream()
                .map(level -> level.getValue().rung(level.getKey(), maximize))
                .toList();
        return new SearchedTrials(
                run.runId(),
                end,
                sample.isPresent() ? Math.min(end, claimed(run, jdbc)) : scan.size(),
                bounds,
                sample,
                maximize,
                scan,
                compared.completed,
                largest,
                none ? null : compared.low,
                none ? null : compared.high,
                rungs.size() < 2 ? List.of() : rungs);
    }

    /** Of a sample, what became of a trial may not be in it; so those are counted that came of the rung below. */
    private static void countPromotions(TreeMap<Double, Level> levels) {
        levels.forEach((budget, level) -> {
            var next = levels.higherEntry(budget);
            level.promoted = next == null ? 0 : next.getValue().promotions;
        });
    }

    private static int claimed(RunSummary run, JdbcClient jdbc) {
        return jdbc.sql(CLAIMED).param("run", run.runId()).query(Integer.class).single();
    }

    private static List<Integer> chosen(SystematicSample sample, RunSummary run, int end, JdbcClient jdbc) {
        return sample.ids(Math.min(end, claimed(run, jdbc))).boxed().toList();
    }

    /** Whether the trial at this place of the scan completed at the largest budget. */
    boolean isCompared(int place) {
        return scan.completed(place) && scan.budget(place) == budget;
    }

    /** What is smaller the better the trial is. */
    double loss(int place) {
        return (maximize ? -scan.objective(place) : scan.objective(place)) + 0.0;
    }

    /** Ids of the trials at such places, in order. */
    int[] ids(IntPredicate which) {
        return IntStream.range(0, scan.size()).filter(which).map(scan::id).toArray();
    }

    /** Ids of the best that completed at the largest budget, of equal ones the earlier. */
    List<Integer> best(int most, IntPredicate which) {
        Comparator<Integer> bestFirst =
                Comparator.<Integer>comparingDouble(this::loss).thenComparingInt(Integer::intValue);
        var worstFirst = new PriorityQueue<Integer>(bestFirst.reversed());
        for (int place = 0; place < scan.size(); place++) {
            if (isCompared(place) && which.test(place)) {
                if (worstFirst.size() < most) {
                    worstFirst.add(place);
                } else if (loss(place) < loss(worstFirst.element())) {
                    worstFirst.remove();
                    worstFirst.add(place);
                }
            }
        }
        return worstFirst.stream().sorted(bestFirst).map(scan::id).toList();
    }

    /** Every how many of so many there must be one, so that there are at most so many. */
    static int stride(long all, int most) {
        return (int) Math.max(1, (all + most - 1) / most);
    }

    /** The first, and then one of so many. */
    static List<Integer> oneOf(int stride, int[] ids) {
        return IntStream.range(0, ids.length)
                .filter(i -> i % stride == 0)
                .mapToObj(i -> ids[i])
                .toList();
    }
}
