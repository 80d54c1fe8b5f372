"""Remembers whom a file named under which number: two people of one file may share one by mistake."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from workstation.domain.ids import PersonId, uuid_of
from workstation.domain.kinds import AdultNamed, ChildNamed
from workstation.domain.other_person import Alike, Who, compared, never, who
from workstation.intake.headings import bare

_Person = TypeVar("_Person", ChildNamed, AdultNamed)


class ToldApart:
    """The first person of this file under each number. Nothing is decided by it but who is somebody else."""

    def __init__(self, alike: Alike = never) -> None:
        self._alike = alike
        self._first: dict[str, Who] = {}

    def is_another(self, number: str, now: Who) -> bool:
        """Whether somebody who is clearly another person came under this number before."""
        return compared(self._first.setdefault(number, now), now, self._alike) != "same"

    def beside(self, one: _Person) -> _Person:
        """The same; as somebody of their own where another person came first who would have the same identity."""
        if not self.is_another(one.person, who(one)):
            return one
        name = bare(one.name.given) or bare(one.name.family)
        return replace(one, person=PersonId(uuid_of(one.person, "beside", name)))
