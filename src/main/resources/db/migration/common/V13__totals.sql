-- What would have to be counted or searched for in all trials of a run, kept as they come: a run may have millions. Filled
-- from what is there. On H2 each statement may have been run before, and no table is altered: H2 copies it.

-- One row for each worker of a run, which it alone changes, in the transaction that changes its trials.
create table if not exists worker_total (
    run_id               bigint not null,
    worker               varchar(300) not null,
    attempts             bigint default 0 not null,
    interrupted_attempts bigint default 0 not null,
    attempt_us           bigint default 0 not null,
    completed            bigint default 0 not null,
    failed               bigint default 0 not null,
    pruned               bigint default 0 not null,
    confirmed            bigint default 0 not null,
    trial_us             bigint default 0 not null,
    longest_us           bigint default 0 not null,
    open_from            integer default 0 not null,
    primary key (run_id, worker),
    constraint worker_total_run foreign key (run_id) references tuning_run (run_id)
);

-- Of a run with one objective: each trial that is no worse than all of a smaller id.
create table if not exists incumbent (
    run_id    bigint not null,
    trial_id  integer not null,
    objective double precision not null,
    improved  boolean not null,
    primary key (run_id, trial_id)
);

create table if not exists failed_attempt (
    run_id   bigint not null,
    trial_id integer not null,
    attempt  integer not null,
    primary key (run_id, trial_id, attempt)
);

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
         group by run_id, worker
        union all
        select run_id, worker, 0, 0, 0, 0, 0, 0, 0, 0, 0, null
          from worker
       ) d
  join tuning_run r on r.run_id = d.run_id
 where not exists (select 1 from worker_total k where k.run_id = d.run_id and k.worker = d.worker)
 group by d.run_id, d.worker;

-- Trial by trial only where a thousand of them has one that is no worse than all before: a run of millions is not sorted.
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
                                 where t.status = 'COMPLETED' and r.objectives = 1
                                   and t.budget = coalesce(r.best_budget, 1) and t.origin <> 'CONFIRMATION'
                                 group by t.run_id, t.trial_id / 1000) b) f
                  join tuning_run r on r.run_id = f.run_id
                  join trial t on t.run_id = f.run_id and t.trial_id >= f.block * 1000
                              and t.trial_id < f.block * 1000 + 1000
                 where (f.best_before is null or f.best <= f.best_before)
                   and t.status = 'COMPLETED' and t.budget = coalesce(r.best_budget, 1)
                   and t.origin <> 'CONFIRMATION') t) steps
 where loss = so_far and (best_before is null or loss <= best_before)
   and not exists (select 1 from incumbent i where i.run_id = steps.run_id);

insert into failed_attempt (run_id, trial_id, attempt)
select a.run_id, a.trial_id, a.attempt
  from trial_attempt a
 where a.outcome = 'FAILED'
   and not exists (select 1
                     from failed_attempt f
                    where f.run_id = a.run_id and f.trial_id = a.trial_id and f.attempt = a.attempt);
