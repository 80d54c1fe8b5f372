"""E01: what each kind of login may do with each table and each function, asked of the catalogue and tried out.

The list in `rights.txt` is what a person has agreed to: after a change on purpose, look at the difference and take
it over.
"""

from pathlib import Path

import psycopg
import pytest

from tests.central.office import PostgresOffice

AGREED = Path(__file__).with_name("rights.txt")
COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
ROLES = ("lintel_worker", "lintel_manager", "lintel_auditor", "lintel_backup", "lintel_fn", "public")

RELATIONS = """
select c.relname, r.role, string_agg(p.command, ' ' order by p.command)
from pg_class c, unnest(%s::text[]) r (role), unnest(%s::text[]) p (command)
where c.relnamespace = 'lintel'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
and (has_table_privilege(r.role, c.oid, p.command)
     or p.command in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
        and has_any_column_privilege(r.role, c.oid, p.command))
group by 1, 2 order by 1, 2
"""
FUNCTIONS = """
select p.proname, string_agg(r.role, ' ' order by r.role)
from pg_proc p, unnest(%s::text[]) r (role)
where p.pronamespace = 'lintel'::regnamespace and has_function_privilege(r.role, p.oid, 'EXECUTE')
group by p.oid, p.proname order by 1
"""
AROUND = """
select what, string_agg(right_, ' ' order by right_) from (
    select 'schema ' || n.nspname || ' ' || r.role, x.right_
    from pg_namespace n, unnest(%s::text[]) r (role), unnest(array['USAGE', 'CREATE']) x (right_)
    where n.nspname in ('lintel', 'public') and has_schema_privilege(r.role, n.oid, x.right_)
    union all
    select 'database ' || r.role, x.right_
    from unnest(%s::text[]) r (role), unnest(array['CONNECT', 'TEMPORARY', 'CREATE']) x (right_)
    where has_database_privilege(r.role, current_database(), x.right_)
) a (what, right_) group by 1 order by 1
"""


def rights_of(office: PostgresOffice) -> list[str]:
    roles, commands = list(ROLES), list(COMMANDS)
    tables = office.sql(RELATIONS, roles, commands)
    functions = office.sql(FUNCTIONS, roles)
    around = office.sql(AROUND, roles, roles)
    return [
        *(f"table {table} {role}: {can}" for table, role, can in tables),
        *(f"function {name}: {who}" for name, who in functions),
        *(f"{what}: {can}" for what, can in around),
    ]


def test_rights_are_those_that_were_agreed_to(office: PostgresOffice) -> None:
    """E01 (the list)."""
    assert rights_of(office) == AGREED.read_text("utf-8").splitlines()


@pytest.mark.parametrize("rights", ["worker", "manager", "auditor"])
def test_no_login_reaches_a_table_in_any_way(office: PostgresOffice, rights: str) -> None:
    """E01 (tried out, whatever the catalogue says)."""
    office.add("eve", rights)
    tables = [
        str(name) for (name,) in office.sql("select tablename from pg_tables where schemaname = 'lintel'")
    ]
    assert len(tables) > 9
    ways = (
        "select 1 from lintel.{0}", "insert into lintel.{0} default values", "update lintel.{0} set ctid = ctid",
        "delete from lintel.{0}", "truncate lintel.{0}", "copy lintel.{0} to stdout", "drop table lintel.{0}",
        "do $$ begin lock lintel.{0} in access share mode; end $$", "copy lintel.{0} from stdin",
        "alter table lintel.{0} disable row level security", "select * from lintel.{0} for update",
        "create index on lintel.{0} ((1))", "analyze lintel.{0}",
    )  # fmt: skip
    with office.connect("eve") as cx:
        for table in tables:
            for way in ways:
                if refused_or_skipped(cx, way.format(table)):
                    continue
                pytest.fail(f"{rights} can: {way.format(table)}")


def refused_or_skipped(cx: psycopg.Connection[tuple[object, ...]], statement: str) -> bool:
    """Whether this did nothing: it was refused, or (ANALYZE) skipped with a warning."""
    warned: list[object] = []
    cx.add_notice_handler(warned.append)
    try:
        cx.execute(statement.encode())
    except (
        psycopg.errors.InsufficientPrivilege,
        psycopg.errors.FeatureNotSupported,
        psycopg.errors.SyntaxError,
    ):
        return True
    except psycopg.errors.Error as error:
        return error.sqlstate in ("42501", "0A000", "42703", "428C9")
    finally:
        cx.remove_notice_handler(warned.append)
    return bool(warned)


@pytest.mark.parametrize("rights", ["worker", "manager", "auditor"])
def test_each_function_answers_only_those_it_is_for(office: PostgresOffice, rights: str) -> None:
    """E01 (functions, tried out; whoever they are not for is refused)."""
    office.add("eve", rights)
    functions = office.sql(
        "select p.proname, p.pronargs from pg_proc p where p.pronamespace = 'lintel'::regnamespace"
    )
    agreed = dict(
        line.removeprefix("function ").split(": ")
        for line in AGREED.read_text("utf-8").splitlines()
        if line.startswith("function ")
    )
    with office.connect("eve") as cx:
        for name, many in functions:
            nothing = ", ".join(["null"] * int(str(many)))
            may = f"lintel_{rights}" in agreed[str(name)].split()
            assert allowed(cx, f"select * from lintel.{name}({nothing})") is may, name


def allowed(cx: psycopg.Connection[tuple[object, ...]], statement: str) -> bool:
    """Whether the right to call was there; a refusal from within says `refused`."""
    try:
        cx.execute(statement.encode())
    except psycopg.errors.InsufficientPrivilege as error:
        return error.diag.message_primary == "refused"
    except psycopg.errors.Error:
        return True
    return True
