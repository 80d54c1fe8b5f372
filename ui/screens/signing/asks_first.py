"""Above the list of sign-off: contacts in which somebody asks a manager first, before any check leaves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.seat import Seat
from ui.widgets.buttons import Button, link
from ui.widgets.fact_note import FactNote
from workstation.domain import wording
from workstation.domain.ids import ContactId
from workstation.domain.queue import QueueRow
from workstation.services import find

_DETAIL = "No check may leave before you decide. It opens at the question."


class AsksFirst(QWidget):
    """One link for each; nothing at all when nobody asks."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setAccessibleName("Asks you first")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._seat = seat
        self._rows: tuple[QueueRow, ...] = ()
        self.links: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 12, 18, 0)
        self._note: FactNote | None = None
        self.hide()

    def load(self) -> None:
        """Read what is asked."""
        self._seat.bench.latest("asks leave", find.asking_leave, self._seat.desk, done=self._show)

    def _open(self, contact: ContactId, _checked: bool = False) -> None:
        self._seat.go.contact(contact, 5)

    def _show(self, rows: tuple[QueueRow, ...]) -> None:
        if [row.contact for row in rows] == [row.contact for row in self._rows]:
            return
        self._rows = rows
        if self._note is not None:
            self._column.removeWidget(self._note)
            self._note.hide()
            self._note.deleteLater()
        self._note, self.links = None, []
        if rows:
            self._note = self._made(rows)
            self._column.addWidget(self._note)
            self.setFocusProxy(self.links[0])
        self.setVisible(bool(rows))

    def _made(self, rows: tuple[QueueRow, ...]) -> FactNote:
        count = wording.count(len(rows), "contact")
        verb = "asks" if len(rows) == 1 else "ask"
        note = FactNote(
            "warning", f"{count} {verb} you first: go on without the parents?", _DETAIL, icon="scales"
        )
        for row in rows:
            button = link(f"{row.line.child or 'Unknown child'} · {row.worker}")
            button.clicked.connect(partial(self._open, row.contact))
            self.links.append(button)
            note.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return note
