"""Step 2: the children, where each of them is now, the adults around them, and the address (S4.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.screens.drafting import Draft
from ui.screens.steps.address_card import AddressCard
from ui.screens.steps.people_rows import AdultRows, ChildRows
from ui.screens.steps.step import Step, Workspace
from ui.seat import Seat
from ui.widgets.buttons import command_button, link, secondary
from ui.widgets.card import Card
from ui.widgets.family_offer import FamilyOffer
from ui.widgets.field import LineField
from ui.widgets.flow import Flow
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.domain import kinds, wording
from workstation.domain.household import Household, Member
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.people import may_sign
from workstation.domain.times import local
from workstation.services import find, identify
from workstation.services.find import OpenContact

_BEFORE_DECIDED = "Before it is decided, add the child, even if all you know is “a girl, about 6”."


class ChildrenStep(Step):
    """People are cards that stay while the record changes, so that whoever is typing goes on typing."""

    number = 2
    title = "Children and family"
    heading = "Who is this about?"
    next_words = "Save and next: History"
    head_stays = True

    def __init__(self, seat: Seat, contact_id: ContactId, page: Workspace) -> None:
        super().__init__(seat, contact_id, page)
        self.child_rows, self.adult_rows = ChildRows(self, self._today, self._after_where), AdultRows(self)
        self._to_open: PersonId | None = None
        self.add_child = command_button(
            "contact.add_another", "secondary", "plus", "Add a child", self._add_child
        )
        self.add_adult = secondary("Add an adult", "plus")
        self.unknown_father = link("Father not known")
        self.nobody = Words("No adults recorded. Who looks after them?", wrap=True)
        self.not_named = LineField("Nobody can say yet which child this is, because", _BEFORE_DECIDED)
        self._not_named = self.keep(self.not_named, "not named", self._say_not_named)
        self.adults_card = Card("Adults and others", role="h2")
        self.family, self.family_card = FamilyOffer(12), Card("On record with these children", role="h2")
        self.address = AddressCard(manager=may_sign(self.desk.worker))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add_head_button(self.add_child)
        buttons = Flow(gap=12)
        buttons.addWidget(self.add_adult)
        buttons.addWidget(self.unknown_father)
        self.adults_card.add(self.nobody)
        self.adults_card.add_row(buttons)
        nest(self.column, self.child_rows.layout)
        self.column.addWidget(self.not_named)
        self.column.addWidget(self.adults_card)
        nest(self.column, self.adult_rows.layout)
        self.family_card.add(self.family)
        self.family_card.hide()
        self.column.addWidget(self.family_card)
        self.column.addWidget(self.address)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignRight)
        self.places |= {
            "children": self.add_child,
            "adults": self.add_adult,
            "address": self.address.add_one,
        }

    def _connect(self) -> None:
        self.add_adult.clicked.connect(self._add_adult)
        self.family.wanted.connect(self._add_from_record)
        self.unknown_father.clicked.connect(self._add_unknown_father)
        self.address.shown.connect(self._show_address)
        self.address.confidential.connect(partial(self.act, identify.make_confidential))
        self.address.release.connect(partial(self.act, identify.release_address))
        self.address.recorded.connect(self._record_address)
        self.address.told.connect(self._tell_of_address)

    # -- the step -----------------------------------------------------------------------------------------

    def show_contact(self, shown: OpenContact) -> None:
        """People from the record; what is being typed stays."""
        super().show_contact(shown)
        file = shown.file
        self.child_rows.show(file)
        self.adult_rows.show(file)
        for rows in (self.child_rows, self.adult_rows):
            rows.show_answers(shown.past.judged)
        self.seat.bench.latest(
            ("offer", self.contact_id, id(self)), find.household, self.desk, self.contact_id,
            done=self._offer_family,
        )  # fmt: skip
        self.not_named.setVisible(not file.children)
        self._not_named.fill(file.not_named)
        self.nobody.setVisible(not file.adults)
        father = any(not a.known and "father" in a.relationship for a in file.adults)
        self.unknown_father.setVisible(bool(file.children) and not father)
        self.address.show_contact(file, shown.hidden_elsewhere)
        self._open_new()

    def _offer_family(self, household: Household) -> None:
        self.family.offer(household.others, self._today())
        self.family_card.setVisible(bool(household.others))

    def first_focus(self) -> None:
        """The first child of whom nobody said where they are; else what is missing."""
        file = self.open.file if self.open is not None else None
        for child in file.children if file is not None else ():
            if not child.where_now:
                self.child_rows.cards[child.person].where.setFocus()
                return
        (self.add_adult if file is not None and not file.adults else self.add_child).setFocus()

    def _after_where(self, person: PersonId) -> None:
        """Enter: the next child of whom nobody said where they are; then the adults, while there is none."""
        cards = list(self.child_rows.cards.values())
        at = cards.index(self.child_rows.cards[person])
        left = next((card.where for card in cards[at + 1 :] if not card.where.text().strip()), None)
        nobody = self.open is not None and not self.open.file.adults
        target = left or (self.add_adult if nobody else self.next)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Alt+A adds a child; with the focus among the adults, an adult."""
        return {"contact.add_another": self._add_another}

    def save(self) -> None:
        """Say everything that was typed."""
        self.child_rows.save()
        self.adult_rows.save()
        if self._not_named.dirty:
            self._say_not_named(self._not_named)

    # -- saying -------------------------------------------------------------------------------------------

    def _say_not_named(self, draft: Draft) -> None:
        if draft.text():
            self.say(kinds.ChildNotNamed(because=draft.text()), drafts=[draft])

    def _add_another(self) -> None:
        focused = QApplication.focusWidget()
        cards = (self.adults_card, *self.adult_rows.cards.values())
        if focused is not None and any(card.isAncestorOf(focused) for card in cards):
            self._add_adult()
        else:
            self._add_child()

    def _add_child(self) -> None:
        self._to_open = self._new_person()
        self.say(kinds.ChildNamed(person=self._to_open, name=kinds.Name()))

    def _add_adult(self) -> None:
        self._to_open = self._new_person()
        self.say(kinds.AdultNamed(person=self._to_open))

    def _add_from_record(self, member: Member) -> None:
        words = f"{member.called} is named here too, as the person on record."
        self.act(identify.add_from_record, member, done=partial(self._offer_undo, words))

    def _add_unknown_father(self) -> None:
        children = self.open.file.children if self.open is not None else ()
        names = wording.listed([c.name.given for c in children if c.name.given])
        who = f"father of {names}" if names else "father"
        self.say(kinds.AdultNamed(person=self._new_person(), relationship=who, known=False))

    def _open_new(self) -> None:
        """The person just added is there now: unfold the card, ready to type."""
        new = self._to_open
        card = (self.child_rows.cards.get(new) or self.adult_rows.cards.get(new)) if new else None
        if card is not None:
            self._to_open = None
            card.open_form()
            card.given.setFocus()

    def _new_person(self) -> PersonId:
        return identify.new_person(self.desk)

    def _record_address(self, said: kinds.AddressRecorded) -> None:
        self.act(identify.record_address, replace(said, address=identify.new_address_id(self.desk)))

    def _tell_of_address(self, address: str, people: Sequence[PersonId], words: Sequence[str]) -> None:
        self.act(identify.tell_of_address, address, people, words, self.open.file if self.open else None)

    def _show_address(self, address: str) -> None:
        from ui.screens import show_address

        show_address.ask(self.seat, self.window(), self.contact_id, address)

    def _today(self) -> date:
        return local(self.desk.now()).date()
