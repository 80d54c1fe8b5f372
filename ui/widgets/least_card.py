"""What a police notification does not say: listed, asked with a ready text, timed, asked again, closed."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.beside_cards import FilledCard, line
from ui.widgets.buttons import link, secondary
from ui.widgets.chip import ChipLook, ChipMark
from ui.widgets.flow import Flow
from ui.widgets.state_mark import StateMark
from ui.widgets.words import Words
from workstation.domain import clocks, wording
from workstation.domain.clarity import clarity
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.minimum import Item, minimum
from workstation.domain.not_told import not_told

_ORDER: Final = ("asked", "missing", "did not say", "there")
MOST: Final = 7
"""Gaps in view; the rest are counted, and stand in step 1."""


class LeastCard(FilledCard):
    """Hidden when nothing is missing, and beside a contact that the police did not send."""

    ask = Signal(object)
    """Ids of the questions to ask, or to ask again: copy a ready text and mark them as asked."""
    copy = Signal(object)
    """Ids of the questions to copy as an email."""
    none_said = Signal(object)
    """Ids of questions that were asked, and that the police will not answer."""

    def __init__(self, guide: Guide) -> None:
        super().__init__("Not in this notification")
        self._guide = guide
        self._chip = ChipMark("", "warning", "circle-half-fill")
        # Under the title: beside it there is no room for both, and what does not fit cuts words short below.
        self.body.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_least(self, file: ContactFile, now: datetime) -> None:
        """Show what is missing, what was asked first: the questions that step 1 counts, and no other."""
        least = minimum(file, self._guide)
        missing = not_told(file, self._guide) if least.items else ()
        self.setVisible(bool(missing))
        # How long somebody has not answered is told in minutes, so it is made anew each of them.
        asked = [item for item in missing if item.state == "asked"]
        if not self.fresh((least, missing, now.replace(second=0, microsecond=0) if asked else None)):
            return
        words = clarity(file, self._guide).words
        self._chip.set_chip(ChipLook(words, "warning", "circle-half-fill"))
        there = f"Of what a notification must say, {least.there} of {len(least.items)} is there."
        self.put(Words(there, "secondary", wrap=True))
        must = {item.id for item in least.items}
        shown = sorted(missing, key=lambda item: (_ORDER.index(item.state), item.id not in must))
        for item in shown[:MOST]:
            self._put_item(item, now)
        left = len(shown) - MOST
        if left > 0:
            self.put(Words(f"{left} more, in step 1.", "secondary", wrap=True))
        self._put_buttons(missing)

    def _put_item(self, item: Item, now: datetime) -> None:
        if item.state == "missing":
            self.put(line(StateMark("not_started", item.words, 16), Words(item.words, wrap=True)))
            return
        if item.state == "did not say":
            said = "They did not say."
            words = Words(f"{item.words} {said}", wrap=True, strong=(said,))
            self.put(line(StateMark("gap", item.words, 16), words))
            return
        first = (
            f"Asked {wording.near(item.asked[0], now).removeprefix('today').strip()}"
            if item.asked
            else "Asked"
        )
        again = (
            f", again {wording.near(item.asked[-1], now).removeprefix('today').strip()}"
            if item.asked[1:]
            else ""
        )
        waited = f", no answer for {clocks.words_left(now - item.asked[0])}" if item.asked else ""
        said = f"{first}{again}{waited}."
        words = Words(f"{item.words} {said}", wrap=True, strong=(said,))
        self.put(line(StateMark("gap", item.words, 16), words))

    def _put_buttons(self, missing: tuple[Item, ...]) -> None:
        unasked = tuple(item.id for item in missing if item.state == "missing")
        asked = tuple(item.id for item in missing if item.state == "asked")
        if not (unasked or asked):
            return
        row = QWidget()
        buttons = Flow(row, gap=12)
        ask = secondary("Ask police…" if unasked else "Ask police again…", "paper-plane-tilt")
        ask.clicked.connect(partial(self._send, self.ask, unasked or asked))
        copy = link("Copy as email")
        copy.clicked.connect(partial(self._send, self.copy, (*asked, *unasked)))
        buttons.addWidget(ask)
        if unasked and asked:
            again = link("Ask again…")
            again.setAccessibleName(f"Ask again: {wording.count(len(asked), 'question')} without an answer")
            again.clicked.connect(partial(self._send, self.ask, asked))
            buttons.addWidget(again)
        buttons.addWidget(copy)
        if asked:
            none = link("They did not say")
            none.setAccessibleName(
                f"They did not say: {wording.count(len(asked), 'question')} that were asked"
            )
            none.clicked.connect(partial(self._send, self.none_said, asked))
            buttons.addWidget(none)
        self.put(row)

    @staticmethod
    def _send(signal: object, ids: tuple[str, ...], _checked: bool = False) -> None:
        signal.emit(ids)  # type: ignore[attr-defined]
