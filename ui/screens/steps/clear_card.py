"""How clear it is: the worker's judgement, what they told us and what not, and the questions to send back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ui.models.way_back_words import told_words
from ui.widgets.asked_words import send_words
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.chip import ChipLook, ChipMark
from ui.widgets.choice import Choice
from ui.widgets.field import TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import clarity, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide

CLARITY = (("clear", "Clear"), ("partly", "Partly"), ("unclear", "Unclear"))
_LONGEST = 70


class ClearCard(Card):
    """What is worked out stands beside what the worker judges; neither changes the other."""

    send = Signal()
    """Send them the questions."""
    judged = Signal(str)

    def __init__(self, guide: Guide) -> None:
        super().__init__("How clear is it?")
        self._guide = guide
        self._chip = ChipMark("")
        self.set_action(self._chip)
        self.told = MarkLine("settled", "check-circle-fill", role="body", word_token="text")
        self.not_told = MarkLine("warning", "warning-fill", role="body", word_token="text")
        self.more = link("What shows it")
        self.shows = Words("", "secondary", wrap=True)
        self.shows.hide()
        self.button = secondary("", "paper-plane-tilt")
        self.choice = Choice(
            CLARITY, "Your judgement. Nothing is chosen for you.", horizontal=True, name="How clear is it?"
        )
        self.missing = TextField("What is missing?", lines=1)
        for part in (self.choice, self.missing, self.told, self.not_told):
            self.add(part)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.shows)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.clicked.connect(self._unfold)
        self.button.clicked.connect(lambda _checked=False: self.send.emit())
        self.choice.chosen.connect(self.judged)

    def show_file(self, file: ContactFile) -> None:
        """Show how it stands."""
        found = clarity.clarity(file, self._guide)
        told, missing = told_words(file, self._guide)
        if found.gaps:
            self._chip.set_chip(ChipLook(found.words, "warning", "circle-half-fill"))
        else:
            self._chip.set_chip(ChipLook(found.words, "settled", "check-circle-fill"))
        self.told.set_words(told)
        self.told.setVisible(bool(told))
        self.not_told.set_words(missing)
        self.not_told.setVisible(bool(missing))
        self.shows.set_words("\n".join(_line(f) for f in found.findings))
        self.button.set_words(send_words(file))
        self.button.setVisible(bool(found.gaps) and not clarity.nobody_to_ask(file))
        judged = file.clarity
        self.choice.set_value(judged.clarity if judged else None)
        self.missing.setVisible(judged is not None and judged.clarity != "clear")

    def _unfold(self, _checked: bool = False) -> None:
        self.shows.setVisible(self.shows.isHidden())
        self.more.set_words("What shows it" if self.shows.isHidden() else "Hide what shows it")


def _line(found: clarity.Finding) -> str:
    state = {"met": "", "not met": "not told. ", "does not apply": "not asked here. "}[found.state]
    shows = found.shows if len(found.shows) <= _LONGEST else f"{found.shows[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"{wording.sentence(found.item.words)}: {state}{shows}".rstrip()
