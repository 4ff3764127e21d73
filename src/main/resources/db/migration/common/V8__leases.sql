-- Who takes part in a run, and until when the database takes them for alive. Leases end by the database's clock alone.

create table if not exists run_lease (
    run_id          bigint not null primary key,
    starts          integer not null,
    process         varchar(40) not null,
    version         varchar(100) not null,
    lease_until     timestamp(6) with time zone not null,
    objective_files varchar(1000000) not null,
    constraint run_lease_run foreign key (run_id) references tuning_run (run_id)
);

alter table worker add column if not exists remote boolean default false not null;
alter table worker add column if not exists process varchar(40);
alter table worker add column if not exists step_execution_id bigint;
alter table worker add column if not exists lease_until timestamp(6) with time zone;
alter table worker add column if not exists trials_ended integer default 0 not null;
alter table worker add column if not exists end_reason varchar(4000);
