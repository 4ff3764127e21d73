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
    /** What a query about them joins, in which {@code :run} is known. */
    static final String CHOSEN = "unnest(cast(:ids as integer array)) as chosen(trial_id)";

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
