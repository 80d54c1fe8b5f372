"""Whom a file names who is somebody else on record: a number given twice, a sibling, a twin. Their rows are left.

Nobody's history is written on another person. What was left is in the report of the file, row by row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId
from workstation.domain.kinds import AddressRecorded, AdultNamed, Body, ChildNamed, EarlierTaken, question
from workstation.domain.other_person import Compared, compared, who
from workstation.guidebook.names import name_lists
from workstation.history.folding import key
from workstation.intake import acts
from workstation.intake.acts import Taken

SOMEBODY_ELSE: Final = "its number is that of another person on record, so left alone"
PERHAPS: Final = "another first name than on record: a sibling, a twin or a new name? Left alone, please ask"
BESIDE: Final = "on record already, beside a twin or sibling; left alone"
_EVERYBODY: Final = ""


class Strangers:
    """Those met so far in one file. A row names a person once and may speak of them often, so they are kept."""

    def __init__(self) -> None:
        self._people: dict[tuple[ContactId, str], str] = {}
        self._rows: dict[tuple[ContactId, int], str] = {}

    def meet(self, batch: Sequence[Taken], files: Mapping[ContactId, ContactFile]) -> None:
        """Look at who is named in these, beside the record of each contact."""
        for taken in batch:
            file, body = files.get(taken.contact), taken.body
            if file and isinstance(body, ChildNamed | AdultNamed) and (words := _stranger(body, file)):
                whole = body.person in (taken.contact, acts.person_of(taken.contact))
                self._people[taken.contact, _EVERYBODY if whole else body.person] = words
        if self._people:
            self._rows = {
                (taken.contact, taken.row): words for taken in batch if (words := self._of_row(taken))
            }

    def _of_row(self, taken: Taken) -> str:
        """Why a whole row is left: the child it is about is another, or the person of its record is."""
        found = self._people.get((taken.contact, _EVERYBODY), "")
        if not found and isinstance(taken.body, ChildNamed):
            found = self._people.get((taken.contact, taken.body.person), "")
        if not found and isinstance(taken.body, EarlierTaken):
            found = self._people.get((taken.contact, taken.body.child), "") if taken.body.child else ""
        return found

    def left(self, taken: Taken) -> str:
        """Why this is left; empty when it is not about a stranger."""
        about: tuple[str, ...] = ()
        if isinstance(taken.body, AdultNamed):
            about = (taken.body.person,)
        elif isinstance(taken.body, AddressRecorded):
            about = taken.body.people
        people = (words for one in about if (words := self._people.get((taken.contact, one))))
        return self._rows.get((taken.contact, taken.row)) or next(people, "")


def alike(one: str, other: str) -> bool:
    """Whether two words may stand for one name: a short form, or another spelling."""
    lists = name_lists(key)
    return other in lists.short(one) | lists.spelt(one)


def _stranger(now: ChildNamed | AdultNamed, file: ContactFile) -> str:
    """What to say where a person is clearly not the one whom the record has in that place, under any name of theirs
    so far; empty when they are.
    """
    asked = question(now)
    if any(_is_the_same(child, now) for child in file.children if child.person != now.person):
        return BESIDE
    if not asked or not file.answers(*asked):
        return ""
    named = [said.body for said in file.story if question(said.body) == asked]
    found = [_compared(body, now) for body in named if isinstance(body, ChildNamed | AdultNamed)]
    if not found or "same" in found:
        return ""
    return PERHAPS if "perhaps" in found else SOMEBODY_ELSE


def _compared(before: ChildNamed | AdultNamed, now: ChildNamed | AdultNamed) -> Compared:
    return compared(who(before), who(now), alike)


def _is_the_same(child: ChildNamed, now: Body) -> bool:
    """Whether this is the twin who has a place of their own in the contact, come first in this file."""
    numbers = ("la_child_id", "upn", "nhs")
    return (
        isinstance(now, ChildNamed)
        and child.born.on is not None
        and who(child) == who(now)
        and all(getattr(child, number) == getattr(now, number) for number in numbers)
    )
