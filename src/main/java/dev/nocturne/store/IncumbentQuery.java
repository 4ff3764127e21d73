package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.Improvement;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The trials of a run with one objective that were better than all before them. */
final class IncumbentQuery {
    private static final int MOST = 1000;
    private static final String SELECT = """
            select trial_id, objective
              from (select trial_id, objective,
                           row_number() over (order by trial_id) as place,
                           count(*) over () as improvements
                      from (select trial_id, objective,
                                   %s(objective) over (order by trial_id
                                                       rows between unbounded preceding and 1 preceding) as before
                              from trial
                             where run_id = :run and trial_id < :end and status = 'COMPLETED'
                               and budget = :budget) progress
                     where before is null or objective %s before) improved
             where mod(place - 1, (improvements + :most - 1) / :most) = 0 or place = improvements
             order by trial_id
            """;

    private IncumbentQuery() {}

    /** In order; of more than a thousand every second or so, and the last. */
    static List<Improvement> improvements(JdbcClient jdbc, SearchedTrials searched) {
        String sql = searched.maximize() ? SELECT.formatted("max", ">") : SELECT.formatted("min", "<");
        return searched.ask(jdbc, sql)
                .param("most", MOST - 1)
                .query((row, i) -> new Improvement(row.getInt("trial_id"), row.getDouble("objective")))
                .list();
    }
}
