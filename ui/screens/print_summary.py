"""Print and share (S11): what the copy will look like, for whom it is, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui import printing
from ui.bench import Bench
from ui.screens.drafting import really_left
from ui.screens.paper.look import Look
from ui.seat import Screen, Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import buttons_row
from ui.widgets.field import LineField
from ui.widgets.heading import Heading
from ui.widgets.mark_line import MarkLine
from ui.widgets.one_pane import OnePane
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import prints
from workstation.services.prints import Preview
from workstation.trouble import PrintTrouble, Trouble

_WHOM = (
    ("case file", "Case file"), ("assessment team", "Assessment team"), ("police", "Police"),
    ("the family", "The family"), ("other", "Somebody else…"),
)  # fmt: skip
_NOT_SAID = "not said yet"
_HIDDEN = (
    "This copy has no confidential address, phone, school or GP. In this version of Lintel a copy with the address "
    "cannot be printed. The address can be shown on screen for 30 seconds, and that is recorded."
)
_OPEN = "No address of this contact is marked confidential, so nothing is left out."
_WIDTH = 1240
"""Pixels of a page in the preview: sharp on a large screen at 200 %."""


class PrintScreen(Screen):
    """Nothing is recorded by looking. Printing takes a copy number first, so no copy is without one."""

    def __init__(self, seat: Seat, contact_id: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Print", parent)
        self.contact_id = contact_id
        self.preview: Preview | None = None
        # Printers may take half a minute to answer; the store must not wait for them.
        self._side = Bench(seat.desk.side, self)
        self._side.on_trouble, self._side.on_bug = seat.notices.trouble, seat.notices.bug
        self.look = Look()
        self.whom = Choice(list(_WHOM), "Who is this copy for?")
        self.whom_else = LineField("Name and service")
        self.whom_else.hide()
        self.printer: Choice | None = None
        self.no_printer = Words("Looking for printers…", "secondary", wrap=True)
        self.address = MarkLine("confidential", "eye-slash-fill", word_token="text")
        self.checked = Card("Hidden words to check", role="h3")
        self.earlier = Card("Copies that exist already", role="h3")
        self.unsent = MarkLine("warning", "cloud-slash-fill", word_token="text")
        self.print = primary("Print", "printer", "Ctrl+Enter")
        self.save = secondary("Save as PDF…", "floppy-disk")
        self.copy = secondary("Copy as text", "copy")
        self._lay_out()
        self.whom.chosen.connect(self._whom_chosen)
        self.whom_else.left.connect(lambda: self.load() if really_left() else None)
        self.print.clicked.connect(lambda _checked=False: self.press_print())
        self.save.clicked.connect(lambda _checked=False: self._ask_where())
        self.copy.clicked.connect(lambda _checked=False: self._copy_text())
        self.destroyed.connect(self._side.close)

    def _lay_out(self) -> None:
        self.choices = Page("Choices")
        self._printers = QVBoxLayout()
        self._printers.addWidget(self.no_printer)
        to = Card("Which printer?", role="h3")
        to.add_row(self._printers)
        whom = Card(name="Who is this copy for?")
        whom.add(self.whom)
        whom.add(self.whom_else)
        address = Card("Address", role="h3")
        address.add(self.address)
        for part in (Heading("Print and share"), self.unsent, whom, address, self.checked, to):
            self.choices.add(part)
        self.choices.add(buttons_row(self.print, self.save, self.copy))
        self.choices.add(self.earlier)
        self.checked.hide()
        self.earlier.hide()
        self.unsent.hide()
        self.panes_here = OnePane(
            (("look", "Preview", self.look), ("choices", "Print", self.choices)), shares=(3, 2), enough=980
        )
        self.panes_here.show_pane("choices")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes_here)

    # -- what the window asks of every screen ---------------------------------------------------------------

    def icon_name(self) -> str:
        """A printer."""
        return "printer"

    def commands(self) -> dict[str, Callable[[], None]]:
        """Ctrl+Enter prints."""
        return {"contact.save_next": self.press_print, "contact.print": self.press_print}

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.look, self.choices]

    def enter(self) -> None:
        """Look at the copy, and at the printers there are."""
        self.whom.setFocus(Qt.FocusReason.OtherFocusReason)
        self.load()
        self._side.run(printing.printers, done=self._show_printers)

    def reload(self, changed: Changed) -> None:
        """Something changed: the copy shows what stands now."""
        if self.contact_id in changed.contacts and changed.kinds != {"Printed"}:
            self.load()

    # -- showing --------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Make the preview again."""
        whom = self._for_whom() or _NOT_SAID
        self.seat.bench.latest(
            ("print", self.contact_id), prints.preview, self.seat.desk, self.contact_id, whom, done=self._show
        )

    def _show(self, preview: Preview) -> None:
        self.preview = preview
        hidden = bool(preview.hidden_found) or "hidden on this copy" in preview.text
        self.address.set_words(_HIDDEN if hidden else _OPEN)
        unsent = preview.copy.unsent
        self.unsent.setVisible(unsent or preview.copy.alone)
        self.unsent.set_words(
            "On this computer only." if preview.copy.alone else "Not yet sent to your colleagues."
        )
        self._list(
            self.checked,
            preview.hidden_found,
            wording.count(len(preview.hidden_found), "hidden word") + " to check",
        )
        self._list(self.earlier, preview.earlier, "Copies that exist already")
        self._side.latest(
            "pages", printing.pages, preview.pdf, _WIDTH, done=partial(self._show_pages, preview.text)
        )

    def _show_pages(self, text: str, pages: Sequence[QImage]) -> None:
        self.look.show_copy(pages, text)

    def _show_printers(self, names: tuple[str, ...]) -> None:
        if self.printer is not None:
            return
        self.no_printer.setVisible(not names)
        self.no_printer.set_words("This computer has no printer. Save the copy as a PDF instead.")
        if names:
            self.printer = Choice([(name, name) for name in names], name="Which printer?")
            self.printer.set_value(names[0])
            self._printers.addWidget(self.printer)

    def _list(self, card: Card, lines: Sequence[str], title: str) -> None:
        while (item := card.body.takeAt(0)) is not None:
            old = item.widget()
            old.hide()
            old.deleteLater()
        card.setVisible(bool(lines))
        card.set_title(title)
        for words in lines:
            card.add(
                MarkLine(
                    "secondary", "eye-slash" if card is self.checked else "note", words, word_token="text"
                )
            )
        if lines and card is self.checked:
            card.add(Words(
                "Read these places in the preview. If something can still be read there, add it to the hidden words "
                "in step 2.", "secondary", wrap=True,
            ))  # fmt: skip

    def _whom_chosen(self, whom: str) -> None:
        self.whom_else.setVisible(whom == "other")
        if whom == "other":
            self.whom_else.setFocus(Qt.FocusReason.OtherFocusReason)
        self.load()

    def _for_whom(self) -> str:
        chosen = self.whom.value() or ""
        return self.whom_else.text().strip() if chosen == "other" else chosen

    # -- acts -----------------------------------------------------------------------------------------------

    def press_print(self) -> None:
        """Take a copy number, then print."""
        if not self._whom_said():
            return
        printer = self.printer.value() if self.printer else None
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
        said = bool(self._for_whom())
        self.panes_here.show_pane("choices")
        if not said and self.whom.value() == "other":
            self.whom_else.set_error("Write who this copy is for.")
            self.whom_else.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not said:
            self.whom.set_error("Choose who this copy is for.")
            self.whom.setFocus(Qt.FocusReason.OtherFocusReason)
        return said

    def _make(self, then: Callable[[bytes, str], object]) -> None:
        whom = self._for_whom()
        self.seat.bench.run(
            prints.print_copy, self.seat.desk, self.contact_id, whom, done=partial(self._made, then, whom)
        )

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
