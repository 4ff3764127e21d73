-- How many trials were asked for when the run first started: what a strategy may plan by, even if more are asked for later.
-- Each statement may be run again: where tables stay made when a process dies, the next start begins this file anew.
alter table tuning_run add column if not exists horizon integer;
update tuning_run set horizon = planned_trials where horizon is null;
alter table tuning_run alter column horizon set not null;
