"""Records that are kept closed, on the page about the line (S9): say why, and they open for a day's work.

Each stands there in one of four ways: closed, with a box for why; asked for, while the server has not answered;
open until a time; and refused, where the right to read it is gone. What is half written outlives every change.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGroupBox, QVBoxLayout, QWidget

from ui.models import closed_words
from ui.seat import Seat
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.evidence_row import buttons_row
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from workstation.services import kept_closed
from workstation.services.kept_closed import KeptClosed
from workstation.services.link import LinkState
from workstation.trouble import Trouble

_Why = Qt.FocusReason.OtherFocusReason


class KeptClosedCard(Card):
    """One part for each; not there where nothing is kept closed."""

    left = Signal()
    """What had the focus is not here any more."""

    def __init__(self, seat: Seat) -> None:
        super().__init__("Records that are kept closed")
        self._seat = seat
        self.parts: dict[str, Closed] = {}
        self.wanted = False
        """Whether somebody came for it, and it is not known yet what there is."""
        self.hide()

    def show_streams(self, streams: tuple[KeptClosed, ...], state: LinkState | None) -> None:
        """Show how they stand now."""
        held = next((name for name, part in self.parts.items() if part.has_focus()), "")
        for name in set(self.parts) - {one.stream for one in streams}:
            part = self.parts.pop(name)
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        for at, one in enumerate(streams):
            if one.stream not in self.parts:
                self.parts[one.stream] = Closed(self._seat, one)
                self.body.insertWidget(at, self.parts[one.stream])
            self.parts[one.stream].show_one(one, state, self._seat.desk.now())
        self.setVisible(bool(streams))
        if held and held not in self.parts:
            self.left.emit()

    def take_wanted(self) -> bool:
        """Take whoever came for it there, or say that there is nothing; whether somebody did."""
        wanted, self.wanted = self.wanted, False
        if wanted and not self.parts:
            self._seat.notices.say("Nothing that you may read is kept closed.")
        elif wanted:
            next(iter(self.parts.values())).stop().setFocus(_Why)
        return wanted

    def over(self, now: datetime) -> bool:
        """Whether one that is shown as open has closed meanwhile."""
        untils = [part.shown.until for part in self.parts.values()]
        return any(until is not None and until <= now for until in untils)


class Closed(QGroupBox):
    """One of them. It is a group box so that screen readers say its name when the focus goes into it."""

    def __init__(self, seat: Seat, one: KeptClosed) -> None:
        super().__init__()
        self._seat, self.shown = seat, one
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self.name = MarkLine("secondary", "lock", role="body_bold", word_token="text")
        self.why = LineField(closed_words.ASK, closed_words.SEEN)
        self.open = secondary("Open for today", "lock-open")
        self.said = MarkLine("secondary", "hourglass", role="body", word_token="text")
        self.take_back = secondary("Take it back", "arrow-u-up-left")
        self.queue = link("Go to the queue")
        self.put_away = link("Put this away")
        self._buttons = buttons_row(self.open, self.take_back, self.queue, self.put_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 6)
        column.setSpacing(6)
        for part in (self.name, self.said, self.why, self._buttons):
            column.addWidget(part)
        self.why.edit.returnPressed.connect(self._ask)
        self.why.changed.connect(self._edited)
        self._rewritten = False
        """Whether somebody wrote in the box since it was asked for: what was refused then is no news any more."""
        for button, act in (
            (self.open, self._ask), (self.take_back, self._take_back), (self.put_away, self._take_back),
            (self.queue, seat.go.queue),
        ):  # fmt: skip
            button.clicked.connect(lambda _checked=False, act=act: act())

    def show_one(self, one: KeptClosed, state: LinkState | None, now: datetime) -> None:
        """Show how it stands. The focus stays in this part when what had it is not needed any more."""
        self.shown = one
        held = self.has_focus()
        self._name_parts(one)
        self._say(one, state, now)
        if one.refused and one.here and not self._rewritten:
            self.why.set_error(closed_words.REFUSED)
        if one.until is not None:
            self.why.set_text("")
            self.why.set_error("")
        closed = one.here and one.until is None and not one.asked
        needed: list[tuple[QWidget, bool]] = [
            (self.said, bool(self.said.words())), (self.why, closed), (self.open, closed),
            (self.take_back, bool(one.asked)), (self.queue, one.until is not None and not one.asked),
            (self.put_away, not one.here and not one.asked),
        ]  # fmt: skip
        for widget, shown in needed:
            if shown:
                widget.show()
        if held and not dict(needed).get(self._holder(), True):
            self.stop().setFocus(_Why)
        for widget, shown in needed:
            widget.setVisible(shown)

    def has_focus(self) -> bool:
        """Whether the focus is somewhere in it."""
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def stop(self) -> QWidget:
        """Where the focus goes in it."""
        if self.shown.asked:
            return self.take_back
        if not self.shown.here:
            return self.put_away
        return self.queue if self.shown.until is not None else self.why.box

    def _holder(self) -> QWidget:
        now = QApplication.focusWidget() or self
        return self.why if now is self.why.box else now

    def _name_parts(self, one: KeptClosed) -> None:
        """Several may stand there: what is read aloud says which one it is about."""
        self.name.set_words(one.name)
        self.setAccessibleName(one.name)
        self.name.set_icon(*(("lock-open", "settled") if one.until is not None else ("lock", "secondary")))
        for button in (self.open, self.take_back, self.put_away):
            button.setAccessibleName(f"{button.text()}: {one.name}")

    def _say(self, one: KeptClosed, state: LinkState | None, now: datetime) -> None:
        if one.asked:
            words, icon, token = closed_words.waits(one, state), "hourglass", "secondary"
        elif one.until is not None:
            words, icon, token = closed_words.opened(one, now), "check-circle-fill", "settled"
        else:
            words, icon, token = closed_words.gone(one), "warning-fill", "warning"
        self.said.set_words(words)
        self.said.set_icon(icon, token)

    # -- acts ---------------------------------------------------------------------------------------------------

    def _edited(self, _words: str) -> None:
        self._rewritten = True
        self.why.set_error("")

    def _ask(self) -> None:
        self._rewritten = False
        self.why.set_error("")
        try:
            kept_closed.open_up(self._seat.desk, self.shown.stream, self.why.text())
        except Trouble as trouble:
            self.why.set_error(trouble.title)
            self.why.box.setFocus(_Why)

    def _take_back(self) -> None:
        kept_closed.take_back(self._seat.desk, self.shown.stream)
