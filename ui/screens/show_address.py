"""Show a hidden address (O4): why first, then for 30 seconds. Each look is on the record, and managers see it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from ui.notices import announce
from ui.seat import Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.choice import Choice
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.words import Words
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import find, identify
from workstation.services.desk import Desk
from workstation.trouble import Trouble

SECONDS = 30
_WHY = (("ring", "To ring"), ("visit", "To visit"), ("other", "For something else"))
_SPOKEN_AT = (20, 10, 5)


class ShowAddressPanel(Overlay):
    """Asks why, shows the lines, counts down in words, and hides as soon as anybody looks elsewhere."""

    def __init__(self, seat: Seat, over: QWidget, contact: ContactId, address: str) -> None:
        super().__init__(over, "Show the hidden address", width=520)
        self._seat, self._contact, self._address = seat, contact, address
        self.left = 0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count)
        self.why = Choice(list(_WHY), "Why do you need it?")
        self.other = LineField("What for?")
        self.other.hide()
        self.wrong = MarkLine("danger", "warning-octagon-fill")
        self.wrong.hide()
        self.lines = Words("", "h2", wrap=True)
        self.countdown = MarkLine(
            "confidential", "eye-slash-fill", f"Hidden again after {SECONDS} seconds. This is recorded."
        )
        self.show_button = primary("Show", "eye", "Enter")
        self.hide_button = secondary("Keep hidden", "", "Esc")
        self._lay_out()
        self.why.chosen.connect(lambda value: self.other.setVisible(value == "other"))
        self.show_button.clicked.connect(lambda _checked=False: self.look())
        self.hide_button.clicked.connect(lambda _checked=False: self.put_away())
        self.other.edit.returnPressed.connect(self.look)
        self.closed.connect(self._hide_again)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_went)
        self._host.installEventFilter(self)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button in (self.show_button, self.hide_button):
            row.addWidget(button)
        row.addStretch(1)
        self.lines.hide()
        for part in (
            Words("Show the hidden address", "h2", wrap=True), self.why, self.other, self.wrong, self.lines,
            self.countdown,
        ):  # fmt: skip
            self.body.addWidget(part)
        nest(self.body, row)

    def hold_back(self) -> None:
        """No address waits out of sight: it is closed, and asked for again."""
        self.put_away()

    def look(self) -> None:
        """Record the look, then show."""
        chosen = self.why.value()
        why = self.other.text().strip() if chosen == "other" else dict(_WHY).get(chosen or "", "")
        if not why:
            self._say_wrong("Say why you need it.")
            return
        self.show_button.setEnabled(False)
        self._seat.bench.run(
            identify.show_address, self._seat.desk, self._contact, self._address, why,
            done=self._shown, trouble=self._say,
        )  # fmt: skip

    def _say(self, trouble: Trouble) -> None:
        self.show_button.setEnabled(True)
        self._say_wrong(f"{trouble.title} {trouble.what_to_do}")

    def _say_wrong(self, words: str) -> None:
        self.wrong.set_words(words)
        self.wrong.show()
        announce(self, words)

    def _shown(self, answer: tuple[Changed, tuple[str, ...]]) -> None:
        changed, lines = answer
        self._seat.changes.publish(changed)
        if self.isHidden():
            return
        for part in (self.why, self.other, self.wrong, self.show_button):
            part.hide()
        self.lines.set_words("\n".join(lines))
        self.lines.show()
        self.hide_button.set_words("Hide now", "Esc")
        self.hide_button.setFocus()
        announce(self, f"Address shown for {SECONDS} seconds. This has been recorded. {', '.join(lines)}")
        self.left = SECONDS
        self._tell_left()
        self._tick.start()

    def _count(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self.put_away()
            return
        self._tell_left()
        if self.left in _SPOKEN_AT:
            announce(self, f"{self.left} seconds left.")

    def _tell_left(self) -> None:
        seconds = f"{self.left} second{'s' if self.left != 1 else ''}"
        self.countdown.set_words(f"Hidden again in {seconds}. This has been recorded.")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window went to the back: somebody may be sharing the screen, or standing beside it."""
        if event.type() == QEvent.Type.WindowDeactivate and self.left:
            self.put_away()
        return super().eventFilter(watched, event)

    def _focus_went(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self.left and (now is None or not self.isAncestorOf(now)):
            self.put_away()

    def _hide_again(self) -> None:
        shown, self.left = self.left, 0
        self._tick.stop()
        self.lines.set_words("")
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._focus_went)
        if shown or self.lines.isVisibleTo(self):
            self._seat.notices.say("Hidden again.")
        self.finish()


def ask(seat: Seat, over: QWidget, contact: ContactId, address: str) -> ShowAddressPanel:
    """Ask why this address is needed, then show it for a moment."""
    panel = ShowAddressPanel(seat, over, contact, address)
    panel.open(panel.why.option("ring"))
    return panel


def find_and_ask(seat: Seat, over: QWidget, contact: ContactId) -> None:
    """The same for whichever address of a contact is hidden."""

    def found(address: str) -> None:
        if address:
            ask(seat, over, contact, address)
        else:
            seat.notices.say("No address is hidden in this contact.")

    seat.bench.run(_hidden_address, seat.desk, contact, done=found)


def _hidden_address(desk: Desk, contact: ContactId) -> str:
    file = find.contact(desk, contact).file
    return next((one.address for one in file.addresses if one.confidential), "")
