package dev.nocturne.store;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is kept with a run as its trials end, made from its trials, for a run that came from elsewhere: as the migration
 * that made those tables filled them.
 */
final class RecountedTotals {
    private static final String WORKERS = """
            insert into worker_total (run_id, worker, attempts, interrupted_attempts, attempt_us, completed, failed, pruned,
                                      confirmed, trial_us, longest_us)
            select run_id, worker, sum(attempts), sum(interrupted), sum(attempt_us), sum(completed), sum(failed),
                   sum(pruned), sum(confirmed), sum(trial_us), max(longest_us)
              from (select run_id, worker, 1 as attempts,
                           case when outcome = 'INTERRUPTED' then 1 else 0 end as interrupted,
                           coalesce(duration_us, 0) as attempt_us,
                           0 as completed, 0 as failed, 0 as pruned, 0 as confirmed, 0 as trial_us, 0 as longest_us
                      from trial_attempt
                     where run_id = ?
                    union all
                    select run_id, worker, 0, 0, 0,
                           case when status = 'COMPLETED' and origin <> 'CONFIRMATION' then 1 else 0 end,
                           case when status = 'FAILED' and origin <> 'CONFIRMATION' then 1 else 0 end,
                           case when status = 'PRUNED' then 1 else 0 end,
                           case when ended_at is not null and origin = 'CONFIRMATION' then 1 else 0 end,
                           coalesce(duration_us, 0),
                           case when status = 'COMPLETED' then duration_us else 0 end
                      from trial
                     where run_id = ?
                    union all
                    select run_id, worker, 0, 0, 0, 0, 0, 0, 0, 0, 0
                      from worker
                     where run_id = ?) done
             group by run_id, worker
            """;
    private static final String INCUMBENTS = """
            insert into incumbent (run_id, trial_id, objective, improved)
            select run_id, trial_id, objective, place = 1
              from (select run_id,
                           trial_id,
                           objective,
                           best_so_far,
                           row_number() over (partition by best_so_far order by trial_id) as place
                      from (select t.run_id,
                                   t.trial_id,
                                   t.objective,
                                   case when r.direction = 'MAXIMIZE'
                                        then max(t.objective) over (order by t.trial_id)
                                        else min(t.objective) over (order by t.trial_id)
                                   end as best_so_far
                              from trial t
                              join tuning_run r on r.run_id = t.run_id
                             where t.run_id = ? and t.status = 'COMPLETED' and r.objectives = 1
                               and t.budget = coalesce(r.best_budget, 1) and t.origin <> 'CONFIRMATION') so_far) places
             where objective = best_so_far
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
