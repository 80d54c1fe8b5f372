"""The way back in step 1: what waits, whether it was sent before, the level they claim, what they hear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.way_back_words import duty_words, reply_words, waiting_words
from ui.widgets.buttons import Button, link, secondary
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.fact_note import FactNote
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from workstation.domain import way_back, wording
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile
from workstation.domain.line import ContactLine
from workstation.services.referring import SentBefore

LEVELS: Final = (("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("not said", "They did not say"))


class Notes(QWidget):
    """What has to be seen first: an answer that is late or came, a contact that was sent before."""

    answered = Signal()
    tried = Signal()
    linked = Signal(str)
    """This is that contact, sent in again."""
    another = Signal(object)
    """This is another one than that contact (`SentBefore`)."""
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The way back")
        self._shown: object = None
        self._notes: list[FactNote] = []
        self._late: Button | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def show_notes(
        self, file: ContactFile, before: Sequence[SentBefore], again: ContactLine | None, now: datetime
    ) -> None:
        """Make them anew, when they say anything new."""
        waits, replied = waiting_words(file, now), way_back.fresh_reply(file)
        shown = (waits, replied, tuple(before), again.contact if again else None)
        if shown == self._shown:
            return
        self._shown = shown
        for note in self._notes:
            note.hide()
            note.deleteLater()
        self._notes, self._late = [], None
        if waits[0]:
            late = file.asked_back is not None and file.asked_back.body.due < now
            buttons = self._waiting_buttons()
            self._put("warning" if late else "information", *waits, buttons)
            self._late = buttons[0] if late else None
        if replied is not None and file.replied is not None:
            sentence, detail = reply_words(file.replied, file, now)
            self._put("information", sentence, detail, ())
        for one in before:
            self._put("information", *_before_words(one), self._before_buttons(one))
        if again is not None:
            words = f"Sent in again as {again.number}"
            self._put(
                "information", words, "The work goes on there.", (self._open(again.contact, again.number),)
            )
        self.setVisible(bool(self._notes))

    def focus_late(self) -> bool:
        """Put the focus on what to do about an answer that did not come in time; False when none is late."""
        if self._late is not None:
            self._late.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._late is not None

    def _put(self, kind: str, sentence: str, detail: str, buttons: Sequence[Button]) -> None:
        note = FactNote(kind, sentence, detail)  # type: ignore[arg-type]
        if buttons:
            row = QWidget()
            flow = Flow(row, gap=12)
            for button in buttons:
                flow.addWidget(button)
            note.body.addWidget(row)
        self._notes.append(note)
        self._column.addWidget(note)
        note.show()

    def _waiting_buttons(self) -> tuple[Button, ...]:
        answered, tried = secondary("They answered", "chat-circle-text"), link("I tried to reach them")
        answered.clicked.connect(lambda _checked=False: self.answered.emit())
        tried.clicked.connect(lambda _checked=False: self.tried.emit())
        return answered, tried

    def _before_buttons(self, one: SentBefore) -> tuple[Button, ...]:
        open_ = self._open(one.contact, one.number)
        if one.linked:
            return (open_,)
        same = secondary("It is: link them", "link")
        same.setAccessibleName(f"It is {one.number} sent in again: link them")
        same.clicked.connect(lambda _checked=False: self.linked.emit(one.contact))
        another = secondary("No, it is another one", "x")
        another.setAccessibleName(f"No, it is another one than {one.number}")
        another.clicked.connect(lambda _checked=False: self.another.emit(one))
        return same, another, open_

    def _open(self, contact: str, number: str) -> Button:
        button = link(f"Open {number}")
        button.clicked.connect(lambda _checked=False: self.opened.emit(contact))
        return button


def _before_words(one: SentBefore) -> tuple[str, str]:
    when = wording.day(one.at)
    who = f"{one.agency}, {one.child}" if one.agency else one.child
    if one.linked:
        return f"This is {one.number} sent in again", f"{who}, first received {when} and given back."
    return f"Is this {one.number}, sent in again?", f"{who}, received {when} and given back ({one.why})."


class WayBackCard(Card):
    """The level they give it, that they know we have it, and that it came in writing."""

    claimed = Signal(str)
    acknowledged = Signal(str)
    """How they were told that we have it."""
    in_writing = Signal(str)
    """How it came in writing."""

    def __init__(self) -> None:
        super().__init__("The referrer, and the way back")
        self.level = Choice(LEVELS, "Level of need they give it", horizontal=True)
        for value, words in LEVELS:
            self.level.option(value).setAccessibleName(f"{words}: level of need they give it")
        self.level.chosen.connect(self.claimed)
        self.duties = _Duties(self.acknowledged.emit, self.in_writing.emit)
        self.add(self.level)
        self.add(self.duties)

    def show_file(self, file: ContactFile, days: WorkingDays, now: datetime) -> None:
        """Show how it stands."""
        claim = file.claimed
        self.level.set_value(claim.level if claim is not None else None)
        self.duties.show_duties(way_back.duties(file, days), now)


class _Duties(QWidget):
    """A line for each thing owed, with the ways to say that it is done."""

    def __init__(self, acknowledged: Callable[[str], object], in_writing: Callable[[str], object]) -> None:
        super().__init__()
        self._says: dict[str, tuple[Callable[[str], object], tuple[tuple[str, str], ...]]] = {
            "acknowledge": (acknowledged, (("email", "Told by email"), ("phone", "Told on the phone"))),
            "written": (
                in_writing,
                (("email", "It came by email"), ("form", "By form"), ("letter", "By letter")),
            ),
        }
        self._shown: object = None
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_duties(self, duties: Sequence[way_back.Duty], now: datetime) -> None:
        """Make the lines anew, when they say anything new."""
        shown = tuple((d, duty_words(d, now)) for d in duties)
        if shown == self._shown:
            return
        self._shown = shown
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(duty, words, now) for duty, words in shown]
        for line in self._lines:
            self._column.addWidget(line)
            line.show()
        self.setVisible(bool(self._lines))

    def _line(self, duty: way_back.Duty, words: str, now: datetime) -> QWidget:
        late = duty.done is None and duty.due < now
        icon = "check-circle-fill" if duty.done else "warning-octagon-fill" if late else "clock"
        tone = "settled" if duty.done else "danger" if late else "text"
        line = QWidget()
        flow = Flow(line, gap=12, line_gap=0)
        flow.addWidget(MarkLine(tone, icon, words, role="body", word_token="text"))
        if duty.done is None:
            say, ways = self._says[duty.id]
            for how, said in ways:
                button = link(said)
                button.clicked.connect(partial(_tell, say, how))
                flow.addWidget(button)
        return line


def _tell(say: Callable[[str], object], how: str, _checked: bool = False) -> None:
    say(how)
