"""`lintelctl central`: made by an administrator with a terminal, and looked through for loose ends."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import psycopg
import pytest

from tests.central.cluster import Cluster
from tests.central.office import PASSWORD, PostgresOffice, install_in
from tests.sync.telling import Computer
from workstation import cli
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import AuthorId, DeviceId
from workstation.domain.kinds import KINDS
from workstation.domain.people import ACTS_OF_MANAGERS
from workstation.sync.central import CentralRefuses, Verdict
from workstation.sync.postgres import PostgresCentral
from workstation.sync.schema.check import check
from workstation.sync.schema.install import CentralFromNewer
from workstation.sync.schema.reading import read


class Terminal:
    """`lintelctl central` as one types it, against one database."""

    def __init__(self, dsn: str, capsys: pytest.CaptureFixture[str]) -> None:
        self._dsn, self._capsys = dsn, capsys

    def __call__(self, *words: str, code: int = 0) -> str:
        got = cli.main(["central", *words, "--dsn", self._dsn, "--no-password"])
        said = self._capsys.readouterr()
        assert got == code, said.err
        return said.out + said.err


def descriptor(words: str) -> str:
    """A file descriptor from which these words can be read once."""
    reading, writing = os.pipe()
    os.write(writing, words.encode() + b"\n")
    os.close(writing)
    return str(reading)


@pytest.fixture
def terminal(office: PostgresOffice, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(office.cluster.admin(office.database), capsys)


def hire(terminal: Terminal, office: PostgresOffice, worker: str, rights: str = "worker") -> PostgresCentral:
    terminal(
        "worker", "add", worker, "--login", office.login(worker), "--name", worker.title(), "--role",
        "Team manager", "--rights", rights, "--new-password-fd", descriptor(PASSWORD),
    )  # fmt: skip
    return office.central(worker)


def test_a_worker_is_let_in_writes_and_leaves(terminal: Terminal, office: PostgresOffice) -> None:
    central = hire(terminal, office, "ava")
    terminal("grant", "ava", "front-door")
    pc = Computer(AuthorId("ava"), DeviceId("pc"))
    central.enrol(pc.key)
    assert central.push(FRONT_DOOR, pc.notes(1))[0].verdict is Verdict.OK
    assert "streams=front-door" in terminal("worker", "list")
    assert "id=pc" in terminal("device", "list")
    # E18: the open connection is refused at once, and ended.
    assert "1 connections ended" in terminal("worker", "disable", "ava")
    for _ in range(2):
        with pytest.raises(CentralRefuses):
            office.central("ava").hello(pc.device)
    terminal("worker", "enable", "ava")
    assert office.central("ava").hello(pc.device).worker == "ava"


def test_who_is_a_manager_no_more_signs_no_more_and_what_they_signed_stands(
    terminal: Terminal, office: PostgresOffice
) -> None:
    central = office.hire("ben")
    pc = Computer(AuthorId("ben"), DeviceId("pc"))
    central.enrol(pc.key)
    before, after = pc.say("SignedOff", b"{}"), pc.say("SignedOff", b'{"why": "after"}')
    central.push(FRONT_DOOR, [before])
    terminal("worker", "role", "ben", "--role", "Social worker", "--rights", "worker")
    assert verdicts(central, [before, after]) == ["dup", "role"]
    # Central went back to a backup from before the signature, and from after the new role.
    office.sql("delete from lintel.entry")
    office.sql("update lintel.stream set head = 0, chain = ''")
    assert verdicts(central, [before, after]) == ["ok", "role"]
    terminal("worker", "role", "ben", "--role", "Team manager", "--rights", "manager")
    assert verdicts(central, [after]) == ["ok"]
    # Their next role as well: the place where they stopped being a manager moves on.
    terminal("worker", "role", "ben", "--role", "Quality lead", "--rights", "worker")
    terminal("worker", "role", "ben", "--role", "Social worker", "--rights", "worker")
    office.sql("delete from lintel.entry")
    office.sql("update lintel.stream set head = 0, chain = ''")
    assert verdicts(central, [before, after, pc.say("Lowered", b"{}")]) == ["ok", "ok", "role"]


def verdicts(central: PostgresCentral, entries: list[Entry]) -> list[str]:
    return [str(answer.reason or answer.verdict) for answer in central.push(FRONT_DOOR, entries)]


def test_the_acts_that_central_keeps_for_managers_are_those_the_workstation_does() -> None:
    named = read("push_0001.sql").partition("acts_of_managers()")[2].partition("array[")[2].partition("]")[0]
    assert {name.strip(" \n'") for name in named.split(",")} == ACTS_OF_MANAGERS
    assert KINDS.keys() >= ACTS_OF_MANAGERS


def test_an_installation_is_repeated_without_harm(terminal: Terminal, office: PostgresOffice) -> None:
    assert json.loads(terminal("install", "--json")) == {"before": "0001", "now": "0001"}
    assert terminal("check") == "Nothing is loose.\n"


def test_an_administrator_who_is_no_superuser_can_install(
    cluster: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    cluster.sql("create role carol login createrole createdb")
    cluster.sql("create database carols owner carol")
    # The groups were made by somebody else here; a superuser lets her into them, as the runbook says.
    cluster.sql("grant lintel_owner, lintel_fn to carol with admin option")
    with (cluster.data / "pg_hba.conf").open("r+") as file:
        rules = file.read()
        file.seek(0)
        file.write("local all carol trust\n" + rules)
    cluster.sql("select pg_reload_conf()")
    terminal = Terminal(cluster.admin("carols").replace("user=postgres", "user=carol"), capsys)
    terminal("install")
    assert terminal("check") == "Nothing is loose.\n"
    cluster.sql("drop database carols")


def test_a_newer_central_is_left_alone(office: PostgresOffice) -> None:
    office.sql("update lintel.alembic_version set version_num = '9999'")
    with pytest.raises(CentralFromNewer):
        install_in(office.cluster, office.database)


def test_no_password_on_a_command_line(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        cli.main(["central", "check", "--no-password", "--dsn", "host=/tmp password=hunter2"]) == cli.TROUBLE
    )
    assert "hunter2" not in capsys.readouterr().err


def test_an_administrator_from_afar_says_who_vouches_for_the_server(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["central", "check", "--no-password", "--dsn", "host=localhost"]) == cli.TROUBLE
    assert "sslrootcert" in capsys.readouterr().err


def test_a_password_never_reaches_the_servers_log(terminal: Terminal, office: PostgresOffice) -> None:
    office.sql(f"alter database {office.database} set log_statement = 'all'")
    hire(terminal, office, "dee")
    log = office.cluster.log.read_text()
    assert f'create role "{office.login("dee")}"' in log
    assert PASSWORD not in log.partition(f'create role "{office.login("dee")}"')[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("grant", "nobody", "front-door"), "nobody with that id"),
        (("grant", "ava", "Front Door!"), "letters in it"),
        (("worker", "password", "ghost", "--new-password-fd", "{good}"), "no such login"),
        (("worker", "password", "ghost", "--new-password-fd", "987"), "No password could be read"),
        (("backup-mark", "begin", "{folder}/none/marks"), "could not be written"),
        (("backup-mark", "done", "{folder}/none"), "no file with marks"),
        (("backup-mark", "done", "{broken}"), "no file with marks"),
    ],
)
def test_a_slip_of_an_administrator_is_told_in_words(
    terminal: Terminal, office: PostgresOffice, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    office.add("ava")
    broken = tmp_path / "marks"
    broken.write_text('[{"stream": "front-door", "head": 1, "chain": "no digest"}]')
    places = {"folder": tmp_path, "broken": broken, "good": descriptor("words-nobody-uses")}
    told = terminal(*[word.format(**places) for word in words], code=cli.TROUBLE)
    assert said in told
    assert "Traceback" not in told


def own_login(
    office: PostgresOffice, worker: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """`lintelctl central` as somebody who has a login of their own and no more."""
    root = office.cluster.authority.root
    dsn = f"host=localhost port={office.cluster.port} dbname={office.database} user={office.login(worker)}"
    monkeypatch.setenv("MO_KNOWS", PASSWORD)

    def run(*words: str) -> str:
        how = ("--json", "--password-env", "MO_KNOWS", "--dsn", f"{dsn} sslrootcert={root}")
        assert cli.main(["central", *words, *how]) == 0
        return capsys.readouterr().out

    return run


def test_a_supervisor_packs_pieces_and_drops_one(
    office: PostgresOffice, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workstation.sync.packing.SIZE", 3)
    ava, pc = office.hire("ava"), Computer(AuthorId("ava"), DeviceId("pc"))
    office.add("duty", "manager")
    office.grant("duty", FRONT_DOOR, write=False)
    ava.enrol(pc.key)
    ava.push(FRONT_DOOR, pc.notes(7))
    run = own_login(office, "duty", capsys, monkeypatch)
    assert '"packed": 2' in run("piece", "pack", FRONT_DOOR)
    assert '"packed": 0' in run("piece", "pack", FRONT_DOOR)
    assert [(piece.first, piece.last) for piece in ava.packed(FRONT_DOOR, 0)] == [(1, 3), (4, 6)]
    assert [piece.first for piece in ava.packed(FRONT_DOOR, 3)] == [4]
    assert '"done": true' in run("piece", "drop", FRONT_DOOR, "4")
    assert '"done": false' in run("piece", "drop", FRONT_DOOR, "4")
    assert '"done": false' in run("piece", "drop", FRONT_DOOR, "the fourth")
    assert '"packed": 1' in run("piece", "pack", FRONT_DOOR)


def test_a_third_manager_sees_what_waits_and_confirms_it(
    terminal: Terminal,
    office: PostgresOffice,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ava, ben = (Computer(AuthorId(who), DeviceId(f"pc-{who}")) for who in ("ava", "ben"))
    lines = {}
    for who, pc in (("ava", ava), ("ben", ben)):
        lines[who] = hire(terminal, office, who)
        terminal("grant", who, "front-door")
        lines[who].enrol(pc.key)
    hire(terminal, office, "mo", "manager")
    terminal("grant", "mo", "front-door")
    secret = ava.note("Ninety Larch Row.")
    agreed, redacted = ben.agree(secret.id), ava.redact(secret.id)
    assert terminal("erase", "status") == "Nothing was agreed to.\n"
    lines["ava"].push(FRONT_DOOR, [secret, agreed])
    assert "state=agreed" in terminal("erase", "status")
    lines["ava"].push(FRONT_DOOR, [redacted])
    assert "state=waits for both of them" in terminal("erase", "status")
    capsys.readouterr()
    mo = own_login(office, "mo", capsys, monkeypatch)
    assert [row["kind"] for row in json.loads(mo("alarms"))] == ["erasure waits"]
    waits = json.loads(mo("erase", "waiting"))
    assert [(row["kind"], row["author"], row["handed_by"], row["vouched"]) for row in waits] == [
        ("ErasureAgreed", "ben", "ava", False), ("Redacted", "ava", "ava", True),
    ]  # fmt: skip
    assert json.loads(mo("erase", "confirm", agreed.id)) == [{"done": False}]
    assert json.loads(mo("erase", "confirm", redacted.id)) == [{"done": True}]
    assert lines["ben"].pull(FRONT_DOOR, 0).entries[0].body is None
    assert json.loads(mo("erase", "waiting")) == json.loads(mo("alarms")) == []
    assert "confirmed_by=mo  state=erased" in terminal("erase", "status")


def test_a_supervisor_sees_and_decides_what_was_kept(
    terminal: Terminal,
    office: PostgresOffice,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    central = hire(terminal, office, "ava")
    hire(terminal, office, "mo", "manager")
    terminal("grant", "ava", "front-door")
    terminal("grant", "mo", "front-door")
    pc = Computer(AuthorId("ava"), DeviceId("pc"))
    central.enrol(pc.key)
    early = pc.note()
    central.push(FRONT_DOOR, [early])
    terminal("device", "revoke", "pc")
    late, later = pc.notes(2)
    central.push(FRONT_DOOR, [late, later])

    mo = own_login(office, "mo", capsys, monkeypatch)
    waiting = {row["entry"]: row["mark"] for row in json.loads(mo("quarantine", "list"))}
    assert set(waiting) == {late.id, later.id}
    assert json.loads(mo("quarantine", "release", waiting[late.id]))[0]["verdict"] == "ok"
    assert json.loads(mo("quarantine", "close", waiting[later.id], "Written by the thief, not by Ava."))
    assert json.loads(mo("quarantine", "list")) == []
    assert [entry.id for entry in central.pull(FRONT_DOOR, 0).entries] == [early.id, late.id]


def test_a_backup_marks_what_is_safe_unless_the_stream_went_back(
    terminal: Terminal, office: PostgresOffice, tmp_path: Path
) -> None:
    central = office.hire("ava")
    pc = Computer(AuthorId("ava"), DeviceId("pc"))
    central.enrol(pc.key)
    central.push(FRONT_DOOR, pc.notes(3))
    noted = str(tmp_path / "heads.json")
    terminal("backup-mark", "begin", noted)
    central.push(FRONT_DOOR, pc.notes(2))
    assert terminal("backup-mark", "done", noted) == "Marked.\n"
    assert central.hello(pc.device).streams[0].safe == 3
    office.sql("update lintel.entry set chain = 'x' where position = 3")
    assert "went back" in terminal("backup-mark", "done", noted)


def test_a_dump_put_into_another_database_is_the_same_central(
    cluster: Cluster, office: PostgresOffice
) -> None:
    central = office.hire("ava")
    pc = Computer(AuthorId("ava"), DeviceId("pc"))
    central.enrol(pc.key)
    central.push(FRONT_DOOR, pc.notes(3))
    before = central.pull(FRONT_DOOR, 0)
    copy, file = f"{office.database}_copy", cluster.folder / "dump.sql"
    office.sql("create role keeper in role lintel_backup")
    only = ("--role=keeper", "--enable-row-security", "--schema=lintel")
    file.write_text(cluster.run("pg_dump", *only, "--dbname", office.database))
    file.chmod(0o644)
    cluster.sql(f"create database {copy}")
    cluster.run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", copy, "-f", file)
    # The rights of a database are in no dump of it: `install` gives them again.
    install_in(cluster, copy)
    restored = PostgresCentral(
        msgspec.structs.replace(office.address(), database=copy), office.login("ava"), PASSWORD
    )
    assert restored.pull(FRONT_DOOR, 0) == before
    assert restored.push(FRONT_DOOR, [pc.note()])[0].position == 4
    with psycopg.connect(cluster.admin(copy)) as cx:
        assert check(cx) == []
    restored.close()
    cluster.sql("drop role keeper")
    cluster.sql(f"drop database {copy} with (force)")


DEFINER = (
    "returns text language sql security definer set search_path = pg_catalog, pg_temp as"
    " 'select string_agg(body, chr(10)) from lintel.entry'"
)
"""A function as well made as ours: nothing about how it looks says that it hands everything out."""

LOOSE = [
    ("alter function lintel.hello_v1 set search_path = lintel", "search_path"),
    ("alter function lintel.hello_v1 owner to lintel_owner", "owned by the owner"),
    ("alter table lintel.entry no force row level security", "row security"),
    ("create table lintel.extra (a int)", "row security"),
    ("create view lintel.v as select 1 as a", "owner's rights"),
    ("create view public.v as select * from lintel.entry", "owner's rights"),
    ("grant execute on function lintel.me to public", "PUBLIC"),
    ("create function lintel.open() returns int language sql as 'select 1'", "PUBLIC"),
    ("grant select on lintel.worker to public", "PUBLIC"),
    ("grant temporary on database {database} to public", "PUBLIC"),
    ("grant select on lintel.entry to lintel_worker", "reach a table"),
    ("grant select (body) on lintel.entry to {login}", "reach a part of a table"),
    ("grant select (body) on lintel.entry to public", "PUBLIC"),
    ("create policy more on lintel.entry to lintel_worker using (true)", "rule of row security"),
    ("alter policy backup on lintel.entry to public", "rule of row security"),
    (
        (
            f"create function lintel.peek() {DEFINER}; alter function lintel.peek owner to lintel_fn;"
            " revoke all on function lintel.peek from public; grant execute on function lintel.peek to {login}"
        ),
        "lintel.peek() is a function that Lintel did not make like this",
    ),
    (
        f"create function public.peek() {DEFINER}; alter function public.peek owner to lintel_fn",
        "peek() is a function that Lintel did not make like this",
    ),
    (
        f"create function lintel.staff_v1(text) {DEFINER}",
        "staff_v1(text) is a function that Lintel did not make",
    ),
    (
        (
            "create or replace function lintel.chain_at(p_stream text, p_place bigint) returns bytea"
            " language sql stable as 'select null::bytea'"
        ),
        "chain_at(text,bigint) is a function that Lintel did not make",
    ),
    (
        (
            "alter function lintel.chain_at security definer set search_path = pg_catalog, pg_temp;"
            " grant execute on function lintel.chain_at to lintel_worker"
        ),
        "others than it is for: lintel_worker",
    ),
    ("grant delete on lintel.entry to lintel_fn", "change or remove"),
    ("grant update (chain) on lintel.entry to lintel_fn", "change or remove"),
    ("alter role lintel_fn login", "may sign in"),
    ("grant lintel_fn to {login}", "administrator's rights"),
    ("grant lintel_backup to {login}", "or a backup's"),
    ("grant create on schema lintel to lintel_worker", "make things in the schema"),
    ("alter schema lintel owner to {login}", "make things in the schema"),
    (
        "alter default privileges for role lintel_owner in schema lintel grant select on tables to lintel_worker",
        "will be made one day",
    ),
    ("update lintel.worker set active = false", "can still sign in"),
]


@pytest.mark.parametrize(("loosened", "fault"), LOOSE, ids=[way[:60] for way, _ in LOOSE])
def test_what_a_hand_loosened_is_found(
    terminal: Terminal, office: PostgresOffice, loosened: str, fault: str
) -> None:
    """E20, and the other ways in which one statement takes a wall down."""
    office.hire("ava")
    office.sql(loosened.format(database=office.database, login=office.login("ava")))
    try:
        assert fault in terminal("check", code=1)
    finally:
        office.sql("alter role lintel_fn nologin")
