"""People on record with a child who are not named yet: one press adds one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import Button, link, secondary
from ui.widgets.flow import Flow
from ui.widgets.focus_in import has_focus
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.household import Member


class FamilyOffer(QWidget):
    """Each with how they belong and how old they are. Whoever is added goes from the list."""

    wanted = Signal(object)
    """Add this Member."""
    ran_out = Signal()
    """The last of them was added: the person needs somewhere to go on."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most, self._all = most, False
        self.setAccessibleName("Named with them on record")
        self.buttons: dict[str, Button] = {}
        self._shown: tuple[Member, ...] = ()
        self._today = date.min
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(Words("Named with them on record:", "secondary"))
        self.hide()

    def offer(self, members: Sequence[Member], today: date) -> None:
        """Offer these people."""
        if tuple(members) == self._shown:
            return
        self._shown, self._today = tuple(members), today
        self._rebuild()

    def _rebuild(self) -> None:
        had = has_focus(self.buttons.values())
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines, self.buttons = [], {}
        most = len(self._shown) if self._all else self._most
        for member in self._shown[:most]:
            self._put(self._line(member, self._today))
        left = len(self._shown) - most
        if left > 0:
            more = link(f"Show {left} more")
            more.clicked.connect(self._show_all)
            self._put(more)
        self.setVisible(bool(self._shown))
        if had and self.buttons:
            next(iter(self.buttons.values())).setFocus()
        elif had:
            self.ran_out.emit()

    def _show_all(self, _checked: bool = False) -> None:
        self._all = True
        self._rebuild()
        list(self.buttons.values())[self._most].setFocus()

    def _put(self, line: QWidget) -> None:
        self._lines.append(line)
        alignment = Qt.AlignmentFlag.AlignLeft if isinstance(line, Button) else Qt.AlignmentFlag(0)
        self._column.addWidget(line, 0, alignment)
        line.show()

    def _line(self, member: Member, today: date) -> QWidget:
        line = QWidget()
        row = QVBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        flow = Flow(gap=10, line_gap=0)
        button = secondary(f"Add {member.called}", "plus")
        age = member.age_on(today)
        how = ", ".join(part for part in (member.how, age if member.role == "child" else "") if part)
        button.setAccessibleDescription(how)
        button.clicked.connect(partial(self._want, member))
        self.buttons[member.person] = button
        flow.addWidget(button)
        last = f"last {wording.day(member.last)}" if member.last else ""
        flow.addWidget(Words(" · ".join(part for part in (how, last) if part), "secondary"))
        nest(row, flow)
        return line

    def _want(self, member: Member, _checked: bool = False) -> None:
        self.wanted.emit(member)
