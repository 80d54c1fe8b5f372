"""Saying what one would do, before one sees what somebody else decided: for a manager, or a colleague who is
asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from ui.widgets.big_choice import BigChoice
from ui.widgets.buttons import primary
from ui.widgets.card import Card
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.fact_note import FactNote
from ui.widgets.field import TextField
from workstation.domain import kinds
from workstation.domain.covering import NOT_ENOUGH, Cover
from workstation.domain.guide import Guide
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Decision
from workstation.services.find import OpenContact

_WORDS = {
    Cover.DECIDE_FIRST: (
        "Decide first",
        "You see the facts. What the worker recommends, and why, is shown when you have decided.",
        "Show me the worker’s decision",
    ),
    Cover.OPINION: (
        "What would you do?",
        "You are asked for a second opinion. What others recommend, and why, is shown when you have given yours.",
        "Give my opinion",
    ),
}
"""Title, note and button, for either reason to decide before one sees."""


class OwnView(Card):
    """Nothing is chosen beforehand. An outcome for each child, why, and then both are shown."""

    given = Signal(object, str)
    """The outcomes (`tuple[Decision, ...]`) and why."""
    changed = Signal()
    """Another outcome was chosen."""

    def __init__(self, shown: OpenContact, guide: Guide, keep: Keep) -> None:
        title, note, button = _WORDS[shown.cover or Cover.DECIDE_FIRST]
        file = shown.file
        super().__init__(title, role="h2")
        self.choices: dict[PersonId, BigChoice] = {}
        self.add(FactNote("information", note, icon="eye-slash"))
        for child in file.children:
            self.choices[child.person] = self._choice(child, guide, alone=len(file.children) == 1)
            self.add(self.choices[child.person])
        self.why = TextField("Why?", lines=3)
        keep(self.why, "own_view.why")
        self.show_both = primary(button, "eye", "Ctrl+Enter")
        self.show_both.clicked.connect(lambda _checked=False: self.press())
        self.add(self.why)
        self.add(buttons_row(self.show_both))
        self.setFocusProxy(next(iter(self.choices.values()), self.why))

    def _choice(self, child: kinds.ChildNamed, guide: Guide, *, alone: bool) -> BigChoice:
        whom = (
            "What should happen?" if alone else f"What should happen for {child.name.given or 'this child'}?"
        )
        main = [(o.id, o.words) for o in guide.outcomes if o.main]
        others = [(o.id, o.words) for o in guide.outcomes if not o.main]
        choice = BigChoice(whom, [*main, (NOT_ENOUGH, "Not enough to decide")], others, name=whom)
        choice.chosen.connect(lambda _value: self.changed.emit())
        return choice

    def outcomes(self) -> tuple[Decision, ...]:
        """What is chosen, for each child that has a choice."""
        return tuple(
            Decision(child, value)
            for child, choice in self.choices.items()
            if (value := choice.value()) is not None
        )

    def restore(self, kept: str) -> None:
        """Show choices that were kept: outcomes in the order of the children."""
        for choice, value in zip(self.choices.values(), kept.split(","), strict=False):
            choice.set_value(value or None)

    def kept(self) -> str:
        """The choices as they are kept."""
        return ",".join(choice.value() or "" for choice in self.choices.values())

    def missing(self) -> Sequence[BigChoice]:
        """Choices that are not made."""
        return [choice for choice in self.choices.values() if choice.value() is None]

    def first_focus(self) -> None:
        """To the first thing that is missing."""
        target = next(iter(self.missing()), self.why if not self.why.text().strip() else self.show_both)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self) -> None:
        """Give it; what is missing is said in place."""
        missing = self.missing()
        if missing:
            missing[0].set_error("Choose what should happen. “Not enough to decide” is an answer.")
            missing[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.why.text().strip():
            self.why.set_error("Say why. A few words are enough.")
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.given.emit(self.outcomes(), self.why.text().strip())
