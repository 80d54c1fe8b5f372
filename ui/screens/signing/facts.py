"""What a manager reads before deciding, in this order: the concern, what was done, the reasons, the history."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.called import (
    children_born,
    children_called,
    contact_line,
    recommended,
    whose_words,
)  # fmt: skip
from ui.models.said_words import attributed, quoted
from ui.models.way_back_words import for_manager
from ui.models.worker_did import Did, worker_did
from ui.screens.signing.both import both_card
from ui.screens.signing.first_of_all import before_all
from ui.screens.signing.marking import Fresh, changed_at, marked
from ui.screens.signing.reasons_card import ReasonsCard
from ui.screens.signing.returned import returned_card
from ui.screens.signing.weighed import factors_card
from ui.screens.signing.what_is_new import new_parts
from ui.screens.steps.agency_views import STATES
from ui.theme import Role
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.chip import HIDDEN, ChipLook, ChipMark
from ui.widgets.fact_list import FactList
from ui.widgets.fact_note import FactNote
from ui.widgets.fact_words import chips_of_facts
from ui.widgets.flow import Flow
from ui.widgets.heading import Heading
from ui.widgets.mark_line import MarkLine
from ui.widgets.meeting_card import MeetingCard
from ui.widgets.nesting import nest
from ui.widgets.past_lists import PastLists
from ui.widgets.scroll import Page
from ui.widgets.state_mark import StateMark
from ui.widgets.words import Words
from workstation.domain import meeting, wording
from workstation.domain.times import local
from workstation.services.desk import Desk
from workstation.services.find import OpenContact
from workstation.services.signing import ToSign

_FEW: Final = 3
"""Children whose names stand in the largest letters; more would fill the page before the concern."""


class Facts(Page):
    """The middle of sign-off. Built anew for each contact, as nothing in it is typed."""

    opened = Signal(str)
    """A contact of the history was opened."""
    all_wanted = Signal()
    """The manager wants to see the whole contact."""
    chronology_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("What the manager reads")
        self._desk = desk
        self._parts: list[QWidget] = []

    def clear(self) -> None:
        """Show nothing."""
        for part in self._parts:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []

    def show_contact(self, found: ToSign, news: tuple[tuple[str, str], ...] = ()) -> None:
        """Show one contact. `news` are sentences that come before everything else."""
        self.clear()
        shown, fresh = found.open, new_parts(found.open.file, found.since)
        file, guide, hidden = shown.seen, self._desk.guide, shown.cover is not None
        for title, detail in news:
            self._put(FactNote("warning", title, detail))
        for note in before_all(shown, guide):
            self._put(note)
        self._put(self._heading(shown))
        for first in (returned_card(found, self._desk), both_card(found, self._desk)):
            if first is not None:
                self._put(first)
        self._put(self._concern(shown, fresh, hidden=hidden))
        if meeting.meeting(file).held:
            met = MeetingCard(guide)
            self._put(met)
            met.show_meeting(file)
        self._put(_done_card(worker_did(file, guide, shown.past, facts_only=hidden), fresh))
        factors = factors_card(shown, guide)
        if factors is not None:
            self._put(marked(fresh, factors, "Factors"))
        self._put(_hidden_card() if hidden else self._reasons(shown, fresh))
        self._put(self._history(shown))
        self.verticalScrollBar().setValue(0)

    def _reasons(self, shown: OpenContact, fresh: Fresh) -> Card:
        card = ReasonsCard(shown, self._desk, fresh)
        card.opened.connect(self.opened)
        return card

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self.add(part)

    def _heading(self, shown: OpenContact) -> QWidget:
        whole, file = QWidget(), shown.file
        what = recommended(file, self._desk.guide)
        chip = ChipMark(f"Recommends: {what}" if what else "No outcome recommended", "neutral")
        if shown.cover is not None:
            chip.set_chip(ChipLook("Hidden until you have decided", "information", "eye-slash"))
        worker = self._desk.person(file.worker)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        role: Role = "h1" if len(file.children) <= _FEW else "h2"
        column.addWidget(Heading(children_called(file), children_born(file), chip, role=role))
        column.addWidget(Words(contact_line(file, worker.short if worker else ""), "secondary", wrap=True))
        chips = Flow(gap=8, line_gap=4)
        for look in (*((HIDDEN,) if file.hidden else ()), *chips_of_facts(shown.past)):
            mark = ChipMark("")
            mark.set_chip(look)
            chips.addWidget(mark)
        nest(column, chips)
        return whole

    def _concern(self, shown: OpenContact, fresh: Fresh, *, hidden: bool) -> Card:
        file, said = shown.seen, shown.words
        card = Card(f"The concern, {whose_words(file)}", changed_at(fresh, "concern"))
        referrer = file.referrer
        who = (
            f"{referrer.name}{', ' + referrer.role if referrer.role else ''}"
            if referrer and referrer.name
            else ""
        )
        card.add(
            Words(attributed(who, quoted(said)) if said else "Nothing is written down.", "body", wrap=True)
        )
        for question, label in (("worried", "Most worried that"), ("wanted", "They want us to")):
            answer = file.asked(question)
            if answer is not None and answer.answer.strip():
                words = f"{label}: {answer.answer.strip()}"
                card.add(Words(words, "body", wrap=True, strong=(answer.answer.strip(),)))
            elif question == "wanted":
                card.add(
                    Words(
                        "What they want us to do is not recorded, or they did not say.",
                        "secondary",
                        wrap=True,
                    )
                )
        for words in for_manager(file, self._desk.guide, self._desk.days, self._desk.now()):
            card.add(Words(words, "body", wrap=True))
        open_all = link("Open all")
        open_all.setAccessibleName("Open the whole contact")
        open_all.clicked.connect(lambda _checked=False: self.all_wanted.emit())
        card.set_action(open_all)
        if hidden:
            open_all.hide()
        return card

    def _history(self, shown: OpenContact) -> Card:
        file = shown.file
        names = wording.listed([c.name.given or "this child" for c in file.children]) or "this family"
        card = Card(f"History of {names}")
        to_chronology = link("Full chronology", keys="Ctrl+H")
        to_chronology.clicked.connect(lambda _checked=False: self.chronology_wanted.emit())
        card.set_action(to_chronology)
        facts = FactList(self._desk.guide)
        facts.opened.connect(self.opened)
        card.add(facts)
        facts.show_past(shown.past)
        for asked in shown.past.candidates:
            words = f"{asked.name} may be the same person. Nobody has answered yet, so nothing is counted."
            card.add(MarkLine("warning", "question-fill", words, role="body", word_token="text"))
        if shown.past.on_record and not any(f.rule == "HR9" for f in shown.past.facts):
            lists = PastLists(self._desk.guide, file.contact, card=False)
            lists.opened.connect(self.opened)
            view = file.history_view
            today = local(self._desk.now()).date()
            card.add(lists)
            lists.show_past(shown.past.on_record, today, view.body.linked if view else ())
        return card


def _hidden_card() -> Card:
    card = Card("Worker’s reasons")
    card.add(MarkLine("info", "eye-slash", "Hidden until you have decided.", role="body", word_token="text"))
    return card


def _done_card(lines: tuple[Did, ...], fresh: Fresh) -> Card:
    card = Card("What the worker did", "put together from the record, not typed")
    for did in lines:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(StateMark(STATES[did.state], did.about), 0, Qt.AlignmentFlag.AlignTop)
        words = f"{did.about}  {did.words}"
        row.addWidget(Words(words, "body", wrap=True, strong=(did.about, *did.strong)), 1)
        card.add(marked(fresh, line, did.about))
    return card
