package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.jdbc.core.JdbcTemplate;

/** Compares what the views say of runs out of figures that are kept with them with what their trials say. */
public final class KeptFigures {
    private static final String COUNTED = """
            select r.run_id,
                   r.completed_trials, r.failed_trials, r.pruned_trials, r.running_trials, r.interrupted_trials,
                   r.confirmed_trials, r.evaluation_time_us,
                   sum(case when t.status = 'COMPLETED' and t.origin <> 'CONFIRMATION' then 1 else 0 end) as completed,
                   sum(case when t.status = 'FAILED' and t.origin <> 'CONFIRMATION' then 1 else 0 end) as failed,
                   sum(case when t.status = 'PRUNED' then 1 else 0 end) as pruned,
                   sum(case when t.status = 'RUNNING' then 1 else 0 end) as running,
                   sum(case when t.status = 'INTERRUPTED' then 1 else 0 end) as interrupted,
                   sum(case when t.origin = 'CONFIRMATION' and t.ended_at is not null then 1 else 0 end) as confirmed,
                   coalesce(sum(t.duration_us), 0) as evaluation_us
              from v_run r
              join trial t on t.run_id = r.run_id
             group by r.run_id, r.completed_trials, r.failed_trials, r.pruned_trials, r.running_trials,
                      r.interrupted_trials, r.confirmed_trials, r.evaluation_time_us
            """;
    private static final String MISCOUNTED = "select * from (" + COUNTED + """
            ) c
             where completed <> completed_trials or failed <> failed_trials or pruned <> pruned_trials
                or running <> running_trials or interrupted <> interrupted_trials or confirmed <> confirmed_trials
                or evaluation_us <> evaluation_time_us
            """;
    private static final String WORKERS = """
            select w.run_id, w.worker, w.attempts, w.interrupted_attempts, w.evaluation_time_us
              from v_worker w
             where w.attempts <> (select count(*) from trial_attempt a where a.run_id = w.run_id and a.worker = w.worker)
                or w.interrupted_attempts <> (select count(*)
                                                from trial_attempt a
                                               where a.run_id = w.run_id and a.worker = w.worker
                                                 and a.outcome = 'INTERRUPTED')
                or w.evaluation_time_us <> (select coalesce(sum(a.duration_us), 0)
                                              from trial_attempt a
                                             where a.run_id = w.run_id and a.worker = w.worker)
            """;
    private static final String LONGEST = """
            select run_id, max(duration_us) from trial where status = 'COMPLETED' group by run_id having max(duration_us) > 0
            except
            select run_id, max(longest_us) from worker_total group by run_id
            """;
    private static final String SKIPPED = """
            select t.run_id, t.trial_id, t.status, z.worker, z.open_from
              from trial t
              join worker_total z on z.run_id = t.run_id and z.worker = t.worker
             where t.ended_at is null
               and t.trial_id < (select min(m.open_from) from worker_total m where m.run_id = t.run_id)
            """;
    private static final String FAILURES = """
            (select run_id, trial_id, attempt from trial_attempt where outcome = 'FAILED'
             except
             select run_id, trial_id, attempt from v_failure)
             union all
            (select run_id, trial_id, attempt from v_failure
             except
             select run_id, trial_id, attempt from trial_attempt where outcome = 'FAILED')
            """;
    private static final String BEST_SO_FAR = """
            select t.run_id, t.trial_id,
                   case when r.direction = 'MAXIMIZE'
                        then max(t.objective) over (partition by t.run_id order by t.trial_id)
                        else min(t.objective) over (partition by t.run_id order by t.trial_id)
                   end as incumbent_objective
              from trial t
              join tuning_run r on r.run_id = t.run_id
             where t.status = 'COMPLETED' and r.objectives = 1 and t.origin <> 'CONFIRMATION'
               and t.budget = (select max(b.budget)
                                 from trial b
                                where b.run_id = t.run_id and b.status = 'COMPLETED' and b.origin <> 'CONFIRMATION')
            """;
    private static final String INCUMBENTS = "(" + BEST_SO_FAR
            + " except select run_id, trial_id, incumbent_objective from v_incumbent) union all"
            + " (select run_id, trial_id, incumbent_objective from v_incumbent except " + BEST_SO_FAR + ")";
    private static final String IMPROVEMENTS = """
            select run_id, trial_id from v_incumbent where improved
            except
            select run_id, min(trial_id) from v_incumbent group by run_id, incumbent_objective
            """;

    private static final String EQUALS = """
            select t.run_id, t.trial_id
              from trial t
              join tuning_run r on r.run_id = t.run_id
             where r.objectives = 1 and t.status = 'COMPLETED' and t.origin <> 'CONFIRMATION'
               and t.objective = r.best_objective and t.budget = coalesce(r.best_budget, 1)
            except
            select run_id, trial_id from v_pareto
            """;

    private KeptFigures() {}

    /** Of all runs in a database that nobody changes meanwhile. */
    public static void check(JdbcTemplate sql) {
        for (String differences :
                new String[] {MISCOUNTED, WORKERS, LONGEST, SKIPPED, FAILURES, INCUMBENTS, IMPROVEMENTS, EQUALS}) {
            assertThat(sql.queryForList(differences)).as(differences).isEmpty();
        }
    }
}
