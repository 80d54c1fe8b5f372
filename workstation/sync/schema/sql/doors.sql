-- Who there is, and who may come in. Run at every install, because neither roles nor the rights of a database travel
-- in a dump of that database. `:database` is put in by install.py, as a quoted name.

do $$
declare
    wanted text;
begin
    foreach wanted in array array[
        'lintel_owner',    -- owns the tables; nobody signs in as it
        'lintel_fn',       -- owns the functions, and is bound by row security itself
        'lintel_worker',   -- the people at the front door
        'lintel_manager',  -- they, and what was kept in quarantine
        'lintel_auditor',  -- alarms, never a record
        'lintel_backup'    -- reads everything, writes nothing but how far a stored backup goes (safe_v1)
    ] loop
        if not exists (select from pg_catalog.pg_roles r where r.rolname = wanted) then
            execute pg_catalog.format('create role %I nologin noinherit', wanted);
        end if;
    end loop;
end $$;

-- An administrator who is no superuser has to be let into the two owners to make things in their name.
do $$
begin
    if not (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user) then
        execute pg_catalog.format('grant lintel_owner, lintel_fn to %I', current_user);
    end if;
end $$;

revoke all on database :database from public;
grant connect on database :database to lintel_worker, lintel_manager, lintel_auditor, lintel_backup;
grant create on database :database to lintel_owner;
set local role lintel_owner;
create schema if not exists lintel;
reset role;
revoke create on database :database from lintel_owner;
revoke all on schema public from public;
revoke all on schema lintel from public;
grant usage on schema lintel to lintel_fn, lintel_worker, lintel_manager, lintel_auditor, lintel_backup;

-- Before anything is made: PostgreSQL lets everybody call a new function unless told otherwise.
alter default privileges for role lintel_owner revoke execute on functions from public;
alter default privileges for role lintel_fn revoke execute on functions from public;
