package dev.nocturne.store;

import java.util.List;

/** What a person, or a script, may try on the query command. */
public final class QueriesThatWrite {
    public static final List<String> ALL = List.of(
            "delete from trial",
            "update tuning_run set status = 'ABANDONED'",
            "insert into study (name, created_at) values ('x', current_timestamp)",
            "drop table trial cascade",
            "drop view v_trial",
            "truncate table trial",
            "alter table trial add column x integer",
            "create table x (y integer)",
            "select * from final table (insert into study (name, created_at) values ('x', current_timestamp))",
            "with gone as (delete from trial returning trial_id) select * from gone",
            "call csvwrite('/tmp/nocturne-csvwrite', 'select 1')",
            "select csvwrite('/tmp/nocturne-csvwrite', 'select 1')",
            "select file_write('x', '/tmp/nocturne-filewrite')",
            "script to '/tmp/nocturne-script'",
            "shutdown",
            "create user mallory password '' admin",
            "set autocommit true",
            "select 1; delete from trial",
            "select 1; commit; delete from trial",
            "commit; delete from trial",
            "rollback; delete from trial; commit",
            "set transaction read write; delete from trial; commit; select 1",
            "select 1; set session characteristics as transaction read write; commit; delete from trial; select 1",
            "",
            ";",
            "no sql at all");

    private QueriesThatWrite() {}
}
