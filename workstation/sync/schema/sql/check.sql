-- The rules of `lintelctl central check`: a sentence's end, and a question whose every row is a fault.

-- : runs with its owner's rights without `search_path = pg_catalog, pg_temp`
select p.oid::regprocedure::text
from pg_proc p
where p.pronamespace = 'lintel'::regnamespace
and p.prosecdef
and not coalesce('search_path=pg_catalog, pg_temp' = any (p.proconfig), false);

-- : is owned by the owner of the tables and runs with its rights, so row security does not bind it
select p.oid::regprocedure::text
from pg_proc p
where p.pronamespace = 'lintel'::regnamespace
and p.prosecdef
and (p.proowner = 'lintel_owner'::regrole or exists (select
from pg_roles r
where r.oid = p.proowner
and (r.rolsuper or r.rolbypassrls or r.rolcanlogin)));

-- : is a table without row security, or its owner is not bound by it
select c.oid::regclass::text
from pg_class c
where c.relnamespace = 'lintel'::regnamespace
and c.relkind in ('r', 'p')
and not (c.relrowsecurity
and c.relforcerowsecurity);

-- : is a view that reads with its owner's rights
select c.oid::regclass::text
from pg_class c
where (c.relkind = 'm' or c.relkind = 'v'
and not coalesce('security_invoker=true' = any (c.reloptions), false))
and (c.relnamespace = 'lintel'::regnamespace or exists (select
from pg_rewrite r
join pg_depend d on d.classid = 'pg_rewrite'::regclass
and d.objid = r.oid
and d.refclassid = 'pg_class'::regclass
join pg_class t on t.oid = d.refobjid
where r.ev_class = c.oid
and t.relnamespace = 'lintel'::regnamespace));

-- : is open to everybody (PUBLIC)
select what
from (select c.oid::regclass::text, c.relacl
from pg_class c
where c.relnamespace = 'lintel'::regnamespace
union all select c.oid::regclass::text || '.' || a.attname, a.attacl
from pg_attribute a
join pg_class c on c.oid = a.attrelid
where c.relnamespace = 'lintel'::regnamespace
union all select p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner))
from pg_proc p
where p.pronamespace = 'lintel'::regnamespace
union all select 'schema ' || n.nspname, coalesce(n.nspacl, acldefault('n', n.nspowner))
from pg_namespace n
where n.nspname in ('lintel', 'public')
union all select 'database ' || d.datname, coalesce(d.datacl, acldefault('d', d.datdba))
from pg_database d
where d.datname = current_database()) a (what, acl), aclexplode(a.acl) x
where x.grantee = 0;

-- : lets people reach a table, who should only reach functions
select c.oid::regclass::text || ' ' || x.privilege_type || ' ' || x.grantee::regrole
from pg_class c, aclexplode(c.relacl) x
where c.relnamespace = 'lintel'::regnamespace
and c.relkind in ('r', 'p', 'v', 'm')
and x.grantee not in ('lintel_owner'::regrole, 'lintel_fn'::regrole)
and not (x.grantee = 'lintel_backup'::regrole
and x.privilege_type = 'SELECT');

-- : lets others make things in the schema, which would come before what is there
select 'schema ' || n.nspname || ' ' || x.grantee::regrole
from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) x
where n.nspname = 'lintel'
and x.privilege_type = 'CREATE'
and x.grantee not in (0, 'lintel_owner'::regrole);

-- : gives rights on what will be made one day
select d.defaclrole::regrole || ' ' || x.privilege_type || ' ' || x.grantee::regrole
from pg_default_acl d, aclexplode(d.defaclacl) x
where (d.defaclrole in ('lintel_owner'::regrole, 'lintel_fn'::regrole)
or d.defaclnamespace = 'lintel'::regnamespace)
and x.grantee <> d.defaclrole;

-- : lets people reach a part of a table, who should only reach functions
select c.oid::regclass::text || '.' || a.attname || ' ' || x.privilege_type || ' ' || x.grantee::regrole
from pg_attribute a
join pg_class c on c.oid = a.attrelid, aclexplode(a.attacl) x
where c.relnamespace = 'lintel'::regnamespace
and x.grantee not in (0, 'lintel_owner'::regrole, 'lintel_fn'::regrole);

-- : lets the functions change or remove entries
select 'entry ' || x.privilege_type
from pg_class c, aclexplode(c.relacl) x
where c.oid = 'lintel.entry'::regclass
and x.grantee = 'lintel_fn'::regrole
and x.privilege_type not in ('SELECT', 'INSERT')
union all select 'entry.' || a.attname || ' ' || x.privilege_type
from pg_attribute a, aclexplode(a.attacl) x
where a.attrelid = 'lintel.entry'::regclass
and x.grantee = 'lintel_fn'::regrole
and not (x.privilege_type = 'UPDATE'
and a.attname in ('body', 'salt'));

-- : is a rule of row security that the steps did not make
select c.oid::regclass::text || ' ' || p.polname
from pg_policy p
join pg_class c on c.oid = p.polrelid
where c.relnamespace = 'lintel'::regnamespace
and not (
p.polname = 'functions' and p.polroles = array['lintel_fn'::regrole::oid]
or p.polname = 'backup' and p.polroles = array['lintel_backup'::regrole::oid] and p.polcmd = 'r'
or p.polname = 'steps' and p.polroles = array['lintel_owner'::regrole::oid] and c.relname = 'alembic_version');

-- : may sign in, though it only owns things, or is more than it should be
select r.rolname
from pg_roles r
where r.rolname in ('lintel_owner', 'lintel_fn', 'lintel_worker', 'lintel_manager', 'lintel_auditor', 'lintel_backup')
and (r.rolcanlogin or r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication);

-- : is a worker's login with an administrator's rights, or a backup's
select w.login
from lintel.worker w
join pg_roles r on r.rolname = w.login
where r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
or exists (select
from unnest(array['lintel_owner', 'lintel_fn', 'lintel_backup']) o (name)
where pg_has_role(w.login, o.name, 'member'));

-- : left, and can still sign in
select w.login
from lintel.worker w
join pg_roles r on r.rolname = w.login
where not w.active
and r.rolcanlogin;

-- : is a table with a trigger or a rule that the steps did not make
select t.tgrelid::regclass::text || ' ' || t.tgname
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
where c.relnamespace = 'lintel'::regnamespace
and not t.tgisinternal;
