"""Bring in a file: choose it, watch it being read, stop it, then see what became of every row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from ui.bench import Bench
from ui.notices import announce
from ui.screens.bringing.became import Became
from ui.seat import Screen, Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.evidence_row import buttons_row
from ui.widgets.heading import Heading
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.intake.outcome import ImportReport
from workstation.services import bring_in
from workstation.services.bring_in import BroughtIn
from workstation.trouble import Trouble

_WHAT = (
    "Earlier contacts, referrals, assessments and plans: lists of Annex A, the children in need census, lists of "
    "people an agency knows, or contacts from another system. The file is read apart from Lintel, and nothing in "
    "it is run. The same file may come twice: what is on record already stays as it is."
)
_LOOK_EVERY = 150


@dataclass
class _Going:
    """How far the reading is, and whether it should stop. Two threads look at it; each writes its own half."""

    read: int = 0
    of: int = 0
    stop: bool = False

    def tell(self, read: int, of: int) -> None:
        """The reader says how far it is."""
        self.read, self.of = read, of

    def stopped(self) -> bool:
        """The reader asks whether to stop."""
        return self.stop


class ImportScreen(Screen):
    """Three pages: choose, reading, what became of it."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Bring in a file", parent)
        # Reading takes minutes; it must not stand in front of a worker who saves a sentence.
        self._side = Bench(seat.desk.side, self)
        self._side.on_trouble, self._side.on_bug = self._failed, seat.notices.bug
        self.path: Path | None = None
        self.report: ImportReport | None = None
        self._going = _Going()
        self.became = Became()
        self.became.save_wanted.connect(self._ask_where)
        self.became.another_wanted.connect(self._start_over)
        self.heading = Heading("Bring in a file")
        self.pages = QStackedWidget()
        for page in (self._choosing(), self._reading(), self.became):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 10)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.pages, 1)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY)
        self._look.timeout.connect(self._show_progress)

    # -- what the window asks of every screen ---------------------------------------------------------------

    def icon_name(self) -> str:
        """An arrow into a tray."""
        return "download-simple"

    def enter(self) -> None:
        """To the button that goes on."""
        targets = (self.take if self.path else self.choose, self.cancel, self.became.save)
        targets[self.pages.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the pages ------------------------------------------------------------------------------------------

    def _choosing(self) -> QWidget:
        self.file_name = Words("No file chosen yet.", "body_bold", wrap=True)
        self.choose = secondary("Choose a file…", "folder-open")
        self.take = primary("Bring it in", "download-simple")
        self.take.hide()
        self.wrong = MarkLine("danger", "warning-octagon-fill", role="body")
        self.wrong.hide()
        self.choose.clicked.connect(lambda _checked=False: self._ask_which())
        self.take.clicked.connect(lambda _checked=False: self.start())
        card = Card("Which file?", role="h2")
        for part in (
            Words(_WHAT, "body", wrap=True),
            self.file_name,
            self.wrong,
            buttons_row(self.choose, self.take),
        ):
            card.add(part)
        return _top(card)

    def _reading(self) -> QWidget:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How much of the file is read")
        self.so_far = Words("", "body", wrap=True)
        self.cancel = secondary("Stop", "x")
        self.cancel.clicked.connect(lambda _checked=False: self._stop())
        card = Card("Reading the file", role="h2")
        for part in (
            self.bar,
            self.so_far,
            Words("You can go on working elsewhere.", "secondary"),
            buttons_row(self.cancel),
        ):
            card.add(part)
        return _top(card)

    # -- acts -----------------------------------------------------------------------------------------------

    def choose_file(self, path: Path) -> None:
        """This file is meant; it is not read before the person says so."""
        self.path = path
        self.file_name.set_words(path.name)
        self.wrong.hide()
        self.take.show()
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Read it, beside everything else."""
        if self.path is None:
            return
        self._going = _Going()
        self.bar.setRange(0, 0)
        self.so_far.set_words(f"Opening {self.path.name}.")
        self.pages.setCurrentIndex(1)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.start()
        work = partial(
            bring_in.bring_in,
            self.seat.desk,
            self.path,
            progress=self._going.tell,
            cancelled=self._going.stopped,
        )
        self._side.run(work, done=self._show)

    def save_to(self, path: Path) -> None:
        """Save what became of every row."""
        if self.report is not None:
            self._side.run(
                bring_in.save_list, self.report, path, done=self._saved, trouble=self.seat.notices.trouble
            )

    def _saved(self, _done: object) -> None:
        self.seat.notices.settled("The list is saved. Any spreadsheet can open it.")

    def _stop(self) -> None:
        self._going.stop = True
        self.so_far.set_words("Stopping. What was taken so far stays; the same file can be brought in again.")

    def _show_progress(self) -> None:
        going = self._going
        if going.of and not going.stop:
            self.bar.setRange(0, max(going.of, going.read))
            self.bar.setValue(going.read)
            self.so_far.set_words(f"{going.read:,} rows of about {max(going.of, going.read):,}.")

    def _show(self, found: BroughtIn) -> None:
        self._look.stop()
        self.report = found.report
        self.pages.setCurrentIndex(2)
        read_as = f", read as {found.report.read_as}" if found.report.read_as else ""
        self.heading.set_note(f"{found.report.file}{read_as}")
        self.became.show_report(found.report)
        announce(self, self.became.sentence.words())
        if found.changed.contacts:
            self.seat.changes.publish(found.changed)

    def _failed(self, trouble: Trouble) -> None:
        """It could not be read, or was stopped: back to choosing, with what happened in place."""
        self._look.stop()
        self.pages.setCurrentIndex(0)
        self.wrong.set_words(f"{trouble.title} {trouble.what_to_do}")
        self.wrong.show()
        announce(self, self.wrong.words())
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_over(self) -> None:
        self.path, self.report = None, None
        self.file_name.set_words("No file chosen yet.")
        self.heading.set_note("")
        self.take.hide()
        self.pages.setCurrentIndex(0)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_which(self) -> None:
        dialog = QFileDialog(self, "Choose a file to bring in")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Lists and returns (*.xlsx *.xlsm *.csv *.txt *.tsv *.xml)", "All files (*)"])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.choose_file(Path(name)))
        dialog.open()

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, "Save the list of rows")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("what became of every row.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()


def _top(card: Card) -> QWidget:
    """A card at the top left, no wider than is good to read."""
    page = QWidget()
    row = QHBoxLayout()
    row.addWidget(card, 3)
    row.addStretch(1)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    nest(column, row)
    column.addStretch(1)
    return page
