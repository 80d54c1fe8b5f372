"""The gaps of a contact, one by one: each with its evidence, to be sent back for or accepted in words."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.models.called import number_word
from ui.screens.signing.kept import Kept
from ui.widgets.buttons import link
from ui.widgets.gap_answer import GapAnswer, GapShown
from ui.widgets.heading import Heading
from ui.widgets.state_mark import State
from ui.widgets.words import Words
from workstation.domain import gates, kinds
from workstation.domain.gates import Gap
from workstation.domain.kinds import Request
from workstation.services.signing import ToSign

_STATES: dict[str, State] = {
    "B3": "needs_you", "W1": "needs_you", "W9": "needs_you", "B8": "needs_you", "first": "needs_you",
    "W7": "not_started",
}  # fmt: skip


class Gaps(QWidget):
    """Headed by how many there are. What is answered is kept until the contact is decided."""

    answered = Signal()
    help_wanted = Signal()

    def __init__(self, found: ToSign, here: Kept) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._here = here
        self.rows: list[GapAnswer] = []
        why_these = link("Why these?", keys="F1")
        why_these.clicked.connect(lambda _checked=False: self.help_wanted.emit())
        self.count = Words("", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Heading(_title(len(found.gaps)), "", why_these, self.count, role="h2"))
        for gap in found.gaps:
            answer = GapAnswer(_shown(gap, found), here.field)
            answer.set_way(here.chosen(f"{answer.shown.key}.way"))
            answer.answered.connect(partial(self._answered, answer))
            self.rows.append(answer)
            column.addWidget(answer)
        self._suit()

    def left(self) -> list[GapAnswer]:
        """Those without an answer."""
        return [gap for gap in self.rows if not gap.done()]

    def back(self) -> list[GapAnswer]:
        """Those that are sent back for."""
        return [gap for gap in self.rows if gap.way() == "back"]

    def requests(self) -> list[Request]:
        """What is sent back for, in the manager's words or those of the gap."""
        return [Request(gap.shown.key, gap.text() or gap.shown.title) for gap in self.back()]

    def accepted(self) -> tuple[Request, ...]:
        """Why each is accepted as it is."""
        return tuple(Request(gap.shown.key, gap.text()) for gap in self.rows)

    def _answered(self, gap: GapAnswer) -> None:
        self._here.choose(f"{gap.shown.key}.way", gap.way() or "")
        self._suit()
        self.answered.emit()

    def _suit(self) -> None:
        of = len(self.rows)
        self.count.set_words(f"{of - len(self.left())} of {of} answered" if of else "")


def _title(gaps: int) -> str:
    if gaps == 0:
        return "Nothing to decide on: no gaps"
    return f"{number_word(gaps)} thing{'s' if gaps != 1 else ''} to decide on"


def _shown(gap: Gap, found: ToSign) -> GapShown:
    key = gates.key_of(gap)
    title, evidence = _in_words(gap, found)
    sent = found.open.file.log(kinds.SentToManager)
    return GapShown(
        key, title, evidence, _STATES.get(gap.rule, "gap"), found.open.seen.warning(key),
        warned=bool(sent) and key in sent[-1].body.warned, hard=key in found.hard, only_back=key in found.never,
    )  # fmt: skip


def _in_words(gap: Gap, found: ToSign) -> tuple[str, str]:
    """What a manager is told. What blocks is worded for the worker: its advice is left out here."""
    if not gap.words:
        return gap.title, gap.evidence
    if gap.rule == "B3":
        flagged = next((f.headline for f in found.open.past.facts if f.flagged), "")
        return gap.title, flagged or "No view of the history is recorded."
    first, stop, rest = re.split(r"([.?!])(?:\s|$)", gap.words, maxsplit=1)
    return first + ("?" if stop == "?" else ""), "" if gap.rule == "B4" else rest
