package dev.nocturne.store;

import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The trials of a run's search as recorded, page by page. Thread-safe. */
public final class RecordedTrials {
    /** By both columns of the key: by the second alone H2 would sort all that come after, for every page. */
    static final String SELECT = """
            select trial_id, status, objective, failure_kind, failure_message, parameters, budget, promoted_from,
                   pruned_step, pruned_value
              from trial
             where run_id = ? and trial_id >= ? and origin <> 'CONFIRMATION'
             order by run_id, trial_id
             fetch first ? rows only
            """;

    private final JdbcTemplate jdbc;

    RecordedTrials(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Up to {@code limit} trials of the run, in order.
     *
     * @param fromId the first id wanted
     */
    public List<Trial> page(long runId, Study study, int fromId, int limit) {
        List<Trial> trials =
                jdbc.query(SELECT, (row, i) -> TrialMapping.trial(row, study.space()), runId, fromId, limit);
        return new ObjectiveRows(jdbc, runId, study.goals()).withAllObjectives(trials);
    }
}
