"""What the worry is about: type to find, up to four, the first matters most. Nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import secondary
from ui.widgets.flow import Flow
from ui.widgets.suggest import Suggest, Suggestion
from workstation.domain.guide import Guide

MOST: Final = 4


class ThemePicker(QWidget):
    """Chosen worries as buttons that take themselves away, and a line to find more."""

    changed = Signal(object)
    """The theme codes, as a tuple, after the person added or took away one."""

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide = guide
        self._chosen: tuple[str, ...] = ()
        self.line = Suggest("Kind of worry", "Type to find, up to four. Put the main one first.", closed=True)
        self._chips = QWidget()
        self._flow = Flow(self._chips, gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self._chips)
        self._chips.hide()
        self.setFocusProxy(self.line)
        self.line.wanted.connect(self._offer)
        self.line.chosen.connect(self._add)
        self.line.left.connect(self._forget_typed)

    def chosen(self) -> tuple[str, ...]:
        """The codes chosen, most important first."""
        return self._chosen

    def show_themes(self, codes: Sequence[str]) -> None:
        """Show what was chosen. Does not send `changed`."""
        if tuple(codes) == self._chosen:
            return
        self._chosen = tuple(codes)
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for code in self._chosen:
            words = self._guide.theme(code).words
            button = secondary(words, "x")
            button.setAccessibleName(f"{words}: take away")
            button.clicked.connect(partial(self._remove, code))
            self._flow.addWidget(button)
        self._chips.setVisible(bool(self._chosen))

    def _offer(self, text: str) -> None:
        if len(self._chosen) >= MOST:
            self.line.set_error("Four is the most. Take one away first.")
            self.line.offer([])
            return
        self.line.set_error("")
        found = themes_like(self._guide, text, self._chosen)
        self.line.offer([Suggestion(words, code) for code, words in found])

    def _add(self, code: object) -> None:
        known = {theme.id for theme in self._guide.themes}
        self.line.set_text("")
        if code in known and code not in self._chosen:
            self._change((*self._chosen, str(code)))

    def _remove(self, code: str, _checked: bool = False) -> None:
        self._change(tuple(c for c in self._chosen if c != code))
        self.line.setFocus()

    def _change(self, codes: tuple[str, ...]) -> None:
        self.show_themes(codes)
        self.changed.emit(codes)

    def _forget_typed(self) -> None:
        """Words that were not picked are no theme: say so instead of keeping them as if they were."""
        if self.line.text().strip():
            found = themes_like(self._guide, self.line.text(), self._chosen)
            if len(found) == 1:
                self._add(found[0][0])
            else:
                self.line.set_error("Pick one from the list: Enter takes the one that is marked.")


def themes_like(guide: Guide, text: str, but: Sequence[str], most: int = 8) -> list[tuple[str, str]]:
    """Themes whose words or synonyms hold what was typed; the usual ones, in the guide's order, for nothing."""
    wanted = text.lower().strip()
    left = [theme for theme in guide.themes if theme.id not in but]
    begun = [t for t in left if t.words.lower().startswith(wanted)]
    inside = [t for t in left if wanted in t.words.lower() or any(like.startswith(wanted) for like in t.like)]
    return [(t.id, t.words) for t in dict.fromkeys([*begun, *inside])][:most]
