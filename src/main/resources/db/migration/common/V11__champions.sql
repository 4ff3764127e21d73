-- Champions, what is evaluated again before one is promoted, and epochs. Each statement may be run again.

alter table tuning_run add column if not exists epoch integer default 1 not null;
alter table tuning_run add column if not exists objective_sha256 char(64);
alter table tuning_run add column if not exists objective_files varchar(1000000);
alter table tuning_run add column if not exists champion_number integer;
alter table tuning_run add column if not exists champion_note varchar(4000);
alter table tuning_run add column if not exists search_trials integer;
alter table tuning_run add column if not exists confirmation_trials integer default 0 not null;
alter table tuning_run add column if not exists next_confirmation integer default 0 not null;

alter table trial add column if not exists origin varchar(12) default 'SEARCH' not null;
alter table trial add column if not exists confirms integer;
alter table trial add column if not exists repetition integer;

create table if not exists champion (
    study_id        bigint not null,
    champion_number integer not null,
    reason          varchar(8) not null,
    parameters      varchar(1000000) not null,
    objective       double precision,
    run_id          bigint not null,
    trial_id        integer not null,
    replaces        integer,
    restores        integer,
    gain            double precision,
    p_value         double precision,
    note            varchar(4000) not null,
    promoted_at     timestamp(6) with time zone not null,
    primary key (study_id, champion_number),
    constraint champion_study foreign key (study_id) references study (study_id),
    constraint champion_run foreign key (run_id) references tuning_run (run_id),
    constraint champion_reason check (reason in ('FIRST', 'TEST', 'SET', 'ROLLBACK'))
);

create table if not exists confirmation (
    run_id           bigint not null,
    place            integer not null,
    trial_id         integer not null,
    role             varchar(10) not null,
    completed        integer,
    failed           integer,
    mean_objective   double precision,
    deviation        double precision,
    gain             double precision,
    p_value          double precision,
    adjusted_p_value double precision,
    promoted         boolean default false not null,
    note             varchar(4000),
    primary key (run_id, place),
    constraint confirmation_run foreign key (run_id) references tuning_run (run_id),
    constraint confirmation_role check (role in ('CHAMPION', 'CHALLENGER'))
);
