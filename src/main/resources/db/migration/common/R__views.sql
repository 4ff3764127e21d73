-- The views: names and columns are a public interface, described in docs/sql.md. Columns are only ever added.

create or replace view v_trial as
select s.name as study,
       r.run_key,
       t.trial_id,
       t.status,
       t.objective,
       t.duration_us,
       t.parameters,
       t.budget,
       t.attempts,
       t.failure_kind,
       t.failure_message,
       t.worker,
       t.started_at,
       t.ended_at,
       t.history_seen,
       t.run_id,
       t.promoted_from,
       t.pruned_step,
       t.pruned_value
  from trial t
  join tuning_run r on r.run_id = t.run_id
  join study s on s.study_id = r.study_id;

create or replace view v_trial_parameter as
select s.name as study,
       r.run_key,
       t.trial_id,
       t.status,
       t.objective,
       t.duration_us,
       p.name,
       p.numeric_value,
       p.text_value,
       t.run_id
  from trial_parameter p
  join trial t on t.run_id = p.run_id and t.trial_id = p.trial_id
  join tuning_run r on r.run_id = t.run_id
  join study s on s.study_id = r.study_id;

create or replace view v_best_trial as
select s.name as study,
       r.run_key,
       t.trial_id,
       t.objective,
       t.duration_us,
       t.parameters,
       t.ended_at,
       t.run_id
  from tuning_run r
  join study s on s.study_id = r.study_id
  join trial t on t.run_id = r.run_id and t.trial_id = r.best_trial_id;

create or replace view v_incumbent as
select study,
       run_key,
       trial_id,
       objective,
       incumbent_objective,
       trial_id = min(trial_id) over (partition by run_id, incumbent_objective) as improved,
       ended_at,
       run_id
  from (select s.name as study,
               r.run_key,
               t.trial_id,
               t.objective,
               case when r.direction = 'MAXIMIZE'
                    then max(t.objective) over (partition by t.run_id order by t.trial_id)
                    else min(t.objective) over (partition by t.run_id order by t.trial_id)
               end as incumbent_objective,
               t.ended_at,
               t.run_id
          from trial t
          join tuning_run r on r.run_id = t.run_id
          join study s on s.study_id = r.study_id
         where t.status = 'COMPLETED' and r.objectives = 1 and t.budget = coalesce(r.best_budget, 1)) progress;

create or replace view v_run as
select s.name as study,
       r.run_key,
       r.status,
       r.strategy,
       r.direction,
       r.seed,
       r.lag,
       r.planned_trials,
       coalesce(c.completed, 0) as completed_trials,
       coalesce(c.failed, 0) as failed_trials,
       coalesce(c.pruned, 0) as pruned_trials,
       coalesce(c.running, 0) as running_trials,
       coalesce(c.interrupted, 0) as interrupted_trials,
       r.best_objective,
       r.best_trial_id,
       z.total_time_us,
       coalesce(c.evaluation_us, 0) as evaluation_time_us,
       r.starts - 1 as restarts,
       r.end_reason,
       r.started_at,
       r.ended_at,
       r.owner_host,
       r.owner_pid,
       r.configuration_file,
       r.configuration_sha256,
       r.run_id,
       r.objectives,
       case when r.objectives > 1
            then (select cast(count(*) as integer) from pareto_trial p where p.run_id = r.run_id)
       end as front_trials,
       coalesce(r.end_condition, z.end_condition) as end_condition,
       r.resumed_at,
       r.active_us as active_time_us,
       r.window_ends_at,
       r.max_failures
  from tuning_run r
  join study s on s.study_id = r.study_id
  left join (select run_id,
                    sum(case when status = 'COMPLETED' then 1 else 0 end) as completed,
                    sum(case when status = 'FAILED' then 1 else 0 end) as failed,
                    sum(case when status = 'PRUNED' then 1 else 0 end) as pruned,
                    sum(case when status = 'RUNNING' then 1 else 0 end) as running,
                    sum(case when status = 'INTERRUPTED' then 1 else 0 end) as interrupted,
                    cast(sum(duration_us) as bigint) as evaluation_us
               from trial
              group by run_id) c on c.run_id = r.run_id
  left join tuning_summary z on z.run_id = r.run_id;

create or replace view v_failure as
select s.name as study,
       r.run_key,
       a.trial_id,
       a.attempt,
       t.status as trial_status,
       a.failure_kind,
       a.failure_message,
       a.worker,
       a.host,
       a.pid,
       a.started_at,
       a.ended_at,
       a.duration_us,
       a.run_id,
       a.program_pid,
       a.exit_code,
       a.error_output
  from trial_attempt a
  join trial t on t.run_id = a.run_id and t.trial_id = a.trial_id
  join tuning_run r on r.run_id = a.run_id
  join study s on s.study_id = r.study_id
 where a.outcome = 'FAILED';

create or replace view v_attempt as
select s.name as study,
       r.run_key,
       a.trial_id,
       a.attempt,
       a.outcome,
       t.status as trial_status,
       a.failure_kind,
       a.failure_message,
       a.exit_code,
       a.error_output,
       a.program_pid,
       a.worker,
       a.host,
       a.pid,
       a.started_at,
       a.ended_at,
       a.duration_us,
       a.run_id
  from trial_attempt a
  join trial t on t.run_id = a.run_id and t.trial_id = a.trial_id
  join tuning_run r on r.run_id = a.run_id
  join study s on s.study_id = r.study_id;

create or replace view v_measurement as
select s.name as study,
       r.run_key,
       m.trial_id,
       m.step,
       m.measured_value,
       t.status as trial_status,
       t.budget,
       m.recorded_at,
       m.run_id
  from trial_measurement m
  join trial t on t.run_id = m.run_id and t.trial_id = m.trial_id
  join tuning_run r on r.run_id = m.run_id
  join study s on s.study_id = r.study_id;

create or replace view v_trial_objective as
select s.name as study,
       r.run_key,
       t.trial_id,
       0 as position,
       'objective' as name,
       r.direction,
       t.objective,
       t.run_id
  from trial t
  join tuning_run r on r.run_id = t.run_id
  join study s on s.study_id = r.study_id
 where r.objectives = 1 and t.status = 'COMPLETED'
union all
select s.name,
       r.run_key,
       o.trial_id,
       o.position,
       g.name,
       g.direction,
       o.objective,
       o.run_id
  from trial_objective o
  join run_objective g on g.run_id = o.run_id and g.position = o.position
  join tuning_run r on r.run_id = o.run_id
  join study s on s.study_id = r.study_id;

create or replace view v_pareto as
select s.name as study,
       r.run_key,
       t.trial_id,
       0 as position,
       'objective' as name,
       r.direction,
       t.objective,
       t.duration_us,
       t.parameters,
       t.ended_at,
       t.run_id
  from trial t
  join tuning_run r on r.run_id = t.run_id
  join study s on s.study_id = r.study_id
 where r.objectives = 1 and t.status = 'COMPLETED' and t.objective = r.best_objective
   and t.budget = coalesce(r.best_budget, 1)
union all
select s.name,
       r.run_key,
       t.trial_id,
       o.position,
       g.name,
       g.direction,
       o.objective,
       t.duration_us,
       t.parameters,
       t.ended_at,
       t.run_id
  from pareto_trial p
  join trial t on t.run_id = p.run_id and t.trial_id = p.trial_id
  join trial_objective o on o.run_id = p.run_id and o.trial_id = p.trial_id
  join run_objective g on g.run_id = o.run_id and g.position = o.position
  join tuning_run r on r.run_id = p.run_id
  join study s on s.study_id = r.study_id;

create or replace view v_known_trial as
select s.name as study,
       r.run_key,
       k.position,
       k.source,
       k.source_id,
       k.status,
       k.objective,
       k.objectives,
       k.parameters,
       k.failure_kind,
       k.failure_message,
       k.run_id
  from run_known_trial k
  join tuning_run r on r.run_id = k.run_id
  join study s on s.study_id = r.study_id;

create or replace view v_worker as
select s.name as study,
       r.run_key,
       w.worker,
       w.host,
       w.pid,
       w.remote,
       w.ended_at is null as present,
       coalesce(a.attempts, 0) as attempts,
       coalesce(a.interrupted, 0) as interrupted_attempts,
       coalesce(a.evaluation_us, 0) as evaluation_time_us,
       w.started_at,
       w.ended_at,
       w.end_reason,
       w.lease_until,
       w.run_id
  from worker w
  join tuning_run r on r.run_id = w.run_id
  join study s on s.study_id = r.study_id
  left join (select run_id,
                    worker,
                    count(*) as attempts,
                    sum(case when outcome = 'INTERRUPTED' then 1 else 0 end) as interrupted,
                    cast(sum(duration_us) as bigint) as evaluation_us
               from trial_attempt
              group by run_id, worker) a on a.run_id = w.run_id and a.worker = w.worker;

create or replace view v_sink as
select k.sink,
       k.type,
       k.assigned_sequence - k.delivered_sequence
           + (select count(*)
                from event_outbox o
                join tuning_event e on e.event_id = o.event_id
               where k.events is null or position(',' || e.type || ',' in k.events) > 0) as pending,
       k.assigned_sequence,
       k.delivered_sequence,
       k.failures,
       k.last_error,
       k.last_success_at,
       k.next_attempt_at,
       k.events,
       k.registered_at,
       k.configured_at,
       k.leased_by,
       k.leased_until
  from event_sink k;
