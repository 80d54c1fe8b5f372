"""Made-up extracts of case systems, for tests of bringing them in."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QApplication

from tests.ui.front import Front
from ui.screens.import_file import ImportScreen

HEADINGS = (
    "Contact ID", "Contact Rec'd", "Surname", "Forename", "DOB", "Contact Source", "Decision", "Post Code",
    "Row version", "Email",
)  # fmt: skip
ROWS = (
    ("C1", "03/05/2020", "Farrow", "Ellie", "14/03/2017", "Police", "Passed to duty", "NB1 2AB", "1", "a@b.c"),
    ("C2", "04/05/2020", "Merrick", "Kayden", "13/02/2016", "School", "NFA", "NB1 2AC", "1", "a@b.c"),
    ("C3", "05/05/2020", "O'Neill", "Róisín", "12/01/2015", "Police", "Passed to duty", "NB1 2AD", "2", ""),
    ("C4", "06/05/2020", "<b>Nowak</b>", "Zofia", "11/12/2014", "Lollipop", "Assessment", "NB1 2AE", "2", ""),
)  # fmt: skip


def table(path: Path, rows: tuple[tuple[str, ...], ...] = ROWS, headings: tuple[str, ...] = HEADINGS) -> Path:
    """A CSV that does not explain itself."""
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([headings, *rows])
    return path


def book(path: Path) -> Path:
    """The same as a workbook, on the second of three sheets."""
    made = openpyxl.Workbook()
    del made["Sheet"]
    made.create_sheet("Read me").append(["This extract was made for the front door."])
    sheet = made.create_sheet("Contacts 2020")
    for row in (HEADINGS, *ROWS):
        sheet.append(list(row))
    teams = made.create_sheet("Teams")
    teams.append(["Team name", "Manager", "Phone"])
    teams.append(["Front door", "Bola Mensah", "0191 498 0100"])
    made.save(path)
    return path


def show(front: Front, width: int = 1366, height: int = 700) -> ImportScreen:
    """The screen, by itself in a window."""
    screen = ImportScreen(front.seat)
    front.show(screen, width, height)
    return screen


def wait(front: Front, screen: ImportScreen) -> None:
    """Until nothing is being read, looked at or made any more."""
    for _ in range(3):
        assert screen._side.idle(60_000)
        front.settle()
    screen.columns.whole()
    QApplication.processEvents()
