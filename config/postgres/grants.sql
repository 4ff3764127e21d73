-- What each user may do with the tables. Run it as nocturne_owner after the first `migrate` and after each upgrade:
--   psql -U nocturne_owner -d nocturne -f config/postgres/grants.sql
-- It begins by taking everything away, so what is written here is all that there is; runs do not notice.

begin;

revoke all on all tables in schema public from public, nocturne_runner, nocturne_reader;
revoke all on all sequences in schema public from public, nocturne_runner, nocturne_reader;
revoke all on all functions in schema public from public, nocturne_runner, nocturne_reader;

-- Everybody reads: the tables and views are what all the work is for. What is in the queue is no result.
grant select on all tables in schema public to nocturne_runner, nocturne_reader;
revoke select on int_channel_message from nocturne_reader;
grant execute on function nocturne_query(text) to nocturne_runner, nocturne_reader;

-- Runs and workers. What has happened is added, and never changed or taken away:
grant insert on
    run_objective,
    run_known_trial,
    trial_parameter,
    trial_objective,
    failed_attempt,
    trial_measurement,
    tuning_event,
    tuning_summary,
    champion,
    batch_job_execution_params
to nocturne_runner;

-- Whoever counts a study's epochs and champions locks its row, which needs update of something:
grant insert, update (study_id) on study to nocturne_runner;

-- What goes on is changed:
grant insert, update on
    tuning_run,
    run_lease,
    worker,
    worker_total,
    trial,
    confirmation,
    batch_job_instance,
    batch_job_execution,
    batch_job_execution_context,
    batch_step_execution,
    batch_step_execution_context
to nocturne_runner;

-- An attempt stays as it was recorded, but that one that was cut off has failed if the run has no time for another:
grant insert, update (outcome, failure_kind, failure_message) on trial_attempt to nocturne_runner;

-- What no longer holds is taken away: trials that left the front, incumbents that an earlier trial was found to equal,
-- requests that were answered (who takes one locks it first, which needs update), offers of partitions that no worker took,
-- events that reached their sinks, and sinks that are gone.
grant insert, delete on pareto_trial, incumbent to nocturne_runner;
grant insert, update, delete on int_channel_message to nocturne_runner;
grant insert, delete on event_outbox, event_delivery to nocturne_runner;
grant insert, update, delete on event_sink to nocturne_runner;
grant delete on batch_step_execution, batch_step_execution_context to nocturne_runner;

grant usage on
    batch_job_instance_seq,
    batch_job_execution_seq,
    batch_step_execution_seq,
    int_message_seq
to nocturne_runner;

commit;
