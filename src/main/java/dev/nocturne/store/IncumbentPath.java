package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.Improvement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The trials of a run with one objective that were better than all before them. */
final class IncumbentPath {
    private static final int MOST = 1000;

    private static final int PAGE = 5000;
    private static final String COUNT = "select count(*) from incumbent where run_id = :run and improved";
    private static final String KEPT = """
            select trial_id, objective
              from incumbent
             where run_id = :run and trial_id > :after and improved
             order by run_id, trial_id
             fetch first :page rows only
            """;
    private static final String BEFORE = """
            select objective
              from incumbent
             where run_id = :run and trial_id < :end
             order by run_id desc, trial_id desc
             fetch first 1 row only
            """;

    private IncumbentPath() {}

    /** The same of a run of which not all trials are looked at, as they were kept when they came. */
    static List<Improvement> kept(JdbcClient jdbc, long run) {
        int count = jdbc.sql(COUNT).param("run", run).query(Integer.class).single();
        int stride = SearchedTrials.stride(count, MOST - 1);
        List<Improvement> shown = new ArrayList<>();
        int place = 0;
        List<Improvement> page = page(jdbc, run, -1);
        while (!page.isEmpty()) {
            for (Improvement improvement : page) {
                if (place % stride == 0 || place == count - 1) {
                    shown.add(improvement);
                }
                place++;
            }
            page = page(jdbc, run, page.get(page.size() - 1).trialId());
        }
        return List.copyOf(shown);
    }

    private static List<Improvement> page(JdbcClient jdbc, long run, int after) {
        return jdbc.sql(KEPT)
                .param("run", run)
                .param("after", after)
                .param("page", PAGE)
                .query((row, i) -> new Improvement(row.getInt("trial_id"), row.getDouble("objective")))
                .list();
    }

    /** The best of the trials with smaller ids. */
    static Optional<Double> before(JdbcClient jdbc, long run, int end) {
        return jdbc.sql(BEFORE)
                .param("run", run)
                .param("end", end)
                .query(Double.class)
                .optional();
    }

    /** In order; of more than a thousand every second or so, and the last. */
    static List<Improvement> improvements(SearchedTrials searched) {
        var scan = searched.scan();
        List<Improvement> all = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (int place = 0; place < scan.size(); place++) {
            if (searched.isCompared(place) && searched.loss(place) < least) {
                least = searched.loss(place);
                all.add(new Improvement(scan.id(place), scan.objective(place)));
            }
        }
        int stride = SearchedTrials.stride(all.size(), MOST - 1);
        return IntStream.range(0, all.size())
                .filter(i -> i % stride == 0 || i == all.size() - 1)
                .mapToObj(all::get)
                .toList();
    }
}
