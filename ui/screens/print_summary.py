"""Print and share (S11): what the copy will look like, for whom it is, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import printing
from ui.bench import Bench
from ui.screens.paper.agreeing import Agreeing
from ui.screens.paper.drawing import Drawing
from ui.screens.paper.look import Look
from ui.screens.paper.making import Making
from ui.screens.paper.options import Options
from ui.screens.paper.where import ask_where
from ui.seat import Letter, Screen, Seat
from ui.widgets.one_pane import OnePane
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import prints, recall
from workstation.services.copy_order import Filtered, Form, Order
from workstation.services.desk import Desk
from workstation.services.prints import Begun, Looked, Paper, Preview, Taken
from workstation.trouble import Trouble

_NOT_SAID: Final = "not said yet"
_WIDTH: Final = 1240
"""Pixels of a page in the preview: sharp on a large screen at 200 %."""


@dataclass(frozen=True)
class Sheet:
    """Which paper: the summary unless `make` makes another. `whom` is whom it is for, where that is settled."""

    title: str = "Print and share"
    whom: str = ""
    make: Callable[[Desk], Paper] | None = None
    name: str = ""
    """What the record calls it."""
    override: str = ""
    """Why it goes to somebody of the family on paper although post is not known to be safe."""
    filtered: Filtered | None = None
    """What the chronology showed, if it is about that."""

    def look(self, desk: Desk, contact: ContactId, order: Order) -> Looked:
        """How it would look."""
        return prints.look(desk, contact, order, self._paper(desk), name=self.name)

    def take(self, desk: Desk, contact: ContactId, order: Order, form: Form) -> Taken | Begun:
        """Take a copy of it, or begin one that is big."""
        order = replace(order, override=order.override or self.override)
        return prints.begin(desk, contact, order, self._paper(desk), form, name=self.name)

    def _paper(self, desk: Desk) -> Paper | None:
        return self.make(desk) if self.make else None


def chronology_screen(seat: Seat, contact_id: ContactId, filtered: Filtered) -> PrintScreen:
    """The chronology, as it was filtered."""
    return PrintScreen(seat, contact_id, sheet=Sheet("Print the chronology", filtered=filtered))


def strategy_screen(seat: Seat, contact_id: ContactId) -> PrintScreen:
    """The request for a strategy discussion, for whoever takes part in it."""
    sheet = Sheet(
        "Request for a strategy discussion", "strategy discussion: police and health",
        lambda _desk: prints.strategy_paper(), "strategy request",
    )  # fmt: skip
    return PrintScreen(seat, contact_id, sheet=sheet)


def letter_screen(seat: Seat, contact_id: ContactId, letter: Letter) -> PrintScreen:
    """A letter to somebody of the family."""

    def made(desk: Desk) -> Paper:
        return prints.letter_paper(desk, contact_id, letter.person, letter.words, letter.override)

    return PrintScreen(
        seat, contact_id, sheet=Sheet("Print a letter", letter.to, made, "letter", letter.override)
    )


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
        self.drawing = Drawing(seat)
        take = partial(self._sheet.take, seat.desk, contact_id)
        self.making = Making(seat, contact_id, self._side, take)
        self.look = Look()
        self.options = Options(self._sheet.title, papers=self._sheet.make is None)
        if self._sheet.whom:
            self.options.offer(self._sheet.whom)
        if self._sheet.filtered is not None:
            self.options.paper.set_value("chronology")
        self.panes_here = OnePane(
            (("look", "Preview", self.look), ("options", "Print", self.options)), shares=(3, 2), enough=980
        )
        self.panes_here.show_pane("options")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.panes_here, 1)
        for waiting in (
            self.drawing,
            self.making.drawing,
        ):  # under both panes: either may be all there is room for
            column.addWidget(waiting)
        self.options.changed.connect(self.load)
        self.agreeing = Agreeing(seat, contact_id, self.options, self._side, self)
        for card in (self.options.wanted, self.options.earlier):
            card.told.connect(self._say_of_copy)
        self.making.begins.connect(self.drawing.forget)  # one thread draws: what is printed comes first
        self.making.recorded.connect(self.load)
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
        self.agreeing.load()
        self._side.run(printing.printers, done=self.options.show_printers)

    def reload(self, changed: Changed) -> None:
        """Something changed: the copy shows what stands now."""
        if self.contact_id in changed.contacts and not changed.kinds <= {"Printed", "Recalled"}:
            self.load()
            self.agreeing.load()

    # -- showing --------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Make the preview again."""
        look = partial(self._sheet.look, self.seat.desk, self.contact_id, self._order())
        self.seat.bench.latest(
            ("print", self.contact_id, id(self)), look, done=self._show, trouble=self._show_none
        )

    def _order(self) -> Order:
        return self.options.order(_NOT_SAID, self._sheet.filtered or Filtered())

    def _show(self, looked: Looked) -> None:
        self.drawing.forget()
        self.preview = looked.seen
        self.options.show_preview(looked.seen)
        if looked.whole is None:
            self._show_drawn(looked.seen)
            return
        self.look.show_copy([], looked.seen.text)
        self.drawing.begin(looked.about, partial(prints.drawn, looked), self._show_drawn, self._not_drawn)

    def _show_drawn(self, preview: Preview) -> None:
        self.preview = preview
        self._side.latest(
            "pages", printing.pages, preview.pdf, _WIDTH, done=partial(self._show_pages, preview.text)
        )

    def _not_drawn(self, trouble: Trouble) -> None:
        """It was stopped, or is too much work: the words can be read all the same."""
        self.look.show_copy([], self.preview.text if self.preview else "")
        self.options.show_not_drawn(trouble)

    def _show_none(self, trouble: Trouble) -> None:
        """Nobody may take the copy that was shown before for the one that is asked for now."""
        self.drawing.forget()
        self.preview = None
        self._side.drop("pages")
        self.look.show_copy([], "")
        self.options.show_trouble(trouble)

    def _show_pages(self, text: str, pages: Sequence[QImage]) -> None:
        self.look.show_copy(pages, text)

    # -- acts -----------------------------------------------------------------------------------------------

    def press_print(self) -> None:
        """Take a copy number, then print."""
        if not self._all_said():
            return
        printer = self.options.printer.value() if self.options.printer else None
        if printer is None:
            self.seat.notices.say(
                "Nothing was printed. This computer has no printer.", "Save the copy instead."
            )
            return
        self.making.print_on(printer, self._order())

    def save_to(self, path: Path) -> None:
        """Take a copy number, then save the pages, or the same words as a web page or as text."""
        if self._all_said():
            self.making.save(path, self._order())

    def _all_said(self) -> bool:
        self.panes_here.show_pane("options")
        if not self.options.all_said():
            return False
        if self.preview is None:
            self.load()  # says again why there is no such copy
        return self.preview is not None

    def _say_of_copy(self, number: str, what: str, words: str) -> None:
        if what in ("printed", "failed"):
            self.making.became(number, what)
            return
        say = partial(recall.got_back, self.seat.desk, self.contact_id, number, what, words)  # type: ignore[arg-type]
        self.seat.bench.run(say, done=self._told)

    def _told(self, changed: Changed) -> None:
        if changed.contacts:
            self.seat.changes.publish(changed)
            self.load()

    def _ask_where(self) -> None:
        if self._all_said() and self.preview is not None:
            ask_where(self, self.preview.kind, self.save_to)

    def _copy_text(self) -> None:
        """On the clipboard there is never a hidden word, whatever is on the paper."""
        if self.preview is None:
            return
        if self._order().full is None:
            self._put_on_clipboard(Looked(self.preview))
            return
        hidden = replace(self._order(), full=None)
        look = partial(self._sheet.look, self.seat.desk, self.contact_id, hidden)
        self.seat.bench.run(look, done=self._put_on_clipboard)

    def _put_on_clipboard(self, looked: Looked) -> None:
        QGuiApplication.clipboard().setText(looked.seen.text)
        self.seat.notices.settled("Copied as text. It hides every confidential address.")
