package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.Bar;
import dev.nocturne.summary.StudyReport.Timeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who evaluated what when: ended attempts, and those under way, which end now. Not thread-safe. */
final class TimelineQuery {
    private static final int MOST_RUNNING = 300;
    private static final int MOST_TROUBLES = 850;
    private static final int MOST_OTHERS = 850;
    private static final int PAGE = 5000;
    private static final String OUTCOMES = """
            select trial_id, attempt, outcome
              from trial_attempt
             where run_id = :run and trial_id >= :trial and (trial_id > :trial or attempt > :attempt)
             order by run_id, trial_id, attempt
             fetch first :page rows only
            """;

    private static final String OUTCOMES_OF_SAMPLE = """
            select a.trial_id, a.attempt, a.outcome
              from %s
             order by a.trial_id, a.attempt
            """.formatted(ChosenTrials.in("trial_attempt", "a"));

    /** Of all attempts, as their workers kept count. */
    private static final String ENDED_ATTEMPTS = """
            select coalesce(sum(attempts), 0) from worker_total where run_id = :run
            """;

    private static final String UNDER_WAY = "select running_trials from v_run where run_id = :run";

    /** Trials that are evaluated again after the search are few. */
    private static final String RUNNING_AGAIN = """
            select trial_id from trial where run_id = :run and trial_id >= :end and status = 'RUNNING' order by trial_id
            """;

    private static final String RUNNING = """
            select t.trial_id, t.attempts as attempt, t.worker, t.started_at,
                   cast(null as timestamp(6) with time zone) as ended_at, t.status as outcome
              from %s
            """.formatted(ChosenTrials.in("trial", "t"));
    private static final String ENDED = """
            select a.trial_id, a.attempt, a.worker, a.started_at, a.ended_at, a.outcome
              from %s
            """.formatted(ChosenTrials.in("trial_attempt", "a"));

    private final JdbcClient jdbc;
    private final SearchedTrials searched;
    private final LongStream.Builder troubles = LongStream.builder();
    private final LongStream.Builder others = LongStream.builder();
    private long read;
    private long last = key(-1, 0);

    private record Attempt(int trialId, int attempt, String worker, Instant from, Instant to, String outcome) {}

    TimelineQuery(JdbcClient jdbc, SearchedTrials searched) {
        this.jdbc = jdbc;
        this.searched = searched;
    }

    /** Bars in the order of their beginnings; to be asked once. */
    Timeline at(Instant now) {
        readOutcomes();
        long[] ofTroubles = troubles.build().toArray();
        long[] ofOthers = others.build().toArray();
        int everyTrouble = SearchedTrials.stride(ofTroubles.length, MOST_TROUBLES);
        int everyOther = SearchedTrials.stride(ofOthers.length, MOST_OTHERS);
        List<Integer> running = running();
        List<Attempt> shown = new ArrayList<>();
        chosen(running.stream().limit(MOST_RUNNING).toList()).read(RUNNING, row -> shown.add(attempt(row, now)));
        shown.addAll(ended(ofTroubles, everyTrouble, now));
        shown.addAll(ended(ofOthers, everyOther, now));
        int known = ofTroubles.length + ofOthers.length + running.size();
        if (searched.sample().isPresent()) {
            int total = figure(ENDED_ATTEMPTS) + figure(UNDER_WAY);
            return timeline(total, Optional.of(ofSample(shown.size(), total)), shown);
        }
        return timeline(known, sampling(shown.size(), known, everyTrouble, everyOther), shown);
    }

    private int figure(String sql) {
        return jdbc.sql(sql).param("run", searched.runId()).query(Integer.class).single();
    }

    private String ofSample(int shown, int total) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d attempts are shown, all at trials of a sample of %,d; more of those that failed or were"
                        + " interrupted than of the others.",
                shown,
                total,
                searched.scan().size());
    }

    /** All of them once, or those of a sample, a page after the other, each as a number that takes little room. */
    private void readOutcomes() {
        RowCallbackHandler add = row -> {
            last = key(row.getInt("trial_id"), row.getInt("attempt"));
            String outcome = row.getString("outcome");
            (outcome.equals("FAILED") || outcome.equals("INTERRUPTED") ? troubles : others).add(last);
            read++;
        };
        if (searched.sample().isPresent()) {
            var ids = searched.ids(place -> true);
            chosen(SearchedTrials.oneOf(1, ids)).read(OUTCOMES_OF_SAMPLE, add);
            return;
        }
        long before;
        do {
            before = read;
            jdbc.sql(OUTCOMES)
                    .param("run", searched.runId())
                    .param("trial", trial(last))
                    .param("attempt", (int) last)
                    .param("page", PAGE)
                    .query(add);
        } while (read == before + PAGE);
    }

    private List<Integer> running() {
        List<Integer> ids = new ArrayList<>();
        for (int id : searched.ids(searched.scan()::running)) {
            ids.add(id);
        }
        ids.addAll(jdbc.sql(RUNNING_AGAIN)
                .param("run", searched.runId())
                .param("end", searched.end())
                .query(Integer.class)
                .list());
        return ids;
    }

    private List<Attempt> ended(long[] all, int stride, Instant now) {
        Set<Long> keys = new LinkedHashSet<>();
        for (int i = 0; i < all.length; i += stride) {
            keys.add(all[i]);
        }
        List<Attempt> ended = new ArrayList<>();
        var trials = keys.stream().map(TimelineQuery::trial).distinct().toList();
        chosen(trials).read(ENDED, row -> {
            if (keys.contains(key(row.getInt("trial_id"), row.getInt("attempt")))) {
                ended.add(attempt(row, now));
            }
        });
        return ended;
    }

    private ChosenTrials chosen(List<Integer> ids) {
        return new ChosenTrials(jdbc, searched.runId(), ids);
    }

    private static long key(int trial, int attempt) {
        return (long) trial << 32 | attempt;
    }

    private static int trial(long key) {
        return (int) (key >> 32);
    }

    private static Attempt attempt(ResultSet row, Instant now) throws SQLException {
        Instant started = Times.instant(row, "started_at");
        Instant ended = Times.instant(row, "ended_at");
        return new Attempt(
                row.getInt("trial_id"),
                row.getInt("attempt"),
                row.getString("worker"),
                started,
                ended != null ? ended : now.isBefore(started) ? started : now,
                row.getString("outcome"));
    }

    private static Optional<String> sampling(int shown, int total, int everyTrouble, int everyOther) {
        return shown == total
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d attempts are shown: %s that failed or were interrupted, %s.",
                        shown,
                        total,
                        everyTrouble == 1 ? "all" : "one of " + everyTrouble,
                        everyOther == 1 ? "and all others" : "one of " + everyOther + " others"));
    }

    private static Timeline timeline(int total, Optional<String> sampling, List<Attempt> shown) {
        List<String> workers =
                shown.stream().map(Attempt::worker).distinct().sorted().toList();
        List<Bar> bars = shown.stream()
                .sorted(Comparator.comparing(Attempt::from)
                        .thenComparing(Attempt::trialId)
                        .thenComparing(Attempt::attempt))
                .map(attempt -> new Bar(
                        attempt.trialId(),
                        attempt.attempt(),
                        workers.indexOf(attempt.worker()),
                        attempt.from(),
                        attempt.to(),
                        attempt.outcome()))
                .toList();
        return new Timeline(total, sampling, workers, bars);
    }
}
