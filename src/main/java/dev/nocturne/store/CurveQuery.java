package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.Curve;
import dev.nocturne.summary.StudyReport.Curves;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What some trials measured while they ran. */
final class CurveQuery {
    private static final int MOST = 100;
    private static final int BEST = 20;
    private static final int MOST_STEPS = 200;
    private static final String STEPS = """
            select t.status, m.step, m.measured_value
              from (select step, measured_value, row_number() over (order by step) as place, count(*) over () as steps
                      from trial_measurement
                     where run_id = :run and trial_id = :trial) m
              join trial t on t.run_id = :run and t.trial_id = :trial
             where mod(m.steps - m.place, (m.steps + :most - 1) / :most) = 0
             order by m.step
            """;

    private final JdbcClient jdbc;
    private final SearchedTrials searched;

    CurveQuery(JdbcClient jdbc, SearchedTrials searched) {
        this.jdbc = jdbc;
        this.searched = searched;
    }

    Curves curves() {
        var scan = searched.scan();
        int[] pruned = searched.ids(place -> scan.measured(place) && scan.pruned(place));
        int[] others = searched.ids(place -> scan.measured(place) && !scan.pruned(place));
        int total = pruned.length + others.length;
        if (total == 0) {
            return new Curves(0, Optional.empty(), List.of());
        }
        SortedSet<Integer> ids = chosen(pruned, others);
        Optional<String> sampling = ids.size() == total
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d trials%s that measured something are shown: the best %,d, and others evenly.",
                        ids.size(),
                        total,
                        searched.sample().isPresent() ? " of a sample" : "",
                        BEST));
        return new Curves(total, sampling, ids.stream().map(this::curve).toList());
    }

    private SortedSet<Integer> chosen(int[] pruned, int[] others) {
        int room = (MOST - BEST) / 2;
        boolean all = pruned.length + others.length <= MOST;
        var ids = new TreeSet<>(searched.best(BEST, searched.scan()::measured));
        ids.addAll(SearchedTrials.oneOf(all ? 1 : SearchedTrials.stride(pruned.length, room), pruned));
        ids.addAll(SearchedTrials.oneOf(all ? 1 : SearchedTrials.stride(others.length, room), others));
        return ids;
    }

    /** With its last step, and those before it evenly. */
    private Curve curve(int trial) {
        var steps = new ArrayList<Long>();
        var values = new ArrayList<Double>();
        var statuses = new TreeSet<String>();
        jdbc.sql(STEPS)
                .param("run", searched.runId())
                .param("trial", trial)
                .param("most", MOST_STEPS)
                .query(row -> {
                    statuses.add(row.getString("status"));
                    steps.add(row.getLong("step"));
                    values.add(row.getDouble("measured_value"));
                });
        return new Curve(trial, statuses.first(), steps, values);
    }
}
