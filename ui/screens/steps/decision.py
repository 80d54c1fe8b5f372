"""Step 6: the reasons in the worker's own words, and what should happen for each child (S4.6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.recommending import Wanted, recommend
from ui.screens.second_opinion import Opinions
from ui.screens.steps.evidence_step import EvidenceStep, fields_in
from ui.screens.steps.holding import Holding
from ui.screens.steps.outcomes import Outcomes
from ui.screens.steps.reasons import Nudges, Reasons
from ui.screens.steps.step import Workspace
from ui.screens.steps.weighing import Weighing
from ui.seat import Seat
from ui.widgets.card import Card
from ui.widgets.fact_note import FactNote
from ui.widgets.link_list import LinkList
from ui.widgets.mark_line import MarkLine
from ui.widgets.meeting_card import MeetingCard
from ui.widgets.nesting import nest
from ui.widgets.past_words import source_of
from workstation.domain import citing, kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.gates import Gap
from workstation.domain.ids import ContactId, PersonId
from workstation.services import words
from workstation.services.find import OpenContact


class DecisionStep(EvidenceStep):
    """Nothing is suggested, nothing chosen beforehand. A draft is not a decision until it is sent."""

    number = 6
    title = "Analysis and decision"
    heading = "What should happen, and why?"
    next_words = "Check and send"

    def __init__(self, seat: Seat, contact_id: ContactId, page: Workspace) -> None:
        super().__init__(seat, contact_id, page)
        self.weighing = Weighing(self)
        self.reasons = Reasons(self.desk, self.keep_field)
        self.nudges = Nudges(self.desk.guide.nudges)
        self.link_list = LinkList("Which contact do your reasons rest on?")
        self.outcomes = Outcomes(self.desk.guide, self.desk.clock, self.keep_field)
        self.opinions, self.holding = Opinions(seat, self.keep_field), Holding(self)
        self.hold, self.hold_form, self.held = self.holding.hold, self.holding.form, self.holding.held
        self.weighing.factors.done.connect(self._factors_done)
        self.reasons.said.connect(self._say_reason)
        self.reasons.history_wanted.connect(partial(page.go_to, 3, "history.view"))
        self.reasons.opened.connect(lambda contact: seat.go.contact(ContactId(contact)))
        self.nudges.read.connect(self.reasons.back)
        self.nudges.used.connect(self._keep_used)
        self.link_list.chosen.connect(self._insert_link)
        self.link_list.closed.connect(self.reasons.back)
        self.outcomes.said.connect(self._recommend)
        card = Card(name="Your reasons")
        for part in (self.reasons, self.nudges, self.link_list):
            card.add(part)
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(8)
        self._warned: tuple[tuple[str, str], ...] | None = None
        self.meeting = MeetingCard(self.desk.guide)
        self.column.addWidget(self.meeting)
        self.column.addWidget(self.weighing.factors)
        self.column.addWidget(card)
        self.column.addWidget(self.weighing.levels)
        self.column.addWidget(self.outcomes)
        nest(self.column, self._warnings)
        self.column.addWidget(self.opinions)
        self.column.addWidget(self.holding)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignRight)
        self.link_list.hide()
        self.opinions.asked.connect(seat.changes.publish)

    # -- showing ------------------------------------------------------------------------------------------

    def show_contact(self, shown: OpenContact) -> None:
        """Fill everything from the record; a box in which somebody types is left alone."""
        super().show_contact(shown)
        file = shown.file
        self.meeting.show_meeting(shown.seen)
        self.weighing.show_contact(shown)
        self.reasons.show_file(file)
        self.reasons.show_past(file, shown.past)
        self.outcomes.show_file(file)
        self.opinions.show_file(file)
        written, of = self.reasons.written(file)
        linked = self.reasons.linked()
        links = f" · {wording.count(linked, 'contact')} linked" if linked else ""
        self.count.set_words(f"{written} of {of} written{links}")
        self._show_warnings(_warnings_of(shown))
        self.holding.show_held(file.held)
        self._map_places(file.children)

    def first_focus(self) -> None:
        """The first factor that is open, prompt without words, level, outcome; then Check and send."""
        factor = self.weighing.open_factor()
        if factor is None:
            self._factors_done()
        else:
            factor.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on_in(self, focused: QWidget) -> bool:
        """Factors and levels have parts."""
        return self.weighing.go_on_in(focused)

    def focus_place(self, place: str) -> bool:
        """Factors and levels know their own places."""
        return self.weighing.focus_place(place) or super().focus_place(place)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Ctrl+L puts an earlier contact into the reasons."""
        return {"contact.link": self.open_links}

    def restore(self, kept: dict[str, str]) -> None:
        """A form with words that are not said yet is open again."""
        super().restore(kept)
        self.nudges.hide_used(kept.get(self._used_key, ""))
        if any("/held." in key for key in kept):
            self.hold_form.show()

    def save(self) -> None:
        """Say what is written and not said yet."""
        self.weighing.save()
        for place, box in self.reasons.boxes.items():
            if self.drafts_of(box):
                self._say_reason(place)
        for card in self.outcomes.cards.values():
            if not card.isHidden() and self.drafts_of(*fields_in(card)):
                card.said.emit()

    def save_and_next(self) -> None:
        """Say everything and go to the last look before it goes to a manager."""
        self.save()
        self.seat.go.send(self.contact_id)

    def open_links(self) -> None:
        """Unfold the earlier contacts, to put one into the reasons."""
        self.link_list.show()
        self.link_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _map_places(self, children: Sequence[kinds.ChildNamed]) -> None:
        self.places.update(self.reasons.boxes)
        for child in children:
            card = self.outcomes.card_for(child.person)
            if card is not None:
                self.places[f"outcome:{child.person}"] = card
                self.places[f"next_time:{child.person}"] = card.next_time
        self.places["act_now"] = self.outcomes
        shown = self.open
        assert shown is not None  # noqa: S101 - called from show_contact alone
        lines = [
            (f"{wording.day(c.at)} {source_of(c)}: {c.about or c.event}", f"{citing.citation(c)} ")
            for c in shown.past.on_record
            if c.contact != self.contact_id
        ]
        self.link_list.show_lines(lines)

    def _show_warnings(self, warned: tuple[tuple[str, str], ...]) -> None:
        """At most three in view; the rest are counted. Check and send shows all of them."""
        if warned == self._warned:
            return
        self._warned = warned
        while (item := self._warnings.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        most = self.desk.guide.rules.limits.shown
        for title, detail in warned[:most]:
            icon = "ear" if title.startswith("Not heard") else ""
            self._warnings.addWidget(FactNote("warning", title, detail, icon=icon))
        left = len(warned) - most
        if left > 0:
            rest = f"{left} more. You see all of them, with room for your words, in Check and send."
            self._warnings.addWidget(MarkLine("warning", "warning-fill", rest, word_token="text"))

    # -- acts ---------------------------------------------------------------------------------------------

    def _factors_done(self) -> None:
        """On to what is open below them."""
        empty = next((box for box in self.reasons.in_order() if not box.text().strip()), None)
        card = self.outcomes.open_card()
        undecided = card if card is not None and card.typed() is None else None
        target = empty or self.weighing.levels.open_part() or undecided or self.next
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_reason(self, place: str) -> None:
        _reasons, prompt, child = place.split(":", 2)
        box = self.reasons.boxes[place]
        body = kinds.ReasonsWritten(
            prompt=prompt, text=box.text().strip(), child=PersonId(child) if child else None
        )
        self.say(body, drafts=self.drafts_of(box))

    def _recommend(self, children: tuple[PersonId, ...], wanted: Wanted) -> None:
        card = self.outcomes.card_for(children[0])
        drafts = self.drafts_of(*fields_in(card))
        self.act(
            recommend, children, wanted, drafts=drafts, done=partial(self._recommended, children, wanted)
        )

    def _recommended(self, children: tuple[PersonId, ...], wanted: Wanted, changed: Changed) -> None:
        what = self.desk.guide.outcome(wanted.outcome).words
        file = self.open.file if self.open else None
        names = [c.name.given for c in file.children if c.person in children] if file else []
        whom = f" for {wording.listed(names)}" if len(names) > 1 or (file and len(file.children) > 1) else ""
        self.offer_undo(f"{what}{whom}. Not decided until it is sent and signed off.", changed)

    @property
    def _used_key(self) -> str:
        return f"contact/{self.contact_id}/nudges.used"

    def _keep_used(self, used: str) -> None:
        self.seat.bench.run(words.keep, self.desk, self._used_key, self.contact_id, used)

    def _insert_link(self, citation: str) -> None:
        self.link_list.hide()
        self.reasons.insert(citation)


def _warnings_of(shown: OpenContact) -> tuple[tuple[str, str], ...]:
    """What the manager will also see, in the words of this step."""
    # A child nobody heard stays in view, whatever else there is to warn of.
    ordered = sorted(shown.warnings, key=lambda gap: gap.rule != "W7")
    # Of shared words the worker is told quietly, under the boxes.
    found = [_in_words(gap) for gap in ordered if gap.rule != "W5"]
    repeats = shown.past.fact("HR1")
    if repeats is not None and repeats.flagged and not any(gap.rule == "W1" for gap in shown.warnings):
        found.insert(0, (
            "If you choose early help or no further action",
            f"{repeats.headline} The manager will see this and your reasons side by side.",
        ))  # fmt: skip
    return tuple(found)


def _in_words(gap: Gap) -> tuple[str, str]:
    if gap.rule == "W7":
        return f"Not heard yet: {gap.title.partition('’s own words')[0]}", gap.evidence
    return gap.title, gap.evidence
