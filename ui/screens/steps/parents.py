"""Step 5: what the children said, what each adult was told, and whether they agree to support (S4.5)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.screens.steps.adult_bodies import (
    agreed_body,
    declined_body,
    named_body,
    not_said_bodies,
    told_body,
    told_field,
)
from ui.screens.steps.adult_views import missing_words
from ui.screens.steps.evidence_step import fields_in
from ui.screens.steps.parent_cards import ParentCards
from ui.screens.steps.parent_rows import ROWS, adult_place
from ui.screens.steps.step import Workspace
from ui.screens.steps.what_children_say import WhatChildrenSay, person_of
from ui.seat import Seat
from ui.widgets.adult_row import AdultRow
from ui.widgets.decline_form import DeclineTyped
from ui.widgets.evidence_row import EvidenceRow
from ui.widgets.nesting import nest
from ui.widgets.unknown_row import UnknownRow, WhoTyped
from ui.widgets.words import Words
from workstation.domain import checks, kinds
from workstation.domain.changed import Changed
from workstation.domain.gates.walk import DECLINES
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Body
from workstation.domain.times import local
from workstation.services import identify, lawful
from workstation.services.find import OpenContact


class ParentsStep(WhatChildrenSay):
    """Children first, then adults. Telling and agreeing are two questions with two answers."""

    number = 5
    title = "Parents"
    heading = "Who has been told, and who agrees?"
    next_words = "Save and next: Analysis and decision"

    def __init__(self, seat: Seat, contact_id: ContactId, page: Workspace) -> None:
        super().__init__(seat, contact_id, page)
        agreement = self.desk.guide.wording.get("agreement", "")
        intro = f"Telling parents we are checking, and asking if they agree to support, are two things. {agreement}"
        self.none = Words(
            "No parent recorded yet. Who looks after them? Add them in step 2 (Alt+2).", wrap=True
        )
        self.cards = ParentCards(self.keep_field)
        self.leave, self.different = self.cards.leave, self.cards.different
        self.declined_before = self.cards.declined_before
        self._safety_next = False
        """Somebody refused out of fear just now: their safety comes next."""
        self._connect()
        self.column.addWidget(Words(intro, "secondary", wrap=True))
        nest(self.column, self.list)
        self.column.addWidget(self.none)
        self.column.addWidget(self.cards)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignRight)

    def _connect(self) -> None:
        self.told.connect(self._told)
        self.agrees.connect(self._agrees)
        self.declined.connect(self._declined)
        self.left.connect(self._left_for_later)
        self.named.connect(self._named)
        self.not_said.connect(self._not_said)
        self.copied.connect(self._copy)
        self.leave.asked.connect(self._ask_leave)
        self.leave.decided.connect(self._decide_leave)
        self.cards.reviewed.connect(self._reviewed)
        self.cards.different_said.connect(self._say_different)

    # -- showing ------------------------------------------------------------------------------------------

    def show_contact(self, shown: OpenContact) -> None:
        """Show how far telling and asking is."""
        super().show_contact(shown)
        lost = self.show_rows(shown)
        lines = checks.adult_lines(shown.file)
        self.none.setVisible(not lines)
        self.cards.show_contact(shown, self.desk)
        first = next((self.rows[adult_place(line)] for line in lines), None)
        self.places |= self.cards.places()
        self.places["adults"] = self.places["agreement"] = first or self.none
        afraid = self.cards.newest_safety()
        if afraid is not None and self._safety_next:
            self._safety_next = False
            afraid.setFocus(Qt.FocusReason.OtherFocusReason)
        elif lost:
            self.first_focus()
        self.fold_finished()

    def first_focus(self) -> None:
        """What a manager has to decide here; else the first row that is not settled."""
        if self.leave.shown.step == "decide":
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        target = self.current_row() or next(iter(self.in_order()), self.next)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self, after: EvidenceRow) -> None:
        """To the next row; after the last of them to what stands below and asks, and only then back to the top."""
        rows = self.in_order()
        below = [row for row in rows[rows.index(after) + 1 :] if row.state() != "settled"]
        asks = self.different.isVisible() and not self.different.text().strip()
        if after.holds_focus() and not below and asks:
            self.different.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().go_on(after)

    def save(self) -> None:
        """What can be said in an open form is said."""
        for row in self.in_order():
            if isinstance(row, ROWS):
                row.commit()
        self.cards.commit()
        if self.drafts_of(self.different):
            self._say_different()

    def adult(self, person: str) -> AdultRow:
        """The row of one adult who is known."""
        return self.answering(f"adult:{person}")

    # -- acts ---------------------------------------------------------------------------------------------

    def _told(self, place: str) -> None:
        form = self.answering(place).questions()
        body = told_body(form, person_of(place)) if form else None
        if form is None or body is None:
            return
        own: tuple[Body, ...] = ()
        if place.startswith("young:") and body.words:
            heard = kinds.ChildHeard(person=body.person, words=body.words, heard_by=self.desk.worker.name)
            own = (self.still_able(heard),)
        drafts = self.drafts_of(told_field(form), *([form.how] if body.told == "yes" else []))
        self.say(body, *own, drafts=drafts)

    def _agrees(self, place: str) -> None:
        form = self.answering(place).questions()
        body = agreed_body(form, person_of(place)) if form else None
        if form is not None and body is not None:
            self.say(body, drafts=self.drafts_of(form.agrees_to if body.agrees == "yes" else form.not_asked))

    def _declined(self, place: str, typed: DeclineTyped) -> None:
        form = self.answering(place).questions()
        before = self.open.file.declined(person_of(place)) if self.open else None
        different, today = self.different.text().strip(), local(self.desk.now()).date()
        body = declined_body(typed, person_of(place), different, before, today)
        drafts = self.drafts_of(*fields_in(form.decline if form else None))
        reason = self.desk.guide.refusal(body.reason)
        self._safety_next = reason is not None and reason.safety
        self.act(lawful.decline, body, drafts=drafts, done=partial(self.done_with, place))

    def _left_for_later(self, place: str, because: str) -> None:
        person, named = self._whose(place)
        self.say_row(place, "later", *named, kinds.ParentLeft(person=person, because=because))

    def _named(self, place: str, who: WhoTyped) -> None:
        person, _named = self._whose(place)
        before = self.open.file.adult(person) if self.open else None
        relationship = before.relationship if before else person_of(place)
        self.say_row(place, "who", named_body(who, relationship, person))

    def _not_said(self, place: str) -> None:
        row = self.rows[place]
        asked = row.shown.ask_whom if isinstance(row, UnknownRow) else ""
        person, named = self._whose(place)
        before = self.open.file.adult(person) if self.open else None
        relationship = before.relationship if before else named[0].relationship
        self.say_row(place, "who", *not_said_bodies(person, relationship, asked))

    def _whose(self, place: str) -> tuple[PersonId, tuple[kinds.AdultNamed, ...]]:
        """The person of a row; of a parent whom nobody has recorded, a new one, and what names them."""
        if not place.startswith("missing:") or self.open is None:
            return person_of(place), ()
        person = identify.new_person(self.desk)
        called = missing_words(person_of(place), self.open.file)
        return person, (kinds.AdultNamed(person=person, relationship=called, known=False),)

    def _say_different(self) -> None:
        body = kinds.WarningAnswered(warning=DECLINES, words=self.different.text().strip())
        self.say(body, drafts=self.drafts_of(self.different))

    def _ask_leave(self, because: str, risk: str) -> None:
        drafts = self.drafts_of(self.leave.why, self.leave.risk)
        self.act(lawful.ask_leave, because, risk, drafts=drafts, done=self._leave_asked)

    def _leave_asked(self, changed: Changed) -> None:
        self.offer_undo("A manager is asked. It stands in every manager’s list now.", changed)
        (self.current_row() or self.next).setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide_leave(self, approved: bool, because: str) -> None:
        work = partial(lawful.decide_leave, approved=approved)
        self.act(work, because, drafts=self.drafts_of(self.leave.words), done=self._leave_decided)

    def _leave_decided(self, _changed: Changed) -> None:
        self.seat.notices.settled("Told. It is in the record, and the worker sees it.")
        (self.current_row() or self.next).setFocus(Qt.FocusReason.OtherFocusReason)

    def _reviewed(self, person: str, found: str, plan: str) -> None:
        card = self.cards.safety.get(PersonId(person))
        drafts = self.drafts_of(*fields_in(card))
        self.act(lawful.review_safety, person, found, plan, drafts=drafts, done=self._reviewed_safety)

    def _reviewed_safety(self, changed: Changed) -> None:
        self.offer_undo("Safety review saved. Addresses stay hidden until a manager says otherwise.", changed)
        self.first_focus()

    def _copy(self, number: str) -> None:
        QGuiApplication.clipboard().setText(number)
        self.seat.notices.settled("The safe number is copied. Ring only when it is safe.")
