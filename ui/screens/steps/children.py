"""Step 2: the children, where each of them is now, the adults around them, and the address (S4.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ui.screens.drafting import Draft
from ui.screens.steps.address_card import AddressCard
from ui.screens.steps.adult_card import AdultCard
from ui.screens.steps.child_card import NOT_KNOWN, ChildCard
from ui.screens.steps.step import Step, Workspace
from ui.seat import Seat
from ui.widgets.buttons import command_button, link, secondary
from ui.widgets.card import Card
from ui.widgets.field import LineField
from ui.widgets.flow import Flow
from ui.widgets.words import Words
from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId, PersonId, uuid7
from workstation.domain.people import may_sign
from workstation.domain.times import local, milliseconds
from workstation.services import identify
from workstation.services.find import OpenContact

_PAIR: Final = ("heard", "heard_by")


class Children(Step):
    """People are cards that stay while the record changes, so that whoever is typing goes on typing."""

    number = 2
    title = "Children and family"
    heading = "Who is this about?"
    next_words = "Save and next: History"

    def __init__(self, seat: Seat, contact_id: ContactId, page: Workspace) -> None:
        super().__init__(seat, contact_id, page)
        self.children: dict[PersonId, ChildCard] = {}
        self.adults: dict[PersonId, AdultCard] = {}
        self._drafts_of: dict[tuple[PersonId, str], Draft] = {}
        self._to_open: PersonId | None = None
        self.add_child = command_button(
            "contact.add_another", "secondary", "plus", "Add a child", self._add_child
        )
        self.add_adult = secondary("Add an adult", "plus")
        self.unknown_father = link("Father not known")
        self.nobody = Words("No adults recorded. Who looks after them?", wrap=True)
        self.not_named = LineField("Nobody can say yet which child this is, because")
        self._not_named = self.keep(self.not_named, "not named", self._say_not_named)
        self.address = AddressCard(manager=may_sign(self.desk.worker))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add_head_button(self.add_child)
        self._child_rows, self._adult_rows = QVBoxLayout(), QVBoxLayout()
        for rows in (self._child_rows, self._adult_rows):
            rows.setSpacing(8)
        adults = Card("Adults and others", role="h2")
        buttons = Flow(gap=12)
        buttons.addWidget(self.add_adult)
        buttons.addWidget(self.unknown_father)
        adults.add(self.nobody)
        adults.add_row(buttons)
        self.column.addLayout(self._child_rows)
        self.column.addWidget(self.not_named)
        self.column.addWidget(adults)
        self.column.addLayout(self._adult_rows)
        self.column.addWidget(self.address)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignRight)
        self.places |= {"children": self.add_child, "adults": self.add_adult, "address": self.address.add_one}

    def _connect(self) -> None:
        self.add_adult.clicked.connect(self._add_adult)
        self.unknown_father.clicked.connect(self._add_unknown_father)
        self.address.shown.connect(partial(self.page.run_command, "address.show"))
        self.address.confidential.connect(partial(self.act, identify.make_confidential))
        self.address.release.connect(partial(self.act, identify.release_address))
        self.address.recorded.connect(self._record_address)

    # -- showing ------------------------------------------------------------------------------------------

    def show_contact(self, shown: OpenContact) -> None:
        """People from the record; what is being typed stays."""
        super().show_contact(shown)
        file = shown.file
        self._drop_gone({c.person for c in file.children} | {a.person for a in file.adults})
        for at, child in enumerate(file.children, start=1):
            self._show_child(child, at, len(file.children), file)
        for adult in file.adults:
            self._show_adult(adult)
        self.not_named.setVisible(not file.children)
        self._not_named.fill(file.not_named)
        self.nobody.setVisible(not file.adults)
        father = any(not a.known and "father" in a.relationship for a in file.adults)
        self.unknown_father.setVisible(bool(file.children) and not father)
        self.address.show_addresses(file.addresses)
        self._open_new()

    def _show_child(self, child: kinds.ChildNamed, at: int, of: int, file: ContactFile) -> None:
        card = self.children.get(child.person)
        if card is None:
            card = self.children[child.person] = self._make_child(child.person)
        card.show_child(child, at, of, hidden=file.hidden)
        heard = file.heard(child.person)
        said = {"heard": heard.words if heard else "", "heard_by": heard.heard_by if heard else ""}
        for name, text in (card.values(child) | said).items():
            self._drafts_of[child.person, name].fill(text)
        card.show_matches(list(self._matched(child.person, file)))

    def _make_child(self, person: PersonId) -> ChildCard:
        card = ChildCard(person, self._today)
        for name, field in card.fields().items():
            self._drafts_of[person, name] = self.keep(
                field, f"person.{person}.{name}", partial(self._say_child, person)
            )
        for name, field in (("heard", card.heard), ("heard_by", card.heard_by)):
            self._drafts_of[person, name] = self.keep(
                field, f"person.{person}.{name}", partial(self._say_heard, person)
            )
        card.sex_chosen.connect(partial(self._say_sex, person))
        card.where_not_known.connect(partial(self._say_where_not_known, person))
        card.unlinked.connect(self._unlink)
        card.removed.connect(partial(self._remove, person))
        self._child_rows.addWidget(card)
        self.places[f"where:{person}"] = card.where
        self.places[f"heard:{person}"] = card.heard
        return card

    def _show_adult(self, adult: kinds.AdultNamed) -> None:
        card = self.adults.get(adult.person)
        if card is None:
            card = self.adults[adult.person] = self._make_adult(adult.person)
        card.show_adult(adult)
        for name, text in card.values(adult).items():
            self._drafts_of[adult.person, name].fill(text)

    def _make_adult(self, person: PersonId) -> AdultCard:
        card = AdultCard(person)
        for name, field in card.fields().items():
            self._drafts_of[person, name] = self.keep(
                field, f"person.{person}.{name}", partial(self._say_adult, person)
            )
        card.answered.connect(partial(self._say_about, person))
        card.removed.connect(partial(self._remove, person))
        self._adult_rows.addWidget(card)
        self.places[f"adult:{person}"] = card.change
        return card

    def _matched(self, person: PersonId, file: ContactFile) -> list[tuple[str, object]]:
        found: list[tuple[str, object]] = []
        for said in file.matches:
            if said.body.person == person and said.body.verdict == "same":
                who = self.desk.person(said.by)
                by = f" by {who.short}" if who else ""
                why = f": {', '.join(said.body.reasons)}" if said.body.reasons else ""
                found.append(
                    (f"Matched to an earlier record{by} {wording.clock(said.happened)}{why}", said.body)
                )
        return found

    def _drop_gone(self, there: set[PersonId]) -> None:
        for cards in (self.children, self.adults):
            for person in [p for p in cards if p not in there]:
                card = cards.pop(person)  # type: ignore[attr-defined]
                card.hide()
                card.deleteLater()
                for key in [k for k in self._drafts_of if k[0] == person]:
                    del self._drafts_of[key]
                for place in [p for p in self.places if p.endswith(f":{person}")]:
                    del self.places[place]

    def _open_new(self) -> None:
        card = self.children.get(self._to_open) or self.adults.get(self._to_open) if self._to_open else None
        if card is not None:
            self._to_open = None
            card.open_form()
            card.given.setFocus()

    # -- the step -----------------------------------------------------------------------------------------

    def first_focus(self) -> None:
        """The first child of whom nobody said where they are; else the first child."""
        file = self.open.file if self.open is not None else None
        for child in file.children if file is not None else ():
            if not child.where_now:
                self.children[child.person].where.setFocus()
                return
        (self.add_adult if file is not None and not file.adults else self.add_child).setFocus()

    def commands(self) -> dict[str, Callable[[], None]]:
        """Alt+A adds a child; with the focus among the adults, an adult."""
        return {"contact.add_another": self._add_another}

    def save(self) -> None:
        """Say everything that was typed."""
        for person in self.children:
            if self._dirty(person, *self.children[person].fields()):
                self._say_child(person)
            if self._dirty(person, *_PAIR):
                self._say_heard(person)
        for person in self.adults:
            if self._dirty(person, *self.adults[person].fields()):
                self._say_adult(person)
        if self._not_named.dirty:
            self._say_not_named(self._not_named)

    def _dirty(self, person: PersonId, *names: str) -> list[Draft]:
        return [d for n in names if (d := self._drafts_of[person, n]).dirty]

    # -- saying -------------------------------------------------------------------------------------------

    def _child(self, person: PersonId) -> kinds.ChildNamed | None:
        return self.open.file.child(person) if self.open is not None else None

    def _adult(self, person: PersonId) -> kinds.AdultNamed | None:
        return self.open.file.adult(person) if self.open is not None else None

    def _say_child(self, person: PersonId, _draft: Draft | None = None) -> None:
        child = self._child(person)
        card = self.children[person]
        if child is not None and not card.born.error():
            self.say(card.body(child), drafts=self._dirty(person, *card.fields()))

    def _say_sex(self, person: PersonId, sex: str) -> None:
        child = self._child(person)
        if child is not None:
            body = msgspec.structs.replace(self.children[person].body(child), sex=sex)
            self.say(body, drafts=self._dirty(person, *self.children[person].fields()))

    def _say_where_not_known(self, person: PersonId) -> None:
        self.children[person].where.set_text(NOT_KNOWN)
        self.children[person].where.setFocus()
        self._say_child(person)

    def _say_heard(self, person: PersonId, _draft: Draft | None = None) -> None:
        card = self.children[person]
        if card.heard.text().strip():
            words, by = card.heard.text().strip(), card.heard_by.text().strip()
            self.say(
                kinds.ChildHeard(person=person, words=words, heard_by=by), drafts=self._dirty(person, *_PAIR)
            )

    def _say_adult(self, person: PersonId, _draft: Draft | None = None) -> None:
        adult = self._adult(person)
        if adult is not None:
            card = self.adults[person]
            self.say(card.body(adult), drafts=self._dirty(person, *card.fields()))

    def _say_about(self, person: PersonId, which: str, answer: str) -> None:
        adult = self._adult(person)
        if adult is not None:
            card = self.adults[person]
            body = msgspec.structs.replace(card.body(adult), **{which: answer})
            self.say(body, drafts=self._dirty(person, *card.fields()))

    def _say_not_named(self, draft: Draft) -> None:
        if draft.text():
            self.say(kinds.ChildNotNamed(because=draft.text()), drafts=[draft])

    def _add_another(self) -> None:
        if any(
            card.isAncestorOf(focus)
            for card in self.adults.values()
            if (focus := self.focusWidget()) is not None
        ):
            self._add_adult()
        else:
            self._add_child()

    def _add_child(self) -> None:
        self._to_open = self._new_person()
        self.say(kinds.ChildNamed(person=self._to_open, name=kinds.Name()))

    def _add_adult(self) -> None:
        self._to_open = self._new_person()
        self.say(kinds.AdultNamed(person=self._to_open))

    def _add_unknown_father(self) -> None:
        children = self.open.file.children if self.open is not None else ()
        names = wording.listed([c.name.given for c in children if c.name.given])
        who = f"father of {names}" if names else "father"
        self.say(kinds.AdultNamed(person=self._new_person(), relationship=who, known=False))

    def _new_person(self) -> PersonId:
        return PersonId(uuid7(milliseconds(self.desk.now())))

    def _remove(self, person: PersonId) -> None:
        self.act_undoable(
            "Taken out of this contact.", kinds.PersonRemoved(person=person, because="named by mistake")
        )

    def _unlink(self, body: object) -> None:
        if isinstance(body, kinds.Matched):
            different = msgspec.structs.replace(body, verdict="different")
            self.act_undoable("No longer matched. History is without that record now.", different)

    def _record_address(self, lines: str, postcode: str, private: bool) -> None:
        people = tuple(c.person for c in self.open.file.children) if self.open is not None else ()
        body = kinds.AddressRecorded(
            address=identify.new_address_id(self.desk), people=people, lines=lines, postcode=postcode,
            confidential=private,
        )  # fmt: skip
        self.act(identify.record_address, body)

    def _today(self) -> date:
        return local(self.desk.now()).date()
