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
    private static final String MEASURED = """
             from trial t
            where t.run_id = :run and t.trial_id < :end
              and exists (select 1 from trial_measurement m where m.run_id = t.run_id and m.trial_id = t.trial_id)
            """;
    private static final String COUNTS =
            "select case when t.status = 'PRUNED' then 1 else 0 end as pruned, count(*) as trials" + MEASURED
                    + "group by case when t.status = 'PRUNED' then 1 else 0 end";
    private static final String BEST_FIRST = "select t.trial_id" + MEASURED + """
            and t.status = 'COMPLETED' and t.budget = :budget
             order by t.objective %s, t.trial_id
             fetch first :most rows only
            """;
    private static final String EVENLY = """
            select trial_id
              from (select t.trial_id,
                           t.status,
                           row_number() over (partition by case when t.status = 'PRUNED' then 1 else 0 end
                                              order by t.trial_id) as place
            """ + MEASURED + """
                    ) measured
             where mod(place - 1, case when status = 'PRUNED' then :pruned else :others end) = 0
            """;
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
        int[] trials = new int[2];
        searched.ask(jdbc, COUNTS).query(row -> {
            trials[row.getInt("pruned")] = row.getInt("trials");
        });
        int total = trials[0] + trials[1];
        if (total == 0) {
            return new Curves(0, Optional.empty(), List.of());
        }
        SortedSet<Integer> ids = chosen(trials[1], trials[0]);
        Optional<String> sampling = ids.size() == total
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d trials that measured something are shown: the best %,d, and others evenly.",
                        ids.size(),
                        total,
                        BEST));
        return new Curves(total, sampling, ids.stream().map(this::curve).toList());
    }

    private SortedSet<Integer> chosen(int pruned, int others) {
        int room = (MOST - BEST) / 2;
        boolean all = pruned + others <= MOST;
        var ids = new TreeSet<>(searched.ask(jdbc, BEST_FIRST.formatted(searched.bestFirst()))
                .param("most", BEST)
                .query(Integer.class)
                .list());
        ids.addAll(searched.ask(jdbc, EVENLY)
                .param("pruned", all ? 1 : SearchedTrials.stride(pruned, room))
                .param("others", all ? 1 : SearchedTrials.stride(others, room))
                .query(Integer.class)
                .list());
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
