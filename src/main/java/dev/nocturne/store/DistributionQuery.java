package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the objectives of completed trials are spread, counted by the database. */
final class DistributionQuery {
    private static final int BINS = 40;
    private static final List<Double> QUANTILES = List.of(0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0);

    /** Halves, because the difference of the widest bounds is no finite number. */
    private static final String COUNTS = """
            select bin, count(*) as trials
              from (select cast(floor((objective / 2 - :halfLow) / :halfWidth * 40) as integer) as bin
                      from trial
                     where run_id = :run and trial_id < :end and status = 'COMPLETED' and budget = :budget) binned
             group by bin
            """;

    /** H2 asks the inner query once for each place in a list, unless the place is computed. */
    private static final String AT_PLACES = """
            select place, objective
              from (select objective, row_number() over (order by objective) as place
                      from trial
                     where run_id = :run and trial_id < :end and status = 'COMPLETED' and budget = :budget) placed
             where place + 0 in (:places)
            """;

    private final JdbcClient jdbc;
    private final SearchedTrials searched;

    DistributionQuery(JdbcClient jdbc, SearchedTrials searched) {
        this.jdbc = jdbc;
        this.searched = searched;
    }

    Distribution distribution() {
        Double low = searched.low();
        Double high = searched.high();
        if (low == null || high == null) {
            return new Distribution(0, List.of(), List.of(), Map.of());
        }
        if (low.equals(high)) {
            return new Distribution(
                    searched.completed(), List.of(low, high), List.of((long) searched.completed()), quantiles());
        }
        double width = high / 2 - low / 2;
        List<Double> bounds = DoubleStream.iterate(0, i -> i <= BINS, i -> i + 1)
                .mapToObj(i -> i == BINS ? high : 2 * (low / 2 + width * (i / BINS)))
                .toList();
        return new Distribution(searched.completed(), bounds, counts(low / 2, width), quantiles());
    }

    private List<Long> counts(double halfLow, double halfWidth) {
        long[] counts = new long[BINS];
        searched.ask(jdbc, COUNTS)
                .param("halfLow", halfLow)
                .param("halfWidth", halfWidth)
                .query(row -> {
                    counts[Math.min(BINS - 1, row.getInt("bin"))] += row.getLong("trials");
                });
        return LongStream.of(counts).boxed().toList();
    }

    /** The least objective that so large a share of the trials does not exceed. */
    Map<Double, Double> quantiles() {
        Map<Double, Double> quantiles = new TreeMap<>();
        int trials = searched.completed();
        if (trials == 0) {
            return quantiles;
        }
        Map<Long, Double> objectives = new TreeMap<>();
        var places = new ArrayList<>(
                QUANTILES.stream().map(share -> place(share, trials)).distinct().toList());
        searched.ask(jdbc, AT_PLACES).param("places", places).query(row -> {
            objectives.put(row.getLong("place"), row.getDouble("objective"));
        });
        for (double share : QUANTILES) {
            quantiles.put(share, objectives.get(place(share, trials)));
        }
        return quantiles;
    }

    private static long place(double share, int trials) {
        return Math.max(1, (long) Math.ceil(share * trials));
    }
}
