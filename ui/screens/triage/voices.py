"""The four voices: who speaks, what they know, and the level they see. Nothing is chosen beforehand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.meeting_draft import Typed, VoiceTyped
from ui.theme import Role
from ui.widgets.beside import Beside
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import LineField, TextField
from ui.widgets.nesting import nest
from ui.widgets.on_top import on_top
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.kinds import Voice
from workstation.domain.meeting import LEVELS, TITLES, VOICES, Meeting

ASKED: dict[Voice, str] = {
    "police": "What else is known?",
    "domestic abuse": "Risk, and services",
    "early help": "Known, and what was offered",
    "manager": "What matters most",
}


class LargeText(TextField):
    """A box in the letters of the meeting."""

    letters: Role = "large"


class VoiceCard(Card):
    """One voice."""

    changed = Signal()

    def __init__(self, voice: Voice) -> None:
        super().__init__(name=TITLES[voice])
        self.voice = voice
        self.who = LineField("Who speaks")
        self.said = LargeText(ASKED[voice], lines=1, most_lines=8)
        self.level = Choice([(level, level) for level in LEVELS], horizontal=True, name="Level")
        self._by = Words("", "small", wrap=True)
        self._by.hide()
        for field in (self.who, self.said):
            field.box.setAccessibleName(f"{TITLES[voice]}: {field.label.words()}")
            field.changed.connect(self._changed)
        self.level.setAccessibleName(f"{TITLES[voice]}: level they see")
        for level in LEVELS:
            self.level.option(level).setAccessibleName(f"{level}: {self.level.accessibleName()}")
        self.level.chosen.connect(self._changed)
        speaks = _row((Words("Who speaks", "body_bold"), 0), (self.who, 1), enough=220)
        self.add(_row((Words(TITLES[voice], "h2"), 0), (speaks, 1), enough=370))
        self.who.label.hide()
        self.add(self._by)
        self.add(self.said)
        self.add(_row((Words("Level", "body_bold"), 0), (self.level, 1), enough=230))

    def typed(self) -> VoiceTyped:
        """What stands in the boxes."""
        return VoiceTyped(self.who.text(), self.said.text(), self.level.value() or "")

    def show_typed(self, typed: VoiceTyped) -> None:
        """Show this."""
        self.who.set_text(typed.who)
        self.who.set_error("")
        self.said.set_text(typed.said)
        self.level.set_value(typed.level or None)

    def show_by(self, words: str) -> None:
        """Who typed what is on record, quietly beside the title."""
        self._by.set_words(words)
        self._by.setVisible(bool(words))

    def _changed(self, _what: str = "") -> None:
        self.who.set_error("")
        self.changed.emit()


class Voices(QWidget):
    """All four, two beside each other where there is room."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The four voices")
        self.cards = {voice: VoiceCard(voice) for voice in VOICES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for pair in (VOICES[:2], VOICES[2:]):
            row = Beside(enough=620, gap=12)
            for voice in pair:
                row.add(on_top(self.cards[voice]))
            nest(column, row)
        for card in self.cards.values():
            card.changed.connect(self.changed)

    def typed(self) -> dict[str, VoiceTyped]:
        """What stands in the boxes of each."""
        return {str(voice): card.typed() for voice, card in self.cards.items()}

    def show_typed(self, typed: Typed) -> None:
        """Show this."""
        for voice, card in self.cards.items():
            card.show_typed(typed.voice(voice))

    def show_record(self, said: Meeting, names: dict[str, str]) -> None:
        """Say who typed what is on record."""
        for voice, card in self.cards.items():
            heard = said.voice(voice)
            by = names.get(str(heard.typed_by), "Somebody") if heard else ""
            card.show_by(f"On record {wording.clock(heard.at)}, typed by {by}" if heard else "")

    def who_speaks(self) -> dict[str, str]:
        """The names in the boxes, for the next family."""
        return {str(v): card.who.text().strip() for v, card in self.cards.items() if card.who.text().strip()}

    def first(self) -> QWidget:
        """The first box without words: where one goes on."""
        for card in self.cards.values():
            if not card.who.text().strip():
                return card.who
            if not card.said.text().strip():
                return card.said
        return self.cards[VOICES[0]].said

    def miss_name(self, voice: Voice) -> None:
        """Somebody spoke, and nobody knows who."""
        card = self.cards[voice]
        card.who.set_error("Who said this? A voice has a name.")
        card.who.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(*parts: tuple[QWidget, int], enough: int) -> QWidget:
    """Words and a field on one line while there is so much room: a name has to be read whole."""
    whole = QWidget()
    line = Beside(whole, enough=enough, gap=10)
    for part, share in parts:
        line.add(part, share)
    return whole
