package dev.nocturne.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Reads rows of chosen trials of a run, each by its key. The ids come as a table, because H2 looks at all trials for a list
 * of them.
 */
final class ChosenTrials {
    private static final int PAGE = 1000;

    private final JdbcClient jdbc;
    private final long runId;
    private final List<Integer> ids;

    /** The trials with these ids. */
    ChosenTrials(JdbcClient jdbc, long runId, Collection<Integer> ids) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.ids = new ArrayList<>(ids);
    }

    /**
     * What a query about them reads from, in which {@code :run} is known. An outer join, which H2 leaves in this order: it
     * takes a run to have a hundred trials at most, and would look through all of them for each chosen one.
     *
     * @param table with a row, or rows, for each trial
     * @param alias of the table
     */
    static String in(String table, String alias) {
        return """
                unnest(cast(:ids as integer array)) as chosen(trial_id)
                  left join %1$s %2$s on %2$s.run_id = :run and %2$s.trial_id = chosen.trial_id
                 where %2$s.trial_id is not null
                """.formatted(table, alias);
    }

    /** Asks as often as it takes, the ids in their order. */
    void read(String sql, RowCallbackHandler rows) {
        for (int from = 0; from < ids.size(); from += PAGE) {
            List<Integer> page = ids.subList(from, Math.min(ids.size(), from + PAGE));
            jdbc.sql(sql)
                    .param("run", runId)
                    .param("ids", new SqlArrayValue("integer", page.toArray()))
                    .query(rows);
        }
    }
}
