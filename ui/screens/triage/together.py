"""What the meeting came to together, why, and who did not agree. None of it is the decision."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.models.meeting_draft import Typed
from ui.screens.triage.voices import LargeText
from ui.widgets.card import Card
from ui.widgets.choice import Choice, Ticks
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from workstation.domain import meeting, wording
from workstation.domain.guide import Guide
from workstation.domain.kinds import Voice
from workstation.domain.meeting import TITLES, TOGETHER, VOICES, Meeting

_NOT_THE_DECISION = "This is evidence for whoever decides. It chooses no outcome and closes nothing."


class Together(Card):
    """Five things they may come to, a reason, and a box for each voice that did not agree."""

    changed = Signal()

    def __init__(self, guide: Guide) -> None:
        super().__init__("Together we decided", role="h2")
        self.together = Choice(
            [(code, meeting.together_words(code, guide)) for code in TOGETHER], horizontal=True,
            name="Together we decided",
        )  # fmt: skip
        self.why = LargeText("Why", lines=1, most_lines=6)
        self.against = Ticks(
            [(voice, TITLES[voice]) for voice in VOICES], "Who did not agree?", horizontal=True
        )
        self.words: dict[Voice, LineField] = {
            voice: LineField(f"{TITLES[voice]} did not agree: in their words") for voice in VOICES
        }
        for part in (self.together, self.why, self.against, *self.words.values()):
            self.add(part)
        for field in self.words.values():
            field.hide()
            field.changed.connect(self._changed)
        self.add(MarkLine("info", "info", _NOT_THE_DECISION, word_token="secondary"))
        self.together.chosen.connect(self._changed)
        self.why.changed.connect(self._changed)
        self.against.changed.connect(self._ticked)

    def typed(self) -> tuple[str, str, dict[str, str]]:
        """What was chosen, why, and who did not agree."""
        ticked = self.against.values()
        return (
            self.together.value() or "",
            self.why.text(),
            {voice: self.words[voice].text() for voice in VOICES if voice in ticked},
        )

    def show_typed(self, typed: Typed) -> None:
        """Show this."""
        self.together.set_value(typed.together or None)
        self.together.set_error("")
        self.why.set_text(typed.why)
        self.why.set_error("")
        self.against.set_values(typed.against)
        for voice, field in self.words.items():
            field.set_text(typed.against.get(voice, ""))
            field.set_error("")
            field.setVisible(voice in typed.against)

    def show_record(self, said: Meeting, names: dict[str, str]) -> None:
        """Say who typed what is on record, or that two people typed different things."""
        agreed = said.agreed
        if agreed is None:
            self.set_note("")
            return
        by = names.get(str(agreed.typed_by), "Somebody")
        two = "two answers stand" if said.open else f"on record {wording.clock(agreed.at)}, typed by {by}"
        self.set_note(two)

    def miss(self, typed: Typed) -> QWidget | None:
        """Say at its place what is missing; the place."""
        if typed.together and not typed.why.strip():
            self.why.set_error(
                "Why did you decide that together? A few words, for whoever decides in the end."
            )
            return self.why
        for voice in VOICES:
            if voice in typed.against and not typed.against[voice].strip():
                self.words[voice].set_error(
                    "What did they say against it? Their words, or take the tick out."
                )
                return self.words[voice]
        if typed.against and not typed.together:
            self.together.set_error("What did the others agree on?")
            return self.together
        return None

    def _ticked(self) -> None:
        for voice, field in self.words.items():
            was_hidden = field.isHidden()
            field.setVisible(voice in self.against.values())
            if was_hidden and not field.isHidden():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._changed()

    def _changed(self, _what: str = "") -> None:
        for field in (self.why, *self.words.values()):
            field.set_error("")
        self.changed.emit()
