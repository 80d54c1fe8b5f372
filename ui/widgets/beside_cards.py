"""The cards beside the work: as received, what it does not say, who is in the picture, what was done."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets import done_words
from ui.widgets.asked_words import send_words
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.chip import ChipLook, ChipMark
from ui.widgets.fact_words import brief_of
from ui.widgets.flow import Flow
from ui.widgets.keycap import Keycap
from ui.widgets.mark import Mark
from ui.widgets.on_top import on_line
from ui.widgets.state_mark import State, StateMark
from ui.widgets.words import Words
from workstation.domain import checks, clarity, kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.past import Past
from workstation.domain.said import Said
from workstation.domain.times import local
from workstation.domain.told_by import received_from
from workstation.services.find import OpenContact

_FACTS = 3
QUESTIONS = 5
"""How many open questions are shown before the rest is asked for."""
LINES = 8
"""How many lines of the log are shown before the rest is asked for."""
_VIEWS = {
    "raises": "It raises my worry", "no difference": "It makes no difference", "lowers": "It lowers my worry",
    "not enough": "Not enough on record to say", "none found": "No earlier contacts",
}  # fmt: skip


def line(mark: QWidget, words: QWidget) -> QWidget:
    """A small shape and words beside it."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(on_line(mark, 2), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return whole


class FilledCard(Card):
    """A card whose content is made anew whenever what it shows is different."""

    def __init__(self, title: str, *, note: str = "", big: bool = False) -> None:
        super().__init__(title, note, role="h2" if big else "h3")
        self._shown: object = None
        self._parts: list[QWidget] = []

    def fresh(self, shown: object) -> bool:
        """Whether this is new; then everything that was there is taken away."""
        if shown == self._shown:
            return False
        self._shown = shown
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        return True

    def put(self, part: QWidget, *, left: bool = False) -> None:
        """One more thing on the card."""
        self._parts.append(part)
        self.body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0))
        part.show()


class ReceivedCard(FilledCard):
    """Their words, word for word. They can be read and copied, and nobody can change them."""

    def __init__(self) -> None:
        super().__init__("As received", big=True)
        self.set_action(Keycap("F6"))
        self.words = Words("", "body", wrap=True, selectable=True)
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._kept = Words("", "small", wrap=True)
        self.body.addWidget(self.words)
        self.body.addWidget(self._kept)

    def show_received(self, file: ContactFile, source: str, words: str) -> None:
        """Show what came (`words`: without a hidden address), and how it is kept."""
        received = file.received
        if received is None:
            self.words.set_words("Nothing was received here: this is a record from before.")
            return
        self.set_title(received_from(source))
        self.words.set_words(words)
        name = "Child concern notification" if received.body.channel == "notification" else "Contact"
        reference = f" {received.body.reference}" if received.body.reference else ""
        left_out = "" if words == received.body.words else "; the hidden address is left out on screen"
        self._kept.set_words(f"{name}{reference}, kept word for word{left_out}")


class MissingCard(FilledCard):
    """What they have not told us, with a ready text to ask for it: what step 1 counts, and no other count."""

    ask = Signal(object)
    """Ids of the questions to ask: copy a ready text and mark them as asked."""
    copy = Signal(object)
    """Ids of the questions to copy as an email."""

    def __init__(self, guide: Guide) -> None:
        super().__init__("They have not told us")
        self._guide = guide
        self._all = False
        self._last: ContactFile | None = None
        self._chip = ChipMark("", "warning", "circle-half-fill")
        # Under the title: beside it there is no room for both, and what does not fit cuts words short below.
        self.body.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)

    def show_missing(self, file: ContactFile) -> None:
        """Show which questions are open, those that are always asked first."""
        self._last = file
        found = clarity.clarity(file, self._guide)
        states = tuple((gap, file.asked(gap.id)) for gap in found.gaps)
        self.setVisible(bool(states))
        asked = [s for s in file.log(kinds.Answered) if s.body.state == "asked"]
        if not self.fresh((states, len(asked), self._all, file.asked_back)) or not states:
            return
        self._chip.set_chip(ChipLook(found.words, "warning", "circle-half-fill"))
        shown = states if self._all else states[:QUESTIONS]
        for gap, answer in shown:
            self._put_question(gap.words, answer, asked)
        if len(shown) < len(states):
            more = link(f"{len(states) - len(shown)} more")
            more.setAccessibleName(f"{len(states) - len(shown)} more that they have not told us")
            more.clicked.connect(self._show_all)
            self.put(more, left=True)
        if not clarity.nobody_to_ask(file):
            self._put_buttons(file, found.to_ask(file))

    def _put_buttons(self, file: ContactFile, ids: tuple[str, ...]) -> None:
        row = QWidget()
        buttons = Flow(row, gap=12)
        ask, copy = secondary(send_words(file), "paper-plane-tilt"), link("Copy as email")
        ask.clicked.connect(partial(self._send, self.ask, ids))
        copy.clicked.connect(partial(self._send, self.copy, ids))
        for button in (ask, copy) if ids else (ask,):
            buttons.addWidget(button)
        self.put(row)

    def _put_question(
        self, question: str, answer: kinds.Answered | None, asked: list[Said[kinds.Answered]]
    ) -> None:
        if answer is None or answer.state == "not asked":
            self.put(line(StateMark("not_started", question, 16), Words(question, wrap=True)))
            return
        said = "They did not say."
        if answer.state == "asked":
            at = [s.happened for s in asked if s.body.question_id == answer.question_id]
            said = f"Asked {wording.clock(at[-1])}." if at else "Asked."
        words = Words(f"{question} {said}", wrap=True, strong=(said,))
        self.put(line(StateMark("gap", question, 16), words))

    def _show_all(self, _checked: bool = False) -> None:
        self._all = True
        if self._last is not None:
            self.show_missing(self._last)

    @staticmethod
    def _send(signal: SignalInstance, ids: tuple[str, ...], _checked: bool = False) -> None:
        signal.emit(ids)


class PictureCard(FilledCard):
    """Adults and others, each with what is known of them in a line; the address, hidden or not."""

    edit = Signal()
    address_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Who is in the picture")
        edit = link("Edit", keys="Alt+2")
        edit.setAccessibleName("Edit who is in the picture")
        edit.clicked.connect(self.edit)
        self.set_action(edit)

    def show_people(self, file: ContactFile, past: Past) -> None:
        """Show who is named, and what is not known."""
        lines = checks.adult_lines(file)
        often = next((f.headline for f in past.facts if f.rule == "HR3"), "")
        if not self.fresh((lines, often, file.hidden, file.addresses)):
            return
        for found in lines:
            self._put_adult(found, often)
        if not lines:
            self.put(
                line(
                    StateMark("gap", "Adults", 16),
                    Words("No adults recorded. Who looks after them?", wrap=True),
                )
            )
        self._put_address(file)

    def _put_adult(self, found: checks.AdultLine, often: str) -> None:
        adult = found.adult
        name = (
            wording.adult_name(adult) if adult.known else wording.sentence(adult.relationship or "an adult")
        )
        said = [adult.relationship] if adult.known and adult.relationship else []
        if adult.known and adult.responsibility == "yes":
            said[-1:] = [f"{(said or ['adult'])[-1]}, has parental responsibility"]
        counted = often.startswith(name.partition(" (")[0])
        if counted:
            said.append(often.partition(" is ")[2])
        elif adult.known:
            said.append(found.check.detail)
        else:
            said.append("not known. Who else may have parental responsibility?")
        icon = "question-fill" if not adult.known else "warning-fill" if counted else "user-fill"
        self.put(
            line(Mark(icon, "text", 16), Words(f"{name} · {' · '.join(said)}", wrap=True, strong=(name,)))
        )

    def _put_address(self, file: ContactFile) -> None:
        if file.hidden:
            row = QWidget()
            flow = Flow(row, gap=8, line_gap=2)
            flow.addWidget(Words("Address hidden on screen, print and email", "secondary", wrap=True))
            show = link("Show for 30 s")
            show.clicked.connect(self.address_wanted)
            flow.addWidget(show)
            self.put(line(Mark("eye-slash-fill", "confidential", 16), row))
        for address in file.addresses:
            if not address.confidential and (address.lines or address.postcode):
                words = ", ".join(part for part in (*address.lines.splitlines(), address.postcode) if part)
                self.put(line(Mark("house", "text", 16), Words(words, wrap=True)))


class DoneCard(FilledCard):
    """What was done, with times: it writes itself, and nobody has to remember to."""

    def __init__(self, guide: Guide) -> None:
        super().__init__("What you have done", note="kept for you")
        self._guide = guide
        self._all = False
        self._last: tuple[ContactFile, datetime, str] | None = None

    def show_done(self, file: ContactFile, now: datetime, me: str) -> None:
        """Show the latest lines, oldest of them first."""
        self._last = (file, now, me)
        lines = done_words.done(file, self._guide)
        if not self.fresh((lines, self._all)):
            return
        self.set_title("What you have done" if all(one.by == me for one in lines) else "What has been done")
        shown = lines if self._all else lines[-LINES:]
        if len(shown) < len(lines):
            more = link(f"{len(lines) - len(shown)} earlier")
            more.clicked.connect(self._show_all)
            self.put(more, left=True)
        for one in shown:
            today = local(one.at).date() == local(now).date()
            when = wording.clock(one.at) if today else wording.near(one.at, now)
            self.put(Words(f"{when}  {one.words}", wrap=True, strong=(when,)))
        if not lines:
            self.put(Words("Nothing yet. It writes itself as you work.", "secondary", wrap=True))

    def _show_all(self) -> None:
        self._all = True
        if self._last is not None:
            self.show_done(*self._last)


class HistoryCard(FilledCard):
    """On every step but its own: the facts of the history, and the view that was taken of them."""

    wanted = Signal()
    opened = Signal(str)
    """An earlier contact was pressed."""

    def __init__(self, guide: Guide) -> None:
        super().__init__("History", big=True)
        self._guide = guide
        go = link("Open", keys="Alt+3")
        go.setAccessibleName("Open History")
        go.clicked.connect(self.wanted)
        self.set_action(go)

    def show_history(self, shown: OpenContact) -> None:
        """Show the facts, most telling first, and what the worker made of them."""
        past, view = shown.past, shown.seen.history_view
        if not self.fresh((past.facts, len(past.candidates), view)):
            return
        for fact in past.facts[:_FACTS]:
            note = brief_of(fact, past, self._guide)
            note.opened.connect(self.opened)
            self.put(note)
        left = len(past.facts) - _FACTS
        if left > 0:
            self.put(Words(f"{wording.count(left, 'more fact')} in step 3.", "secondary", wrap=True))
        if past.candidates:
            count = wording.count(len(past.candidates), "possible match", "possible matches")
            self.put(line(_mark("needs_you", "History"), Words(f"{count} to answer", wrap=True)))
        if view is None:
            self.put(
                line(_mark("not_started", "Your view"), Words("Your view is not written yet.", wrap=True))
            )
        else:
            said = _VIEWS[view.body.view]
            words = f"{said}: “{view.body.why}”" if view.body.why else f"{said}."
            self.put(line(_mark("settled", "Your view"), Words(words, wrap=True, strong=(said,))))


def _mark(state: State, about: str) -> StateMark:
    return StateMark(state, about, 16)
