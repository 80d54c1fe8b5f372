"""A new password for whoever sits here: the one they use now, and twice the one they want. Enter changes it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.bench import Bench
from ui.notices import announce
from ui.screens.sign_in import GOOD_PASSWORD, PasswordField
from ui.seat import Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.evidence_row import buttons_row
from ui.widgets.mark_line import MarkLine
from ui.widgets.overlay import Overlay
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.services import new_password
from workstation.services.new_password import Change, KeptBy, KeptElsewhere
from workstation.trouble import AccessTrouble, BadInput, Trouble, WrongPassword

_NAME: Final = "Change your password"
_OTHERS: Final = "Your other computers open with the old one until you sign in there online."
_ABOUT: Final = {
    KeptBy.HERE: "The new one opens your record on this computer from now on.",
    KeptBy.SERVER: f"It is changed at the server and on this computer. {_OTHERS}",
}
_DONE: Final = {
    KeptBy.HERE: "Your password is changed.",
    KeptBy.SERVER: f"Your password is changed. {_OTHERS}",
}


class NewPasswordPanel(Overlay):
    """Asks for both. What was typed is forgotten as soon as this is put away, or the screen is locked over it."""

    def __init__(self, seat: Seat, over: QWidget, kept: KeptBy) -> None:
        super().__init__(over, _NAME, width=600)
        self._seat, self._asking = seat, False
        self._side = Bench(seat.desk.side, self)
        self._side.on_bug = self._bug
        self.destroyed.connect(self._side.close)
        self.old = PasswordField("The password you use now")
        self.new = PasswordField("New password", GOOD_PASSWORD)
        self.again = PasswordField("New password once more")
        self._boxes = (self.old, self.new, self.again)
        self.about = Words(_ABOUT[kept], "body", wrap=True)
        self.page = Page("Passwords", margin=2)
        self.wrong = MarkLine("danger", "warning-octagon-fill")
        self.waiting = Words("Asking the server…" if kept is KeptBy.SERVER else "One moment…", "secondary")
        self.go = primary("Change it", "", "Enter")
        self.show_them = self.old.show_it
        self._lay_out()
        self.show_them.toggled.connect(self._show_or_hide)
        self.go.clicked.connect(lambda _checked=False: self.send())
        for box in self._boxes:
            box.edit.returnPressed.connect(self._enter)
        self.closed.connect(self.leave)

    def _lay_out(self) -> None:
        keep = secondary("Keep the old one", "", "Esc")
        keep.clicked.connect(lambda _checked=False: self.put_away())
        self.page.lie_on_panel()
        self.wrong.hide()
        self.waiting.hide()
        self.show_them.set_words("Show passwords")
        for part in (self.about, *self._boxes):
            self.page.add(part)
        self._around = (
            Words(_NAME, "h2", wrap=True),
            self.wrong,
            self.waiting,
            buttons_row(self.go, self.show_them, keep),
        )
        for beside in self._around:
            self.body.addWidget(beside)
        self.body.insertWidget(1, self.page, 1)
        theme.changed.connect(self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        """It has a width now, which says how tall it wants to be."""
        super().showEvent(event)
        self._fit()

    def wanted_height(self) -> int:
        """Everything, where the window has the room; else the boxes scroll."""
        wide, edges = self.page.width(), self.body.contentsMargins()
        shown = [part for part in self._around if not part.isHidden()]
        around = sum(max(part.heightForWidth(wide), part.sizeHint().height()) for part in shown)
        room = edges.top() + edges.bottom() + len(shown) * self.body.spacing()
        return self.page.content_height() + around + room

    def _fit(self) -> None:
        QTimer.singleShot(0, self, self._settle)

    def _show_or_hide(self, shown: bool) -> None:
        for box in (self.new, self.again):
            box.show_it.setChecked(shown)
        self.show_them.set_words("Hide passwords" if shown else "Show passwords")

    def leave(self) -> None:
        """Put away. A change that is being made goes on, and is told."""
        self._forget()
        if not self._asking:
            self.finish()

    def step_out(self) -> None:
        """The window is being locked: whoever comes back begins anew."""
        self._forget()
        super().step_out()

    def _forget(self) -> None:
        self.show_them.setChecked(False)
        self.wrong.hide()
        for box in self._boxes:
            box.set_text("")
            box.set_error("")

    def _enter(self) -> None:
        """To the next box that is empty; in the last one it is done."""
        here = next((at for at, box in enumerate(self._boxes) if box.edit.hasFocus()), -1)
        empty = next((box for box in self._boxes[here + 1 :] if not box.text()), None)
        if here >= 0 and self._boxes[here].text() and empty is not None:
            empty.setFocus()
        else:
            self.send()

    def send(self) -> None:
        """Change it, if what was typed can be right."""
        for box in self._boxes:
            box.set_error("")
        self.wrong.hide()
        old, new = self.old.text(), self.new.text()
        if self._asking:
            return
        if not old:
            self._say_at(self.old, "Type the password you use now.")
        elif not new:
            self._say_at(self.new, "Type the new password.")
        elif self.again.text() != new:
            self._say_at(self.again, "The two new passwords are not the same. Check Caps Lock is off.")
        else:
            self._ask(Change(old, new))

    def _ask(self, typed: Change) -> None:
        self._wait(asking=True)
        announce(self, self.waiting.words())
        self._side.run(new_password.change, self._seat.desk, typed, done=self._changed, trouble=self._say)

    def _wait(self, *, asking: bool) -> None:
        self._asking = asking
        self.go.setEnabled(not asking)
        self.waiting.setVisible(asking)
        self._fit()

    def _changed(self, kept: KeptBy) -> None:
        self._wait(asking=False)
        self._seat.notices.settled(_DONE[kept])
        self.finish()

    def _say(self, trouble: Trouble) -> None:
        self._wait(asking=False)
        words = f"{trouble.title} {trouble.what_to_do}"
        if self.isHidden():  # put away, or locked meanwhile
            self._seat.notices.trouble(trouble)
            self.finish()
        elif isinstance(trouble, WrongPassword):
            self._say_at(self.old, f"That is not the password you use now. {trouble.what_to_do}")
        elif isinstance(trouble, BadInput):
            self._say_at(self.new, words)
        elif isinstance(trouble, AccessTrouble):
            self._say_at(self.old, words)
        else:
            self.wrong.set_words(words)
            self.wrong.show()
            self.go.setFocus()
            self._fit()
            announce(self, words)

    def _say_at(self, box: PasswordField, words: str) -> None:
        box.set_error(words)
        box.edit.selectAll()
        box.setFocus()
        self._fit()
        announce(self, words)

    def _bug(self, code: str) -> None:
        self._wait(asking=False)
        self._seat.notices.bug(code)
        self.put_away()


def ask(seat: Seat, over: QWidget) -> None:
    """Ask for a new password, where it can be changed from here; else say where."""

    def found(kept: KeptBy) -> None:
        if kept is KeptBy.ELSEWHERE:
            seat.notices.trouble(KeptElsewhere())
            return
        panel = NewPasswordPanel(seat, over, kept)
        panel.open(panel.old.edit)

    seat.bench.run(new_password.kept_by, seat.desk, done=found)
