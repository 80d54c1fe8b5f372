"""What a manager asked for in this step: their words, and room for what the worker did about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.models.said_words import quoted, stopped
from ui.screens.drafting import Draft
from ui.seat import Seat
from ui.widgets.asked_words import done_words, place_of, sent_back
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.evidence_row import buttons_row
from ui.widgets.field import TextField
from ui.widgets.nesting import nest
from ui.widgets.state_mark import StateMark
from ui.widgets.words import Words
from workstation.domain import returning, wording
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.returning import Asked
from workstation.services.find import OpenContact


class AskedCard(Card):
    """One part for each request of the step. It is not ticked: it takes words, which the manager reads beside
    it.
    """

    met = Signal(str, str)
    """A request (its gap) and what was done about it."""

    def __init__(self, seat: Seat, contact: ContactId, by: str) -> None:
        super().__init__(f"{by} asks for", name=f"What {by} asks for")
        self._seat, self._contact = seat, contact
        self.parts: dict[str, RequestPart] = {}

    def show_asked(self, asked: Sequence[Asked], kept: dict[str, str]) -> None:
        """Show these; a field in which somebody types stays as it is."""
        for one in asked:
            gap = one.request.gap
            if gap not in self.parts:
                part = self.parts[gap] = RequestPart(one, self._seat, self._contact)
                part.draft.restore(kept.get(part.draft.key, ""))
                part.met.connect(self.met)
                self.add(part)
            self.parts[gap].show_asked(one)

    def first_open(self) -> RequestPart | None:
        """The first that nothing was said about."""
        return next((part for part in self.parts.values() if not part.done), None)


class RequestPart(QWidget):
    """One request. Done: the words are quoted, and can be changed."""

    met = Signal(str, str)

    def __init__(self, asked: Asked, seat: Seat, contact: ContactId) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.gap, self.done = asked.request.gap, False
        self._mark = StateMark("gap", asked.request.words)
        self.field = TextField("What did you do about it?", lines=1)
        self.field.box.setAccessibleName(f"What did you do about it? {asked.request.words}")
        self.draft = Draft(seat, self.field, f"contact/{contact}/asked:{self.gap}", contact)
        self.say = secondary("Done", "check")
        self.again = secondary("Change", "pencil-simple")
        self._said = Words("", "body", wrap=True)
        self._said.hide()
        self.again.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        for part in (
            Words(stopped(asked.request.words), "body_bold", wrap=True), self._said, self.field,
            buttons_row(self.say, self.again),
        ):  # fmt: skip
            column.addWidget(part)
        nest(row, column, 1)
        self.say.clicked.connect(lambda _checked=False: self.press())
        self.again.clicked.connect(lambda _checked=False: self._change())
        self.setFocusProxy(self.field)

    def show_asked(self, asked: Asked) -> None:
        """Show whether something was said."""
        self.done = asked.done
        self._mark.set_state("settled" if asked.done else "gap", asked.request.words)
        if asked.met is not None:
            self._said.set_words(f"{quoted(asked.met.body.words)} {wording.clock(asked.met.happened)}")
        self._fold(folded=asked.done and not self.draft.dirty)

    def press(self) -> None:
        """Say it; without words, ask for them."""
        words = self.field.text().strip()
        if words:
            self.draft.saying()
            self.draft.said(self.field.text())
            self.met.emit(self.gap, words)
        else:
            self.field.set_error("Say what you did. “I could not, because…” is an answer.")
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        self.field.set_text(self._said.words().partition("”")[0].lstrip("“"))
        self._fold(folded=False)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self, *, folded: bool) -> None:
        within = self.field.box.hasFocus() or self.say.hasFocus()
        for part, shown in (
            (self.field, not folded),
            (self.say, not folded),
            (self._said, folded),
            (self.again, folded),
        ):
            part.setVisible(shown)
        self.setFocusProxy(self.again if folded else self.field)
        if folded and within:
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)


class AskedHere(QWidget):
    """What is asked for in one step, above everything else in it; nothing while it is not sent back."""

    def __init__(
        self, seat: Seat, contact: ContactId, step: int, meet: Callable[[str, str, str], object]
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._seat, self._contact, self._step, self._meet = seat, contact, step, meet
        self.card: AskedCard | None = None
        self._round: EntryId | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_open(self, shown: OpenContact, kept: dict[str, str]) -> dict[str, QWidget]:
        """Show it as it stands now; gives the places there are to go to."""
        asked, back = sent_back(shown.file), returning.last_back(shown.file)
        here = [one for one in asked if one.step == self._step]
        if back is None or not here or back.entry != self._round:
            self._clear()
        if back is None or not here:
            return {}
        if self.card is None:
            by = self._seat.desk.person(back.by)
            self.card, self._round = (
                AskedCard(self._seat, self._contact, by.name if by else "A manager"),
                back.entry,
            )
            self.card.met.connect(self._said)
            self._column.addWidget(self.card)
        self.card.show_asked(here, kept)
        self.card.set_note(done_words(asked))
        self.setVisible(True)
        return {place_of(gap): part for gap, part in self.card.parts.items()}

    def _clear(self) -> None:
        if self.card is not None:
            self._column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self.card, self._round = None, None
        self.setVisible(False)

    def _said(self, gap: str, words: str) -> None:
        if self.card is not None:
            self._meet(gap, words, self.card.parts[gap].draft.key)
