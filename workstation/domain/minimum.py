"""The least a police notification must say (`domain.md` 2.7): what of it is there, what was asked, what is missing.

Worked out from the record alone, by a rule that anybody can do on paper: an item counts when the record holds an
answer to it. *They did not say* closes the question and does not count: nobody knows it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final, Literal

from msgspec import Struct

from workstation.domain import kinds
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Ask, Guide, source_group

State = Literal["there", "did not say", "asked", "missing"]


class Item(Struct, frozen=True):
    """One item of the list, how far it is, and when it was asked: the first time, then every time again."""

    id: str
    words: str
    state: State
    asked: tuple[datetime, ...] = ()

    @property
    def open(self) -> bool:
        """Whether somebody still has to find it out."""
        return self.state in ("asked", "missing")


class Minimum(Struct, frozen=True):
    """The list for one notification. Empty for a contact that did not come from the police."""

    items: tuple[Item, ...] = ()

    @property
    def there(self) -> int:
        """How many items the record holds."""
        return sum(item.state == "there" for item in self.items)

    @property
    def gaps(self) -> tuple[Item, ...]:
        """What is missing or asked, in the order of the list."""
        return tuple(item for item in self.items if item.open)


def minimum(file: ContactFile, guide: Guide) -> Minimum:
    """How far a police notification is."""
    group = source_group(file.source)
    if group != "police":
        return Minimum()
    asked = asked_when(file)
    return Minimum(
        tuple(
            Item(ask.id, ask.words, state, asked.get(ask.id, ()) if state != "there" else ())
            for ask in guide.essentials(group)
            for state in [_state(file, ask)]
        )
    )


def _state(file: ContactFile, ask: Ask) -> State:
    if ask.held and _HELD[ask.held](file):
        return "there"
    return state_of(file, ask.id)


def state_of(file: ContactFile, question: str) -> State:
    """How far one question is, by what was answered; sent back with others, it is asked."""
    answer, back = file.asked(question), file.asked_back
    if answer is not None and answer.state in ("asked", "did not say"):
        return answer.state
    if answer is not None and answer.state == "answered" and answer.answer.strip():
        return "there"
    return "asked" if back is not None and question in back.body.items else "missing"


def asked_when(file: ContactFile) -> dict[str, tuple[datetime, ...]]:
    """When each question was asked and asked again, by itself or sent back with others, oldest first."""
    found: dict[str, tuple[datetime, ...]] = {}
    for said in file.log(kinds.Answered):
        if said.body.state == "asked":
            found[said.body.question_id] = (*found.get(said.body.question_id, ()), said.happened)
    for back in file.log(kinds.ReferrerAsked):
        for question in back.body.items:
            found[question] = tuple(sorted((*found.get(question, ()), back.happened)))
    return found


def _reference(file: ContactFile) -> bool:
    return file.received is not None and bool(file.received.body.reference.strip())


def _officer(file: ContactFile) -> bool:
    return file.referrer is not None and bool(file.referrer.name.strip())


def _address(file: ContactFile) -> bool:
    """A hidden address is an address: its words are in the journal, and not in the file."""
    return any(a.confidential or a.lines.strip() or a.postcode.strip() for a in file.addresses)


def _children(file: ContactFile) -> bool:
    """Every child has a name, and a day or an age."""
    return bool(file.children) and all(
        (c.name.family or c.name.given) and (c.born.on or c.born.due or c.born.age is not None)
        for c in file.children
    )


def _adults(file: ContactFile) -> bool:
    """Somebody is named, and whoever is named has a role."""
    known = [a for a in file.adults if a.known]
    return bool(known) and all(a.relationship.strip() for a in known)


_HELD: Final[dict[str, Callable[[ContactFile], bool]]] = {
    "reference": _reference, "officer": _officer, "address": _address, "children": _children, "adults": _adults,
}  # fmt: skip
"""What `Ask.held` may say."""
