"""From a copy to pictures and to the printer."""

from __future__ import annotations

import os
import subprocess
import sys

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from tests.report import contacts
from tests.report.reading import flat, words_of
from tests.ui import virtual_printer
from tests.ui.virtual_printer import QUEUE, Printer
from ui import printing
from ui.widgets.summary_page import SummaryPage
from workstation.report.pdf import pdf
from workstation.trouble import PrintTrouble

COPY = pdf(contacts.summed(contacts.whole()))
# libcups reads CUPS_SERVER once in a process, so printing runs in one of its own.
PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication
from ui import printing
from ui.widgets.summary_page import SummaryPage
from workstation.trouble import PrintTrouble
app = QApplication([])
try:
    printing.print_pdf(sys.stdin.buffer.read(), sys.argv[1] or None)
    print("printed;", *printing.printers())
except PrintTrouble as trouble:
    print(trouble.title, trouble.what_to_do)
"""


def said(
    printer: Printer, name: str = "", *, path: str = virtual_printer.PROGRAMS, data: bytes = COPY
) -> str:
    """What printing answers."""
    environment = {**printer.environment, "PATH": path, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", PROGRAM, name]
    done = subprocess.run(command, input=data, env=environment, capture_output=True, check=True, timeout=120)
    return done.stdout.decode().strip()


def test_a_picture_of_every_page(qapp: QApplication) -> None:
    pictures = printing.pages(COPY, 700)
    assert [p.width() for p in pictures] == [700] * 2
    assert all(abs(p.height() - 700 * 841.89 / 595.28) < 1 for p in pictures)
    assert all(p.pixelColor(2, 2).lightness() == 255 for p in pictures)
    # The edge of the box with the child's name goes from side to side.
    edges = [
        max(sum(p.pixelColor(x, y).lightness() < 128 for x in range(700)) for y in range(45, 65))
        for p in pictures
    ]
    assert min(edges) > 550


def test_pictures_of_a_long_paper_are_made_when_they_are_looked_at(qapp: QApplication) -> None:
    long = pdf(contacts.summed(contacts.told("word\n" * 2_000)))
    pictures = printing.pages(long, 300)
    assert isinstance(pictures, printing.Pictures)
    assert len(pictures) > 30
    assert [p.width() for p in pictures[:2]] == [300, 300]
    assert pictures[len(pictures) - 1].pixelColor(2, 2).lightness() == 255
    page = SummaryPage()
    page.show_pages(pictures)
    page.turn(len(pictures) - 1)
    assert page.page() == len(pictures)
    page.deleteLater()


def test_what_are_no_pages_is_told_in_words(qapp: QApplication) -> None:
    with pytest.raises(PrintTrouble, match="Nothing was printed"):
        printing.pages(b"not a PDF", 700)


def test_the_copy_comes_out_of_the_usual_printer(printer: Printer) -> None:
    before = printer.jobs()
    assert said(printer) == f"printed; {QUEUE}"
    (job,) = set(printer.jobs()) - set(before)
    assert job.name.startswith("Lintel-")
    assert flat(words_of(job.read_bytes())) == flat(words_of(COPY))


def test_without_lp_it_prints_sharp_pictures_on_a4(printer: Printer) -> None:
    before = printer.jobs()
    assert said(printer, QUEUE, path=os.devnull) == f"printed; {QUEUE}"
    (job,) = set(printer.jobs()) - set(before)
    assert job.name.startswith("Lintel-")
    document = pypdfium2.PdfDocument(job.read_bytes())
    assert [round(n) for n in document[0].get_size()] == [595, 842]
    (picture,) = document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    assert picture.get_metadata().horizontal_dpi >= 300
    assert len(document) == 2
    document.close()


@pytest.mark.parametrize("hand", [virtual_printer.PROGRAMS, os.devnull], ids=["lp", "Qt"])
def test_a_stopped_printer_is_told_and_prints_nothing_later(printer: Printer, hand: str) -> None:
    before = printer.jobs()
    printer.tell("cupsdisable", QUEUE)
    answer = said(printer, QUEUE, path=hand)
    printer.tell("cupsenable", QUEUE)
    assert answer.startswith("Nothing was printed. The printer did not answer. Your copy is still here.")
    assert printer.jobs() == before


def test_a_printer_that_takes_no_jobs_is_told(printer: Printer) -> None:
    before = printer.jobs()
    printer.tell("cupsreject", QUEUE)
    answer = said(printer, QUEUE)
    printer.tell("cupsaccept", QUEUE)
    assert answer.startswith("Nothing was printed. The printer did not answer. Your copy is still here.")
    assert printer.jobs() == before


def test_no_such_printer(printer: Printer) -> None:
    assert said(printer, "elsewhere").startswith("Nothing was printed. This computer has no such printer.")
