-- Runs that were taken away. Each statement may be run again.

-- The row of a run goes first, and with it the run from all views; its trials follow, some thousand at a time.
alter table trial drop constraint if exists trial_run;
alter table run_known_trial drop constraint if exists run_known_trial_run;

-- Runs whose row is gone, and of whose trials and events some may still be there.
create table if not exists pruned_run (
    run_id        bigint not null primary key,
    study         varchar(200) not null,
    run_key       varchar(200) not null,
    last_event_id bigint not null,
    pruned_at     timestamp(6) with time zone not null
);
