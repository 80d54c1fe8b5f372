"""Enter while somebody is on the phone: on to the next line that is empty, then to what is to be asked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from ui.screens.taking.caller_card import CallerCard
from ui.screens.taking.child_box import ChildBox
from ui.widgets.field import LineField
from ui.widgets.suggest import Suggest


class EnterOn(QObject):
    """Goes through whoever is telling us and the first lines of a child. Nothing has to be filled in: who presses
    Enter in an empty line goes on too.
    """

    done = Signal()
    """No empty line is left here."""

    def __init__(self, caller: CallerCard) -> None:
        super().__init__(caller)
        self._caller = caller
        self._first: ChildBox | None = None
        for line in self._of_caller():
            line.edit.returnPressed.connect(partial(self._from_caller, line))
            if isinstance(line, Suggest):
                line.took.connect(partial(self._from_caller, line))

    def begin_with(self, box: ChildBox) -> None:
        """This child comes after whoever is telling us."""
        self._first = box

    def follow(self, box: ChildBox) -> None:
        """Enter goes through the lines of this child too."""
        for line in (box.name, box.born, box.postcode):
            line.edit.returnPressed.connect(partial(self._from_child, box, line))

    def _of_caller(self) -> list[LineField]:
        caller = self._caller
        return [caller.who, caller.role, caller.agency, caller.phone]

    def _from_caller(self, line: LineField) -> None:
        lines = self._of_caller()
        after = lines[lines.index(line) + 1 :]
        self._go([*after, *([self._first.name] if self._first is not None else [])])

    def _from_child(self, box: ChildBox, line: LineField) -> None:
        lines = [box.name, box.born, box.postcode]
        self._go(lines[lines.index(line) + 1 :])

    def _go(self, lines: list[LineField]) -> None:
        empty = next((one for one in lines if not one.isHidden() and not one.text().strip()), None)
        if empty is None:
            self.done.emit()
        else:
            empty.setFocus(Qt.FocusReason.TabFocusReason)
