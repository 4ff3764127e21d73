-- What a run knew before its first trial, as fixed at its first start: the source may change, the run may not.
create table if not exists run_known_trial (
    run_id          bigint not null,
    position        integer not null,
    source          varchar(1000) not null,
    source_id       integer not null,
    status          varchar(11) not null,
    objective       double precision,
    objectives      varchar(1000000),
    parameters      varchar(1000000) not null,
    failure_kind    varchar(40),
    failure_message varchar(4000),
    primary key (run_id, position),
    constraint run_known_trial_run foreign key (run_id) references tuning_run (run_id),
    constraint run_known_trial_status check (status in ('COMPLETED', 'FAILED')),
    constraint run_known_trial_completed check ((status = 'COMPLETED') = (objectives is not null)),
    constraint run_known_trial_failed check ((status = 'FAILED') = (failure_kind is not null))
);
