"""What the server's own log gives away about those who should not be there (`trust.md` 6 E22, E24)."""

import gzip
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.central.cluster import Cluster, _moments
from tests.central.office import PostgresOffice, prepare
from tests.sync.telling import Computer
from workstation.cli import main
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import AuthorId, DeviceId
from workstation.domain.times import LONDON, SystemClock, local
from workstation.sync.central import CentralTrouble

CANARY = "Forty-one Refuge Road"
_LOGGED = """
log_destination = 'jsonlog'
logging_collector = on
log_directory = '{folder}'
log_filename = 'central-%H%M%S'
log_file_mode = 0640
log_connections = on
"""


def night() -> str:
    """Hours that are as far from now as can be."""
    far = (local(SystemClock().now()).hour + 12) % 24
    return f"{far}-{far + 1}"


@dataclass
class Logged:
    """A server that writes the log the command reads, and what it wrote since the test began."""

    office: PostgresOffice
    folder: Path
    number: int = 0
    files: list[Path] = field(default_factory=list)

    def look(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
        """What the command says about what this test did, at any hour and on any day."""
        people = tmp_path / "people.json"
        dsn = self.office.cluster.admin(self.office.database)
        main(["central", "worker", "list", "--json", "--no-password", "--dsn", dsn])
        people.write_text(capsys.readouterr().out)
        code = main(["central", "log", *map(str, self.written()), "--people", str(people), "--json", *words])
        said = capsys.readouterr().out
        assert CANARY not in said
        assert "pull_v1" not in said
        told: dict[str, Any] = json.loads(said)
        assert code == (1 if told["findings"] else 0)
        return told

    def written(self) -> list[Path]:
        """The files, when everything that was done is in them: the last to come in is seen there."""
        mark = f"mark_{self.number}"
        self.number += 1
        with suppress(psycopg.Error):
            psycopg.connect(self.office.cluster.admin(mark))
        for _ in _moments(20):
            self.files = sorted(self.folder.glob("*.json"))
            if any(mark.encode() in file.read_bytes() for file in self.files):
                return self.files
        raise AssertionError("the server writes no log")


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Logged]:
    with Cluster(extra=_LOGGED.format(folder="written")) as cluster:
        prepare(cluster)
        office = PostgresOffice(cluster)
        cluster.sql("select pg_rotate_logfile()")
        yield Logged(office, cluster.data / "written")
        office.close()


def kinds(told: dict[str, Any]) -> set[str]:
    return {finding["what"] for finding in told["findings"]}


def test_e24_an_auditor_who_tries_to_read_a_record_shows_up(
    logged: Logged, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = logged.office
    office.add("odd", rights="auditor")
    for _ in range(3):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            office.as_person("odd", f"select * from lintel.pull_v1('front-door', 0, 10) -- {CANARY}")
    told = logged.look(tmp_path, capsys, "--any-hour", "postgres")
    assert any(CANARY in file.read_text() for file in logged.files), "the server writes down what was asked"
    (refused,) = [one for one in told["findings"] if one["what"] == "was refused"]
    assert (refused["who"], refused["place"], refused["many"]) == (office.login("odd"), "127.0.0.1", 3)
    assert kinds(told) == {"was refused"}


def test_e24_a_superuser_who_signs_in_at_night_shows_up(
    logged: Logged, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one who would rather not be written down, and one whom nobody was told of."""
    office = logged.office
    office.sql("create role new_admin superuser login")
    office.add("ava")
    office.as_person("ava", "select 1")
    hidden = psycopg.connect(office.cluster.admin(office.database), options="-c log_connections=off")
    hidden.close()
    told = logged.look(tmp_path, capsys, "--hours", night())
    (found,) = told["findings"]
    assert (found["what"], found["who"], found["place"]) == ("signed in out of hours", "postgres", "[local]")
    assert found["many"] == told["sign_ins"] - 1, "all but ava's"
    assert kinds(logged.look(tmp_path, capsys, "--any-hour", "postgres")) == set()


def test_e24_ordinary_work_shows_nothing(
    logged: Logged, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And what it shows of a day in which somebody read much is who, how much, and no word of what."""
    office = logged.office
    pc = Computer(AuthorId("ava"), DeviceId("pc-ava"))
    central = office.hire("ava")
    central.enrol(pc.key)
    central.push(FRONT_DOOR, [pc.note(CANARY) for _ in range(120)])
    central.hello(pc.device)
    assert len(central.pull(FRONT_DOOR, 0).entries) == 120
    with suppress(CentralTrouble):  # once is a slip of the finger
        type(central)(office.address(), office.login("ava"), "a slip").hello(pc.device)
    told = logged.look(tmp_path, capsys, "--hours", night(), "--any-hour", "postgres")
    assert told["findings"] == []
    assert told["broken"] == 0
    told = logged.look(tmp_path, capsys, "--any-hour", "postgres", "--entries", "100")
    (found,) = told["findings"]
    assert (found["what"], found["many"]) == ("read much in a day", 120)
    assert found["who"] == f"ava ({office.login('ava')})"


def test_e24_guessing_a_password_and_turning_the_log_off_show_up(
    logged: Logged, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = logged.office
    office.add("ava")
    for guess in range(6):
        with pytest.raises(CentralTrouble):
            _guess(office, office.login("ava"), str(guess))
    told = logged.look(tmp_path, capsys, "--any-hour", "postgres")
    (found,) = told["findings"]
    assert (found["what"], found["who"], found["many"]) == ("failed to sign in", office.login("ava"), 6)
    office.sql("alter system set log_connections = off")
    office.sql("select pg_reload_conf()")
    for _ in _moments(10):
        if kinds(logged.look(tmp_path, capsys, "--any-hour", "postgres")) >= {
            "the settings of this log were changed"
        }:
            return
    raise AssertionError("it was not told")


def _guess(office: PostgresOffice, login: str, password: str) -> None:
    from workstation.sync.postgres import PostgresCentral

    PostgresCentral(office.address(), login, password).hello(DeviceId("pc"))


# -- lines as they come ----------------------------------------------------------------------------------------


def line(at: str, message: str, user: str = "dba", state: str = "00000", host: str = "10.1.1.1") -> str:
    said = {"timestamp": at, "user": user, "remote_host": host, "state_code": state, "message": message}
    return json.dumps(said | {"statement": CANARY, "detail": CANARY})


def signed_in(at: str, user: str = "dba") -> str:
    return line(at, f"connection authorized: user={user} database=lintel", user)


def judge(file: Path, capsys: pytest.CaptureFixture[str], *lines: str, options: tuple[str, ...] = ()) -> str:
    file.write_text("\n".join(lines))
    code = main(["central", "log", str(file), *options])
    said = capsys.readouterr().out
    assert CANARY not in said
    assert code == (0 if said.startswith("Nothing to look at.") else 1)
    return said


@pytest.mark.parametrize(
    ("at", "ordinary"),
    [
        ("2026-11-25 07:00:00.000 GMT", True),
        ("2026-11-25 18:59:59.999 GMT", True),
        ("2026-11-25 19:00:00.000 GMT", False),
        ("2026-11-25 03:00:00.000 UTC", False),
        ("2026-11-28 11:00:00.000 GMT", False),
        ("2026-12-25 11:00:00.000 GMT", False),
        ("2026-07-01 06:30:00.000 UTC", True),
        ("2026-07-01 06:30:00.000 BST", False),
        ("2026-07-01 06:30:00.000 +00", True),
        ("2026-07-01 08:30:00.000 +02", True),
        ("2026-07-01 02:30:00.000 -0430", True),
        ("2026-07-01 06:30:00.000 XYZ", False),
    ],
    ids=[
        "first hour", "last minute", "evening", "night", "Saturday", "Christmas", "summer in UTC", "summer",
        "by number", "abroad", "half hours", "unknown zone",
    ],
)  # fmt: skip
def test_e24_hours_are_english_hours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], at: str, *, ordinary: bool
) -> None:
    said = judge(tmp_path / "log.json", capsys, signed_in(at))
    assert said.startswith(
        "Nothing to look at." if ordinary else "Signed in out of hours: dba from 10.1.1.1, once, "
    )


def test_whoever_writes_the_words_of_a_sign_in_is_no_sign_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anybody may write a line; a log that hears nothing is told all the same."""
    made_up = json.loads(signed_in("2026-11-25 10:00:00.000 GMT")) | {"ps": "DO"}
    assert "may hear nothing" in judge(tmp_path / "log", capsys, json.dumps(made_up))


def test_another_language_of_the_server_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its words would not be known any more."""
    changed = line("2026-11-25 10:00:00.000 GMT", 'parameter "lc_messages" changed to "de_DE"', user="")
    said = judge(tmp_path / "log", capsys, signed_in("2026-11-25 10:00:00.000 GMT"), changed)
    assert "The settings of this log were changed: lc_messages" in said


def test_a_packed_file_that_is_damaged_is_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.json.gz"
    packed = bytearray(gzip.compress(signed_in("2026-11-25 02:00:00.000 GMT").encode() * 50))
    packed[15:40] = b"x" * 25
    file.write_bytes(packed)
    assert main(["central", "log", str(file)]) == 2
    assert "could not be read to its end" in capsys.readouterr().err


def test_files_come_in_any_order_and_packed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "b.json", tmp_path / "a.json.gz"
    one.write_text(signed_in("2026-11-25 03:10:00.000 GMT"))
    two.write_bytes(gzip.compress(signed_in("2026-11-25 02:00:00.000 GMT").encode()))
    for files in ([one, two], [two, one, two]):
        assert main(["central", "log", *map(str, files)]) == 1
        said = capsys.readouterr().out
        assert "dba from 10.1.1.1, 2 times, 2026-11-25 02:00 to 2026-11-25 03:10" in said
    two.write_bytes(two.read_bytes()[:-9])
    assert main(["central", "log", str(two)]) == 2
    assert "could not be read to its end" in capsys.readouterr().err


def test_broken_lines_are_counted_and_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = signed_in("2026-11-25 11:00:00.000 GMT")
    lines = [
        "2026-11-25 11:00:00 GMT LOG:  no JSON", "", "[]", '{"message": 1}', good[:-9], "\0" * 99,
        line("yesterday", "x", state="42501"), line("2026-99-99 11:00:00.000 GMT", "x", state="42501"),
        "x" * (16 * 1024 * 1024 + 5), good,
    ]  # fmt: skip
    said = judge(tmp_path / "log.json", capsys, *lines)
    assert said.startswith("Nothing to look at.")
    assert "10 lines were read; 1 of them say that somebody signed in. 9 could not be read." in said


def test_a_log_in_which_nobody_signs_in_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for lines in ([], ["no JSON"], [line("2026-11-25 11:00:00.000 GMT", "checkpoint starting: time")]):
        assert judge(tmp_path / "log.json", capsys, *lines).startswith(
            "Nobody signed in, so this may hear nothing"
        )


def test_a_name_is_no_way_to_write_on_the_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And whoever tries a million names does not fill the memory with them."""
    evil = "\x1b[2J\nNothing to look at.\u202e" + "x" * 500
    at = "2026-11-25 11:00:00.000 GMT"
    tries = [line(at, "x", evil, "28P01")] * 6
    tries += [line(at, "x", f"name {number}", "28P01", "10.9.9.9") for number in range(12_000)]
    said = judge(tmp_path / "log.json", capsys, signed_in(at), *tries)
    shown = said.splitlines()
    assert (
        "Could not sign in: ?[2J?Nothing to look at.?"
        + "x" * 38
        + " from 10.1.1.1, 6 times, 2026-11-25 11:00"
        in shown
    )
    assert "Could not sign in: (others) from (others), 2,001 times, 2026-11-25 11:00" in shown
    assert "More than 10 different logins failed from 10.9.9.9" in shown
    assert len(shown) == 4


def test_much_reading_is_summed_by_person_and_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [signed_in("2026-11-25 11:00:00.000 GMT")]
    first = datetime(2026, 11, 25, 9, tzinfo=LONDON)
    for number in range(30):
        at = f"{first + timedelta(hours=number):%Y-%m-%d %H:%M:%S}.000 GMT"
        lines.append(line(at, "lintel: 2000 entries were handed to w-shah", "r.shah"))
        lines.append(line(at, "lintel: 900 entries were handed to w-obi", "o.obi"))
    said = judge(tmp_path / "log.json", capsys, *lines, options=("--entries", "29000"))
    assert said.splitlines()[0] == "Read much: w-shah (r.shah) was handed 30,000 entries on 2026-11-25"
    assert len(said.splitlines()) == 3, "and on the next day as much, and w-obi never"


@pytest.mark.parametrize("hours", ["7", "19-7", "7-25", "07:00-19:00", "-1-5", ""])
def test_hours_that_are_none_are_wrong_use(capsys: pytest.CaptureFixture[str], hours: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["central", "log", "x.json", f"--hours={hours}"])
    assert caught.value.code == 64
    assert "7-19" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["central", "log", str(tmp_path / "gone.json")]) == 2
    assert "could not be read" in capsys.readouterr().err
    log, people = tmp_path / "log.json", tmp_path / "people.json"
    log.write_text("")
    people.write_text("r.shah\n")
    assert main(["central", "log", str(log), "--people", str(people)]) == 2
    assert "worker list --json" in capsys.readouterr().err
