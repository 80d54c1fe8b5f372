"""A worker's own password and any SQL tool (`trust.md` 6 E). Each test names its row; E01 is `test_rights`.

A look at a single record (E09 to E11, E13) is here a look at a stream that is kept closed: Central hands over whole
streams and keeps no restricted rows, hidden addresses or looks inside one. E23 (signing off one's own contact):
that only a manager signs, Central tests (`tests/sync/test_central.py`); that nobody signs their own, every
workstation tests when it folds (`tests/domain/test_signed_head.py`). E24's alert about an administrator is read
from the server's log (`test_server_log`).
"""

import threading
from collections.abc import Iterator

import psycopg
import pytest
from msgspec.structs import replace

from tests.central.cluster import Cluster
from tests.central.office import PASSWORD, PostgresOffice
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import AuthorId, DeviceId
from workstation.sync.central import CentralAway, CentralRefuses, Verdict

CANARY = "Forty-one Refuge Road"
REFUSED = psycopg.errors.InsufficientPrivilege


@pytest.fixture
def ava(office: PostgresOffice) -> Computer:
    """A worker at the front door, and a contact in a stream that is not hers."""
    return people(office)


@pytest.fixture(scope="module")
def quiet(cluster: Cluster) -> Iterator[PostgresOffice]:
    """The same people, once for all attacks that leave nothing behind when they fail."""
    made = PostgresOffice(cluster)
    people(made)
    yield made
    made.close()


def people(office: PostgresOffice) -> Computer:
    central = office.hire("ava")
    ben = Computer(AuthorId("ben"), DeviceId("pc-ben"))
    theirs = office.hire("ben", "restricted", "front-door")
    theirs.enrol(ben.key)
    theirs.push("restricted", [ben.note(CANARY, stream="restricted")])
    pc = Computer(AuthorId("ava"), DeviceId("pc-ava"))
    central.enrol(pc.key)
    return pc


def refused(office: PostgresOffice, *statements: str, worker: str = "ava") -> str:
    """Run these as the worker; the last is refused. What the refusal said."""
    with office.connect(worker) as cx:
        for statement in statements[:-1]:
            cx.execute(statement.encode())
        with pytest.raises(psycopg.Error) as caught:
            cx.execute(statements[-1].encode())
    assert caught.value.sqlstate in ("42501", "42704", "42883", "3F000", "42P01"), caught.value
    return str(caught.value)


PULL = "select count(*) from lintel.pull_v1('restricted', 0, 500)"


def test_e02_a_setting_makes_nobody_somebody_else(office: PostgresOffice, ava: Computer) -> None:
    for setting in ("set app.user_id = 'ben'", "set lintel.worker = 'ben'", "set session my.login = 'ben'"):
        assert "refused" in refused(office, setting, PULL)
    assert office.as_person("ava", "select worker from lintel.hello_v1('pc')")[0] == ("ava",)


@pytest.mark.parametrize(
    "shadow",
    [
        "create temporary table worker (id text, login name, active bool, rights text)",
        "create function pg_temp.me(text[]) returns text language sql as 'select ''ben'''",
        "create schema mine",
        "create table public.worker (id text)",
        "create table lintel.worker2 (id text)",
    ],
)
def test_e03_nothing_can_be_put_in_front_of_a_table(quiet: PostgresOffice, shadow: str) -> None:
    refused(quiet, shadow)


def test_e03_a_search_path_changes_nothing(office: PostgresOffice, ava: Computer) -> None:
    assert "refused" in refused(office, "set search_path = pg_temp, public, lintel, pg_catalog", PULL)


def test_e03_even_a_temporary_table_changes_nothing(office: PostgresOffice, ava: Computer) -> None:
    """The second wall: somebody gave TEMP back by mistake."""
    office.sql(f"grant temporary on database {office.database} to public")
    office.sql("grant create on schema public to public")
    shadows = (
        "create temporary table worker (id text, login name, active bool, rights text)",
        "create temporary table granted (worker text, stream text, may_write bool)",
        f"insert into worker values ('ben', '{office.login('ava')}', true, 'manager')",
        "insert into granted values ('ava', 'restricted', true), ('ben', 'restricted', true)",
        "create function public.sha256(bytea) returns bytea language sql as 'select ''x''::bytea'",
        "set search_path = pg_temp, public, lintel",
    )
    assert "refused" in refused(office, *shadows, PULL)


def test_e04_row_security_cannot_be_switched_off(office: PostgresOffice, ava: Computer) -> None:
    refused(office, "set row_security = off", "select * from lintel.entry")
    assert "row-level security" in refused(office, "set row_security = off", PULL)


@pytest.mark.parametrize(
    "grab",
    [
        "set role lintel_fn", "set role lintel_owner", "set role lintel_backup", "set role lintel_manager",
        "set role postgres", "set session authorization postgres", "grant lintel_manager to {me}",
        "grant lintel_fn to {me}", "alter role {me} superuser", "alter role {me} createrole",
        "alter role postgres password 'x'", "create role mallory", "alter role {me} connection limit -1",
        "grant all on all tables in schema lintel to {me}", "alter default privileges grant all on tables to {me}",
        "drop owned by lintel_fn", "reassign owned by lintel_fn to {me}",
    ],
)  # fmt: skip
def test_e05_nobody_makes_themselves_more(quiet: PostgresOffice, grab: str) -> None:
    # `grant all` only warns when there is nothing one could grant; then it has to have changed nothing.
    statement = grab.format(me=quiet.login("ava"))
    with quiet.connect("ava") as cx:
        try:
            cx.execute(statement.encode())
        except psycopg.Error as error:
            assert error.sqlstate in ("42501", "0LP01"), error  # noqa: PT017 - which refusal is the point
    with pytest.raises((REFUSED, psycopg.errors.UndefinedTable)):
        quiet.as_person("ava", "select * from lintel.entry")
    assert "refused" in refused(quiet, PULL)
    assert "permission denied" in refused(quiet, "select * from lintel.quarantine_v1()")


@pytest.mark.parametrize(
    "change",
    [
        "create or replace function lintel.may(text, text, boolean) returns boolean language sql as 'select true'",
        "alter function lintel.may set search_path = public",
        "drop function lintel.may",
        "alter function lintel.me owner to current_user",
    ],
)
def test_e06_functions_cannot_be_replaced(quiet: PostgresOffice, change: str) -> None:
    refused(quiet, change)


def test_e07_a_plan_tells_nothing(office: PostgresOffice, ava: Computer) -> None:
    plans = {
        str(office.as_person("ava", f"explain select * from lintel.pull_v1('{stream}', 0, 500)"))
        for stream in ("restricted", "front-door", "no-such")
    }
    assert len(plans) == 1
    words = {
        refused(office, f"explain select * from lintel.entry where id = '{id_}'") for id_ in ("there", "not")
    }
    assert len(words) == 1


def test_e07_hidden_and_absent_streams_are_told_apart_by_nothing(
    office: PostgresOffice, ava: Computer
) -> None:
    said = {
        refused(office, f"select * from lintel.pull_v1('{each}', 0, 9)") for each in ("restricted", "no-such")
    }
    assert len(said) == 1
    proofs = [office.central("ava").proofs(each, [1, 2]) for each in ("restricted", "no-such")]
    assert proofs == [(), ()]


def test_e08_a_probe_for_a_hidden_entry_learns_nothing(office: PostgresOffice, ava: Computer) -> None:
    (hidden,) = (str(id_) for (id_,) in office.sql("select id from lintel.entry where stream = 'restricted'"))
    assert hidden
    refused(office, f"insert into lintel.entry (id) values ('{hidden}')")
    central = office.central("ava")
    answers = [central.push(stream, [ava.note(stream=stream)])[0] for stream in ("restricted", "no-such")]
    assert len({(answer.verdict, answer.reason, answer.position) for answer in answers}) == 1


ASK = "select lintel.ask_v1('restricted', 'The school rang, and I am on duty.')"
OPEN = "select lintel.open_v1('{ticket}')"


@pytest.fixture
def guarded(office: PostgresOffice, ava: Computer) -> PostgresOffice:
    """What Ben wrote is kept closed, and Ava may read it once she said why."""
    office.guard("restricted")
    office.grant("ava", "restricted", write=True)
    return office


def asked(office: PostgresOffice) -> str:
    """A ticket of Ava's."""
    return str(office.as_person("ava", ASK)[0][0])


def looks(office: PostgresOffice) -> list[tuple[object, ...]]:
    if not office.sql("select 1 from lintel.worker where id = 'audrey'"):
        office.add("audrey", "auditor")
    return office.as_person("audrey", "select worker, stream, why, opened is not null from lintel.looks_v1()")


@pytest.mark.parametrize(
    "steps",
    [
        ("begin", "ask", "open", PULL, "rollback"),
        ("begin", "savepoint a", "ask", "release a", "open", PULL, "rollback"),
        ("begin; ask", "open; rollback"),
    ],
    ids=["E09", "E10", "E09 in one string"],
)
def test_e09_e10_no_look_can_be_taken_back(guarded: PostgresOffice, steps: tuple[str, ...]) -> None:
    with guarded.connect("ava") as cx:
        ticket = ""
        refusals = 0
        for step in steps:
            words = step.replace("ask", ASK).replace("open", OPEN.format(ticket=ticket))
            try:
                cursor = cx.execute(words.encode())
            except psycopg.Error as error:
                refusals += 1
                assert error.sqlstate in ("42501", "25P02"), error  # noqa: PT017 - refused, or after a refusal
                continue
            while cursor.nextset():
                pass
            ticket = str(cursor.fetchone()[0]) if "ask" in step else ticket  # type: ignore[index]
    assert refusals
    assert looks(guarded) == []
    with pytest.raises(REFUSED):
        guarded.as_person("ava", PULL)


def test_e09_what_is_opened_and_rolled_back_was_never_read(guarded: PostgresOffice) -> None:
    """The ticket was committed; who opens it, reads and rolls back has read nothing, and the look remains."""
    ticket = asked(guarded)
    with guarded.connect("ava") as cx:
        cx.autocommit = False
        cx.execute(OPEN.format(ticket=ticket).encode())
        with pytest.raises(REFUSED):
            cx.execute(PULL)
        cx.rollback()
    assert [row[:2] for row in looks(guarded)] == [("ava", "restricted")]


def test_e11_a_ticket_is_ones_own_fresh_and_good_for_once(guarded: PostgresOffice) -> None:
    mine, old, others = asked(guarded), asked(guarded), asked(guarded)
    guarded.hire("cy", "restricted")
    refused(guarded, OPEN.format(ticket=others), worker="cy")
    guarded.sql("update lintel.look set at = at - interval '5 minutes 1 second' where ticket = %s", old)
    refused(guarded, OPEN.format(ticket=old))
    guarded.as_person("ava", OPEN.format(ticket=mine))
    refused(guarded, OPEN.format(ticket=mine))
    assert guarded.as_person("ava", PULL) == [(1,)]
    assert [bool(row[3]) for row in looks(guarded)].count(True) == 1


def test_e11_the_door_falls_shut_after_a_days_work(guarded: PostgresOffice) -> None:
    guarded.as_person("ava", OPEN.format(ticket=asked(guarded)))
    guarded.sql("update lintel.look set ends = clock_timestamp()")
    assert "refused" in refused(guarded, PULL)


def test_e13_whose_family_it_is_reads_no_reason_either(guarded: PostgresOffice) -> None:
    """Why colleagues looked is about their family, too, and so is what Central warns of."""
    guarded.add("mo", "manager")
    guarded.grant("mo", "restricted", write=True)
    asked(guarded)
    guarded.sql("insert into lintel.alarm values ('clash', 'e', '', 'restricted', 'ava', clock_timestamp())")
    for call in ("looks_v1()", "alarms_v1()"):
        assert len(guarded.as_person("mo", f"select * from lintel.{call}")) == 1
    guarded.bar("mo", "restricted")
    for call in ("looks_v1()", "alarms_v1()"):
        assert guarded.as_person("mo", f"select * from lintel.{call}") == []


def test_e13_what_was_begun_before_one_was_barred_is_ended(guarded: PostgresOffice) -> None:
    guarded.as_person("ava", OPEN.format(ticket=asked(guarded)))
    with guarded.connect("ava") as cx:
        cx.execute("begin isolation level repeatable read")
        assert cx.execute(PULL).fetchone() == (1,)
        guarded.bar("ava", "restricted")
        with pytest.raises(psycopg.OperationalError):
            cx.execute(PULL)


def test_e17_whoever_asks_holds_up_nobody_who_writes(guarded: PostgresOffice) -> None:
    ben = Computer(AuthorId("ben"), DeviceId("pc-ben-2"))
    central = guarded.central("ben", patience=2.0)
    central.enrol(ben.key)
    with guarded.connect("ava") as cx:
        cx.execute("begin")
        cx.execute(ASK.encode())
        assert central.push("restricted", [ben.note(stream="restricted")])[0].verdict is Verdict.OK


@pytest.mark.parametrize(
    "why", ["new", " " * 40, "x" * 10_000, "." * 40, "\u200b" * 40, "On duty.\nRang me."]
)
def test_e12_a_look_needs_a_reason_of_a_sane_length(guarded: PostgresOffice, why: str) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        guarded.as_person("ava", "select lintel.ask_v1('restricted', %s)", why)
    assert looks(guarded) == []


def test_e13_ones_own_family_is_refused_whatever_was_granted(guarded: PostgresOffice) -> None:
    ticket = asked(guarded)
    guarded.as_person("ava", OPEN.format(ticket=ticket))
    guarded.bar("ava", "restricted")
    for way in (PULL, ASK, "select * from lintel.segments_v1('restricted', 0)"):
        assert "refused" in refused(guarded, way)
    assert guarded.as_person("ava", "select stream from lintel.hello_v1('pc-ava')") == [("front-door",)]


@pytest.mark.parametrize("note", ["no", " " * 40, "x" * 10_000])
def test_e12_a_decision_needs_a_reason_of_a_sane_length(quiet: PostgresOffice, note: str) -> None:
    if not quiet.sql("select 1 from lintel.worker where id = 'mo'"):
        quiet.add("mo", "manager")
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        quiet.as_person("mo", "select lintel.close_v1('\\x00', %s)", note)


def test_e14_nothing_is_ever_notified(office: PostgresOffice, ava: Computer) -> None:
    with office.connect("ava") as cx:
        cx.execute("listen lintel")
        cx.execute("listen front_door")
        office.central("ava").push(FRONT_DOOR, [ava.note(CANARY)])
        assert list(cx.notifies(timeout=0.2)) == []
    assert (
        "notify"
        not in str(
            office.sql("select prosrc from pg_proc where pronamespace = 'lintel'::regnamespace")
        ).lower()
    )


def test_e15_views_of_the_server_tell_no_identities(office: PostgresOffice, ava: Computer) -> None:
    central = office.central("ben")
    central.hello(DeviceId("pc-ben"))
    mine = office.sql("select id from lintel.entry where stream = 'restricted'")[0][0]
    seen = "".join(
        str(office.as_person("ava", f"select * from {view}"))
        for view in (
            "pg_stat_activity",
            "pg_locks",
            "pg_prepared_xacts",
            "pg_stats",
            "pg_stat_all_tables",
            "pg_settings",
        )
    )
    source = str(
        office.as_person("ava", "select prosrc from pg_proc where pronamespace = 'lintel'::regnamespace")
    )
    assert CANARY not in seen + source
    assert str(mine) not in seen + source
    assert PASSWORD not in seen + source
    # Each connection is called the same, and what others ask is not shown.
    others = office.as_person(
        "ava", "select distinct query from pg_stat_activity where usename = %s", office.login("ben")
    )
    assert others == [("<insufficient privilege>",)]


@pytest.mark.parametrize(
    "reach",
    [
        "select pg_read_file('/etc/passwd')", "select pg_ls_dir('.')", "copy (select 1) to program 'id'",
        "copy (select 1) to '/tmp/x'", "select lo_import('/etc/passwd')", "create extension dblink",
        "select pg_reload_conf()", "alter system set ssl = off", "select pg_rotate_logfile()",
        "load '/tmp/x.so'", "create language plpythonu", "do language plperlu 'x'", "select pg_promote()",
        "select * from pg_authid", "select * from pg_hba_file_rules",
    ],
)  # fmt: skip
def test_e16_the_servers_files_and_programs_are_out_of_reach(quiet: PostgresOffice, reach: str) -> None:
    with quiet.connect("ava") as cx, pytest.raises(psycopg.Error) as caught:
        cx.execute(reach.encode())
    assert caught.value.sqlstate in ("42501", "42704", "58P01", "0A000", "3F000"), caught.value


def test_e17_connections_are_limited(office: PostgresOffice, ava: Computer) -> None:
    # One is open already: hers, from when she was hired.
    office.sql(f"alter role {office.login('ava')} connection limit 3")
    with office.connect("ava"), office.connect("ava"):
        with pytest.raises(psycopg.OperationalError, match="too many connections"):
            office.connect("ava")
        # Others do not notice.
        assert office.central("ben").hello(DeviceId("pc-ben")).worker == "ben"


def test_e17_whoever_sits_on_a_stream_keeps_others_waiting_only_so_long(
    office: PostgresOffice, ava: Computer
) -> None:
    office.sql("alter function lintel.push_v1 set lock_timeout = '300ms'")
    ben = Computer(AuthorId("ben"), DeviceId("pc-ben"), at=ava.at)
    ben.notes(1)
    with office.connect("ava") as cx:
        cx.autocommit = False
        cx.execute("set idle_in_transaction_session_timeout = 0")
        # A made-up push of one entry that fits nothing: the stream is locked, and stays so.
        cx.execute(
            "select * from lintel.push_v1('front-door', array['x'], array['c'], array['K'], array['ava'],"
            " array['pc-ava'], array[1], array[''::bytea], array['t'], array[1], array[''], array[''],"
            " array[''::bytea], array[''::bytea], array[''::bytea], array[''::bytea], array[''::bytea])"
        )
        central = office.central("ben")
        with pytest.raises(CentralAway):
            central.push(FRONT_DOOR, [ben.note()])
        # Reading is never held up.
        assert central.pull(FRONT_DOOR, 0).head == 0


def test_e18_who_left_is_refused_while_still_connected(office: PostgresOffice, ava: Computer) -> None:
    with office.connect("ava") as cx:
        cx.execute("select * from lintel.hello_v1('pc-ava')")
        office.disable("ava")
        with pytest.raises(REFUSED):
            cx.execute("select * from lintel.hello_v1('pc-ava')")


@pytest.mark.parametrize(
    "trick",
    [
        "select * from lintel.pull_v1('front-door', 0, 9) where 1 / position('Refuge' in body) = 1",
        "select (select body from lintel.entry limit 1)::int",
        "select * from lintel.pull_v1('restricted', 0, 500) where body::int = 1",
        "select query_to_xml('select * from lintel.entry', true, true, '')",
        "select table_to_xml('lintel.entry', true, true, '')",
        "select currval('lintel.entry_position')",
    ],
)
def test_e19_an_error_carries_nothing_out(quiet: PostgresOffice, trick: str) -> None:
    with quiet.connect("ava") as cx:
        try:
            assert cx.execute(trick.encode()).fetchone() is None or "front-door" in trick
        except psycopg.Error as error:
            assert CANARY not in str(error)  # noqa: PT017 - which words it has is the point


def test_e21_neither_client_nor_log_shows_the_words_of_a_bad_entry(
    office: PostgresOffice, ava: Computer
) -> None:
    central = office.central("ava")
    bad = [
        ava.say("NoteMade", f'{{"text":"{CANARY}'.encode() + b'\xff"}'),
        ava.say("Redacted", f"{CANARY} is no JSON".encode()),
        ava.say("ErasureAgreed", f'{{"target": "{CANARY}"'.encode()),
        ava.say(f"Note {CANARY}", b"{}"),
    ]
    assert [answer.verdict for answer in central.push(FRONT_DOOR, bad)] == [Verdict.QUARANTINED] * 4
    with office.connect("ava") as cx, pytest.raises(psycopg.Error) as caught:
        cx.execute("select lintel.enrol_v1(%s, 'ava', 'short')", (CANARY + "," * 90,))
    assert CANARY not in str(caught.value)
    assert CANARY not in office.cluster.log.read_text()


def test_e25_nobody_erases_with_a_pair_they_forged(office: PostgresOffice, ava: Computer) -> None:
    """Central cannot tell a signature from a forged one: it looks at who hands over what."""
    victim = Computer(AuthorId("cy"), DeviceId("pc-cy"))
    cy = office.hire("cy")
    cy.enrol(victim.key)
    dee = Computer(AuthorId("dee"), DeviceId("pc-dee"))
    office.hire("dee").enrol(dee.key)
    note = victim.note(CANARY)
    cy.push(FRONT_DOOR, [note])
    pair = [replace(entry, sig=b"forged") for entry in (victim.agree(note.id), dee.redact(note.id))]
    forger = office.central("ava")
    for verdict in (Verdict.OK, Verdict.DUP):
        assert [answer.verdict for answer in forger.push(FRONT_DOOR, pair)] == [verdict] * 2
    # Nor with anything else in their hands, a manager's rights included: what they brought they do not confirm.
    refused(office, f"select lintel.erase_confirm_v1('{pair[1].id}')")
    refused(office, f"select lintel.erase('front-door', '{note.id}', 'mo')")
    refused(office, "update lintel.erasing set vouched = true")
    assert not office.confirm_erasure(pair[1].id, "ava")
    forger.push(FRONT_DOOR, [ava.agree(note.id)])  # one genuine word beside a forged one
    assert not office.confirm_erasure(pair[1].id, "ava")
    assert cy.pull(FRONT_DOOR, 0).entries[0].body == note.body
    ((kind, entry),) = office.as_person("ava", "select kind, entry from lintel.alarms_v1()")
    assert (kind, entry) == ("erasure waits", pair[1].id)
    waits = office.as_person("ava", "select kind, author, handed_by, vouched from lintel.erasures_v1()")
    assert ("Redacted", "dee", "ava", False) in waits


def test_e22_who_reads_far_more_than_work_needs_is_told_of(office: PostgresOffice, ava: Computer) -> None:
    """100,000 entries through the reading function, in a loop. A new computer's one copy of it all is no alarm."""
    central = office.central("ben")
    ben = Computer(AuthorId("ben"), DeviceId("pc-ben"))
    ben.notes(1)
    for _ in range(4):
        central.push(FRONT_DOOR, ben.notes(500))
    office.sql("update lintel.device set enrolled = enrolled - interval '2 days'")
    office.add("mo", "manager")
    for _ in range(25):
        office.as_person("ava", "select count(*) from lintel.pull_v1('front-door', 0, 2000)")
    assert office.as_person("mo", "select * from lintel.alarms_v1()") == []
    for _ in range(25):
        office.as_person("ava", "select count(*) from lintel.pull_v1('front-door', 0, 2000)")
    told = office.as_person("mo", "select kind, worker from lintel.alarms_v1()")
    assert told == [("reads much", "ava")]
    assert "2000 entries were handed to ava" in office.cluster.log.read_text()


def test_e22_what_is_rolled_back_stands_in_the_log(office: PostgresOffice, ava: Computer) -> None:
    central = office.central("ben")
    ben = Computer(AuthorId("ben"), DeviceId("pc-ben"))
    ben.notes(1)
    central.push(FRONT_DOOR, ben.notes(101))
    with office.connect("ava") as cx:
        cx.execute("begin; select count(*) from lintel.pull_v1('front-door', 0, 2000); rollback")
    assert office.sql("select * from lintel.reading") == []
    assert "101 entries were handed to ava" in office.cluster.log.read_text()


def test_e22_a_server_that_is_only_read_hands_over_and_says_so_in_the_log(
    office: PostgresOffice, ava: Computer
) -> None:
    ben = Computer(AuthorId("ben"), DeviceId("pc-ben"))
    ben.notes(1)
    office.central("ben").push(FRONT_DOOR, ben.notes(102))
    with office.connect("ava") as cx:
        cx.execute("begin read only")
        read = cx.execute("select count(*) from lintel.pull_v1('front-door', 0, 2000)").fetchone()
        cx.execute("commit")
    assert read == (102,)
    assert office.sql("select * from lintel.reading") == []
    assert "102 entries were handed to ava" in office.cluster.log.read_text()


def test_e22_a_line_that_dies_in_the_middle_of_a_page_holds_up_no_other(
    office: PostgresOffice, ava: Computer
) -> None:
    """Its transaction is open until the server gives it up; the same person reads and writes on meanwhile."""
    ben = Computer(AuthorId("ben"), DeviceId("pc-ben"))
    ben.notes(1)
    office.central("ben").push(FRONT_DOOR, ben.notes(3))
    with office.connect("ava") as dead:
        dead.autocommit = False
        dead.execute("select count(*) from lintel.pull_v1('front-door', 0, 2000)")
        central = office.central("ava", patience=2.0)
        assert len(central.pull(FRONT_DOOR, 0).entries) == 3
        assert central.push(FRONT_DOOR, [ava.note()])[0].verdict is Verdict.OK


def test_e22_each_who_reads_too_much_is_told_of(office: PostgresOffice, ava: Computer) -> None:
    office.sql("update lintel.device set enrolled = enrolled - interval '9 days'")
    for worker in ("ava", "ben"):
        office.sql("select lintel.count_reading(%s, 60000, true)", worker)
    assert {row[0] for row in office.sql("select worker from lintel.alarm")} == {"ava", "ben"}


def test_e22_whoever_packs_for_new_computers_reads_no_more_than_they_should(
    office: PostgresOffice, ava: Computer
) -> None:
    office.sql("update lintel.device set enrolled = enrolled - interval '9 days'")
    for number in range(6):
        office.sql(
            "insert into lintel.segment (stream, first, last, made_by) values ('front-door', %s, %s, 'ava')",
            number * 10_000 + 1, (number + 1) * 10_000,
        )  # fmt: skip
    office.sql("select lintel.count_reading('ava', 60000, true)")
    assert office.sql("select 1 from lintel.alarm") == []


def test_e22_one_copy_for_each_new_computer_is_no_alarm(office: PostgresOffice, ava: Computer) -> None:
    office.sql("update lintel.stream set head = 60000 where name = 'front-door'")
    for many, alarms in ((100_000, 0), (20_000, 1)):
        office.sql("select lintel.count_reading('ava', %s, false)", many)
        assert len(office.sql("select 1 from lintel.alarm")) == alarms


def test_e24_an_auditor_reads_alarms_and_no_record(office: PostgresOffice, ava: Computer) -> None:
    office.add("audrey", "auditor")
    assert office.as_person("audrey", "select * from lintel.alarms_v1()") == []
    for call in ("pull_v1('front-door', 0, 500)", "hello_v1('x')", "quarantine_v1()", "devices_v1()"):
        refused(office, f"select * from lintel.{call}", worker="audrey")


def test_a_worker_is_no_manager_by_asking(office: PostgresOffice, ava: Computer) -> None:
    """Even with the group's right to call, the row in `worker` decides."""
    office.sql(f"grant lintel_manager to {office.login('ava')}")
    for call in ("quarantine_v1()", "claims_v1()", "alarms_v1()", "revoke_v1('pc-ben')", "release_v1('')"):
        assert "refused" in refused(office, f"select * from lintel.{call}")


def test_nobody_agrees_to_their_own_claim(office: PostgresOffice, ava: Computer) -> None:
    """A manager who claims a colleague's computer with a key of their own cannot write in that name."""
    office.add("mo", "manager")
    key = b"k" * 32
    office.as_person("mo", "select lintel.enrol_v1('pc-of-ben', 'ben', %s)", key)
    assert office.as_person("mo", "select lintel.agree_v1('pc-of-ben', 'ben', %s)", key) == [(False,)]
    assert [row[0] for row in office.sql("select id from lintel.device where worker = 'ben'")] == ["pc-ben"]


def test_s08_a_forged_notice_wipes_nothing(office: PostgresOffice, ava: Computer) -> None:
    """Nothing in the client listens, and only a row that a supervisor wrote locks a computer out."""
    with office.connect("ben") as cx:
        cx.execute("select pg_notify('lintel', 'wipe pc-ava')")
    welcome = office.central("ava").hello(ava.device)
    assert not welcome.revoked
    with pytest.raises(CentralRefuses):
        office.central("ava").pull("restricted", 0)


def test_s02_two_at_once_under_one_name_lose_nothing(office: PostgresOffice, ava: Computer) -> None:
    copy = ava.copy()
    centrals = [office.central("ava"), office.central("ava")]
    told: list[bool] = []

    def write(pc: Computer, place: int) -> None:
        for _ in range(5):
            told.extend(
                answer.forked for answer in centrals[place].push(FRONT_DOOR, [pc.note(f"From {place}.")])
            )

    threads = [threading.Thread(target=write, args=(pc, place)) for place, pc in enumerate((ava, copy))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(centrals[0].pull(FRONT_DOOR, 0).entries) == 10
    assert told.count(True) == 5
