"""A locked screen: nothing can be read, nothing is lost. Whoever left comes back to the same letter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.screens.sign_in import PasswordField, PickSomebody
from ui.seat import Seat
from ui.widgets.buttons import primary
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.words import Words
from workstation.domain.ids import AuthorId
from workstation.services import arriving
from workstation.trouble import Trouble


class LockPanel(Overlay):
    """Covers everything. In practice anybody may sit down; for real work the password brings it back."""

    locks = True
    other = Signal(object)
    """Another worker wants to sit down here (practice only)."""

    def __init__(self, seat: Seat, over: QWidget) -> None:
        super().__init__(over, "Locked", width=520)
        self._seat = seat
        self.body.addWidget(Words("Locked", "h2"))
        name = seat.desk.worker.name
        self.body.addWidget(
            Words(f"{name} was here. Everything is saved and as it was left.", "body", wrap=True)
        )
        self.first = self._people() if seat.desk.practice else self._password()
        self.closed.connect(self.finish)

    def _people(self) -> QWidget:
        desk = self._seat.desk
        here = {desk.worker.id: desk.now()}
        people = PickSomebody(list(desk.staff.values()), here, desk.now())
        people.picked.connect(self._come_in)
        self.body.addWidget(people)
        return people.box.edit

    def _password(self) -> QWidget:
        self._box = PasswordField("Password")
        go = primary("Unlock", "lock-open", "Enter")
        go.clicked.connect(lambda _checked=False: self._try())
        self._box.edit.returnPressed.connect(self._try)
        row = QHBoxLayout()
        row.addWidget(go)
        row.addWidget(self._box.show_it)
        row.addStretch(1)
        self.body.addWidget(self._box)
        nest(self.body, row)
        return self._box.edit

    def _try(self) -> None:
        self._seat.bench.run(
            arriving.unlock, self._seat.desk, self._box.text(), done=self._unlocked, trouble=self._say
        )

    def _say(self, trouble: Trouble) -> None:
        self._box.set_error(f"{trouble.title} {trouble.what_to_do}")
        self._box.edit.selectAll()

    def _unlocked(self, _answer: object) -> None:
        self.put_away()

    def _come_in(self, worker: AuthorId) -> None:
        self.put_away()
        if worker != self._seat.desk.worker.id:
            self.other.emit(worker)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc does not open a lock."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nor does a press beside it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing behind can be read."""
        QPainter(self).fillRect(self.rect(), theme.colour("bar"))


def lock(seat: Seat, over: QWidget) -> LockPanel:
    """Lock the window."""
    panel = LockPanel(seat, over)
    panel.open(panel.first)
    return panel
