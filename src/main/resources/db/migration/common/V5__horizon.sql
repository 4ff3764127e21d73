-- How many trials were asked for when the run first started: what a strategy may plan by, even if more are asked for later.
alter table tuning_run add column horizon integer;
update tuning_run set horizon = planned_trials;
alter table tuning_run alter column horizon set not null;
