"""Two contacts that may be about one event: asked of a person, answered in one press, and changed in one more."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import Button, link, secondary
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.focus_in import has_focus
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.domain.answers import Twofold
from workstation.domain.ids import ContactId

_TITLE = "Is this the same event?"


class EventRow(QWidget):
    """One other contact: whose, when, about what, why it is asked, and four equal answers."""

    judged = Signal(object, str, object)
    """The Twofold, the verdict, and the contact in which the work goes on (with `same`)."""
    opened = Signal(str)

    def __init__(self, twofold: Twofold, here: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.twofold = twofold
        self.buttons: dict[str, Button] = {}
        self.setAccessibleName(twofold.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        token, icon = (
            ("settled", "check-circle-fill") if twofold.verdict == "same" else ("secondary", "info-fill")
        )
        if twofold.verdict in ("", "not sure"):
            token, icon = "warning", "git-pull-request"
        words = twofold.words + self._goes_on(here)
        column.addWidget(
            MarkLine(token, icon, words, role="body", word_token="text", strong=(twofold.number,))
        )
        about = " · ".join(
            part for part in (twofold.child, twofold.about, ", ".join(twofold.reasons)) if part
        )
        if about:
            column.addWidget(Words(about, "secondary", wrap=True))
        for key, says, verdict, goes_on in (
            ("here", "Same event, go on here", "same", here),
            ("there", f"Same event, go on in {twofold.number}", "same", twofold.other),
            ("different", "Different", "different", None),
            ("not sure", "Not sure", "not sure", None),
        ):
            button = self.buttons[key] = secondary(says)
            button.setAccessibleName(f"{says}: {twofold.number}")
            button.clicked.connect(partial(self._say, verdict, goes_on))
        self.change = link("Change")
        self.change.setAccessibleName(f"Change. {twofold.words}")
        self.change.clicked.connect(self._unfold)
        there = link(f"Open {twofold.number}")
        there.clicked.connect(lambda _checked=False: self.opened.emit(twofold.other))
        links = Flow(gap=12, line_gap=4)
        for part in (*self.buttons.values(), self.change, there):
            links.addWidget(part)
        nest(column, links)
        self._show_answers(shown=not twofold.verdict)
        self.setFocusProxy(self.buttons["here"] if not twofold.verdict else self.change)

    def _goes_on(self, here: ContactId) -> str:
        if self.twofold.verdict != "same" or self.twofold.goes_on is None:
            return ""
        if self.twofold.goes_on == here:
            return " The work goes on here."
        return f" The work goes on in {self.twofold.number}: this one can close as “Same as another contact”."

    def _show_answers(self, *, shown: bool) -> None:
        for button in self.buttons.values():
            button.setVisible(shown)
        self.change.setVisible(not shown)

    def _unfold(self, _checked: bool = False) -> None:
        self._show_answers(shown=True)
        self.buttons["here"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, verdict: str, goes_on: ContactId | None, _checked: bool = False) -> None:
        self.judged.emit(self.twofold, verdict, goes_on)


class EventCard(Card):
    """Every contact that may be, is, or is not about this event."""

    judged = Signal(object, str, object)
    opened = Signal(str)

    def __init__(self, here: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(_TITLE, role="h2", parent=parent)
        self._here = here
        self._shown: tuple[Twofold, ...] = ()
        self.rows: list[EventRow] = []
        self.body.setSpacing(12)
        self.hide()

    def show_twofold(self, twofold: Iterable[Twofold]) -> None:
        """Show these, unless they are shown already."""
        found = tuple(twofold)
        if found == self._shown:
            return
        self._shown = found
        had = has_focus(self.rows)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [EventRow(one, self._here) for one in found]
        for row in self.rows:
            row.judged.connect(self.judged)
            row.opened.connect(self.opened)
            self.body.addWidget(row)
        asked = any(not one.verdict for one in found)
        self.set_title(_TITLE if asked else "Contacts about the same time")
        self.set_note("Nothing is merged: both records stay as they are" if asked else "")
        self.setVisible(bool(found))
        if had and self.rows:
            self.rows[0].setFocus()

    def asks(self) -> bool:
        """Whether a question is open."""
        return any(not one.verdict for one in self._shown)

    def places(self) -> dict[str, QWidget]:
        """Where each is, by the place its gap names."""
        return {f"event:{row.twofold.other}": row for row in self.rows}
