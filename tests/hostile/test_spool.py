"""`trust.md` 4.4: after printing, no word of the case is left where other people or programs look."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.canaries import Family, family
from tests.hostile.copies import order
from tests.hostile.sweep import desk_of
from tests.report.reading import flat, words_of
from tests.ui.virtual_printer import QUEUE, Printer
from workstation.services import prints

PROGRAM = """
import sys, threading
from PySide6.QtWidgets import QApplication
from ui import printing
from workstation.trouble import PrintTrouble
app = QApplication([])
try:
    printing.print_pdf(sys.stdin.buffer.read())
    print("printed")
except PrintTrouble as trouble:
    print(trouble.title, trouble.what_to_do)
for other in threading.enumerate():
    if other.name == "print queue":
        other.join(60)
"""


@pytest.fixture(scope="module")
def one() -> Family:
    return family(5)


@pytest.fixture(scope="module")
def copy(one: Family, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The pages of a copy as they go to the printer."""
    desk = desk_of(tmp_path_factory.mktemp("spool") / "p.lintel", [one])
    _changed, pages = prints.print_copy(desk, one.contact, order(desk, one.contact, "case file"))
    desk.close()
    return pages


@pytest.fixture
def temp(tmp_path: Path) -> Path:
    """The folder for temporary files, home and settings of whoever prints."""
    folder = tmp_path / "temp"
    folder.mkdir()
    return folder


def said(printer: Printer, copy: bytes, temp: Path) -> str:
    """What printing answers."""
    here = {
        name: str(temp) for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    }
    told = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=copy, env={**printer.environment, **here, **told},
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout.decode().strip()


def left_over(printer: Printer, temp: Path, copy: bytes) -> list[str]:
    """Files with pages or words of the case in the folders and logs of the queue, and in the temporary folder."""
    wanted = (copy[:200], b"%PDF", b"Ellie", b"Canary", b"canary")
    files = [
        f for top in (printer.folder, temp) for f in top.rglob("*") if f.is_file() and f.parent.name != "out"
    ]
    known = {printer.folder / "queue.ppd", *(printer.folder / "etc").rglob("*")}
    return [f.name for f in files if f not in known and any(word in f.read_bytes() for word in wanted)]


def test_after_printing_nothing_of_the_case_is_left_in_spool_temp_and_job_titles(
    printer: Printer, copy: bytes, temp: Path
) -> None:
    before = printer.jobs()
    assert said(printer, copy, temp) == "printed"
    (job,) = set(printer.jobs()) - set(before)
    assert job.name.startswith("Lintel-")  # the title, as the queue shows it
    assert flat(words_of(job.read_bytes())) == flat(words_of(copy))
    assert [f.name for f in (printer.folder / "spool").iterdir()] == ["tmp"]
    assert left_over(printer, temp, copy) == []


def test_a_printer_that_fails_is_told_and_nothing_comes_out_of_it_later(
    printer: Printer, copy: bytes, temp: Path
) -> None:
    before = printer.jobs()
    printer.fail()
    answer = said(printer, copy, temp)
    printer.fail(fails=False)
    assert answer.startswith("Nothing was printed. The printer did not answer. Your copy is still here.")
    assert printer.tell("lpstat", "-o") == ""
    assert printer.jobs() == before
    assert left_over(printer, temp, copy) == []


def test_the_queue_shows_no_name_of_anybody(printer: Printer, copy: bytes, one: Family, temp: Path) -> None:
    printer.tell("cupsdisable", QUEUE)
    subprocess.run(
        ["lp", "-d", QUEUE, "-t", "Lintel", "-"],
        input=copy,
        env=printer.environment,
        capture_output=True,
        check=True,
    )
    shown = printer.tell("lpstat", "-l", "-o") + printer.tell("lpstat", "-t")
    printer.tell("cancel", "-a", "-x", QUEUE)
    printer.tell("cupsenable", QUEUE)
    assert QUEUE in shown
    assert one.leaks(shown) == []
    assert "Ellie" not in shown
