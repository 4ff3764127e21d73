-- The three users of Nocturne's database in PostgreSQL. Run it once in that database, as a user who may make roles:
--   psql -d nocturne -f config/postgres/roles.sql
-- then give them passwords (\password nocturne_owner in psql), as nocturne_owner make the tables with `migrate`, and run
-- grants.sql. It may be run again.

begin;

do $$
declare
    name text;
begin
    foreach name in array array['nocturne_owner', 'nocturne_runner', 'nocturne_reader'] loop
        if not exists (select from pg_roles where rolname = name) then
            execute format('create role %I login nosuperuser nocreatedb nocreaterole', name);
        end if;
    end loop;
    -- Nobody else connects, and only the owner makes tables, temporary ones included.
    execute format('revoke all on database %I from public', current_database());
    execute format(
        'grant connect on database %I to nocturne_owner, nocturne_runner, nocturne_reader', current_database());
end
$$;

revoke all on schema public from public;
grant usage, create on schema public to nocturne_owner;
grant usage on schema public to nocturne_runner, nocturne_reader;

commit;
