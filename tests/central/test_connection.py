"""The way to Central: rogue servers, the environment, silence (`trust.md` 6 F and S05). Each test names its row."""

import os
import socket
import ssl
import struct
import time
from pathlib import Path

import msgspec
import pytest

from tests.central import rogue
from tests.central.certificates import Authority
from tests.central.cluster import Cluster
from tests.central.office import PASSWORD, PostgresOffice, prepare
from tests.central.proxy import Proxy
from tests.central.rogue import Rogue
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import AuthorId, DeviceId
from workstation.sync.address import Address
from workstation.sync.central import (
    CentralAway,
    CentralOdd,
    CentralRefuses,
    CentralTooNew,
    CentralTrouble,
    Verdict,
)
from workstation.sync.postgres import PostgresCentral
from workstation.sync.proof import CertificateOutOfDate, CertificateRevoked, NoListOfRevoked, NotOurServer

PC = DeviceId("pc-ava")


@pytest.fixture
def ours(tmp_path: Path) -> Authority:
    """The authority that vouches for the council's server."""
    return Authority(tmp_path / "ours")


def towards(
    port: int, root: Path, *, patience: float = 2.0, host: str = "localhost", revoked: Path | None = None
) -> PostgresCentral:
    address = Address(
        host=host, port=port, root=root, patience=patience, long_patience=patience, revoked=revoked
    )
    return PostgresCentral(address, "ava", PASSWORD)


def trouble(central: PostgresCentral) -> CentralTrouble:
    with pytest.raises(CentralTrouble) as caught:
        central.hello(PC)
    central.close()
    assert PASSWORD not in str(caught.value)
    return caught.value


def test_f01_a_password_is_never_sent_in_clear(ours: Authority) -> None:
    with Rogue(rogue.clear_password) as server:
        assert type(trouble(towards(server.port, ours.root))) is NotOurServer
    assert PASSWORD.encode() not in server.heard


def test_f02_a_certificate_of_somebody_else_is_not_believed(ours: Authority, tmp_path: Path) -> None:
    theirs = Authority(tmp_path / "theirs")
    with Rogue(rogue.tls_then(rogue.ask(3)), theirs.server()) as server:
        assert type(trouble(towards(server.port, ours.root))) is NotOurServer
    assert b"user" not in server.heard, "not even who we are is told"
    assert PASSWORD.encode() not in server.heard


def test_f03_the_name_has_to_be_right(ours: Authority) -> None:
    with Rogue(rogue.tls_then(rogue.ask(3)), ours.server(host="printer.example")) as server:
        assert type(trouble(towards(server.port, ours.root))) is NotOurServer
    assert b"user" not in server.heard, "not even who we are is told"
    assert PASSWORD.encode() not in server.heard


def test_f03_a_name_that_is_a_path_or_a_list_is_none(ours: Authority) -> None:
    for host in ("/tmp", "localhost,evil.example", "", "a b"):
        assert isinstance(trouble(towards(1, ours.root, host=host)), CentralOdd)


def test_f04_the_environment_has_no_say(
    office: PostgresOffice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    central = office.hire("ava")
    service, passwords = tmp_path / "service", tmp_path / "pass"
    service.write_text("[evil]\nhost=127.0.0.2\nport=1\nuser=mallory\n")
    passwords.write_text("*:*:*:*:wrong\n")
    passwords.chmod(0o600)
    home = tmp_path / "home"
    (home / ".postgresql").mkdir(parents=True)
    authority = office.cluster.authority
    list_ = authority.revoked(office.cluster.data / "server.crt", stem="at-home")
    (home / ".postgresql" / "root.crl").write_bytes(list_.read_bytes())
    (home / ".pgpass").write_text("*:*:*:*:wrong\n")
    monkeypatch.setenv("HOME", str(home))
    for name, value in {
        "PGSSLMODE": "disable", "PGHOSTADDR": "127.0.0.2", "PGHOST": "evil.example", "PGPORT": "1",
        "PGSERVICE": "evil", "PGSERVICEFILE": str(service), "PGPASSFILE": str(passwords), "PGUSER": "mallory",
        "PGPASSWORD": "wrong", "PGOPTIONS": "-c role=nobody", "PGREQUIRESSL": "0", "PGSSLROOTCERT": "/dev/null",
        "PGREQUIREAUTH": "none", "PGCHANNELBINDING": "disable", "PGCLIENTENCODING": "LATIN1",
        "PGTARGETSESSIONATTRS": "standby", "PGGSSENCMODE": "require", "PGDATESTYLE": "German",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    assert central.hello(PC).worker == "ava"
    assert [name for name in os.environ if name.startswith("PG")] == []


@pytest.mark.parametrize("bound", [True, False], ids=["bound", "unbound"])
@pytest.mark.parametrize(
    "request_", [rogue.ask(5, b"salt"), rogue.ask(3), rogue.ask(0)], ids=["md5", "clear", "trust"]
)
def test_f05_only_the_agreed_proof_is_given(ours: Authority, request_: bytes, *, bound: bool) -> None:
    with Rogue(rogue.tls_then(request_), ours.server()) as server:
        address = Address(host="localhost", port=server.port, root=ours.root, patience=2.0, bound=bound)
        assert type(trouble(PostgresCentral(address, "ava", PASSWORD))) is NotOurServer
    assert PASSWORD.encode() not in server.heard
    assert b"hello_v1" not in server.heard


def test_nothing_is_said_at_the_start_that_a_pooler_does_not_know(ours: Authority) -> None:
    """PgBouncer shuts the door on whoever names a setting that it has never heard of, whatever its value."""
    with Rogue(rogue.tls_then(rogue.ask(10, b"SCRAM-SHA-256\0\0")), ours.server()) as server:
        trouble(towards(server.port, ours.root))
    said = server.heard.partition(struct.pack("!i", 196608))[2].partition(b"\0\0")[0].split(b"\0")
    assert set(said[::2]) == {b"user", b"database", b"client_encoding", b"application_name"}


@pytest.mark.parametrize(
    "days",
    [(-30, -1), (1, 30), (-395, -335), (335, 395)],
    ids=["expired", "not yet valid", "clock a year ahead", "clock a year behind"],
)
def test_f06_a_certificate_out_of_date_is_said_in_words(ours: Authority, days: tuple[float, float]) -> None:
    """A clock that is a year off is not set here: OpenSSL compares this computer's clock with the dates in the
    certificate and knows nothing else, so the dates are moved by a year instead.
    """
    with Rogue(rogue.tls_then(rogue.ask(3)), ours.server(days=days)) as server:
        said = trouble(towards(server.port, ours.root))
    assert type(said) is CertificateOutOfDate
    assert "date of this computer" in said.what_to_do
    assert PASSWORD.encode() not in server.heard


def test_f06_a_certificate_that_was_revoked_is_refused_in_words() -> None:
    """At a real server: believed, then revoked because somebody stole its key, then given a new one."""
    with Cluster() as cluster:
        prepare(cluster)
        office, ours = PostgresOffice(cluster), cluster.authority
        office.hire("ava")
        stolen = cluster.data / "server.crt"
        plain = office.address()
        careful = msgspec.structs.replace(plain, revoked=ours.revoked(ours.server("another").certificate))
        for address in (plain, careful):
            assert PostgresCentral(address, office.login("ava"), PASSWORD).hello(PC).worker == "ava"
        ours.revoked(stolen)
        said = trouble(PostgresCentral(careful, office.login("ava"), PASSWORD))
        assert type(said) is CertificateRevoked
        assert "was revoked" in said.title
        assert "No password was sent" in said.what_to_do
        assert "date" not in said.what_to_do
        # Without the list nobody could know. This is why the runbook asks for one.
        assert PostgresCentral(plain, office.login("ava"), PASSWORD).hello(PC).worker == "ava"
        cluster.show(ours.server("new"))
        assert PostgresCentral(careful, office.login("ava"), PASSWORD).hello(PC).worker == "ava"
        office.close()


def test_f06_nothing_is_told_to_a_server_that_was_revoked(ours: Authority) -> None:
    stolen = ours.server()
    with Rogue(rogue.tls_then(rogue.ask(3)), stolen) as server:
        said = trouble(towards(server.port, ours.root, revoked=ours.revoked(stolen.certificate)))
    assert type(said) is CertificateRevoked
    assert b"user" not in server.heard, "not even who we are is told"
    assert PASSWORD.encode() not in server.heard


def test_f06_a_list_that_cannot_be_used_is_never_passed_over(office: PostgresOffice, tmp_path: Path) -> None:
    """Libpq goes on without a word as if nothing had been revoked."""
    office.hire("ava")
    garbage, theirs = tmp_path / "garbage.crl", Authority(tmp_path / "theirs")
    garbage.write_text("no list")
    ours = office.cluster.authority
    for file, words, advice in (
        (tmp_path / "gone.crl", "lacks its list", "put the list in place"),
        (tmp_path, "cannot be used", "put the list in place"),
        (garbage, "cannot be used", "put the list in place"),
        (ours.root, "cannot be used", "put the list in place"),
        (theirs.revoked(), "not of the right authority", "put the list in place"),
        (ours.revoked(stem="old", days=(-30, -1)), "out of date", "date of this computer"),
        (ours.revoked(stem="early", days=(1, 30)), "out of date", "date of this computer"),
    ):
        address = msgspec.structs.replace(office.address(), revoked=file)
        said = trouble(PostgresCentral(address, office.login("ava"), PASSWORD))
        assert type(said) is NoListOfRevoked, file
        assert words in said.title
        assert advice in said.what_to_do


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_f07_silence_while_connecting_ends_in_bounded_time(ours: Authority, steps: int) -> None:
    with Rogue(rogue.silent_after(steps), ours.server()) as server:
        assert type(trouble(towards(server.port, ours.root, patience=0.5))) is CentralAway


@pytest.mark.parametrize("last", [b"", b"S", b"S\x16", b"S\x16\x03\x03\x00\x7a\x02\x00"], ids=len)
def test_a_line_cut_while_connecting_is_no_server_that_lies(ours: Authority, last: bytes) -> None:
    """Nobody rings the service desk over a certificate because a cable came loose."""

    def cut(server: Rogue, client: socket.socket) -> None:
        server.hear(client)
        client.sendall(last)
        if last:
            server.hear(client)

    with Rogue(cut) as server:
        assert type(trouble(towards(server.port, ours.root))) is CentralAway


def test_f07_silence_in_the_middle_ends_in_bounded_time(office: PostgresOffice) -> None:
    office.hire("ava")
    pc = Computer(AuthorId("ava"), PC)
    with Proxy("127.0.0.1", office.cluster.port) as proxy:
        central = office.central("ava", port=proxy.port, patience=0.7)
        central.enrol(pc.key)
        entries = [pc.note("x" * 100_000) for _ in range(9)]
        proxy.swallow = True
        started = time.monotonic()
        with pytest.raises(CentralAway):
            central.push(FRONT_DOOR, entries)
        with pytest.raises(CentralAway):
            central.hello(PC)
        # No test of speed: without a deadline this would be minutes, or for ever.
        assert time.monotonic() - started < 30
        proxy.swallow = False
        proxy.reset()
        assert {answer.verdict for answer in central.push(FRONT_DOOR, entries)} <= {Verdict.OK, Verdict.DUP}
        central.close()


def test_f07_a_frozen_server_ends_in_bounded_time(cluster: Cluster) -> None:
    with Cluster() as frozen:
        prepare(frozen)
        office = PostgresOffice(frozen)
        office.hire("ava")
        central = office.central("ava", patience=0.7)
        assert central.hello(PC).worker == "ava"
        frozen.freeze()
        try:
            for _ in range(2):
                with pytest.raises(CentralAway):
                    central.hello(PC)
        finally:
            frozen.thaw()
        office.close()


def test_f08_a_database_without_lintel_is_no_central(office: PostgresOffice) -> None:
    office.hire("ava")
    office.sql("drop schema lintel cascade")
    with pytest.raises(CentralOdd):
        office.central("ava").hello(PC)


@pytest.mark.parametrize(("spoken", "said"), [("2, 3", CentralTooNew), ("0, 0", CentralOdd)])
def test_f08_a_central_that_speaks_another_language_is_left_alone(
    office: PostgresOffice, spoken: str, said: type[CentralTrouble]
) -> None:
    central = office.hire("ava")
    (source,) = office.sql("select pg_get_functiondef('lintel.hello_v1'::regproc)")[0]
    office.sql(str(source).replace("1, 1, s.name", f"{spoken}, s.name"))
    with pytest.raises(said):
        central.hello(PC)


def test_f08_an_old_postgresql_is_refused(ours: Authority) -> None:
    # Without a proof of a password nobody gets this far, so the first thing a lying server can be is too early.
    with Rogue(rogue.tls_then(rogue.ask(0)), ours.server()) as server:
        assert isinstance(trouble(towards(server.port, ours.root)), CentralOdd)


def test_a_root_that_is_not_there_is_told_apart_from_a_refusal(
    office: PostgresOffice, tmp_path: Path
) -> None:
    office.hire("ava")
    address = msgspec.structs.replace(office.address(), root=tmp_path / "gone.crt")
    with pytest.raises(NotOurServer, match="lacks the file"):
        PostgresCentral(address, office.login("ava"), PASSWORD).hello(PC)


def test_a_wrong_password_is_refused_and_an_absent_server_is_away(office: PostgresOffice) -> None:
    office.hire("ava")
    wrong = PostgresCentral(office.address(), office.login("ava"), "guess")
    with pytest.raises(CentralRefuses):
        wrong.hello(PC)
    stranger = PostgresCentral(office.address(), "nobody-here", PASSWORD)
    with pytest.raises(CentralRefuses):
        stranger.hello(PC)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(CentralAway):
        office.central("ava", port=port).hello(PC)


def test_a_certificate_instead_of_a_password(office: PostgresOffice) -> None:
    office.hire("ava")
    if not office.sql("select 1 from pg_roles where rolname = 'cert_only'"):
        office.sql("create role cert_only nologin")
    office.sql(f"grant cert_only to {office.login('ava')}")
    pair = office.cluster.authority.person(office.login("ava"))
    address = msgspec.structs.replace(
        office.address(), method="none", bound=False, certificate=pair.certificate, key=pair.key
    )
    central = PostgresCentral(address, office.login("ava"))
    assert central.hello(PC).worker == "ava"
    central.close()
    office.sql(f"revoke cert_only from {office.login('ava')}")


def test_a_password_for_a_directory_only_if_the_settings_say_so(office: PostgresOffice) -> None:
    office.hire("ava")
    if not office.sql("select 1 from pg_roles where rolname = 'directory'"):
        office.sql("create role directory nologin")
    office.sql(f"grant directory to {office.login('ava')}")
    with pytest.raises(NotOurServer):
        office.central("ava").hello(PC)
    address = msgspec.structs.replace(office.address(), method="password")
    central = PostgresCentral(address, office.login("ava"), PASSWORD)
    assert central.hello(PC).worker == "ava"
    central.close()


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
@pytest.mark.parametrize("way", ["up", "down"])
def test_a_line_that_is_cut_loses_and_doubles_nothing(office: PostgresOffice, way: str, share: float) -> None:
    pc = Computer(AuthorId("ava"), PC)
    office.hire("ava").enrol(pc.key)
    entries = pc.notes(20)
    with Proxy("127.0.0.1", office.cluster.port) as proxy:
        central = office.central("ava", port=proxy.port)
        central.hello(PC)
        first = Computer(AuthorId("ava"), DeviceId("pc-two"))
        central.enrol(first.key)
        before = dict(proxy.carried)
        central.push(FRONT_DOOR, first.notes(20))
        cost = proxy.carried[way] - before[way]
        proxy.cut_after(**{way: int(cost * share)})
        with pytest.raises(CentralAway):
            central.push(FRONT_DOOR, entries)
        assert {answer.verdict for answer in central.push(FRONT_DOOR, entries)} in (
            {Verdict.OK},
            {Verdict.DUP},
        )
        assert len(central.pull(FRONT_DOOR, 0).entries) == 40
        central.close()


def test_a_warning_beside_a_push_is_no_answer(office: PostgresOffice) -> None:
    """As after "committed locally, but might not have been replicated to the standby"."""
    pc = Computer(AuthorId("ava"), PC)
    central = office.hire("ava")
    central.enrol(pc.key)
    (source,) = office.sql("select pg_get_functiondef('lintel.promise'::regproc)")[0]
    office.sql(str(source).replace("begin\n", "begin\n    raise warning 'not replicated';\n"))
    with pytest.raises(CentralAway):
        central.push(FRONT_DOOR, pc.notes(1))
    office.sql(str(source))
    assert central.push(FRONT_DOOR, pc.said)[0].verdict is Verdict.DUP


def test_a_login_cannot_make_its_answers_less_than_durable(office: PostgresOffice) -> None:
    pc, central = Computer(AuthorId("ava"), PC), office.hire("ava")
    central.enrol(pc.key)
    central.push(FRONT_DOOR, pc.notes(1))
    with office.connect("ava") as cx:
        cx.execute("set synchronous_commit = off")
        cx.autocommit = False
        empty = ", ".join(f"array['x']::{kind}[]" for kind in ("text",) * 5)
        cx.execute(
            f"select * from lintel.push_v1('front-door', {empty}, array[1], array[''::bytea], array['t'], array[1],"
            " array[''], array[''], array[''::bytea], array[''::bytea], array[''::bytea], array[''::bytea],"
            " array[''::bytea])"
        )
        cx.execute("select * from lintel.pull_v1('front-door', 0, 9)")
        assert cx.execute("show synchronous_commit").fetchone() == ("on",)


def test_a_central_that_is_only_read_says_so_and_takes_nothing(office: PostgresOffice) -> None:
    pc = Computer(AuthorId("ava"), PC)
    central = office.hire("ava")
    central.enrol(pc.key)
    central.push(FRONT_DOOR, pc.notes(2))
    office.sql(f"alter database {office.database} set default_transaction_read_only = on")
    central = office.central("ava")
    assert central.hello(PC).read_only
    assert len(central.pull(FRONT_DOOR, 0).entries) == 2
    with pytest.raises(CentralAway):
        central.push(FRONT_DOOR, pc.notes(1))


def test_a_standby_is_read_and_takes_nothing() -> None:
    with Cluster(durable=True) as first:
        prepare(first)
        office = PostgresOffice(first)
        pc, central = Computer(AuthorId("ava"), PC), office.hire("ava")
        central.enrol(pc.key)
        central.push(FRONT_DOOR, pc.notes(3))
        with Cluster.restored(first.backup(), standby=True) as second:
            address = msgspec.structs.replace(office.address(), port=second.port, root=second.authority.root)
            standby = PostgresCentral(address, office.login("ava"), PASSWORD)
            assert standby.hello(PC).read_only
            assert standby.pull(FRONT_DOOR, 0) == central.pull(FRONT_DOOR, 0)
            assert standby.proofs(FRONT_DOOR, [2]) == central.proofs(FRONT_DOOR, [2])
            assert standby.devices() == (pc.key,)
            with pytest.raises(CentralAway):
                standby.push(FRONT_DOOR, pc.notes(1))
            standby.close()
        office.close()


def test_a_central_put_back_says_what_it_said_then() -> None:
    with Cluster(durable=True) as first:
        prepare(first)
        office = PostgresOffice(first)
        pc, central = Computer(AuthorId("ava"), PC), office.hire("ava")
        central.enrol(pc.key)
        central.push(FRONT_DOOR, pc.notes(3))
        then = central.pull(FRONT_DOOR, 0)
        copy = first.backup()
        central.push(FRONT_DOOR, pc.notes(2))
        first.crash()
        first.start()
        # A crash of the server breaks the line and takes nothing that was answered.
        with pytest.raises(CentralAway):
            central.hello(PC)
        assert central.push(FRONT_DOOR, pc.said[-2:])[0].position == 4
        with Cluster.restored(copy) as second:
            address = msgspec.structs.replace(office.address(), port=second.port, root=second.authority.root)
            restored = PostgresCentral(address, office.login("ava"), PASSWORD)
            assert restored.pull(FRONT_DOOR, 0) == then
            welcome = restored.hello(PC)
            assert (welcome.enrolled, welcome.seq, welcome.streams[0].head) == (True, 3, 3)
            assert [answer.position for answer in restored.push(FRONT_DOOR, pc.said)] == [1, 2, 3, 4, 5]
            restored.close()
        office.close()


class TestLiars:
    """S05: a server that has our certificate and lies all the same (somebody took it over)."""

    def speak(self, server: Rogue, client: socket.socket) -> None:
        with server.in_tls(client) as tls:
            self.hold_forth(server, tls)

    def hold_forth(self, server: Rogue, tls: ssl.SSLSocket) -> None:
        server.hear(tls)
        tls.sendall(rogue.ask(0) + rogue.parameters() + rogue.READY)
        server.hear(tls)
        tls.sendall(rogue.answer(many=1))
        server.hear(tls)
        tls.sendall(self.lie)

    lie: bytes = b""

    def central(self, port: int, root: Path) -> PostgresCentral:
        # It need not ask for a password, so for once we do not insist on giving one.
        address = Address(
            host="localhost",
            port=port,
            root=root,
            patience=1.0,
            long_patience=1.0,
            method="none",
            bound=False,
        )
        return PostgresCentral(address, "ava")

    @pytest.mark.parametrize(
        "lie",
        [
            rogue.answer(many=14),
            rogue.answer(rogue.row(b"just one"), many=1),
            rogue.answer(*[rogue.row(*[b"x"] * 14)] * 3, many=14),
            rogue.answer(*[rogue.row(*[b"\xff"] * 14)], many=14),
            rogue.message(b"E", b"SFATAL\0C42883\0Mno\0\0") + rogue.READY,
            b"\0" * 1000,
        ],
    )
    def test_an_answer_that_makes_no_sense_is_not_taken_over(self, ours: Authority, lie: bytes) -> None:
        self.lie = lie
        with Rogue(self.speak, ours.server()) as server:
            central = self.central(server.port, ours.root)
            with pytest.raises(CentralTrouble):
                central.hello(PC)
            central.close()

    def test_ten_times_the_page_is_too_much(self, ours: Authority) -> None:
        self.lie = rogue.answer(*[rogue.row(*[b"x"] * 19)] * 5000, many=19)
        with Rogue(self.speak, ours.server()) as server:
            central = self.central(server.port, ours.root)
            with pytest.raises(CentralOdd, match="more than it was asked"):
                central.pull(FRONT_DOOR, 0, 500)
            central.close()

    def test_an_answer_without_end_ends(self, ours: Authority) -> None:
        def endless(server: Rogue, client: socket.socket) -> None:
            with server.in_tls(client) as tls:
                self.hold_forth(server, tls)
                tls.sendall(rogue.message(b"1", b"") + rogue.message(b"2", b"") + rogue.columns(4))
                while True:
                    tls.sendall(rogue.row(b"x" * 1000, b"x", b"x", b"x") * 100)

        with Rogue(endless, ours.server()) as server:
            central = self.central(server.port, ours.root)
            with pytest.raises((CentralOdd, CentralAway)):
                central.devices()
            central.close()
