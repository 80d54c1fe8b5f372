"""Print the outage pack (S9): how many blank sheets, and where it goes. Two keys: it may be wanted in a hurry."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui import printing
from ui.bench import Bench
from ui.screens.paper.given import Given
from ui.seat import Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import buttons_row
from ui.widgets.field import LineField
from ui.widgets.overlay import Overlay
from ui.widgets.words import Words
from workstation.domain.paper_sheet import MOST_SHEETS, USUAL_SHEETS
from workstation.services import outage
from workstation.services.outage import Taken
from workstation.services.sheets import Pack
from workstation.trouble import PrintTrouble, Trouble

_WHAT = (
    "Who waits, whom to ring, and blank contact sheets that ask what Lintel asks. Each sheet has a reference that "
    "no other computer prints. No address is on it. Print it on both sides of the paper: a sheet has about 7 pages."
)


class PackPanel(Overlay):
    """Asks for a number and a printer. The references are taken before there is a page."""

    taken = Signal()
    """A pack was taken, and is in the list of those printed here."""

    def __init__(self, seat: Seat, over: QWidget) -> None:
        super().__init__(over, "Print the outage pack", width=560)
        self._seat, self._desk = seat, seat.desk
        self._side = Bench(seat.desk.side, self)
        self._side.on_trouble, self._side.on_bug = seat.notices.trouble, seat.notices.bug
        self.destroyed.connect(self._side.close)
        self.sheets = LineField("How many contact sheets?", f"1 to {MOST_SHEETS}.")
        self.sheets.set_text(str(USUAL_SHEETS))
        self.printer: Choice | None = None
        self._making = False
        """A second press would take more references."""
        self.no_printer = Words("Looking for printers…", "secondary", wrap=True)
        self._printers = QVBoxLayout()
        self.print = primary("Print", "printer", "Ctrl+Enter")
        self.save = secondary("Save as PDF…", "floppy-disk")
        leave = secondary("Not now", "", "Esc")
        self.body.addWidget(Words("Print the outage pack", "h2", wrap=True))
        self.body.addWidget(Words(_WHAT, "body", wrap=True))
        self.body.addWidget(self.sheets)
        room = QWidget()
        room.setLayout(self._printers)
        self._printers.setContentsMargins(0, 0, 0, 0)
        self._printers.addWidget(self.no_printer)
        self.body.addWidget(room)
        self.body.addWidget(buttons_row(self.print, self.save, leave))
        self.print.clicked.connect(lambda _checked=False: self.press_print())
        self.save.clicked.connect(lambda _checked=False: self._ask_where())
        leave.clicked.connect(lambda _checked=False: self.put_away())
        self._side.run(printing.printers, done=self._show_printers)

    def commands(self) -> dict[str, Callable[[], object]]:
        """Ctrl+Enter prints, while this is open."""
        return {"contact.save_next": self.press_print}

    def leave(self) -> None:
        """Put away. A pack that is being made is still printed: its references are taken."""
        if not self._making:
            self.finish()

    def _show_printers(self, names: tuple[str, ...]) -> None:
        self.no_printer.setVisible(not names)
        self.no_printer.set_words("This computer has no printer. Save the pack as a PDF instead.")
        if not names:  # what can be done is what one sees first
            self.print.set_look("secondary")
            self.save.set_look("primary")
        elif self.printer is None:
            self.printer = Choice([(name, name) for name in names], name="Which printer?")
            self.printer.set_value(names[0])
            self._printers.addWidget(self.printer)

    # -- acts -------------------------------------------------------------------------------------------------

    def press_print(self) -> None:
        """Take references, then print."""
        printer = self.printer.value() if self.printer else None
        if printer is None:
            self._seat.notices.say(
                "Nothing was printed. This computer has no printer.", "Save the pack as a PDF."
            )
            return
        self._take(partial(self._print, printer))

    def save_to(self, path: Path) -> None:
        """Take references, then save the pages as a PDF."""
        self._take(partial(self._save, path))

    def _how_many(self) -> int:
        """How many sheets; 0 after saying that this is no number."""
        typed = self.sheets.text().strip()
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
        if 1 <= number <= MOST_SHEETS:
            self.sheets.set_error("")
            return number
        self.sheets.set_error(f"Type a number from 1 to {MOST_SHEETS}.")
        self.sheets.setFocus()
        return 0

    def _take(self, then: Callable[[Pack, bytes], object]) -> None:
        number = 0 if self._making else self._how_many()
        if number:
            self._making = True
            self._seat.notices.say("Making the outage pack. You can go on working.")
            self._seat.bench.run(
                outage.take, self._desk, number, done=partial(self._draw, then), trouble=self._trouble
            )

    def _draw(self, then: Callable[[Pack, bytes], object], taken: Taken) -> None:
        """A large pack takes seconds to lay out: beside the work, not in front of it."""
        self.taken.emit()
        self._side.run(outage.pages, taken, done=partial(then, taken.pack), trouble=self._trouble)

    def _print(self, printer: str, pack: Pack, pdf: bytes) -> None:
        done = partial(self._given, pack)
        self._side.run(printing.print_pdf, pdf, printer, done=done, trouble=self._trouble)

    def _given(self, pack: Pack, job: int) -> None:
        self._done(pack, "Sent to the printer")
        if job:
            Given(self._seat, f"The outage pack with sheets {pack.sheets}").given(job)

    def _trouble(self, trouble: Trouble) -> None:
        self._making = False
        self._seat.notices.trouble(trouble)
        if self.isHidden():
            self.finish()

    def _save(self, path: Path, pack: Pack, pdf: bytes) -> None:
        try:
            path.write_bytes(pdf)
        except OSError:
            advice = "Choose another folder, or make room on the disk, and try again."
            self._trouble(PrintTrouble("The pack could not be saved.", advice))
            return
        self._done(pack, "Saved as a PDF")

    def _done(self, pack: Pack, what: str, _nothing: object = None) -> None:
        self._seat.notices.settled(f"{what}: the outage pack, with sheets {pack.sheets}.")
        self.finish()

    def _ask_where(self) -> None:
        if not self._how_many():
            return
        dialog = QFileDialog(self, "Save the outage pack as a PDF")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(outage.FILE_NAME)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()


def ask(seat: Seat, over: QWidget, then: Callable[[], object] | None = None) -> PackPanel:
    """Ask how many sheets are wanted. `then` is done when a pack was taken."""
    panel = PackPanel(seat, over)
    panel.closed.connect(panel.leave)
    if then is not None:
        panel.taken.connect(then)
    panel.open(panel.sheets.edit)
    panel.sheets.edit.selectAll()
    return panel
