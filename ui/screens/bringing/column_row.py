"""One column of the file: its heading and what stands in it, where it goes, and how that is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.models.columns_draft import EMAIL, REASONS, Draft, out
from ui.screens.bringing.word_rows import WordRows, said_in
from ui.widgets.beside import Beside
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.pick_box import PickBox, Picked, PickModel
from ui.widgets.words import Words
from workstation.intake.mapping import Field
from workstation.intake.mapping.vocabulary import About, fields

_LONGEST = 60
_CODED = ("outcome", "theme", "source", "ethnicity", "sex", "yes or no")
ReadDay = Callable[[str], str]
"""How a text of this file is read as a day, in words; empty when it is none."""


def places(about: About) -> tuple[Picked, ...]:
    """Everything a column may go to, under headings, and the reasons to leave it out."""
    found, group = [Picked("Not decided", "")], ""
    for field in fields(about).values():
        if field.group != group:
            group = field.group
            found.append(Picked(group))
        found.append(Picked(field.label, field.id))
    found.append(Picked("Leave out, because"))
    found += [Picked(f"Leave out: {why}", out(why)) for why in (*REASONS, EMAIL)]
    return tuple(found)


class ColumnRow(QWidget):
    """Tells where a person sends the column and what its words mean; shows what it is given."""

    goes = Signal(str, str)
    """The heading, and where it goes."""
    word_said = Signal(str, str, object)
    """The field, a value of the column, and what it means."""

    def __init__(self, heading: str, draft: Draft, model: PickModel) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(heading)
        self.heading = heading
        self.picker = PickBox(f"{heading} goes to", model)
        self.picker.picked.connect(lambda value: self.goes.emit(heading, value))
        self.examples = Words(_examples(draft, heading), "secondary", wrap=True)
        self.read = Words("", "secondary", wrap=True, token="text")
        self.odd = MarkLine("warning", "warning-fill", word_token="text")
        self.guess = Words("Guessed", "small", wrap=True)
        self.words: WordRows | None = None
        self._words_for = ""
        line = Beside(enough=480, gap=16)
        line.add(_cell(Words(heading, "body_bold", wrap=True), self.examples, gap=2), 1)
        line.add(_cell(self.picker, self.guess, self.read, self.odd, gap=3), 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 10)
        self._column.setSpacing(4)
        nest(self._column, line)

    def show_column(self, draft: Draft, read_day: ReadDay) -> None:
        """Show where the column goes now."""
        goes, field = draft.goes.get(self.heading, ""), draft.field_of(self.heading)
        why = draft.why_out(self.heading)
        self.picker.set_value(goes if field or why else "", f"Leave out: {why}")
        guessed = self.heading in draft.guessed and field is not None
        self.guess.setVisible(guessed)
        self.picker.setAccessibleDescription(
            f"In the file: {self.examples.words()}{' Guessed.' if guessed else ''}"
        )
        read, odd = _understood(draft, self.heading, field, read_day)
        self.read.set_words(read)
        self.read.setVisible(bool(read))
        self.odd.set_words(odd)
        self.odd.setVisible(bool(odd))
        self._show_words(draft, field)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line above it."""
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.colour("hairline"))

    def focus_first(self) -> None:
        """To the first thing here that is open: a word nobody knows, or where the column goes."""
        target = self.words.first_open() if self.words is not None and not self.words.isHidden() else None
        (target or self.picker).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_words(self, draft: Draft, field: Field | None) -> None:
        wanted = field.id if field and field.kind in _CODED and draft.preview.values.get(self.heading) else ""
        if self.words is not None and wanted != self._words_for:
            self.words.hide()
            self.words.deleteLater()
            self.words = None
        self._words_for = wanted
        if field is None or not wanted:
            return
        if self.words is None:
            self.words = WordRows(self.heading, field)
            self.words.said.connect(lambda text, code: self.word_said.emit(self._words_for, text, code))
            self._column.addWidget(self.words)
        self.words.show_words(said_in(draft, self.heading, field))


def _cell(*parts: QWidget, gap: int) -> QWidget:
    """Things under each other, at the top of what room there is."""
    whole = QWidget()
    whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return whole


def _examples(draft: Draft, heading: str) -> str:
    found = [_short(value) for value in draft.preview.examples.get(heading, ())]
    return " · ".join(found) if found else "Nothing stands in it, in the rows looked at."


def _short(value: str) -> str:
    return f"{value[:_LONGEST]}…" if len(value) > _LONGEST else value


def _understood(draft: Draft, heading: str, field: Field | None, read_day: ReadDay) -> tuple[str, str]:
    """How a real value is read, and which one is not."""
    values = draft.preview.examples.get(heading, ())
    if field is None or not values:
        return "", ""
    if field.kind == "day":
        read = [(value, read_day(value)) for value in values]
        good = next((f"{_short(value)} is read as {day}." for value, day in read if day), "")
        bad = next((f"“{_short(value)}” is not understood as a day." for value, day in read if not day), "")
        return good, bad
    if field.kind in _CODED and not draft.preview.values.get(heading):
        return "", "Too many different words to list here. Those that are known are understood."
    return "", ""
