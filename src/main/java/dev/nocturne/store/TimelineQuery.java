package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.Bar;
import dev.nocturne.summary.StudyReport.Timeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who evaluated what when: ended attempts, and those under way, which end now. */
final class TimelineQuery {
    private static final int MOST_RUNNING = 300;
    private static final int MOST_TROUBLES = 850;
    private static final int MOST_OTHERS = 850;
    private static final String COUNTS = """
            select count(*) as attempts,
                   coalesce(sum(case when outcome in ('FAILED', 'INTERRUPTED') then 1 else 0 end), 0) as troubles
              from trial_attempt
             where run_id = :run
            """;
    private static final String RUNNING = """
            select trial_id, attempts as attempt, worker, started_at, cast(null as timestamp(6) with time zone) as ended_at,
                   status as outcome
              from trial
             where run_id = :run and status = 'RUNNING'
             order by trial_id
             fetch first :most rows only
            """;
    private static final String COUNT_RUNNING = """
            select count(*) from trial where run_id = :run and status = 'RUNNING'
            """;
    private static final String ENDED = """
            select a.trial_id, a.attempt, a.worker, a.started_at, a.ended_at, a.outcome
              from (select trial_id, attempt, row_number() over (order by trial_id, attempt) as place
                      from trial_attempt
                     where run_id = :run and outcome %s ('FAILED', 'INTERRUPTED')) chosen
              join trial_attempt a on a.run_id = :run and a.trial_id = chosen.trial_id and a.attempt = chosen.attempt
             where mod(chosen.place - 1, :stride) = 0
            """;

    private final JdbcClient jdbc;
    private final long runId;

    private record Attempt(int trialId, int attempt, String worker, Instant from, Instant to, String outcome) {}

    private record Counts(int attempts, int troubles) {}

    TimelineQuery(JdbcClient jdbc, long runId) {
        this.jdbc = jdbc;
        this.runId = runId;
    }

    /** Bars in the order of their beginnings. */
    Timeline at(Instant now) {
        Counts counts = jdbc.sql(COUNTS)
                .param("run", runId)
                .query((row, i) -> new Counts(row.getInt("attempts"), row.getInt("troubles")))
                .single();
        int running =
                jdbc.sql(COUNT_RUNNING).param("run", runId).query(Integer.class).single();
        int everyTrouble = SearchedTrials.stride(counts.troubles(), MOST_TROUBLES);
        int everyOther = SearchedTrials.stride(counts.attempts() - counts.troubles(), MOST_OTHERS);
        var shown = new ArrayList<>(jdbc.sql(RUNNING)
                .param("run", runId)
                .param("most", MOST_RUNNING)
                .query((row, i) -> attempt(row, now))
                .list());
        shown.addAll(ended("in", everyTrouble, now));
        shown.addAll(ended("not in", everyOther, now));
        int total = counts.attempts() + running;
        return timeline(total, sampling(shown.size(), total, everyTrouble, everyOther), shown);
    }

    private List<Attempt> ended(String which, int stride, Instant now) {
        return jdbc.sql(ENDED.formatted(which))
                .param("run", runId)
                .param("stride", stride)
                .query((row, i) -> attempt(row, now))
                .list();
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
                        "%,d of %,d attempts are shown: one of %,d that failed or were interrupted, one of %,d others.",
                        shown,
                        total,
                        everyTrouble,
                        everyOther));
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
