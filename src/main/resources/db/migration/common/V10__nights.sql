-- Nights that end early, trials that do, and what an attempt's program left. Each statement may be run again.

alter table tuning_run add column if not exists end_condition varchar(20);
alter table tuning_run add column if not exists end_condition_reason varchar(4000);
alter table tuning_run add column if not exists resumed_at timestamp(6) with time zone;
alter table tuning_run add column if not exists active_us bigint default 0 not null;
alter table tuning_run add column if not exists window_ends_at timestamp(6) with time zone;
alter table tuning_run add column if not exists best_budget double precision;

alter table trial add column if not exists promoted_from integer;
alter table trial add column if not exists pruned_step bigint;
alter table trial add column if not exists pruned_value double precision;

alter table trial_attempt add column if not exists program_pid bigint;
alter table trial_attempt add column if not exists exit_code integer;
alter table trial_attempt add column if not exists error_output varchar(4000);

alter table tuning_summary add column if not exists trials_pruned integer default 0 not null;
alter table tuning_summary add column if not exists end_condition varchar(20);
alter table tuning_summary add column if not exists end_reason varchar(4000);
