"""Print and share (S11): what the copy will look like, for whom it is, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui import printing
from ui.bench import Bench
from ui.screens.paper.look import Look
from ui.screens.paper.options import Options
from ui.seat import Letter, Screen, Seat
from ui.widgets.one_pane import OnePane
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import prints
from workstation.services.desk import Desk
from workstation.services.prints import Paper, Preview
from workstation.trouble import PrintTrouble, Trouble

_NOT_SAID = "not said yet"
_WIDTH = 1240
"""Pixels of a page in the preview: sharp on a large screen at 200 %."""


@dataclass(frozen=True)
class Sheet:
    """Which paper: the summary unless `make` makes another. `whom` is whom it is for, where that is settled."""

    title: str = "Print and share"
    whom: str = ""
    make: Callable[[Desk], Paper] | None = None

    def look(self, desk: Desk, contact: ContactId, whom: str) -> Preview:
        """How it would look."""
        return prints.preview(desk, contact, whom, *self._paper(desk))

    def take(self, desk: Desk, contact: ContactId, whom: str) -> tuple[Changed, bytes]:
        """Take a copy of it."""
        return prints.print_copy(desk, contact, whom, *self._paper(desk))

    def _paper(self, desk: Desk) -> tuple[Paper, ...]:
        return (self.make(desk),) if self.make else ()


def strategy_screen(seat: Seat, contact_id: ContactId) -> PrintScreen:
    """The request for a strategy discussion, for whoever takes part in it."""
    sheet = Sheet(
        "Request for a strategy discussion", "strategy discussion: police and health",
        lambda _desk: prints.strategy_paper(),
    )  # fmt: skip
    return PrintScreen(seat, contact_id, sheet=sheet)


def letter_screen(seat: Seat, contact_id: ContactId, letter: Letter) -> PrintScreen:
    """A letter to somebody of the family."""

    def made(desk: Desk) -> Paper:
        return prints.letter_paper(desk, contact_id, letter.person, letter.words, letter.override)

    return PrintScreen(seat, contact_id, sheet=Sheet("Print a letter", letter.to, made))


class PrintScreen(Screen):
    """Nothing is recorded by looking. Printing takes a copy number first, so no copy is without one."""

    def __init__(
        self, seat: Seat, contact_id: ContactId, parent: QWidget | None = None, *, sheet: Sheet | None = None
    ) -> None:
        super().__init__(seat, "Print", parent)
        self.contact_id = contact_id
        self._sheet = sheet or Sheet()
        self.preview: Preview | None = None
        # Printers may take half a minute to answer; the store must not wait for them.
        self._side = Bench(seat.desk.side, self)
        self._side.on_trouble, self._side.on_bug = seat.notices.trouble, seat.notices.bug
        self.look = Look()
        self.options = Options(self._sheet.title)
        if self._sheet.whom:
            self.options.offer(self._sheet.whom)
        self.panes_here = OnePane(
            (("look", "Preview", self.look), ("options", "Print", self.options)), shares=(3, 2), enough=980
        )
        self.panes_here.show_pane("options")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes_here)
        self.options.whom_changed.connect(self.load)
        self.options.print.clicked.connect(lambda _checked=False: self.press_print())
        self.options.save.clicked.connect(lambda _checked=False: self._ask_where())
        self.options.copy.clicked.connect(lambda _checked=False: self._copy_text())
        self.destroyed.connect(self._side.close)

    # -- what the window asks of every screen ---------------------------------------------------------------

    def icon_name(self) -> str:
        """A printer."""
        return "printer"

    def commands(self) -> dict[str, Callable[[], None]]:
        """Ctrl+Enter prints."""
        return {"contact.save_next": self.press_print, "contact.print": self.press_print}

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.look, self.options]

    def enter(self) -> None:
        """Look at the copy, and at the printers there are."""
        first = self.options.print if self._sheet.whom else self.options.whom
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.load()
        self._side.run(printing.printers, done=self.options.show_printers)

    def reload(self, changed: Changed) -> None:
        """Something changed: the copy shows what stands now."""
        if self.contact_id in changed.contacts and changed.kinds != {"Printed"}:
            self.load()

    # -- showing --------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Make the preview again."""
        whom = self.options.for_whom() or _NOT_SAID
        look = partial(self._sheet.look, self.seat.desk, self.contact_id, whom)
        self.seat.bench.latest(("print", self.contact_id), look, done=self._show)

    def _show(self, preview: Preview) -> None:
        self.preview = preview
        self.options.show_preview(preview)
        self._side.latest(
            "pages", printing.pages, preview.pdf, _WIDTH, done=partial(self._show_pages, preview.text)
        )

    def _show_pages(self, text: str, pages: Sequence[QImage]) -> None:
        self.look.show_copy(pages, text)

    # -- acts -----------------------------------------------------------------------------------------------

    def press_print(self) -> None:
        """Take a copy number, then print."""
        if not self._whom_said():
            return
        printer = self.options.printer.value() if self.options.printer else None
        if printer is None:
            self.seat.notices.say(
                "Nothing was printed. This computer has no printer.", "Save the copy as a PDF."
            )
            return
        self._make(partial(self._print, printer))

    def save_to(self, path: Path) -> None:
        """Take a copy number, then save the pages as a PDF."""
        if self._whom_said():
            self._make(partial(self._save, path))

    def _whom_said(self) -> bool:
        self.panes_here.show_pane("options")
        return self.options.whom_said()

    def _make(self, then: Callable[[bytes, str], object]) -> None:
        whom = self.options.for_whom()
        take = partial(self._sheet.take, self.seat.desk, self.contact_id, whom)
        self.seat.bench.run(take, done=partial(self._made, then, whom))

    def _made(self, then: Callable[[bytes, str], object], whom: str, made: tuple[Changed, bytes]) -> None:
        changed, pdf = made
        self.seat.changes.publish(changed)
        self.load()
        then(pdf, whom)

    def _print(self, printer: str, pdf: bytes, whom: str) -> None:
        self._side.run(
            printing.print_pdf, pdf, printer, done=partial(self._printed, whom), trouble=self._not_printed
        )

    def _printed(self, whom: str, _done: object) -> None:
        self.seat.notices.settled(f"Sent to the printer, for {whom}. The copy is on record.")

    def _not_printed(self, trouble: Trouble) -> None:
        self.seat.notices.trouble(trouble)

    def _save(self, path: Path, pdf: bytes, whom: str) -> None:
        try:
            path.write_bytes(pdf)
        except OSError:
            self.seat.notices.trouble(PrintTrouble(
                "The copy could not be saved.", "Choose another folder, or make room on the disk, and try again."
            ))  # fmt: skip
            return
        self.seat.notices.settled(f"Saved as a PDF, for {whom}. The copy is on record.")

    def _ask_where(self) -> None:
        if not self._whom_said():
            return
        dialog = QFileDialog(self, "Save this copy as a PDF")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(prints.FILE_NAME)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def _copy_text(self) -> None:
        if self.preview is not None:
            QGuiApplication.clipboard().setText(self.preview.text)
            self.seat.notices.settled("Copied as text. It hides the same words as the paper.")
