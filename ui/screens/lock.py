"""A locked screen: nothing can be read, nothing is lost. Whoever left comes back to the same letter.

What lies behind is not only covered: it is taken out of the window until the lock is opened, because words of a
hidden widget are still told to whoever asks by way of the accessibility interface.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QWidget

from ui import theme
from ui.models import help_book
from ui.notices import announce
from ui.screens.drafting import Draft
from ui.screens.sign_in import PasswordField, PickSomebody
from ui.seat import Screen, Seat
from ui.widgets.buttons import primary, quiet
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.words import Words
from workstation.domain.ids import AuthorId
from workstation.services import arriving, find
from workstation.trouble import Trouble


class Behind:
    """What was in a window, with the place of the cursor; out of it from `take` until `bring_back`."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._whole: QWidget | None = None
        self._overlays: list[Overlay] = []
        self._focus: QWidget | None = None

    def take(self, but: Overlay) -> None:
        """Keep every half-typed word, then take everything out."""
        self._focus = QApplication.focusWidget()
        for draft in self._window.findChildren(Draft):
            draft.keep_now()
        for screen in self._window.findChildren(Screen):
            screen.hold()
        if self._focus is not None:
            self._focus.clearFocus()  # to nobody: a field that is left for another one would say its words
        found = self._window.findChildren(Overlay, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._overlays = [one for one in found if one is not but and not one.isHidden()]
        for overlay in self._overlays:
            overlay.step_out()
        if isinstance(self._window, QMainWindow):
            self._whole = self._window.takeCentralWidget()

    def bring_back(self) -> None:
        """Put everything where it was, and the cursor to its letter. A second time does nothing."""
        whole, self._whole = self._whole, None
        if whole is not None and isinstance(self._window, QMainWindow):
            self._window.setCentralWidget(whole)
            whole.show()
        overlays, self._overlays = self._overlays, []
        for overlay in overlays:
            if shiboken6.isValid(overlay):
                overlay.come_back()
        focus, self._focus = self._focus, None
        if focus is not None and shiboken6.isValid(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)


class LockPanel(Overlay):
    """Covers everything. In practice anybody may sit down; for real work the password brings it back."""

    locks = True
    other = Signal(object)
    """Another worker wants to sit down here (practice only)."""
    somebody_else = Signal()
    """The same for real work: they sign in from the beginning."""

    def __init__(self, seat: Seat, over: QWidget) -> None:
        super().__init__(over, "Locked", width=520)
        self._seat = seat
        self._behind = Behind(self._host)
        self._open_again = False
        self.body.addWidget(Words("Locked", "h2"))
        name = seat.desk.worker.name
        self.body.addWidget(
            Words(f"{name} was here. Everything is saved and as it was left.", "body", wrap=True)
        )
        self._about = Words(" ".join(help_book.topics()["locked"].lead), "body", wrap=True)
        self._about.hide()
        self.body.addWidget(self._about)
        self.first = self._people() if seat.desk.practice else self._password()
        self.closed.connect(self.finish)

    def commands(self) -> dict[str, Callable[[], object]]:
        """F1 says here what to do; no page of help lies over a lock."""
        return {"help.field": self._help}

    def _help(self) -> None:
        self._about.setVisible(self._about.isHidden())
        if not self._about.isHidden():
            announce(self, self._about.words())

    def _people(self) -> QWidget:
        desk = self._seat.desk
        here = {desk.worker.id: desk.now()}
        people = PickSomebody(list(desk.staff.values()), here, desk.now())
        people.picked.connect(self._come_in)
        self.body.addWidget(people)
        return people.box.edit

    def _password(self) -> QWidget:
        self._box = PasswordField("Password")
        self._go = primary("Unlock", "lock-open", "Enter")
        self._go.clicked.connect(lambda _checked=False: self._try())
        self._box.edit.returnPressed.connect(self._try)
        other = quiet("Somebody else", "user")
        other.clicked.connect(lambda _checked=False: self.somebody_else.emit())
        row = QHBoxLayout()
        row.addWidget(self._go)
        row.addWidget(self._box.show_it)
        row.addStretch(1)
        row.addWidget(other)
        self.body.addWidget(self._box)
        nest(self.body, row)
        return self._box.edit

    def cover(self) -> None:
        """Lock now. Whom the record knows by which name is not kept in memory behind a lock."""
        self._seat.bench.run(find.put_away, self._seat.desk)
        self._behind.take(self)
        self.open(self.first)

    def _try(self) -> None:
        self._go.setEnabled(False)
        password = self._box.text()
        self._box.set_text("")
        self._seat.bench.run(
            arriving.unlock, self._seat.desk, password, done=self._unlocked, trouble=self._say
        )

    def _say(self, trouble: Trouble) -> None:
        self._go.setEnabled(True)
        self._box.set_error(f"{trouble.title} {trouble.what_to_do}")
        self._box.setFocus()

    def _unlocked(self, _answer: object) -> None:
        self._let_go()

    def _come_in(self, worker: AuthorId) -> None:
        self._let_go()
        if worker != self._seat.desk.worker.id:
            self.other.emit(worker)

    def _let_go(self) -> None:
        self._open_again = True
        self._seat.bench.run(find.get_ready, self._seat.desk)
        self._behind.bring_back()
        focused = QApplication.focusWidget()
        self.put_away()
        if focused is not None and shiboken6.isValid(focused) and not self.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Only whoever came in puts a lock away."""
        if self._open_again:
            super().put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window closes while it is locked: give it back what it has to close."""
        if watched is self._host and event.type() == QEvent.Type.Close:
            self._behind.bring_back()
        return super().eventFilter(watched, event)

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
    panel.cover()
    return panel
