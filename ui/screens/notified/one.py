"""One notification of a file: what was found in it, whether it came before, and what is to become of it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.taking import from_police
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.services import notifications
from workstation.services.notifications import Offered

TAKE, AGAIN, OTHER, LEAVE = "take", "again", "other", "leave"


class OneNotification(Card):
    """A card. What is chosen on it happens when the page is saved, and not before."""

    changed = Signal()
    change_wanted = Signal(object)
    """This one is to be changed before it is saved: the card."""
    opened = Signal(str)
    """Open this contact."""

    def __init__(self, offered: Offered, number: int, now: datetime, today: date) -> None:
        super().__init__(f"{number}  {_children_of(offered)}", role="h2")
        self.offered, self.number = offered, number
        one, before = offered.notification, offered.before
        self.set_note(one.reference)
        lines = [(lead, rest) for lead, rest in from_police.summary(one, today) if lead != "Reference"]
        for lead, rest in lines:
            if lead in ("Children", "Adults"):
                self.add(Words(f"{lead}: {rest}", wrap=True, strong=(f"{lead}:",)))
        short = [(f"{lead}:", rest) for lead, rest in lines if lead not in ("Children", "Adults")]
        if short:
            said = " · ".join(f"{lead} {rest}" for lead, rest in short)
            self.add(Words(said, wrap=True, strong=tuple(lead for lead, _ in short)))
        if not one.found:
            self.add(Words("Nothing was found in it. Read it, and write down what it says.", wrap=True))
        for doubt in one.doubts:
            self.add(MarkLine("warning", "warning-fill", doubt, word_token="text"))
        if one.unknown:
            said = wording.listed([f"“{name}”" for name in one.unknown[:6]])
            self.add(Words(f"Headings we do not know: {said}. Their words are kept.", "secondary", wrap=True))
        if before is not None:
            told = notifications.said_before(before, now)
            self.add(MarkLine("warning", "copy", told, role="body", word_token="text"))
        self.choice = Choice(
            _choices(offered), horizontal=True, name=f"What becomes of notification {number}"
        )
        self.choice.set_value(TAKE if before is None else AGAIN)
        self.choice.chosen.connect(lambda _what: self.changed.emit())
        self.add(self.choice)
        self.words = Words(one.text, "body", wrap=True, selectable=True)
        self.words.hide()
        self.done = Words("", "body_bold", wrap=True)
        self.done.hide()
        self.open = link("Open it", "folder-open")
        self.open.hide()
        self._put_links()

    def _put_links(self) -> None:
        self._links = QWidget()
        row = Flow(self._links, gap=16, line_gap=2)
        self.read, self.change = link("Read all of it", "note"), link("Change it first", "pencil-simple")
        self.read.setAccessibleName(f"Read all of notification {self.number}")
        self.change.setAccessibleName(f"Change notification {self.number} first")
        self.read.clicked.connect(self._show_words)
        self.change.clicked.connect(lambda _checked=False: self.change_wanted.emit(self))
        row.addWidget(self.read)
        row.addWidget(self.change)
        for part in (self._links, self.words, self.done, self.open):
            self.add(part)

    def wanted(self) -> str:
        """What is to become of it."""
        return "" if not self.done.isHidden() else self.choice.value() or LEAVE

    def show_done(self, words: str, contact: str = "") -> None:
        """Say what became of it; it cannot happen twice."""
        self.done.set_words(words)
        self.done.show()
        self.choice.hide()
        self._links.hide()
        self.open.setVisible(bool(contact))
        self.open.setAccessibleName(f"Open the contact of notification {self.number}")
        if contact:
            self.open.clicked.connect(partial(self._open, contact))

    def _open(self, contact: str, _checked: bool = False) -> None:
        self.opened.emit(contact)

    def _show_words(self, _checked: bool = False) -> None:
        self.words.setVisible(self.words.isHidden())
        self.read.set_words("Read all of it" if self.words.isHidden() else "Fold it away")


def _children_of(offered: Offered) -> str:
    names = [wording.full_name(one.name) or "Unknown child" for one in offered.notification.children]
    if not names:
        return "No child named"
    return names[0] + (f" +{len(names) - 1}" if len(names) > 1 else "")


def _choices(offered: Offered) -> list[tuple[str, str]]:
    if offered.before is None:
        return [(TAKE, "Make a contact of it"), (LEAVE, "Leave it out")]
    number = offered.before.line.number
    return [(AGAIN, f"Put it with {number}"), (OTHER, "It is a different one"), (LEAVE, "Leave it out")]
