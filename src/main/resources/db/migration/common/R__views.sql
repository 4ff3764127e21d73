-- The views: names and columns are a public interface, described in docs/sql.md. Columns are only ever added.
-- A view gives the run and the trial of its smallest table: H2 searches the table that they come from, and no other, for a
-- run that is asked for.

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
       t.pruned_value,
       t.origin,
       t.confirms,
       t.repetition
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
       t.run_id,
       t.budget,
       t.origin
  from trial_parameter p
  join trial t on t.run_id = p.run_id and t.trial_id = p.trial_id
  join tuning_run r on r.run_id = t.run_id
  join study s on s.study_id = r.study_id;

create or replace view v_best_trial as
select s.name as study,
       r.run_key,
       r.best_trial_id as trial_id,
       t.objective,
       t.duration_us,
       t.parameters,
       t.ended_at,
       r.run_id
  from tuning_run r
  join study s on s.study_id = r.study_id
  join trial t on t.run_id = r.run_id and t.trial_id = r.best_trial_id;

create or replace view v_incumbent as
select s.name as study,
       r.run_key,
       i.trial_id,
       t.objective,
       i.objective as incumbent_objective,
       true as improved,
       t.ended_at,
       i.run_id
  from incumbent i
  join tuning_run r on r.run_id = i.run_id
  join study s on s.study_id = r.study_id
  join trial t on t.run_id = i.run_id and t.trial_id = i.trial_id
 where i.improved
union all
-- Two halves, so that whoever asks for what improved does not wait for the other.
select s.name,
       r.run_key,
       t.trial_id,
       t.objective,
       i.objective,
       false,
       t.ended_at,
       r.run_id
  from trial t
  join tuning_run r on r.run_id = t.run_id
  join study s on s.study_id = r.study_id
  join incumbent i on i.run_id = t.run_id
                  and i.trial_id = (select max(e.trial_id)
                                      from incumbent e
                                     where e.run_id = t.run_id and e.trial_id <= t.trial_id)
 where t.status = 'COMPLETED' and t.budget = coalesce(r.best_budget, 1) and t.origin <> 'CONFIRMATION'
   and not (i.improved and i.trial_id = t.trial_id);

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
       r.next_trial_id + r.next_confirmation - coalesce(c.ended, 0) - r.interrupted_trials as running_trials,
       cast(r.interrupted_trials as bigint) as interrupted_trials,
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
       r.max_failures,
       r.epoch,
       r.champion_number as champion,
       r.search_trials,
       r.confirmation_trials,
       coalesce(c.confirmed, 0) as confirmed_trials
  from tuning_run r
  join study s on s.study_id = r.study_id
  left join (select run_id,
                    cast(sum(completed) as bigint) as completed,
                    cast(sum(failed) as bigint) as failed,
                    cast(sum(confirmed) as bigint) as confirmed,
                    cast(sum(pruned) as bigint) as pruned,
                    cast(sum(completed + failed + confirmed + pruned) as bigint) as ended,
                    cast(sum(trial_us) as bigint) as evaluation_us
               from worker_total
              group by run_id) c on c.run_id = r.run_id
  left join tuning_summary z on z.run_id = r.run_id;

create or replace view v_failure as
select s.name as study,
       r.run_key,
       f.trial_id,
       f.attempt,
       t.status as trial_status,
       a.failure_kind,
       a.failure_message,
       a.worker,
       a.host,
       a.pid,
       a.started_at,
       a.ended_at,
       a.duration_us,
       f.run_id,
       a.program_pid,
       a.exit_code,
       a.error_output
  from failed_attempt f
  join trial_attempt a on a.run_id = f.run_id and a.trial_id = f.trial_id and a.attempt = f.attempt
  join trial t on t.run_id = f.run_id and t.trial_id = f.trial_id
  join tuning_run r on r.run_id = f.run_id
  join study s on s.study_id = r.study_id;

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
       i.trial_id,
       0 as position,
       'objective' as name,
       r.direction,
       t.objective,
       t.duration_us,
       t.parameters,
       t.ended_at,
       i.run_id
  from tuning_run r
  join study s on s.study_id = r.study_id
  join incumbent i on i.run_id = r.run_id and i.trial_id >= r.best_trial_id
  join trial t on t.run_id = i.run_id and t.trial_id = i.trial_id
 where r.objectives = 1
union all
select s.name,
       r.run_key,
       p.trial_id,
       o.position,
       g.name,
       g.direction,
       o.objective,
       t.duration_us,
       t.parameters,
       t.ended_at,
       p.run_id
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
       coalesce(z.attempts, 0) as attempts,
       coalesce(z.interrupted_attempts, 0) as interrupted_attempts,
       coalesce(z.attempt_us, 0) as evaluation_time_us,
       w.started_at,
       w.ended_at,
       w.end_reason,
       w.lease_until,
       w.run_id
  from worker w
  join tuning_run r on r.run_id = w.run_id
  join study s on s.study_id = r.study_id
  left join worker_total z on z.run_id = w.run_id and z.worker = w.worker;

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

create or replace view v_champion as
select s.name as study,
       c.champion_number as champion,
       c.champion_number = (select max(l.champion_number) from champion l where l.study_id = c.study_id) as is_current,
       c.reason,
       c.parameters,
       c.objective,
       r.run_key,
       c.trial_id,
       c.replaces,
       c.restores,
       c.gain,
       c.p_value,
       c.note,
       c.promoted_at,
       c.run_id
  from champion c
  join study s on s.study_id = c.study_id
  join tuning_run r on r.run_id = c.run_id;

create or replace view v_confirmation as
select s.name as study,
       r.run_key,
       c.place,
       c.trial_id,
       c.role,
       t.parameters,
       t.objective,
       c.completed,
       c.failed,
       c.mean_objective,
       c.deviation,
       c.gain,
       c.p_value,
       c.adjusted_p_value,
       c.promoted,
       c.note,
       c.run_id
  from confirmation c
  join trial t on t.run_id = c.run_id and t.trial_id = c.trial_id
  join tuning_run r on r.run_id = c.run_id
  join study s on s.study_id = r.study_id;

create or replace view v_drift as
select d.study,
       d.run_key,
       d.epoch,
       d.champion,
       d.objective,
       d.previous_run_key,
       d.previous_objective,
       d.previous_epoch = d.epoch as same_epoch,
       case when d.direction = 'MAXIMIZE' then d.objective - d.previous_objective
            else d.previous_objective - d.objective
       end as change,
       d.ended_at as evaluated_at,
       d.run_id
  from (select s.name as study,
               r.run_key,
               r.epoch,
               r.direction,
               r.champion_number as champion,
               t.objective,
               coalesce(lag(r.run_key) over champions, p.run_key) as previous_run_key,
               coalesce(lag(t.objective) over champions, c.objective) as previous_objective,
               coalesce(lag(r.epoch) over champions, p.epoch) as previous_epoch,
               t.ended_at,
               r.run_id
          from tuning_run r
          join study s on s.study_id = r.study_id
          join trial t on t.run_id = r.run_id and t.trial_id = 0 and t.origin = 'CHAMPION' and t.status = 'COMPLETED'
          join champion c on c.study_id = r.study_id and c.champion_number = r.champion_number
          join tuning_run p on p.run_id = c.run_id
        window champions as (partition by r.study_id, r.champion_number order by r.started_at, r.run_id)) d;

create or replace view v_night as
select n.study,
       n.run_key,
       n.night,
       n.status,
       n.epoch,
       n.planned_trials,
       n.done_trials,
       case when n.status in ('STOPPED', 'FAILED') and n.end_condition is null and n.done_trials < n.planned_trials
            then n.planned_trials - n.done_trials
            else 0
       end as carried_over_trials,
       n.failed_trials,
       n.pruned_trials,
       n.restarts,
       n.active_time_us,
       n.started_at,
       n.ended_at,
       n.best_objective,
       n.best_trial_id,
       n.previous_run_key,
       n.previous_epoch = n.epoch as same_epoch,
       case when n.previous_epoch <> n.epoch then null
            when n.direction = 'MAXIMIZE' then n.best_objective - n.previous_best
            else n.previous_best - n.best_objective
       end as best_change,
       n.active_time_us - n.previous_active_us as active_change_us,
       n.champion,
       n.champion_objective,
       n.promoted_champion,
       n.run_id
  from (select v.study,
               v.run_key,
               row_number() over nights as night,
               v.status,
               v.epoch,
               v.direction,
               v.end_condition,
               v.planned_trials,
               v.completed_trials + v.failed_trials + v.pruned_trials as done_trials,
               v.failed_trials,
               v.pruned_trials,
               v.restarts,
               v.active_time_us,
               v.started_at,
               v.ended_at,
               v.best_objective,
               v.best_trial_id,
               lag(v.run_key) over nights as previous_run_key,
               lag(v.epoch) over nights as previous_epoch,
               lag(v.best_objective) over nights as previous_best,
               lag(v.active_time_us) over nights as previous_active_us,
               v.champion,
               (select t.objective
                  from trial t
                 where t.run_id = v.run_id and t.trial_id = 0 and t.origin = 'CHAMPION') as champion_objective,
               (select max(c.champion_number)
                  from champion c
                 where c.run_id = v.run_id and c.reason in ('FIRST', 'TEST')) as promoted_champion,
               v.run_id
          from v_run v
        window nights as (partition by v.study order by v.started_at, v.run_id)) n;
