"""Above the list of sign-off: contacts in which somebody asks a manager first, before any check leaves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.seat import Seat
from ui.widgets.buttons import Button, link
from ui.widgets.flow import Flow
from ui.widgets.mark import Mark
from ui.widgets.note_ground import paint_note
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.ids import ContactId
from workstation.domain.queue import QueueRow
from workstation.services import find

_DETAIL = "No check may leave before you decide. It opens at the question."
_ROOM_FOR_DETAIL = 760


class _Asked(QWidget):
    """Who asks, on one line where there is room: the list under it is what the page is for."""

    def __init__(self, words: str, links: list[Button]) -> None:
        super().__init__()
        self.setAccessibleName(f"{words} {_DETAIL}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._detail = Words(_DETAIL, "secondary", token="text")
        flow = Flow(self, gap=12, line_gap=2)
        flow.setContentsMargins(18, 4, 12, 4)
        for part in (
            Mark("scales", "warning", 20),
            Words(words, "body_bold", wrap=True),
            *links,
            self._detail,
        ):
            flow.addWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Little room: who asks, and no more; the rest stands where the link leads."""
        super().resizeEvent(event)
        self._detail.setVisible(self.width() >= theme.px(_ROOM_FOR_DETAIL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground of its own."""
        paint_note(QPainter(self), QRectF(self.rect()), "warning")


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
        self._column.setContentsMargins(18, 8, 18, 4)
        self._note: _Asked | None = None
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

    def _made(self, rows: tuple[QueueRow, ...]) -> _Asked:
        count = wording.count(len(rows), "contact")
        verb = "asks" if len(rows) == 1 else "ask"
        for row in rows:
            button = link(f"{row.line.child or 'Unknown child'} · {row.worker}")
            button.clicked.connect(partial(self._open, row.contact))
            self.links.append(button)
        return _Asked(f"{count} {verb} you first: go on without the parents?", self.links)
