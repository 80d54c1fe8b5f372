"""What helps during the call: the history of the child, and how clear the contact is so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets import family_words
from ui.widgets.arranging import arranged_once
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.chip import ChipLook, ChipMark
from ui.widgets.fact_note import FactNote
from ui.widgets.fact_words import brief_note, tell_briefly
from ui.widgets.mark_line import MarkLine
from ui.widgets.next_turn import paint_page_next_turn
from ui.widgets.past_words import line_of, what_is_different
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.guide import Guide
from workstation.domain.past import Candidate, Past, PastContact
from workstation.history.matcher import Relative

MOST_LINES, MOST_FACTS = 3, 3
FEW_LINES, FEW_FACTS = 1, 2
MOST_RELATIVES, FEW_RELATIVES = 4, 2
_SOON = 50
"""Milliseconds."""


class TalkCard(Card):
    """`While you talk`: what the history would be of the child who may be the one; facts first, then contacts.

    Its lines are told anew while a name is typed, and not made anew: that would hold up the next letter.
    """

    opened = Signal(str)
    """Open this earlier contact."""

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__(name="History of the child", parent=parent)
        self._guide = guide
        self._chip = ChipMark("")
        self.set_action(self._chip)
        self._shown: tuple[Candidate, Past, bool] | None = None
        self._compact, self._held, self._open = False, "", ""
        self._household: tuple[Relative, ...] = ()
        self._facts, self._noted = QWidget(), list[FactNote]()
        self._lines = tuple(Words("", "body", wrap=True) for _ in range(MOST_LINES))
        self._still = MarkLine("warning", "folder-open-fill", role="body", word_token="text")
        self._there = link("")
        self._there.clicked.connect(lambda _checked=False: self.opened.emit(self._open))
        self._ask = Words("", "secondary", wrap=True)
        column = QVBoxLayout(self._facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._facts, *self._lines, self._still):
            self.add(part)
        self.body.addWidget(self._there, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._ask)
        self.hide()
        QTimer.singleShot(_SOON, self, self._get_ready)

    def show_history(
        self, candidate: Candidate | None, past: Past | None, held: str = "", *, sure: bool
    ) -> None:
        """Show the history of a candidate. Nobody hides the card, unless there are words (`held`) for what may be
        held although nothing was found.
        """
        shown = (candidate, past or Past(), sure) if candidate is not None else None
        if (_telling(shown), held) != (_telling(self._shown), self._held) or self.isHidden():
            self._shown, self._held = shown, held
            paint_page_next_turn(self)
            self._fill()
        self._show_or_hide()

    def show_household(self, household: Sequence[Relative]) -> None:
        """Of a child whom nobody found: who of their family may be on record."""
        if tuple(household) != self._household:
            self._household = tuple(household)
            self._fill()
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        with arranged_once(self, self.parentWidget()):
            self.setVisible(self._shown is not None or bool(self._held or self._household))

    def set_compact(self, compact: bool) -> None:
        """Fewer lines where the window is low. What is left out is counted."""
        if compact != self._compact:
            self._compact = compact
            self._fill()

    def _fill(self) -> None:
        with arranged_once(self, self._facts):
            self._tell()

    def _tell(self) -> None:
        candidate, past, sure = self._shown or (None, Past(), False)
        self._tell_facts(past)
        self._tell_contacts(past.contacts)
        self._warn_open(past.contacts)
        ask = "" if self._compact else what_is_different(past.contacts)
        self._ask.set_words(ask)
        self._ask.setVisible(bool(ask))
        if candidate is None:
            self.set_title("While you talk")
            self._chip.set_chip(ChipLook("nothing found"))
            self._tell_household()
            return
        given = candidate.name.partition(", ")[2] or candidate.name
        self.set_title(f"While you talk: {given}’s history")
        self._chip.set_chip(ChipLook(f"this is {given}" if sure else f"if this is {given}"))

    def _tell_facts(self, past: Past) -> None:
        """What is open elsewhere is said below, as a question that can be answered."""
        facts = [f for f in past.facts if f.rule != "HR7"][: FEW_FACTS if self._compact else MOST_FACTS]
        while len(self._noted) < len(facts):
            self._add_note()
        for note, fact in zip(self._noted, facts, strict=False):
            tell_briefly(note, fact, past, self._guide)
        for at, note in enumerate(self._noted):
            note.setVisible(at < len(facts))
        self._facts.setVisible(bool(facts))

    def _add_note(self) -> None:
        note = brief_note()
        note.opened.connect(self.opened)
        note.hide()
        self._noted.append(note)
        column = self._facts.layout()
        if column is not None:
            column.addWidget(note)

    def _get_ready(self) -> None:
        """Have the notes at hand, one made in each turn: to make one when the first history comes would hold up the
        next letter.
        """
        if len(self._noted) < MOST_FACTS:
            self._add_note()
            for part in (self._noted[-1], *self._noted[-1].findChildren(QWidget)):
                part.ensurePolished()
            QTimer.singleShot(_SOON, self, self._get_ready)

    def _tell_contacts(self, past: Sequence[PastContact]) -> None:
        most = FEW_LINES if self._compact else MOST_LINES
        left = len(past) - most
        for at, line in enumerate(self._lines, start=1):
            if at <= min(most, len(past)):
                words, strong = line_of(past[at - 1], self._guide)
                more = f" {left} more in History." if at == most and left > 0 else ""
                line.set_words(f"{words}{more}", strong=strong)
            line.setVisible(at <= min(most, len(past)))
        if not past:
            self._lines[0].set_words(f"Nothing found. {self._held}".strip(), strong=())
            self._lines[0].show()

    def _tell_household(self) -> None:
        if not self._household:
            return
        self._chip.set_chip(ChipLook("family on record?", "warning", "folder-open-fill"))
        most = FEW_RELATIVES if self._compact else MOST_RELATIVES
        said = family_words.perhaps(self._household, most)
        self._lines[0].set_words(f"{said} {self._held}".strip(), strong=())
        self._open = self._household[0].contact
        self._there.set_words("Open their contact")
        self._there.show()

    def _warn_open(self, past: Sequence[PastContact]) -> None:
        """HR7 during the call: the worker decides whether this belongs to the one that is open."""
        still = next((c for c in past if c.open and not c.event), None)
        self._still.setVisible(still is not None)
        self._there.setVisible(still is not None)
        if still is None:
            return
        whom = f" with {still.worker}" if still.worker else ""
        self._still.set_words(
            f"This child has an open contact{whom}. Add to that one, or keep this separate?"
        )
        self._open = still.contact
        self._there.set_words(f"Open {still.number}" if still.number else "Open that contact")


def _telling(shown: tuple[Candidate, Past, bool] | None) -> object:
    """What of it is told: not when it was looked up, nor why they were found."""
    if shown is None:
        return None
    candidate, past, sure = shown
    return candidate.other, candidate.name, past.contacts, past.facts, sure


_MISSING = {
    "seen": "what they have seen or heard",
    "worried": "what they worry about",
    "wanted": "what they want from us",
    "parents_told": "whether the parents know",
}


class ClarityCard(Card):
    """How many of the questions one needs to begin are open, and what to do about them."""

    send = Signal()
    """Make the email text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("How clear is this contact?", parent=parent)
        self._chip = ChipMark("")
        self.set_action(self._chip)
        self._words = Words("", "secondary", wrap=True)
        self.button = secondary("", "paper-plane-tilt")
        self.button.clicked.connect(self.send)
        self.body.addWidget(self._words)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_missing(tuple(_MISSING), on_phone=True)

    def show_missing(self, missing: Sequence[str], *, on_phone: bool, asked: Sequence[str] = ()) -> None:
        """Say how clear it is: words and a count of questions, never a score for the caller. `asked` are those they
        were sent to answer in writing.
        """
        self.button.set_words(f"Send them the {_questions(len(missing))}")
        self.button.setVisible(bool(missing))
        if missing and set(missing) <= set(asked):
            self.button.set_words("Copy the text again")
        if not missing:
            self._chip.set_chip(ChipLook("Enough to begin", "settled", "check-circle-fill"))
            self._words.set_words("They have told us what we need to know to begin.")
            return
        left = f"Not clear yet: {wording.count(len(missing), 'question')} open"
        self._chip.set_chip(ChipLook(left, "warning", "circle-half-fill"))
        parts = [_MISSING.get(name, name) for name in sorted(missing, key=_order)]
        said = wording.sentence(wording.listed(parts))
        verb = "are" if len(parts) > 1 else "is"
        how = (
            "You can end the call by asking them to send these in writing."
            if on_phone
            else "You can ask them to send these in writing."
        )
        if set(missing) <= set(asked):
            how = "They were sent these to answer in writing."
        self._words.set_words(f"{said} {verb} not yet recorded. {how}")


def _questions(n: int) -> str:
    return "question" if n == 1 else f"{n} questions"


def _order(name: str) -> int:
    wanted = ("wanted", "worried", "seen", "parents_told")
    return wanted.index(name) if name in wanted else len(wanted)
