"""A refusal of support: what was offered, why it was refused, in whose words, and what that means for the child.

What is asked first is needed or frequent; Enter in a line saves. Not having been reached is no refusal: that is an
answer to the first question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.beside import Beside
from ui.widgets.buttons import primary
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.field import LineField, TextField
from ui.widgets.nesting import nest
from ui.widgets.on_top import on_top
from workstation.domain.guide import Refusal
from workstation.domain.kinds import YesNo

_YES_NO: dict[str, YesNo] = {"yes": "yes", "no": "no"}
_RAISES = (("yes", "Yes"), ("no", "No"), ("not known", "Not known"))
WEEKS = (("2", "In 2 weeks"), ("6", "In 6 weeks"), ("12", "In 12 weeks"), ("0", "No"))


@dataclass(frozen=True)
class DeclineTyped:
    """A refusal, as typed. `weeks` until it is looked at again, 0 when that is not planned, None as it was."""

    offered: str
    reason: str
    words: str = ""
    who_else: str = ""
    how_asked: str = ""
    offered_by: str = ""
    effect: str = ""
    raises_risk: YesNo = "not known"
    next_step: str = ""
    weeks: int | None = None


class DeclineForm(QWidget):
    """Asked when an adult refuses. The reason is a code from the guide; their words stand beside it."""

    saved = Signal(object)
    """The refusal (`DeclineTyped`)."""

    def __init__(self, reasons: Sequence[Refusal], keep: Keep, start: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.offered = LineField("What were they offered?")
        ordered = sorted(reasons, key=lambda r: not r.often)
        self.reason = Choice(
            [(r.id, r.words) for r in ordered], "Why did they decline?", horizontal=True,
            seldom=[r.id for r in reasons if not r.often],
        )  # fmt: skip
        self.words = TextField("In their words")
        self.who_else = LineField("Who could offer it instead?")
        self.effect = LineField("What does that mean for the child?")
        self.raises = Choice(_RAISES, "Does it raise the risk?", horizontal=True)
        self.next_step = LineField("What happens next?")
        self.weeks = Choice(WEEKS, "Look at it again?", horizontal=True)
        self.how_asked = LineField("How were they asked?", "Phone, visit, letter, through the nursery.")
        self.offered_by = LineField("Who offered it?", "Leave it empty if it was you.")
        self.save = primary("Save that they declined", "hand-palm")
        self.save.clicked.connect(self.commit)
        self._fields: dict[str, LineField | TextField] = {
            "offered": self.offered, "decline_words": self.words, "who_else": self.who_else, "effect": self.effect,
            "next_step": self.next_step, "how_asked": self.how_asked, "offered_by": self.offered_by,
        }  # fmt: skip
        self._fills = {name: keep(field, f"{start}.{name}") for name, field in self._fields.items()}
        for field in self._fields.values():
            if isinstance(field, LineField):
                field.edit.returnPressed.connect(self.commit)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.offered, self.reason, self.words):
            column.addWidget(part)
        for left, right in (
            (self.who_else, self.effect), (self.raises, self.next_step), (self.weeks, self.how_asked),
        ):  # fmt: skip
            pair = Beside(enough=560, gap=16)
            pair.add(on_top(left))
            pair.add(on_top(right))
            nest(column, pair)
        column.addWidget(self.offered_by)
        column.addWidget(buttons_row(self.save))
        self.setFocusProxy(self.offered)

    def fill(self, stands: DeclineTyped | None) -> None:
        """Show the refusal that stands."""
        if stands is None:
            return
        texts = {
            "offered": stands.offered, "decline_words": stands.words, "who_else": stands.who_else,
            "effect": stands.effect, "next_step": stands.next_step, "how_asked": stands.how_asked,
            "offered_by": stands.offered_by,
        }  # fmt: skip
        for name, text in texts.items():
            self._fills[name](text)
        if self.reason.value() is None:
            self.reason.set_value(stands.reason)
        if self.raises.value() is None and stands.raises_risk != "not known":
            self.raises.set_value(stands.raises_risk)

    def open_parts(self) -> list[QWidget]:
        """What was offered, why they said no and in which words, who could offer it, and what it means: as far as
        nothing stands there.
        """
        fields = (self.words, self.who_else, self.effect)
        return [
            *([] if self.offered.text().strip() else [self.offered]),
            *([] if self.reason.value() else [self.reason]),
            *(field for field in fields if not field.text().strip()),
        ]

    def started(self) -> bool:
        """Whether anything is filled in."""
        return bool(self.offered.text().strip() or self.words.text().strip() or self.reason.value())

    def commit(self) -> None:
        """Tell the refusal, if it can be kept; else say what is missing where it is."""
        typed = self._typed()
        self.offered.set_error("" if typed.offered else "Say what they were offered.")
        self.reason.set_error("" if typed.reason else "Choose a reason. “They did not say” is one.")
        if not typed.offered:
            self.offered.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not typed.reason:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.saved.emit(typed)

    def _typed(self) -> DeclineTyped:
        said = {name: field.text().strip() for name, field in self._fields.items()}
        weeks = self.weeks.value()
        return DeclineTyped(
            offered=said["offered"], reason=self.reason.value() or "", words=said["decline_words"],
            who_else=said["who_else"], how_asked=said["how_asked"], offered_by=said["offered_by"],
            effect=said["effect"], raises_risk=_YES_NO.get(self.raises.value() or "", "not known"),
            next_step=said["next_step"], weeks=int(weeks) if weeks is not None else None,
        )  # fmt: skip
