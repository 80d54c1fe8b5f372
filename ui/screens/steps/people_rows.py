"""Cards of people that stay while the record changes, each field tied to what is typed in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final, Generic, TypeVar

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.drafting import Draft
from ui.screens.steps.adult_card import AdultCard
from ui.screens.steps.child_card import NOT_KNOWN, ChildCard
from ui.screens.steps.step import Step
from ui.widgets.field import LineField, TextField
from workstation.domain import kinds
from workstation.domain.answers import Judgement
from workstation.domain.contact import ContactFile
from workstation.domain.ids import PersonId

C = TypeVar("C", ChildCard, AdultCard)
_HEARD: Final = ("heard", "heard_by")


class _Rows(Generic[C]):
    """What children and adults share: cards by person, drafts by person and field."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self.cards: dict[PersonId, C] = {}
        self.layout = QVBoxLayout()
        self.layout.setSpacing(8)
        self._drafts: dict[tuple[PersonId, str], Draft] = {}

    def tie(
        self, person: PersonId, name: str, field: LineField | TextField, say: Callable[[PersonId], None]
    ) -> None:
        """Keep what is typed in a field, and say it when the field is left."""
        place = f"person.{person}.{name}"
        self._drafts[person, name] = self._step.keep(field, place, lambda _draft: say(person))

    def fill(self, person: PersonId, values: dict[str, str]) -> None:
        """Show what stands, but never over what is being typed."""
        for name, text in values.items():
            self._drafts[person, name].fill(text)

    def dirty(self, person: PersonId, *names: str) -> list[Draft]:
        """Fields with words that are not said yet."""
        return [draft for name in names if (draft := self._drafts[person, name]).dirty]

    def drop_gone(self, there: set[PersonId]) -> None:
        """Take away the cards of people who are not in the contact any more."""
        for person in [p for p in self.cards if p not in there]:
            card: QWidget = self.cards.pop(person)
            card.hide()
            card.deleteLater()
            for key in [k for k in self._drafts if k[0] == person]:
                del self._drafts[key]
            for place in [p for p in self._step.places if p.endswith(f":{person}")]:
                del self._step.places[place]

    def show_answers(self, judged: Sequence[Judgement]) -> None:
        """Show who these people were judged to be, each answer a place that a gap can lead to."""
        now = self._step.desk.now()
        for person, card in self.cards.items():
            card.answers.show_answers((j for j in judged if j.person == person), now)
            for name in [n for n in self._step.places if n.startswith(f"answer:{person}:")]:
                del self._step.places[name]
            self._step.places |= {f"answer:{person}:{row.answer.other}": row for row in card.answers.rows}

    def change_answer(self, answer: Judgement, verdict: str, warned: str) -> None:
        """Answer anew what was answered before."""
        self._step.change_answer(answer, verdict, warned)

    def _remove(self, person: PersonId) -> None:
        body = kinds.PersonRemoved(person=person, because="named by mistake")
        self._step.act_undoable("Taken out of this contact.", body)


class ChildRows(_Rows[ChildCard]):
    """The children."""

    def __init__(
        self, step: Step, today: Callable[[], date], after_where: Callable[[PersonId], None]
    ) -> None:
        """`after_where` goes on from the line that says where a child is (Enter)."""
        super().__init__(step)
        self._today, self._after_where = today, after_where

    def show(self, file: ContactFile) -> None:
        """Show the children of the contact."""
        self.drop_gone({c.person for c in file.children})
        for at, child in enumerate(file.children, start=1):
            card = self.cards.get(child.person) or self._make(child.person)
            card.show_child(child, at, len(file.children), file)
            heard = file.heard(child.person)
            said = {"heard": heard.words if heard else "", "heard_by": heard.heard_by if heard else ""}
            self.fill(child.person, card.values(child) | said)

    def _make(self, person: PersonId) -> ChildCard:
        card = self.cards[person] = ChildCard(person, self._today)
        for name, field in card.fields().items():
            self.tie(person, name, field, self.say)
        self.tie(person, "heard", card.heard, self.say_heard)
        self.tie(person, "heard_by", card.heard_by, self.say_heard)
        card.sex_chosen.connect(partial(self._say_sex, person))
        card.where.edit.returnPressed.connect(partial(self._after_where, person))
        card.where_not_known.connect(partial(self._say_not_known, person))
        card.answers.changed.connect(self.change_answer)
        card.removed.connect(partial(self._remove, person))
        self.layout.addWidget(card)
        self._step.places |= {f"where:{person}": card.where, f"heard:{person}": card.heard}
        return card

    def save(self) -> None:
        """Say everything that was typed."""
        for person, card in self.cards.items():
            if self.dirty(person, *card.fields()):
                self.say(person)
            if self.dirty(person, *_HEARD):
                self.say_heard(person)

    def say(self, person: PersonId) -> None:
        """Record the child as the card has it, unless the date of birth cannot be understood."""
        self._say(person, "")

    def _say_sex(self, person: PersonId, sex: str) -> None:
        self._say(person, sex)

    def _say(self, person: PersonId, sex: str) -> None:
        child = self._step.open.file.child(person) if self._step.open is not None else None
        card = self.cards[person]
        if child is None or card.born.error():
            return
        body = card.as_typed(child)
        if sex:
            body = msgspec.structs.replace(body, sex=sex)
        self._step.say(body, drafts=self.dirty(person, *card.fields()))

    def _say_not_known(self, person: PersonId) -> None:
        card = self.cards[person]
        card.where.set_text(NOT_KNOWN)
        card.where.setFocus()
        self.say(person)

    def say_heard(self, person: PersonId) -> None:
        """Record the child's own words."""
        card = self.cards[person]
        words, by = card.heard.text().strip(), card.heard_by.text().strip()
        if words:
            before = self._step.open.file.heard(person) if self._step.open else None
            able = before.able if before else ""
            body = kinds.ChildHeard(person=person, words=words, heard_by=by, able=able)
            self._step.say(body, drafts=self.dirty(person, *_HEARD))


class AdultRows(_Rows[AdultCard]):
    """Adults and others."""

    def show(self, file: ContactFile) -> None:
        """Show the adults of the contact."""
        self.drop_gone({a.person for a in file.adults})
        for adult in file.adults:
            card = self.cards.get(adult.person) or self._make(adult.person)
            card.show_adult(adult)
            self.fill(adult.person, card.values(adult))

    def _make(self, person: PersonId) -> AdultCard:
        card = self.cards[person] = AdultCard(person)
        for name, field in card.fields().items():
            self.tie(person, name, field, self.say)
        card.answered.connect(partial(self._say_about, person))
        card.answers.changed.connect(self.change_answer)
        card.removed.connect(partial(self._remove, person))
        self.layout.addWidget(card)
        self._step.places[f"adult:{person}"] = card.change
        return card

    def save(self) -> None:
        """Say everything that was typed."""
        for person, card in self.cards.items():
            if self.dirty(person, *card.fields()):
                self.say(person)

    def say(self, person: PersonId) -> None:
        """Record the adult as the card has it."""
        self._say_about(person, "", "")

    def _say_about(self, person: PersonId, which: str, answer: str) -> None:
        adult = self._step.open.file.adult(person) if self._step.open is not None else None
        if adult is None:
            return
        card = self.cards[person]
        body = card.as_typed(adult)
        if which == "letters":
            body = msgspec.structs.replace(body, no_letters=answer == "no")
        elif which:
            body = msgspec.structs.replace(body, **{which: answer})
        self._step.say(body, drafts=self.dirty(person, *card.fields()))
