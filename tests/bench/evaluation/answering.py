"""Asks every enquiry of a set at a desk, as the window does, and types names letter by letter."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from tests.bench.evaluation.filling import of_the_set
from tests.bench.evaluation.reading import Address, Person, Question, as_given, loosely
from workstation.domain.ids import PersonId
from workstation.domain.past import Candidate
from workstation.history.matcher import Answer, Enquiry, Fainter, Named
from workstation.services import find
from workstation.services.desk import Desk

_ASKED: Final = PersonId("asked about")
_NOWHERE: Final = Address("", "", "")
_FIRST_KEYS: Final = 2
"""Nothing is searched for a single letter."""


class Reply(Struct, frozen=True):
    """One line of the answers."""

    qid: str | float | None
    ranked: list[str | float]
    shown: int
    family: list[str | float]
    ms: float
    reasons: dict[str, list[str]]
    strengths: list[str]
    """In words, as shown; the scorer cuts there."""


@dataclass(slots=True)
class Timed:
    """How long answers took, in milliseconds: by the clock, and of the processor, which others disturb less."""

    enquiries: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    enquiries_worked: list[float] = field(default_factory=list)
    keys_worked: list[float] = field(default_factory=list)


def enquiry_of(question: Question) -> Enquiry:
    """The enquiry that a worker would make of what is known."""
    person = question.person
    address = next(iter(person.addresses), _NOWHERE)
    in_parts = bool(person.forename and person.surname)
    return Enquiry(
        person=_ASKED, name=_whole(person), born=person.born, sex=person.sex, nhs=person.nhs,
        given=person.forename if in_parts else "", middle=person.middle if in_parts else "",
        family=person.surname if in_parts else "", address=address.line, town=address.town,
        postcode=address.postcode, phone=next(iter(person.phones), ""),
        others=tuple(Named(role=o.role, given=o.forename, family=o.surname, born=o.born) for o in question.others),
    )  # fmt: skip


def _whole(person: Person) -> str:
    return " ".join(filter(None, (person.forename, person.middle, person.surname)))


def answer(desk: Desk, question: Question, timed: Timed) -> Reply:
    """One enquiry, answered."""
    enquiry = enquiry_of(question)
    before, worked = time.perf_counter(), time.process_time()
    found = find.enquire(desk, enquiry)
    took = (time.perf_counter() - before) * 1000
    timed.enquiries.append(took)
    timed.enquiries_worked.append((time.process_time() - worked) * 1000)
    return _reply(question.qid, found, took)


def without_people(question: Question) -> Reply:
    """The answer to an enquiry that could not be asked."""
    return Reply(question.qid, [], 0, [], 0.0, {}, [])


def _reply(qid: str | float | None, found: Answer, took: float) -> Reply:
    shown = [c for c in found.shown if of_the_set(c.other)][:10]
    everybody: list[Candidate | Fainter] = [*shown, *(each for each in found.more if of_the_set(each.other))]
    reasons = {loosely(c.other): [*c.reasons, *c.against] for c in shown}
    return Reply(
        qid=qid,
        ranked=[as_given(each.other) for each in everybody],
        shown=len(shown),
        family=[as_given(r.person) for r in found.family if of_the_set(r.person)][:15],
        ms=round(took, 3),
        reasons=reasons,
        strengths=[each.strength for each in everybody],
    )


def type_names(desk: Desk, questions: Iterable[Question], timed: Timed) -> None:
    """Type the names of these enquiries, and ask at every key."""
    for question in questions:
        for name in _typed(_whole(question.person)):
            before, worked = time.perf_counter(), time.process_time()
            find.enquire(desk, Enquiry(person=_ASKED, name=name, typing=True))
            timed.keys.append((time.perf_counter() - before) * 1000)
            timed.keys_worked.append((time.process_time() - worked) * 1000)


def _typed(name: str) -> Iterator[str]:
    return (name[:end] for end in range(_FIRST_KEYS, len(name) + 1) if name[end - 1] != " ")


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of all are below; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
