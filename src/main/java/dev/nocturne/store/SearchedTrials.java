package dev.nocturne.store;

import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport.Rung;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which trials of a run a report is about, and what of them can be compared with one another: those at the largest budget.
 *
 * @param end ids from here on are no part of the search
 * @param trials how many there are
 * @param completed how many completed at the largest budget
 * @param budget the largest at which any completed; 1 if none did
 * @param low least objective at that budget; null if none completed
 */
record SearchedTrials(
        long runId,
        int end,
        boolean maximize,
        int trials,
        int completed,
        double budget,
        @Nullable Double low,
        @Nullable Double high,
        List<Rung> rungs) {
    /** Until its trials are evaluated again, all that a run has belong to its search. */
    private static final String END = """
            select coalesce(search_trials, 2147483647) from tuning_run where run_id = :run
            """;

    private static final String BUDGETS = """
            select budget,
                   count(*) as trials,
                   sum(case when status = 'COMPLETED' then 1 else 0 end) as completed,
                   sum(case when status = 'PRUNED' then 1 else 0 end) as pruned,
                   sum(case when status = 'FAILED' then 1 else 0 end) as failed,
                   min(case when status = 'COMPLETED' then objective end) as low,
                   max(case when status = 'COMPLETED' then objective end) as high
              from trial
             where run_id = :run and trial_id < :end
             group by budget
             order by budget
            """;
    private static final String PROMOTED = """
            select below.budget, count(distinct below.trial_id) as promoted
              from trial above
              join trial below on below.run_id = above.run_id and below.trial_id = above.promoted_from
             where above.run_id = :run and above.trial_id < :end and above.promoted_from is not null
             group by below.budget
            """;

    private record Level(
            double budget,
            int trials,
            int completed,
            int pruned,
            int failed,
            @Nullable Double low,
            @Nullable Double high) {}

    static SearchedTrials of(RunSummary run, JdbcClient jdbc) {
        int end = jdbc.sql(END).param("run", run.runId()).query(Integer.class).single();
        boolean maximize = run.direction().equals("MAXIMIZE");
        List<Level> levels = jdbc.sql(BUDGETS)
                .param("run", run.runId())
                .param("end", end)
                .query(SearchedTrials::level)
                .list();
        Level largest = null;
        for (Level level : levels) {
            largest = level.completed() > 0 ? level : largest;
        }
        return new SearchedTrials(
                run.runId(),
                end,
                maximize,
                levels.stream().mapToInt(Level::trials).sum(),
                largest == null ? 0 : largest.completed(),
                largest == null ? 1 : largest.budget(),
                largest == null ? null : largest.low(),
                largest == null ? null : largest.high(),
                levels.size() < 2 ? List.of() : rungs(levels, promoted(run, end, jdbc), maximize));
    }

    private static Map<Double, Integer> promoted(RunSummary run, int end, JdbcClient jdbc) {
        Map<Double, Integer> promoted = new TreeMap<>();
        jdbc.sql(PROMOTED).param("run", run.runId()).param("end", end).query((ResultSet row) -> {
            promoted.put(row.getDouble("budget"), row.getInt("promoted"));
        });
        return promoted;
    }

    private static List<Rung> rungs(List<Level> levels, Map<Double, Integer> promoted, boolean maximize) {
        return levels.stream()
                .map(level -> new Rung(
                        level.budget(),
                        level.trials(),
                        level.completed(),
                        level.pruned(),
                        level.failed(),
                        promoted.getOrDefault(level.budget(), 0),
                        maximize ? level.high() : level.low()))
                .toList();
    }

    private static Level level(ResultSet row, int index) throws SQLException {
        return new Level(
                row.getDouble("budget"),
                row.getInt("trials"),
                row.getInt("completed"),
                row.getInt("pruned"),
                row.getInt("failed"),
                row.getObject("low", Double.class),
                row.getObject("high", Double.class));
    }

    /** A query about them, in which {@code :run}, {@code :end} and {@code :budget} are known. */
    JdbcClient.StatementSpec ask(JdbcClient jdbc, String sql) {
        JdbcClient.StatementSpec asked = jdbc.sql(sql).param("run", runId).param("end", end);
        return sql.contains(":budget") ? asked.param("budget", budget) : asked;
    }

    /** The order of SQL in which the best comes first. */
    String bestFirst() {
        return maximize ? "desc" : "asc";
    }

    /** Every how many of so many there must be one, so that there are at most so many. */
    static int stride(long all, int most) {
        return (int) Math.max(1, (all + most - 1) / most);
    }
}
