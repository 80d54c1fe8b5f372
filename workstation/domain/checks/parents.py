"""Step 5: parents and other adults, and young people who can agree for themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from msgspec import Struct

from workstation.domain import kinds, lawful, wording
from workstation.domain.belonging import children_of, must_be_told
from workstation.domain.checks.state import Check, State
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.ids import PersonId
from workstation.domain.times import local

OLD_ENOUGH: Final = 16
"""From this age a young person agrees, or not, for themselves."""
ANSWERS_ALONE: Final = "answers for themselves"
"""What a young person is, in the list of those who are told and asked."""

_clock = lru_cache(maxsize=1024)(wording.clock)
"""The same few moments are written each time a contact is folded anew."""


class AdultLine(Struct, frozen=True):
    """One adult, and how far telling and asking them is."""

    adult: kinds.AdultNamed
    check: Check


class YoungLine(Struct, frozen=True):
    """A young person who agrees for themselves, and how far telling and asking them is."""

    child: kinds.ChildNamed
    check: Check


def adult_lines(file: ContactFile) -> tuple[AdultLine, ...]:
    """Adults of the contact, those with parental responsibility (or not known to have none) first."""
    ordered = sorted(file.adults, key=lambda a: a.responsibility == "no")
    return tuple(AdultLine(a, adult_check(file, a)) for a in ordered)


def young_lines(file: ContactFile) -> tuple[YoungLine, ...]:
    """Children who agree or refuse for themselves: from 16, and younger ones who understand enough (Gillick)."""
    return tuple(
        YoungLine(c, _check(file, c.person, holder=True)) for c in file.children if answers_alone(file, c)
    )


def everyone_asked(file: ContactFile) -> tuple[AdultLine, ...]:
    """All who are told and asked, for lists and paper: young people first, each like an adult."""
    young = (AdultLine(as_adult(line.child), line.check) for line in young_lines(file))
    return (*young, *adult_lines(file))


def as_adult(child: kinds.ChildNamed) -> kinds.AdultNamed:
    """A young person who answers for themselves, where those who are told are adults. Nothing is known of a way
    that is safe for them but to meet.
    """
    return kinds.AdultNamed(
        person=child.person, name=child.name, relationship=ANSWERS_ALONE, responsibility="no"
    )


def answers_alone(file: ContactFile, child: kinds.ChildNamed) -> bool:
    """Whether a child agrees or refuses for themselves: by age, or because somebody judged that they can."""
    heard = file.heard(child.person)
    return old_enough(file, child) or (heard is not None and bool(heard.able.strip()))


def old_enough(file: ContactFile, child: kinds.ChildNamed) -> bool:
    """Whether a child was old enough to agree for themselves when the contact came."""
    at, born = file.received_at, file.born(child)
    if born.on is not None and at is not None:
        return wording.years(born.on, local(at).date()) >= OLD_ENOUGH
    return born.age is not None and born.age >= OLD_ENOUGH


def missing_parent(file: ContactFile) -> str:
    """`father`, `mother` or `parent`: who nobody has recorded, known or not known, of some child; empty when both
    are there of each. `Father of Ellie` is not her brother's.
    """
    if not file.adults:
        return ""
    return next(filter(None, (missing_parent_of(file, child) for child in file.children)), "")


def missing_parent_of(file: ContactFile, child: kinds.ChildNamed) -> str:
    """The same of one child; `parent` where no adult is recorded at all."""
    called = [a.relationship.strip().casefold() for a in file.adults if child in children_of(file, a.person)]
    mothers, fathers, others = (sum(c.startswith(w) for c in called) for w in ("mother", "father", "parent"))
    if mothers + fathers + others >= _TWO:
        return ""
    return "father" if mothers else "mother" if fathers else "parent"


_TWO: Final = 2
_WAITS: Final = (State.NOT_KNOWN_YET, "Waiting for a manager")


def adult_check(file: ContactFile, adult: kinds.AdultNamed) -> Check:
    """How far telling one adult is; support is asked of those who were told and have responsibility."""
    if not adult.known and file.told(adult.person) is None:
        return Check(State.GAP, "not known")
    if file.told(adult.person) is None and not must_be_told(adult):
        return Check(State.SETTLED, "lives elsewhere, nobody has to tell them")
    return _check(file, adult.person, holder=adult.responsibility == "yes")


def _check(file: ContactFile, person: PersonId, *, holder: bool) -> Check:
    said = file.told(person)
    if said is None:
        return Check(State.NOT_STARTED, "not yet spoken to")
    if isinstance(said.body, kinds.ParentLeft):
        return Check(State.SETTLED, "left for later, with a reason")
    told = said.body
    assert isinstance(told, kinds.ParentTold)  # noqa: S101 - the two kinds that answer this question
    if told.told != "yes":
        wrong = _lacks(told)
        return Check(State.GAP if wrong else State.SETTLED, f"not told, {wrong}" if wrong else "not told")
    at = f"spoken to {_clock(said.happened)}"
    agrees = file.agrees(person)
    asked = holder or (agrees is not None and agrees.agrees == "no")
    return _asked(file, person, at) if asked else Check(State.SETTLED, at)


def _asked(file: ContactFile, person: PersonId, at: str) -> Check:
    """How far the second question is: whether they agree to support."""
    agrees, refusal = file.agrees(person), file.declined(person)
    if refusal is None and agrees is None:
        return Check(State.IN_PROGRESS, f"{at}, support not asked")
    if refusal is None and agrees is not None and agrees.agrees == "no":
        return Check(State.GAP, f"{at}, declined, no reason")
    if agrees is not None and agrees.agrees == "not asked" and not agrees.because.strip():
        return Check(State.GAP, f"{at}, support not asked, no reason")
    return Check(State.SETTLED, at)


def _lacks(told: kinds.ParentTold) -> str:
    """What is missing where somebody was not told."""
    if told.told == "no: not reached" and not (told.tries and told.how.strip()):
        return "tries not written down"
    if told.told == "no: risk" and not told.lawful:
        return "lawful reason not chosen"
    return "" if told.because.strip() or told.told == "no: not reached" else "no reason"


def parents(file: ContactFile, guide: Guide) -> Check:
    """Step 5: each parent and each young person told, or a reason not to; a manager's leave where one is needed."""
    lines: list[AdultLine | YoungLine] = [*young_lines(file), *adult_lines(file)]
    if not file.adults:
        return Check(State.NOT_STARTED, "No parent recorded")
    if lawful.no_check_yet(file, guide):
        waits = lawful.without_agreement(file).leave is lawful.Leave.WAITING
        return Check(*_WAITS) if waits else Check(State.GAP, "A manager has to agree")
    missing = bool(missing_parent(file))
    settled, of = sum(line.check.state is State.SETTLED for line in lines), len(lines) + missing
    if settled == of:
        return Check(State.SETTLED, f"{settled} of {of} settled")
    if not _begun(file, lines):
        return Check(State.NOT_STARTED, "Not yet spoken to")
    if missing or any(line.check.state is State.GAP for line in lines):
        return Check(State.GAP, f"{settled} of {of} settled")
    return Check(State.IN_PROGRESS, f"{settled} of {of} settled")


def _begun(file: ContactFile, lines: list[AdultLine | YoungLine]) -> bool:
    people = (line.adult.person if isinstance(line, AdultLine) else line.child.person for line in lines)
    return any(file.told(person) is not None for person in people)
