"""What was found in pasted words: offered, never taken by itself. And whether the same notification came before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.beside_cards import FilledCard
from ui.widgets.buttons import Button, link, secondary
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words


class FoundCard(FilledCard):
    """A few lines of what was found, and what can be done with it."""

    use = Signal()
    """Lay it into the fields."""
    again = Signal()
    """It is the one that came before: put it with that one."""
    other = Signal()
    """It looks like the one before, and is a different one."""
    look = Signal()
    """Open the one before."""
    each = Signal()
    """There are several: look at them one by one."""

    def __init__(self) -> None:
        super().__init__("Found in these words", big=False)
        self.first: Button | None = None
        """The button that F8 goes to."""
        self.hide()

    def show_found(self, lines: Sequence[tuple[str, str]], doubts: Sequence[str]) -> None:
        """One notification that is new here."""
        if self._begin(("found", tuple(lines), tuple(doubts)), "This reads like a police notification"):
            for lead, rest in lines:
                self.put(Words(f"{lead}: {rest}", wrap=True, strong=(f"{lead}:",)))
            for doubt in doubts:
                self.put(MarkLine("warning", "warning-fill", doubt, word_token="text"))
            self.put(
                Words("Nothing is saved by this. Read it in the fields, then save.", "secondary", wrap=True)
            )
            self._buttons((secondary("Put it in the fields", "clipboard-text"), self.use))

    def show_before(self, told: str, *, same: bool) -> None:
        """The same notification is there already."""
        if self._begin(("before", told, same), "Received before"):
            self.put(MarkLine("warning", "warning-fill", told, role="body", word_token="text"))
            says = "" if same else " Its new words are kept there."
            self.put(Words(f"One notification is one contact.{says}", "secondary", wrap=True))
            self._buttons(
                (secondary("Put it with that one", "copy"), self.again),
                (link("Open that one", "folder-open"), self.look),
                (link("It is a different one"), self.other),
            )

    def show_several(self, count: int, known: int) -> None:
        """Several in one text."""
        if self._begin(("several", count, known), f"{count} notifications in these words"):
            before = f" {known} of them came before." if known else ""
            self.put(Words(f"Each becomes a contact of its own.{before}", wrap=True))
            self._buttons((secondary(f"Look at all {count}", "list-bullets"), self.each))

    def show_used(self, doubts: Sequence[str]) -> None:
        """It stands in the fields now; what could not be understood stays in view."""
        if not doubts:
            self.show_nothing()
        elif self._begin(("used", tuple(doubts)), "It is in the fields"):
            self.put(MarkLine("settled", "check-circle-fill", "Read what was found, and put right what is wrong.",
                              role="body", word_token="text"))  # fmt: skip
            for doubt in doubts:
                self.put(MarkLine("warning", "warning-fill", doubt, word_token="text"))

    def show_nothing(self) -> None:
        """The words are no notification."""
        self.first = None
        self.fresh(None)
        self.hide()

    def _begin(self, shown: object, title: str) -> bool:
        """Whether there is something new to show."""
        self.show()
        if not self.fresh(shown):
            return False
        self.first = None
        self.set_title(title)
        return True

    def _buttons(self, *buttons: tuple[Button, object]) -> None:
        row = QWidget()
        flow = Flow(row, gap=12, line_gap=4)
        for button, signal in buttons:
            button.clicked.connect(signal)
            flow.addWidget(button)
        self.first = buttons[0][0]
        self.put(row)

    def go(self) -> None:
        """To its first button."""
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
