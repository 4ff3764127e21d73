-- H2 writes a sequence down, in a commit of its own, whenever as many numbers as this have been taken. It changes nothing but
-- the sequence: the table is not copied. May be run again.
alter table tuning_event alter column event_id set cache 1024;
