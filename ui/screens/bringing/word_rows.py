"""What the words in a column mean: every different one with how often it stands there, and our code for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.models.columns_draft import Draft
from ui.widgets.beside import Beside
from ui.widgets.buttons import link
from ui.widgets.evidence_row import buttons_row
from ui.widgets.nesting import nest
from ui.widgets.pick_box import PickBox, Picked, PickModel
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.intake.mapping import Field
from workstation.services import explaining

KEEP, NOTHING = "keep:", "nothing:"


@dataclass(frozen=True)
class Said:
    """One value of a column: how often, what Lintel reads in it, and what a person said (None: nothing yet)."""

    text: str
    count: int
    read: str
    told: str | None

    @property
    def open(self) -> bool:
        """Whether nobody knows what it means."""
        return self.told is None and not self.read

    def value(self) -> str:
        """What its picker shows."""
        if self.told is not None:
            return self.told or NOTHING
        return self.read or KEEP


def said_in(draft: Draft, heading: str, field: Field) -> tuple[Said, ...]:
    """The different values of a column, most frequent first."""
    values, counts = draft.preview.values.get(heading, ()), draft.preview.counts.get(heading, ())
    told = draft.words.get(field.id, {})
    found = [
        Said(text, count, explaining.meaning(field, text), told.get(text))
        for text, count in zip(values, counts, strict=True)
    ]
    return tuple(sorted(found, key=lambda said: -said.count))


class WordRows(QWidget):
    """Shows those nobody knows; the others on request. Tells what a person said, and draws what it is given."""

    said = Signal(str, object)
    """A value, and what it means: a code, "" for nothing, None for `keep the words`."""

    def __init__(self, heading: str, field: Field) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._heading, self._all = heading, False
        self._shown: tuple[Said, ...] = ()
        self._first: frozenset[str] | None = None
        codes = tuple(Picked(words, code) for code, words in explaining.meanings(field))
        means = (Picked("It means"), *codes, Picked("Or"), Picked("It says nothing", NOTHING))
        self._open_model = PickModel((*means, Picked("Keep the words, and mark the row", KEEP)), self)
        self._read_model = PickModel(means, self)
        self.state = Words("", "secondary")
        self.more = link("Show all words")
        self.more.clicked.connect(lambda _checked=False: self._toggle())
        self.rows: dict[str, _WordRow] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(buttons_row(self.state, self.more))
        nest(whole, self._column)

    def show_words(self, found: tuple[Said, ...]) -> None:
        """Show what these values mean now."""
        self._shown = found
        if self._first is None:
            # Those that were open at first stay in view when they are answered.
            self._first = frozenset(said.text for said in found if said.open)
        for said in found:
            row = self.rows.get(said.text)
            if row is not None:
                row.show_word(said)
        open_ = sum(said.open for said in found)
        words = wording.count(len(found), "different word")
        known = f"{words}, all understood." if not open_ else f"{words}, {open_} not understood."
        self.state.set_words(known)
        self._suit()

    def first_open(self) -> QWidget | None:
        """The picker of the first value nobody knows."""
        text = next((said.text for said in self._shown if said.open), "")
        return self.rows[text].picker if text in self.rows else None

    def _toggle(self) -> None:
        self._all = not self._all
        self._suit()

    def _suit(self) -> None:
        first = self._first or frozenset()
        for said in self._shown:
            wanted = self._all or said.text in first
            if wanted and said.text not in self.rows:
                self._make(said)
            if said.text in self.rows:
                self.rows[said.text].setVisible(wanted)
        rest = len(self._shown) - len(first)
        self.more.setVisible(rest > 0)
        words = "Show fewer words" if self._all else "Show all words" if first else "Show the words"
        self.more.set_words(words)
        self.more.setAccessibleName(f"{words} of {self._heading}")

    def _make(self, said: Said) -> None:
        row = _WordRow(self._heading, said, self._read_model if said.read else self._open_model)
        row.picker.picked.connect(partial(self._tell, said.text))
        self.rows[said.text] = row
        # In the order of the list, also when the others come later.
        order = [one.text for one in self._shown if one.text in self.rows]
        self._column.insertWidget(order.index(said.text), row)

    def _tell(self, text: str, value: str) -> None:
        self.said.emit(text, None if value == KEEP else "" if value == NOTHING else value)


class _WordRow(QWidget):
    """A value, how often it stands there, and what it means."""

    def __init__(self, heading: str, said: Said, model: PickModel) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        often = wording.count(said.count, "row")
        self.text = Words(f"“{said.text}” · {said.count:,} {often.partition(' ')[2]}", "body", wrap=True)
        self.picker = PickBox(f"“{said.text}” in {heading} means", model)
        self.guess = Words("", "small")
        line = Beside(self, enough=420, gap=10)
        line.add(self.text, 5)
        line.add(self.picker, 5)
        line.add(self.guess, 2)
        self.show_word(said)

    def show_word(self, said: Said) -> None:
        """Show what it means now, and whether that is only a guess."""
        self.picker.set_value(said.value())
        told = "Guessed" if said.told is None and said.read else "Not known" if said.open else "You said so"
        self.guess.set_words(told)
        self.picker.setAccessibleDescription(told)
