"""The log holds codes and counts, and no word of any case, whoever writes to it."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.stories import AVA, clock, note
from workstation import log
from workstation.domain.ids import ContactId
from workstation.log import Event
from workstation.store.file import Store
from workstation.trouble import BadInput, StoreBusy, Trouble, WrongKey

NAME = "Marrowbone"


@pytest.fixture
def logged(tmp_path: Path) -> Callable[[], str]:
    """What is in the log once it is closed."""
    path = tmp_path / "logs" / "lintel.log"
    log.open_log(path)

    def read() -> str:
        log.close_log()
        return path.read_text(encoding="utf-8")

    return read


def test_our_own_lines(logged: Callable[[], str]) -> None:
    log.note(Event.OPENED, milliseconds=412)
    log.note(Event.APPENDED, kind="NoteMade", count=2)
    log.note(Event.TROUBLE, code=WrongKey.code)
    assert [line.split(" INFO ")[1] for line in logged().splitlines()] == [
        "store opened milliseconds=412",
        "entries appended kind=NoteMade count=2",
        "trouble shown code=LT-101",
    ]


def test_fields_that_could_hold_words_hold_none(logged: Callable[[], str]) -> None:
    log.note(Event.APPENDED, kind=NAME, code=NAME, count=NAME, name=7)  # type: ignore[arg-type]
    log.note(Event.TROUBLE, code=f"LT-101 {NAME}", kind="NoteMade\n")
    told = logged()
    assert NAME not in told
    assert "name" not in told
    assert told.count("\n") == 2


def test_a_bug_is_told_by_its_place(logged: Callable[[], str]) -> None:
    try:
        int(f"cannot count {NAME}")
    except ValueError as error:
        log.bug(error)
    told = logged()
    assert "bug ValueError at test_log.py:" in told
    assert NAME not in told


def test_what_anybody_else_sends_is_withheld(logged: Callable[[], str]) -> None:
    for name in ("lintel", "lintel.store"):
        try:
            int(NAME)
        except ValueError:
            logging.getLogger(name).exception("about %s", NAME, stack_info=True)
        logging.getLogger(name).warning(NAME)
    told = logged()
    assert told.count("withheld a message from test_log.py") == 4
    assert NAME not in told


def test_no_word_of_a_case_after_real_work(tmp_path: Path, logged: Callable[[], str]) -> None:
    def tried(act: Callable[[], object]) -> None:
        try:
            act()
        except Trouble as trouble:
            log.note(Event.TROUBLE, code=trouble.code)
        except Exception as error:  # noqa: BLE001 - as the window's own hook does
            log.bug(error)

    logging.getLogger("sqlalchemy").setLevel(logging.INFO)
    with Store.open(tmp_path / NAME, bytes(range(32)), clock=clock(), create=True) as store:
        store.journal.append(ContactId(NAME), [note(NAME)], AVA)
        tried(lambda: store.journal.append(ContactId(NAME), [note(f"{NAME}\x00")], AVA))
        tried(lambda: Store.open(tmp_path / NAME, bytes(32), clock=clock()))
        tried(lambda: store._engine.connect().exec_driver_sql(f"SELECT {NAME}"))
    logging.getLogger("sqlalchemy").setLevel(logging.NOTSET)
    told = logged()
    assert all(code in told for code in (BadInput.code, StoreBusy.code, "bug OperationalError"))
    assert NAME not in told


def test_three_files_of_half_a_megabyte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_LARGEST", 60)
    path = tmp_path / "lintel.log"
    log.open_log(path)
    for count in range(8):
        log.note(Event.APPENDED, count=count)
    log.close_log()
    told = [
        line.rpartition("count=")[2] for file in _newest_first(path) for line in file.read_text().splitlines()
    ]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["lintel.log", "lintel.log.1", "lintel.log.2"]
    assert told == ["6", "7", "4", "5", "2", "3"]


def _newest_first(path: Path) -> list[Path]:
    return [path, path.with_name("lintel.log.1"), path.with_name("lintel.log.2")]
