-- Studies with several objectives. A run with one objective has rows in none of these tables.

alter table tuning_run add column if not exists objectives integer default 1 not null;
alter table tuning_summary add column if not exists front_trials integer;

create table if not exists run_objective (
    run_id    bigint not null,
    position  integer not null,
    name      varchar(200) not null,
    direction varchar(8) not null,
    primary key (run_id, position),
    constraint run_objective_run foreign key (run_id) references tuning_run (run_id),
    constraint run_objective_name_unique unique (run_id, name),
    constraint run_objective_direction check (direction in ('MINIMIZE', 'MAXIMIZE'))
);

create table if not exists trial_objective (
    run_id    bigint not null,
    trial_id  integer not null,
    position  integer not null,
    objective double precision not null,
    primary key (run_id, trial_id, position)
);

-- The front so far, kept as results come in: what it is of thousands of trials could not be asked of SQL in a moment.
create table if not exists pareto_trial (
    run_id   bigint not null,
    trial_id integer not null,
    primary key (run_id, trial_id)
);
