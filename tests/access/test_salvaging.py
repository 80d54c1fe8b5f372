"""A damaged record at the service desk, from `lintelctl salvage` to the next exchange: nothing that is only on this
computer and can be read is lost (R8, G03).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.secret_service import SecretService
from tests.access.team_door import TeamDoor
from tests.access.test_signing_in import MENSAH, SHAH, WORDS, Computer, clock, computer, door, shared, take
from tests.store.damage import PAGE, everything, flip, wipe
from workstation.access import sign_in
from workstation.access.seals import genuine
from workstation.cli import TROUBLE, main
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import EntryId
from workstation.domain.people import Role
from workstation.domain.times import FixedClock
from workstation.services import find, putting_down, real_work, recovering
from workstation.services.desk import Desk
from workstation.store.sealed_pages import opened
from workstation.sync.embedded import Embedded
from workstation.sync.exchange import Round, exchange

__all__ = ["clock", "computer", "door", "shared"]
Whole = dict[EntryId, Entry]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Embedded]:
    office = Embedded(tmp_path / "central", bytes(range(32)), clock)
    for worker in (SHAH, MENSAH):
        office.hire(worker.id, FRONT_DOOR)
    yield office
    office.close()


def round_of(desk: Desk, office: Embedded) -> Round:
    return exchange(desk.store.journal, office.line(desk.worker.id), genuine)


@pytest.fixture
def day(computer: Computer, office: Embedded) -> tuple[Path, Whole]:
    """A colleague's work came, eight contacts were sent, and eight more and a draft were not."""
    theirs = computer.sign_in("bola.mensah", "three other words")
    take(theirs, "A colleague's.")
    round_of(theirs, office)
    theirs.close()
    desk = computer.sign_in()
    for each in range(8):
        take(desk, f"Sent {each}. " * 40)
    assert round_of(desk, office).sent == 16
    for each in range(8):
        take(desk, f"Unsent {each}. " * 40)
    desk.store.drafts.put("search", None, '"Farrow"', desk.now(), worker=SHAH.id)
    whole = everything(desk.store)
    putting_down.put_down_for_good(desk)
    desk.close()
    assert desk.path is not None
    return desk.path, whole


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _prompt: WORDS)


def salvaged(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    capsys.readouterr()
    assert main(["salvage", str(path), "--json", *more]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def leaves(path: Path, key: bytes) -> list[int]:
    """The pages on which entries lie."""
    with opened(path, key) as pages:
        found = {n: pages.page(n) or b"\0" for n in range(2, pages.count + 1)}
    return [n for n, page in found.items() if page[0] == 13 and FRONT_DOOR.encode() in page]


@pytest.mark.parametrize("which", range(4))
def test_what_can_be_read_is_sent_and_the_rest_comes_back(
    day: tuple[Path, Whole],
    computer: Computer,
    office: Embedded,
    capsys: pytest.CaptureFixture[str],
    which: int,
) -> None:
    path, whole = day
    key = sign_in.unlock(path, SHAH.id, WORDS)
    entries = leaves(path, key)
    hurt = (entries[-1:], entries[:1], entries[:2] + entries[-1:], entries)[which]
    for page in hurt:
        flip(path, (page - 1) * PAGE + 900)
    before = path.read_bytes()
    told = salvaged(path, capsys)
    assert path.with_name(f"{path.name}.damaged-1").read_bytes() == before

    desk = computer.sign_in()
    kept = everything(desk.store)
    assert kept == {id_: whole[id_] for id_ in kept}
    lost = [entry for id_, entry in whole.items() if id_ not in kept]
    assert told["entries"] == len(kept)
    assert told["unsent"] == sum(entry.position is None for entry in kept.values())
    assert told["damaged"] == len(hurt)
    numbers = {entry.seq for entry in lost if entry.author == SHAH.id}
    missing = told["missing"]
    assert isinstance(missing, dict)
    spans = [span for each in missing.values() for span in each]
    assert {number for first, last in spans for number in range(first, last + 1)} == numbers
    assert desk.store.drafts.get("search", worker=SHAH.id)
    assert len(kept) < len(whole)
    assert desk.fell_behind is (max(entry.seq for entry in whole.values()) in numbers)

    waiting = [entry.id for entry in desk.store.journal.unnumbered(99)]
    assert round_of(desk, office).finished
    assert desk.store.journal.unnumbered(99) == ()
    at_central = {entry.id for entry in office.line(SHAH.id).pull(FRONT_DOOR, 0).entries}
    assert at_central >= {*waiting, *(id_ for id_, entry in whole.items() if entry.position is not None)}
    assert office.quarantine() == {}
    assert office.alarms() == set()
    assert everything(desk.store).keys() == at_central
    take(desk, "And on.")
    assert round_of(desk, office).sent == 2
    assert desk.store.journal.doubted(9) == ()
    assert desk.store.journal.verify() == []
    desk.close()

    theirs = computer.sign_in("bola.mensah", "three other words")
    round_of(theirs, office)
    assert theirs.store.journal.doubted(9) == ()  # a gap in what we gave is no reason not to believe the rest
    assert find.queue(theirs).total > 9 - len(hurt)
    theirs.close()


def test_with_nothing_left_of_the_entries_the_server_gives_back_what_it_had(
    day: tuple[Path, Whole], computer: Computer, office: Embedded, capsys: pytest.CaptureFixture[str]
) -> None:
    """All but the first page is wiped; whose record it is is known beside it."""
    path, whole = day
    wipe(path, PAGE, path.stat().st_size - PAGE)
    told = salvaged(path, capsys)
    assert (told["entries"], told["guessed"]) == (0, ["Rukhsana Shah"])
    desk = computer.sign_in()
    assert (desk.worker, desk.fell_behind) == (SHAH, True)
    round_of(desk, office)
    assert everything(desk.store).keys() == {id_ for id_, e in whole.items() if e.position is not None}
    desk.close()


def test_what_waits_is_signed_although_the_list_of_names_is_damaged(
    computer: Computer, office: Embedded, capsys: pytest.CaptureFixture[str]
) -> None:
    """And no server ever heard of the name under which it was written."""
    desk = computer.sign_in()
    path, public = desk.path, desk.store.journal.own_key().key
    assert path is not None
    take(desk)
    whole = everything(desk.store)
    desk.close()
    with opened(path, sign_in.unlock(path, SHAH.id, WORDS)) as pages:
        (page,) = (n for n in range(2, pages.count + 1) if public in (pages.page(n) or b""))
    flip(path, (page - 1) * PAGE + 900)
    assert salvaged(path, capsys)["unsent"] == len(whole) == 2
    desk = computer.sign_in()
    round_of(desk, office)
    round_of(desk, office)
    assert (office.quarantine(), desk.store.journal.unnumbered(9)) == ({}, ())
    desk.close()
    theirs = computer.sign_in("bola.mensah", "three other words")
    round_of(theirs, office)
    assert theirs.store.journal.doubted(9) == ()
    assert everything(theirs.store).keys() == whole.keys()
    theirs.close()


def test_what_the_service_desk_reads(
    day: tuple[Path, Whole], capsys: pytest.CaptureFixture[str], computer: Computer
) -> None:
    path, _ = day
    entries = leaves(path, sign_in.unlock(path, SHAH.id, WORDS))
    flip(path, (entries[-1] - 1) * PAGE + 900)
    assert main(["salvage", str(path), "--as", "Rukhsana Shah"]) == 0
    said = capsys.readouterr().out
    assert "could be read. The server has not got" in said
    assert "1 draft." in said
    assert "comes back at the next exchange" in said
    assert f"{path.name}.damaged-1" in said
    assert "Rukhsana Shah can sign in as before." in said
    assert [words for words in ("Sent 1", "Unsent", "Farrow", "Ringing") if words in said] == []


def test_doctor_names_the_damaged_file_that_was_kept(
    day: tuple[Path, Whole], capsys: pytest.CaptureFixture[str]
) -> None:
    path, _ = day
    main(["doctor"])
    assert "damaged record" not in capsys.readouterr().out
    salvaged(path, capsys)
    main(["doctor"])
    assert f"LACKS  damaged record: {path}.damaged-1: kept since a salvage" in capsys.readouterr().out


def test_nothing_is_changed_when_nothing_can_be_read(
    day: tuple[Path, Whole], capsys: pytest.CaptureFixture[str]
) -> None:
    path, _ = day
    wipe(path, 0, PAGE)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    assert main(["salvage", str(path)]) == TROUBLE
    assert "(LT-116)" in capsys.readouterr().err
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before


def test_a_wrong_password_or_an_open_window_change_nothing(
    day: tuple[Path, Whole],
    computer: Computer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, _ = day
    desk = computer.sign_in()
    assert main(["salvage", str(path)]) == TROUBLE
    assert "already open" in capsys.readouterr().err
    desk.close()
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "three wrong words")
    assert main(["salvage", str(path)]) == TROUBLE
    assert main(["salvage", str(path), "--share", "one"]) == TROUBLE
    assert main(["salvage", str(path.with_name("nothing.lintel"))]) == TROUBLE
    assert not list(path.parent.glob("*.damaged-*"))


def test_both_custodians_open_it_too(
    keystore: SecretService,
    shared: Path,
    clock: FixedClock,
    door: TeamDoor,
    capsys: pytest.CaptureFixture[str],
) -> None:
    one, two = shared.with_name("one"), shared.with_name("two")
    public = recovering.make_key(one, two)
    shared.with_name("machine.toml").write_text(f'recovery_key = "{public}"\n')
    path = Computer(door, shared, clock).morning()
    told = salvaged(path, capsys, "--share", str(one), "--share", str(two))
    assert (told["entries"], told["unsent"], told["missing"]) == (2, 2, {})


def test_on_a_computer_that_works_alone_nothing_comes_back_and_that_is_said(
    keystore: SecretService, tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "record.lintel"
    desk = real_work.first_desk("Bola Mensah", Role.MANAGER, WORDS, path, clock=clock)
    worker = desk.worker
    for each in range(12):
        take(desk, f"Contact {each}. " * 40)
    desk.close()
    (page, *_) = leaves(path, sign_in.unlock(path, worker.id, WORDS))
    flip(path, (page - 1) * PAGE + 900)
    assert main(["salvage", str(path)]) == 0
    said = capsys.readouterr().out
    assert "They are lost." in said
    assert "server" not in said
    desk = real_work.real_desk(worker.id, WORDS, path, clock=clock)
    assert desk.worker == worker
    assert 0 < find.queue(desk).total < 12
    assert desk.store.journal.verify() == []
    desk.close()
