package dev.nocturne.store;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is kept with a run as its trials end, made from its trials, for a run that came from elsewhere: as the migration
 * that made those tables filled them.
 */
final class RecountedTotals {
    private static final String WORKERS = """
            insert into worker_total (run_id, worker, attempts, interrupted_attempts, attempt_us, completed, failed, pruned,
                                      confirmed, trial_us, longest_us, open_from)
            select d.run_id, d.worker, sum(d.attempts), sum(d.interrupted), sum(d.attempt_us), sum(d.completed), sum(d.failed),
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

    private RecountedTotals() {}

    /** Fills them, in the caller's transaction; there must be nothing of the run yet. */
    static void insert(JdbcTemplate jdbc, long runId) {
        jdbc.update(WORKERS, runId, runId, runId);
        jdbc.update(INCUMBENTS, runId);
        jdbc.update(FAILURES, runId);
    }
}
