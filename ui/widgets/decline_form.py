"""A refusal of support: what was offered, why it was refused, in whose words, and who could offer it instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import primary
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.field import LineField, TextField


@dataclass(frozen=True)
class DeclineTyped:
    """A refusal, as typed."""

    offered: str
    reason: str
    words: str
    who_else: str


class DeclineForm(QWidget):
    """Asked when an adult refuses. The reason is a code from the guide; their words stand beside it."""

    saved = Signal(object)
    """The refusal (`DeclineTyped`)."""

    def __init__(self, reasons: Sequence[tuple[str, str]], keep: Keep, start: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.offered = LineField("What were they offered?")
        self.reason = Choice(list(reasons), "Why did they decline?", horizontal=True)
        self.words = TextField("In their words")
        self.who_else = LineField("Who could offer it instead?")
        self.save = primary("Save that they declined", "hand-palm")
        self.save.clicked.connect(self.commit)
        self._fills = [
            keep(self.offered, f"{start}.offered"), keep(self.words, f"{start}.decline_words"),
            keep(self.who_else, f"{start}.who_else"),
        ]  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.offered, self.reason, self.words, self.who_else, buttons_row(self.save)):
            column.addWidget(part)
        self.setFocusProxy(self.offered)

    def fill(self, stands: DeclineTyped | None) -> None:
        """Show the refusal that stands."""
        if stands is None:
            return
        for put, text in zip(self._fills, (stands.offered, stands.words, stands.who_else), strict=True):
            put(text)
        if self.reason.value() is None:
            self.reason.set_value(stands.reason)

    def started(self) -> bool:
        """Whether anything is filled in."""
        return bool(self.offered.text().strip() or self.words.text().strip() or self.reason.value())

    def commit(self) -> None:
        """Tell the refusal, if it can be kept; else say what is missing where it is."""
        offered, reason = self.offered.text().strip(), self.reason.value()
        self.offered.set_error("" if offered else "Say what they were offered.")
        self.reason.set_error("" if reason else "Choose a reason. “They did not say” is one.")
        if not offered:
            self.offered.setFocus(Qt.FocusReason.OtherFocusReason)
        elif reason is None:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.saved.emit(
                DeclineTyped(offered, reason, self.words.text().strip(), self.who_else.text().strip())
            )
