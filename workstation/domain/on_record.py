"""What the record holds of a person whom somebody matched: shown as such, and worked with, but never written into
the contact by itself.

A caller says *about six*; a worker answers that this is the child of an earlier contact, where a date of birth
stands. Until somebody asks, the contact goes on saying *about six*. But who else should be asked, and whether a
young person answers for themselves, goes by the date that is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, Protocol

from msgspec import Struct

from workstation.domain import kinds, wording
from workstation.domain.ids import ContactId

Sex = Literal["F", "M", "U", ""]


class Named(Protocol):
    """Somebody as one contact names them (`person_line`)."""

    @property
    def contact(self) -> ContactId:
        """In which."""

    @property
    def family(self) -> str:
        """Family name."""

    @property
    def given(self) -> str:
        """Given name."""

    @property
    def born_on(self) -> date | None:
        """Date of birth."""

    @property
    def born_due(self) -> date | None:
        """Expected day of birth."""

    @property
    def sex(self) -> str:
        """`F`, `M`, `U` or nothing."""


class OnRecord(Struct, frozen=True, omit_defaults=True):
    """What other contacts hold of one person, as far as this contact does not: every date of birth, the sex where
    they agree, and under which name.
    """

    name: str
    born: tuple[date, ...] = ()
    sex: Sex = ""
    due: date | None = None
    """The day on which they were expected, where no record has a date of birth and this contact says nothing."""

    @property
    def day(self) -> date | None:
        """The date of birth, when there is one and not several."""
        return self.born[0] if len(self.born) == 1 else None


def lacks(child: kinds.ChildNamed) -> bool:
    """Whether a record could say more of this child than the contact does."""
    return _no_day(child) or child.sex in ("", "U")


def held(child: kinds.ChildNamed, lines: Iterable[Named]) -> OnRecord | None:
    """What these lines of other contacts add to a child; nothing when they add nothing."""
    every = tuple(lines)
    days = dict.fromkeys(line.born_on for line in every if line.born_on is not None) if _no_day(child) else {}
    sexes = {line.sex for line in every if line.sex in ("F", "M")} if child.sex in ("", "U") else set()
    sex = sexes.pop() if len(sexes) == 1 else ""
    dues = (
        {line.born_due for line in every if line.born_due is not None}
        if _nothing_said(child) and not days
        else set()
    )
    due = dues.pop() if len(dues) == 1 else None
    if not days and not sex and due is None:
        return None
    named = [line for line in every if (line.family or line.given) and (line.born_on or not days)]
    newest = max(named or every, key=lambda line: line.contact)
    name = wording.full_name(kinds.Name(newest.family, newest.given))
    return OnRecord(name, tuple(sorted(days)), sex, due)  # type: ignore[arg-type]


def born(child: kinds.ChildNamed, known: OnRecord | None) -> kinds.Born:
    """When a child was born, as far as anybody knows."""
    if known is None or not _no_day(child):
        return child.born
    if known.day is None:
        return kinds.Born(due=known.due) if known.due is not None else child.born
    return kinds.Born(on=known.day)


def words(child: kinds.ChildNamed, known: OnRecord | None, on: date) -> str:
    """`Born 14 Mar 2017 (9y)`; of the record `6y (12 May 2020, from the record of DOYLE, Kayden)`, or only `from
    the record` where they have the same name there.
    """
    if known is None or not _no_day(child):
        return wording.born(child.born, on)
    if not known.born:
        expected = f" (was due {wording.day(known.due)} in {_record(child, known)})" if known.due else ""
        return f"{wording.born(child.born, on)}{expected}"
    said = f"said to be about {child.born.age}" if child.born.age is not None else ""
    if known.day is None:
        days = wording.listed([wording.day(day) for day in known.born])
        return f"{wording.sentence(said) or 'Born: not known'} ({days} in {_record(child, known)})"
    found = f"{wording.age(known.day, on)} ({wording.day(known.day)}, from {_record(child, known)})"
    return f"{found}, {said}" if said and wording.years(known.day, on) != child.born.age else found


def _record(child: kinds.ChildNamed, known: OnRecord) -> str:
    same = known.name == wording.full_name(child.name)
    return "the record" if same else f"the record of {known.name}"


def _no_day(child: kinds.ChildNamed) -> bool:
    return child.born.on is None and child.born.due is None


def _nothing_said(child: kinds.ChildNamed) -> bool:
    return _no_day(child) and child.born.age is None
