"""The family the meeting speaks about: names in large letters, what the police told us, what is not in it, history.

Made for a room: no address and no phone stands here, not even in the police's own words.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.called import children_born, children_called
from ui.widgets.card import Card
from ui.widgets.chip import HIDDEN, ChipLook, ChipMark
from ui.widgets.fact_words import chips_of_facts
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.past_rows import rows_of
from ui.widgets.past_strip import strip_of
from ui.widgets.strip import Strip
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.guide import Guide
from workstation.domain.minimum import Item, minimum
from workstation.domain.times import local
from workstation.services.meeting import OneFamily

_MOST_GAPS = 6


class FamilyHead(QWidget):
    """Who it is: the largest letters on the page, with what the history says first."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Words("", "h1", wrap=True)
        self.born = Words("", "large", wrap=True)
        self._row = QWidget()
        self._flow = Flow(self._row, gap=8, line_gap=4)
        self._chips: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.name, self.born, self._row):
            column.addWidget(part)

    def show_family(self, shown: OneFamily) -> None:
        """Show who it is."""
        self.name.set_words(children_called(shown.file))
        self.born.set_words(" · ".join(p for p in (children_born(shown.file), *_others(shown.file)) if p))
        self.born.setVisible(bool(self.born.words()))
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        looks = [*_state(shown), *chips_of_facts(shown.past)]
        self._chips = [ChipMark(look.words, look.kind, look.icon) for look in looks]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self._row.setVisible(bool(self._chips))


def _others(file: ContactFile) -> tuple[str, ...]:
    """`Dana FARROW (mother)`, `Liam STOKES (partner)`."""
    return tuple(
        f"{wording.full_name(a.name)}{f' ({a.relationship})' if a.relationship else ''}"
        for a in file.adults
        if a.known and (a.name.family or a.name.given)
    )


def _state(shown: OneFamily) -> tuple[ChipLook, ...]:
    """What has to be known first: a danger, that it came again, that it is with a manager already."""
    found = []
    file = shown.file
    if file.act_now is not None:
        found.append(ChipLook("Act now", "danger", "lightning-fill"))
    if shown.line.again:
        words = "Received again" if shown.line.again == 1 else f"Received again {shown.line.again} times"
        found.append(ChipLook(words, "information", "copy"))
    if file.hidden:
        found.append(HIDDEN)
    if file.stage is Stage.WITH_MANAGER:
        found.append(ChipLook("With a manager", "neutral", "clipboard-text-fill"))
    return tuple(found)


class Told(Card):
    """The police's words, without addresses and phones."""

    def __init__(self) -> None:
        super().__init__("What the police told us", role="h2")
        self.words = Words("", "large", wrap=True, selectable=True)
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add(self.words)

    def show_family(self, shown: OneFamily) -> None:
        """Show their words."""
        received = shown.file.received
        self.set_note(received.body.reference if received else "")
        self.words.set_words(shown.words or "Nothing is written down.")


class NotInIt(Card):
    """What a notification should say, and this one does not: the police are in the room, and can be asked."""

    def __init__(self, guide: Guide) -> None:
        super().__init__(name="What it does not say", role="h2")
        self._guide = guide
        self._gaps: list[QWidget] = []

    def show_family(self, shown: OneFamily, now: datetime) -> None:
        """Show the gaps; without any the card is not there."""
        for line in self._gaps:
            line.hide()
            line.deleteLater()
        gaps = minimum(shown.file, self._guide).gaps
        self.set_title(f"Not in it: {wording.count(len(gaps), 'thing')}", "What it does not say")
        self._gaps = list(_gap_lines(gaps, now))
        for line in self._gaps:
            self.add(line)
            line.show()
        self.setVisible(bool(gaps))


def _gap_lines(gaps: tuple[Item, ...], now: datetime) -> list[QWidget]:
    lines: list[QWidget] = []
    for gap in gaps[:_MOST_GAPS]:
        asked = f" Asked {wording.near(gap.asked[-1], now)}." if gap.asked else ""
        lines.append(
            MarkLine("warning", "warning-fill", f"{gap.words}{asked}", role="body", word_token="text")
        )
    left = len(gaps) - _MOST_GAPS
    if left > 0:
        lines.append(Words(f"{left} more, in step 1 of the contact.", "secondary", wrap=True))
    return lines


class Before(Card):
    """What happened before: the facts in sentences, and the strip."""

    opened = Signal(str)

    def __init__(self, guide: Guide) -> None:
        super().__init__("Before today", role="h2")
        self._guide = guide
        self._parts: list[QWidget] = []

    def show_family(self, shown: OneFamily, now: datetime) -> None:
        """Show the facts, and the strip when there is anything on it."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        today = local(now).date()
        facts = [f for f in shown.past.facts if f.rule != "HR10"]
        self._parts = [Words(f.headline, "large", wrap=True) for f in facts]
        if any(c.contact != shown.contact for c in shown.past.contacts):
            rows = rows_of(shown.past.contacts, today, unfolded=False)
            strip = Strip(strip_of(rows, shown.contact, self._guide, today))
            strip.setAccessibleDescription("The most telling facts stand above it. Enter opens a contact.")
            strip.opened.connect(partial(self._open, shown))
            self._parts.append(strip)
        if not self._parts:
            self._parts = [Words("Nothing is on record.", "large", wrap=True)]
        for part in self._parts:
            self.add(part)
            part.show()

    def _open(self, shown: OneFamily, key: str) -> None:
        """A mark of an event from before Lintel has no contact of its own to open."""
        found = next((c for c in shown.past.contacts if c.key == key), None)
        if found is not None and not found.event:
            self.opened.emit(str(found.contact))


def beside(*cards: Card) -> QWidget:
    """Cards in a column."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    room = QVBoxLayout()
    room.setSpacing(12)
    for card in cards:
        room.addWidget(card)
    nest(column, room)
    return whole
