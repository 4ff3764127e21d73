package dev.nocturne.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is kept with a run as its trials end, made from its trials: for a run that came from elsewhere, and one that a
 * program went on with that does not keep these yet. As the migration that made those tables filled them.
 */
final class RecountedTotals {
    /** All trials that a run ever claimed have ended or are open. */
    static final String ACCOUNTED_FOR = """
            select r.next_trial_id + r.next_confirmation
                   = (select coalesce(sum(z.completed + z.failed + z.pruned + z.confirmed), 0)
                        from worker_total z
                       where z.run_id = r.run_id)
                   + (select count(*)
                        from trial t
                       where t.run_id = r.run_id and t.ended_at is null
                         and t.trial_id >= (select coalesce(min(z.open_from), 0)
                                              from worker_total z
                                             where z.run_id = r.run_id))
              from tuning_run r
             where r.run_id = ?
            """;
    /** Whoever records what a worker has done waits for this, and then adds it to what is counted without it. */
    private static final String LOCK = "select worker from worker_total where run_id = ? order by worker for update";

    private static final String WORKERS = """
            select d.worker, sum(d.attempts), sum(d.interrupted), sum(d.attempt_us), sum(d.completed), sum(d.failed),
                   sum(d.pruned), sum(d.confirmed), sum(d.trial_us), max(d.longest_us), coalesce(min(d.open_from), min(r.next_trial_id))
              from (select run_id, worker,
                           count(*) as attempts,
                           sum(case when outcome = 'INTERRUPTED' then 1 else 0 end) as interrupted,
                           coalesce(sum(duration_us), 0) as attempt_us,
                           0 as completed, 0 as failed, 0 as pruned, 0 as confirmed, 0 as trial_us, 0 as longest_us,
                           cast(null as integer) as open_from
                      from trial_attempt
                     where run_id = ?
                     group by run_id, worker
                    union all
                    select run_id, worker, 0, 0, 0,
                           sum(case when status = 'COMPLETED' and origin <> 'CONFIRMATION' then 1 else 0 end),
                           sum(case when status = 'FAILED' and origin <> 'CONFIRMATION' then 1 else 0 end),
                           sum(case when status = 'PRUNED' then 1 else 0 end),
                           sum(case when ended_at is not null and origin = 'CONFIRMATION' then 1 else 0 end),
                           coalesce(sum(duration_us), 0),
                           max(case when status = 'COMPLETED' then duration_us else 0 end),
                           min(case when ended_at is null then trial_id end)
                      from trial
                     where run_id = ?
                     group by run_id, worker
                    union all
                    select run_id, worker, 0, 0, 0, 0, 0, 0, 0, 0, 0, null
                      from worker
                     where run_id = ?
                   ) d
              join tuning_run r on r.run_id = d.run_id
             group by d.run_id, d.worker
            """;
    private static final String UPDATE = """
            update worker_total
               set attempts = ?, interrupted_attempts = ?, attempt_us = ?, completed = ?, failed = ?, pruned = ?,
                   confirmed = ?, trial_us = ?, longest_us = ?, open_from = ?
             where run_id = ? and worker = ?
            """;
    private static final String INSERT = """
            insert into worker_total (attempts, interrupted_attempts, attempt_us, completed, failed, pruned,
                                      confirmed, trial_us, longest_us, open_from, run_id, worker)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String INCUMBENTS = """
            insert into incumbent (run_id, trial_id, objective, improved)
            select run_id, trial_id, objective, place = 1 and (best_before is null or loss < best_before)
              from (select t.run_id,
                           t.trial_id,
                           t.objective,
                           t.loss,
                           t.so_far,
                           t.best_before,
                           row_number() over (partition by t.run_id, t.block, t.so_far order by t.trial_id) as place
                      from (select t.run_id,
                                   t.trial_id,
                                   t.objective,
                                   f.block,
                                   f.best_before,
                                   case when r.direction = 'MAXIMIZE' then -t.objective else t.objective end as loss,
                                   min(case when r.direction = 'MAXIMIZE' then -t.objective else t.objective end)
                                       over (partition by t.run_id, f.block order by t.trial_id) as so_far
                              from (select b.run_id,
                                           b.block,
                                           b.best,
                                           min(b.best) over (partition by b.run_id order by b.block
                                                             rows between unbounded preceding and 1 preceding) as best_before
                                      from (select t.run_id,
                                                   t.trial_id / 1000 as block,
                                                   min(case when r.direction = 'MAXIMIZE' then -t.objective else t.objective end) as best
                                              from trial t
                                              join tuning_run r on r.run_id = t.run_id
                                             where t.run_id = ? and t.status = 'COMPLETED' and r.objectives = 1
                                               and t.budget = coalesce(r.best_budget, 1) and t.origin <> 'CONFIRMATION'
                                             group by t.run_id, t.trial_id / 1000) b) f
                              join tuning_run r on r.run_id = f.run_id
                              join trial t on t.run_id = f.run_id and t.trial_id >= f.block * 1000
                                          and t.trial_id < f.block * 1000 + 1000
                             where (f.best_before is null or f.best <= f.best_before)
                               and t.status = 'COMPLETED' and t.budget = coalesce(r.best_budget, 1)
                               and t.origin <> 'CONFIRMATION') t) steps
             where loss = so_far and (best_before is null or loss <= best_before)
            """;
    private static final String FAILURES = """
            insert into failed_attempt (run_id, trial_id, attempt)
            select run_id, trial_id, attempt from trial_attempt where run_id = ? and outcome = 'FAILED'
            """;

    /** What is counted of a worker. */
    private static final int FIGURES = 10;

    private RecountedTotals() {}

    /** Fills them, in the caller's transaction; there must be nothing of the run yet. */
    static void insert(JdbcTemplate jdbc, long runId) {
        totals(jdbc, runId).forEach(total -> jdbc.update(INSERT, total));
        jdbc.update(INCUMBENTS, runId);
        jdbc.update(FAILURES, runId);
    }

    /**
     * Makes them anew where not all trials are accounted for, in the transaction of a caller that keeps others from
     * claiming trials of the run.
     */
    static void mend(JdbcTemplate jdbc, long runId) {
        if (Boolean.TRUE.equals(jdbc.queryForObject(ACCOUNTED_FOR, Boolean.class, runId))) {
            return;
        }
        jdbc.queryForList(LOCK, String.class, runId);
        for (Object[] total : totals(jdbc, runId)) {
            if (jdbc.update(UPDATE, total) == 0) {
                jdbc.update(INSERT, total);
            }
        }
        jdbc.update("delete from incumbent where run_id = ?", runId);
        jdbc.update(INCUMBENTS, runId);
        jdbc.update("delete from failed_attempt where run_id = ?", runId);
        jdbc.update(FAILURES, runId);
    }

    /** For each worker, what it has done, the run, and its name. */
    private static List<Object[]> totals(JdbcTemplate jdbc, long runId) {
        return jdbc.query(WORKERS, (row, i) -> total(row, runId), runId, runId, runId);
    }

    private static Object[] total(ResultSet row, long runId) throws SQLException {
        var total = new Object[FIGURES + 2];
        for (int i = 0; i < FIGURES; i++) {
            total[i] = row.getLong(i + 2);
        }
        total[FIGURES] = runId;
        total[FIGURES + 1] = row.getString(1);
        return total;
    }
}
