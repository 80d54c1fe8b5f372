"""What the manager will also see, with room for the worker's words. It can be answered, never dismissed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.models.rule_words import why_of
from ui.widgets.buttons import Button, link
from ui.widgets.card import Card
from ui.widgets.evidence_row import Keep
from ui.widgets.fact_note import FactNote
from ui.widgets.field import TextField
from workstation.domain.contact import ContactFile
from workstation.domain.decision_rules import DecisionRules
from workstation.domain.gates import Gap, key_of


class Warned(Card):
    """One note for each warning. Three are in view; the rest unfold."""

    answered = Signal(str, str)
    """A warning (`rule:place`) and the worker's words to it."""

    def __init__(self, keep: Keep, rules: DecisionRules) -> None:
        super().__init__("The manager will also see", role="h2")
        self._keep, self._rules = keep, rules
        self.fields: dict[str, TextField] = {}
        self._shown: tuple[Gap, ...] | None = None
        self._said: dict[str, str] = {}
        self._rows = QWidget()
        self._rows.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.add(self._rows)

    def show_warnings(self, gaps: tuple[Gap, ...], file: ContactFile) -> None:
        """Show these; a field in which somebody types stays as it is."""
        self.setVisible(bool(gaps))
        self._said = {key_of(gap): file.warning(key_of(gap)) for gap in gaps}
        if gaps != self._shown:
            self._shown = gaps
            self._rebuild(gaps)
        for key, field in self.fields.items():
            if not field.box.hasFocus() and (self._said[key] or not field.text()):
                field.set_text(self._said[key])

    def commit(self) -> None:
        """Tell what is typed and not told yet."""
        for key in self.fields:
            self._tell(key)

    def _rebuild(self, gaps: tuple[Gap, ...]) -> None:
        self.body.removeWidget(self._rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.fields = {}
        notes, most = [self._warning(gap) for gap in gaps], self._rules.limits.shown
        for at, note in enumerate(notes):
            column.addWidget(note)
            note.setVisible(at < most)
        if len(gaps) > most:
            more = link(f"{len(gaps) - most} more – show")
            more.clicked.connect(partial(_unfold, notes[most:], more))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._rows)

    def _warning(self, gap: Gap) -> FactNote:
        key = key_of(gap)
        note = FactNote("warning", gap.title, gap.evidence, because=why_of(self._rules, gap.rule))
        field = TextField("Your answer", lines=1)
        field.box.setAccessibleName(f"Your answer to: {gap.title}")
        self.fields[key] = field
        self._keep(field, f"warning:{key}", partial(self._tell, key))
        note.body.addWidget(field)
        return note

    def _tell(self, key: str) -> None:
        text = self.fields[key].text().strip()
        if text and text != self._said[key]:
            self.answered.emit(key, text)


def _unfold(folded: Sequence[FactNote], more: Button, _checked: bool = False) -> None:
    """Show all of them, and go to the first that was folded."""
    for note in folded:
        note.show()
    more.hide()
    field = folded[0].findChild(TextField)
    if field is not None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
