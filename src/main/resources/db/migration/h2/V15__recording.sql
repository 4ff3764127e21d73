-- H2 writes a sequence down whenever as many numbers as this have been taken, in a commit of its own that also writes all that
-- the transaction has changed so far. It changes nothing but the sequence: the table is not copied. May be run again.
alter table tuning_event alter column event_id set cache 65536;
