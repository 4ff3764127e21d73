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
    primary key (run_id, trial_id),
    constraint incumbent_run foreign key (run_id) references tuning_run (run_id)
);

create table if not exists failed_attempt (
    run_id   bigint not null,
    trial_id integer not null,
    attempt  integer not null,
    primary key (run_id, trial_id, attempt),
    constraint failed_attempt_run foreign key (run_id) references tuning_run (run_id)
);

insert into worker_total (run_id, worker, attempts, interrupted_attempts, attempt_us, completed, failed, pruned,
                          confirmed, trial_us, longest_us)
select run_id, worker, sum(attempts), sum(interrupted), sum(attempt_us), sum(completed), sum(failed),
       sum(pruned), sum(confirmed), sum(trial_us), max(longest_us)
  from (select run_id, worker, 1 as attempts,
               case when outcome = 'INTERRUPTED' then 1 else 0 end as interrupted,
               coalesce(duration_us, 0) as attempt_us,
               0 as completed, 0 as failed, 0 as pruned, 0 as confirmed, 0 as trial_us, 0 as longest_us
          from trial_attempt
        union all
        select run_id, worker, 0, 0, 0,
               case when status = 'COMPLETED' and origin <> 'CONFIRMATION' then 1 else 0 end,
               case when status = 'FAILED' and origin <> 'CONFIRMATION' then 1 else 0 end,
               case when status = 'PRUNED' then 1 else 0 end,
               case when ended_at is not null and origin = 'CONFIRMATION' then 1 else 0 end,
               coalesce(duration_us, 0),
               case when status = 'COMPLETED' then duration_us else 0 end
          from trial
        union all
        select run_id, worker, 0, 0, 0, 0, 0, 0, 0, 0, 0
          from worker) done
 where not exists (select 1 from worker_total k where k.run_id = done.run_id and k.worker = done.worker)
 group by run_id, worker;

insert into incumbent (run_id, trial_id, objective, improved)
select p.run_id, p.trial_id, p.objective, p.place = 1
  from (select t.run_id,
               t.trial_id,
               t.objective,
               t.best_so_far,
               row_number() over (partition by t.run_id, t.best_so_far order by t.trial_id) as place
          from (select t.run_id,
                       t.trial_id,
                       t.objective,
                       case when r.direction = 'MAXIMIZE'
                            then max(t.objective) over (partition by t.run_id order by t.trial_id)
                            else min(t.objective) over (partition by t.run_id order by t.trial_id)
                       end as best_so_far
                  from trial t
                  join tuning_run r on r.run_id = t.run_id
                 where t.status = 'COMPLETED' and r.objectives = 1 and t.budget = coalesce(r.best_budget, 1)
                   and t.origin <> 'CONFIRMATION') t) p
 where p.objective = p.best_so_far
   and not exists (select 1 from incumbent i where i.run_id = p.run_id);

insert into failed_attempt (run_id, trial_id, attempt)
select a.run_id, a.trial_id, a.attempt
  from trial_attempt a
 where a.outcome = 'FAILED'
   and not exists (select 1
                     from failed_attempt f
                    where f.run_id = a.run_id and f.trial_id = a.trial_id and f.attempt = a.attempt);
