"""What becomes of a copy after somebody stopped waiting for it: it is told, and the print log says it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from tests.report import contacts
from tests.ui.front import Front, open_front
from tests.ui.virtual_printer import QUEUE, Printer
from ui.paper_watch import PaperWatch
from ui.screens.paper.given import Given
from ui.screens.print_summary import PrintScreen
from workstation.domain import copies
from workstation.report.pdf import pdf
from workstation.services import prints

COPY = pdf(contacts.summed(contacts.whole()))
# libcups reads CUPS_SERVER once in a process, so printing runs in one of its own.
PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication
from ui import printing
from ui.paper_watch import PaperWatch
app = QApplication([])
watch = PaperWatch(first=0.2)
job = printing.print_pdf(sys.stdin.buffer.read(), wait=0.4)
print("waits" if job else "over", flush=True)
if job:
    watch.follow(job, lambda end: (print(end, watch.waiting, flush=True), app.quit()))
    app.exec()
"""


@contextmanager
def printing(printer: Printer) -> Iterator[subprocess.Popen[str]]:
    """A program that has given a copy to a printer that takes its time."""
    environment = {**printer.environment, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdin is not None
        program.stdin.write(COPY)
        program.stdin.close()
        try:
            yield program  # type: ignore[misc]
        finally:
            program.kill()


def said(program: subprocess.Popen[str]) -> str:
    """The next thing it says."""
    assert program.stdout is not None
    line: bytes | str = program.stdout.readline()
    return (line.decode() if isinstance(line, bytes) else line).strip()


def test_a_slow_printer_that_prints_at_last_is_told(printer: Printer) -> None:
    before = printer.jobs()
    printer.wait()
    with printing(printer) as program:
        assert said(program) == "waits"
        printer.wait(waits=False)
        assert said(program) == "printed 0"
    assert len(printer.jobs()) == len(before) + 1
    assert not list((printer.folder / "spool").glob("d*"))  # and its pages are in no folder of the queue


def test_a_printer_that_fails_long_after_is_told_and_prints_nothing_later(printer: Printer) -> None:
    before = printer.jobs()
    printer.wait()
    with printing(printer) as program:
        assert said(program) == "waits"
        printer.fail()
        printer.wait(waits=False)
        assert said(program) == "failed 0"
    printer.fail(fails=False)
    printer.tell("cupsenable", QUEUE)
    assert printer.jobs() == before


def test_a_job_that_somebody_took_out_of_the_queue_is_told(printer: Printer) -> None:
    printer.wait()
    with printing(printer) as program:
        assert said(program) == "waits"
        printer.tell("cancel", "-a", "-x")
        printer.wait(waits=False)
        assert said(program) in ("nobody knows 0", "failed 0")


# -- what is told, and what the log says ----------------------------------------------------------------------


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


@pytest.mark.parametrize(
    ("end", "outcome", "words"),
    [
        ("printed", "printed", "The copy for case file is on paper now."),
        ("failed", "failed", "The copy for case file was not printed. The printer gave up."),
        ("nobody knows", "unknown", "The copy for case file may not be on paper. Nobody knows of it."),
    ],
)
def test_it_is_told_and_logged_although_the_screen_is_closed(
    front: Front, end: str, outcome: str, words: str
) -> None:
    contact = front.family()
    screen = PrintScreen(front.seat, contact)
    front.show(screen, 1200, 800)
    front.settle()
    taken = front.in_store(prints.take, front.desk, contact, "case file")
    given = Given(front.seat, "The copy for case file", contact, taken.number)
    shiboken6.delete(screen)
    given.ended(end)  # type: ignore[arg-type]
    front.settle()
    assert front.words().startswith(words)
    (copy,) = copies.copies(front.open(contact).file)
    assert copy.outcome == outcome


def test_what_is_not_on_paper_yet_is_said_and_followed_by_the_window(front: Front) -> None:
    contact = front.family()
    taken = front.in_store(prints.take, front.desk, contact, "case file")
    Given(front.seat, "The copy for case file", contact, taken.number).given(987_654)
    assert front.words().startswith(
        "The copy for case file was given to the printer. It is not on paper yet."
    )
    assert PaperWatch.of(front.seat.bench).waiting == 1
    (copy,) = copies.copies(front.open(contact).file)
    assert copy.outcome == "unknown"
