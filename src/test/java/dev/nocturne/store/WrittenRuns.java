package dev.nocturne.store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs that SQL has written, large or small, with everything in them that a report shows. What a trial is like is a function
 * of its id: one of ten failed, one of ten was pruned, the last two run, the two before them are interrupted.
 */
public final class WrittenRuns {
    public static final String STUDY = "written";

    private static final String RUN = """
            insert into tuning_run (study_id, run_key, status, strategy, direction, seed, lag, horizon, planned_trials,
                                    configuration, configuration_file, configuration_sha256, run_token, started_at, starts,
                                    active_us, epoch, objectives)
            select study_id, :key, 'RUNNING', 'tpe', :direction, 7, 2, 10, :trials, 'study: written', 's.yml', :sha, 'token',
                   timestamp with time zone '2026-01-01 00:00:00+00' + cast(:night as integer) * interval '1' day, 1, 5000000, :epoch, :objectives
              from study
             where name = 'written'
            """;
    private static final String TRIALS = """
            insert into trial (run_id, trial_id, status, objective, parameters, budget, promoted_from, attempts, failure_kind,
                               failure_message, worker, started_at, ended_at, duration_us, history_seen, origin)
            select :run, x, status,
                   case when status = 'COMPLETED' then sqrt(1 + mod(mod(x, 10007) * 7919, 10007)) end,
                   '{"a":' || mod(x * 31, 1000) || ',"kind":"' || case when mod(x, 3) = 0 then 'one' else 'two' end || '"'
                       || case when mod(x, 2) = 0 then ',"gamma":0.' || (1 + mod(x * 13, 1000)) else '' end || '}',
                   %1$s, case when %1$s > 1 then x - 1 end,
                   case when mod(x, 50) = 3 then 2 else 1 end,
                   case when status = 'FAILED' then 'EXIT_CODE' end,
                   case when status = 'FAILED' then 'message ' || mod(x, 7) end,
                   'worker ' || mod(x, 3),
                   timestamp with time zone '2026-01-01 00:00:00+00' + x * interval '1' second,
                   case when status not in ('RUNNING', 'INTERRUPTED')
                        then timestamp with time zone '2026-01-01 00:00:01+00' + x * interval '1' second end,
                   case when status not in ('RUNNING', 'INTERRUPTED') then 1000000 end, 0,
                   case when x = 0 then 'CHAMPION' when x < 3 then 'ENQUEUED' else 'SEARCH' end
              from (select x,
                           case when x >= :trials - 2 then 'RUNNING'
                                when x >= :trials - 4 then 'INTERRUPTED'
                                when mod(x, 10) = 7 then 'FAILED'
                                when mod(x, 10) = 8 then 'PRUNED'
                                else 'COMPLETED'
                           end as status
                      from %2$s) made
            """;
    private static final String ATTEMPTS = """
            insert into trial_attempt (run_id, trial_id, attempt, worker, host, pid, started_at, ended_at, duration_us, outcome,
                                       failure_kind, failure_message, error_output)
            select run_id, trial_id, attempts, worker, 'host', 1, started_at, ended_at, duration_us, status,
                   failure_kind, failure_message, 'printed by ' || trial_id
              from trial
             where run_id = :run and ended_at is not null
            """;
    private static final String INTERRUPTIONS = """
            insert into trial_attempt (run_id, trial_id, attempt, worker, host, pid, started_at, ended_at, outcome)
            select run_id, trial_id, 1, worker, 'host', 1, started_at, started_at, 'INTERRUPTED'
              from trial
             where run_id = :run and (attempts = 2 or status = 'INTERRUPTED')
            """;
    private static final String MEASUREMENTS = """
            insert into trial_measurement (run_id, trial_id, step, measured_value, recorded_at)
            select t.run_id, t.trial_id, x, t.trial_id + x / 8.0, t.started_at
              from trial t
             cross join %s
             where t.run_id = :run and mod(t.trial_id, 10) in (1, 8) and t.trial_id between %s and %s
            """;
    private static final String CONFIRMATIONS = """
            insert into trial (run_id, trial_id, status, objective, parameters, budget, attempts, worker, started_at,
                               ended_at, duration_us, history_seen, origin, confirms, repetition)
            select :run, :trials + x, 'COMPLETED', -1e6, '{"a":1}', 27, 1, 'worker 9',
                   timestamp with time zone '2026-01-03 00:00:00+00', timestamp with time zone '2026-01-03 00:00:01+00',
                   1000000, 0, 'CONFIRMATION', 0, x
              from %s
            """;
    /** The larger the first, the smaller the second, but for one of ten trials, which is worse in both. */
    private static final String OBJECTIVES = """
            insert into trial_objective (run_id, trial_id, position, objective)
            select t.run_id, t.trial_id, x,
                   case when x = 0 then t.objective when mod(t.trial_id, 10) = 4 then 1000 else -t.objective end
              from trial t
             cross join %s
             where t.run_id = :run and t.status = 'COMPLETED'
            """;

    private static final String FRONT = """
            insert into pareto_trial (run_id, trial_id)
            select run_id, trial_id
              from trial
             where run_id = :run and status = 'COMPLETED' and mod(trial_id, 10) <> 4
            """;
    private static final String BEST = """
            update tuning_run
               set best_objective = (select min(objective) from trial where run_id = :run and budget = :budget
                                        and status = 'COMPLETED' and origin <> 'CONFIRMATION'),
                   best_budget = :budget, search_trials = :trials, next_trial_id = :trials,
                   confirmation_trials = 5, next_confirmation = 5,
                   interrupted_trials = (select count(*) from trial where run_id = :run and status = 'INTERRUPTED')
             where run_id = :run
            """;
    private static final String BEST_TRIAL = """
            update tuning_run
               set best_trial_id = (select min(t.trial_id) from trial t where t.run_id = :run and t.budget = :budget
                                       and t.status = 'COMPLETED' and t.objective = best_objective)
             where run_id = :run
            """;

    private final JdbcTemplate template;
    private final JdbcClient sql;
    private final boolean h2;
    private boolean totals = true;

    public WrittenRuns(JdbcTemplate template, boolean h2) {
        this.template = template;
        this.sql = JdbcClient.create(template);
        this.h2 = h2;
        if (sql.sql("select study_id from study where name = 'written'")
                .query(Long.class)
                .optional()
                .isEmpty()) {
            sql.sql("insert into study (name, created_at) values ('written', current_timestamp)")
                    .update();
        }
    }

    /** In tables of before there were totals. */
    WrittenRuns withoutTotals() {
        totals = false;
        return this;
    }

    /** A run that is minimised, with trials at one budget. */
    public long plain(String key, int night, int epoch, int trials) {
        return write(key, night, epoch, trials, "cast(1 as double precision)", 1);
    }

    /** A run with trials at three budgets. */
    long withRungs(String key, int night, int trials) {
        String budget =
                "cast(case when mod(x, 27) = 5 then 9 when mod(x, 9) = 5 then 3 else 1 end as double precision)";
        return write(key, night, 1, trials, budget, 9);
    }

    /** A run with two objectives, {@code loss} and {@code cost}, with most trials on the front, those evaluated again as well. */
    long withObjectives(String key, int trials) {
        long run = plain(key, 0, 1, trials);
        sql.sql("insert into run_objective (run_id, position, name, direction) values (:run, 0, 'loss', 'MINIMIZE'),"
                        + " (:run, 1, 'cost', 'MINIMIZE')")
                .param("run", run)
                .update();
        fill(OBJECTIVES.formatted(series(2)), run, trials);
        fill(FRONT, run, trials);
        sql.sql("update tuning_run set objectives = 2, best_trial_id = null, best_objective = null, best_budget = null"
                        + " where run_id = :run")
                .param("run", run)
                .update();
        if (totals) {
            sql.sql("delete from incumbent where run_id = :run")
                    .param("run", run)
                    .update();
        }
        return run;
    }

    private long write(String key, int night, int epoch, int trials, String budget, double largest) {
        sql.sql(RUN)
                .param("key", key)
                .param("direction", "MINIMIZE")
                .param("trials", trials)
                .param("sha", "0".repeat(64))
                .param("night", night)
                .param("epoch", epoch)
                .param("objectives", 1)
                .update();
        long run = sql.sql("select run_id from tuning_run where run_key = :key")
                .param("key", key)
                .query(Long.class)
                .single();
        fill(TRIALS.formatted(budget, series(trials)), run, trials);
        fill(ATTEMPTS, run, trials);
        fill(INTERRUPTIONS, run, trials);
        fill(MEASUREMENTS.formatted(series(1000), 1, 1), run, trials);
        fill(MEASUREMENTS.formatted(series(4), 2, trials), run, trials);
        fill(CONFIRMATIONS.formatted(series(5)), run, trials);
        sql.sql(BEST)
                .param("run", run)
                .param("budget", largest)
                .param("trials", trials)
                .update();
        sql.sql(BEST_TRIAL).param("run", run).param("budget", largest).update();
        if (totals) {
            RecountedTotals.insert(template, run);
        }
        return run;
    }

    private void fill(String statement, long run, int trials) {
        var filled = sql.sql(statement).param("run", run);
        (statement.contains(":trials") ? filled.param("trials", trials) : filled).update();
    }

    /** The numbers x from 0 on. */
    String series(int size) {
        return h2
                ? "(select cast(x as integer) as x from system_range(0, " + (size - 1) + ")) as numbers"
                : "generate_series(0, " + (size - 1) + ") as numbers(x)";
    }
}
