"""What people answered, or have to answer, about who is who and which contacts are about one event."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec import Struct

from workstation.domain import wording
from workstation.domain.compared import compared
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.times import local

SAID: Final = {"same": "the same person", "different": "a different person", "not sure": "not sure yet"}


class Judgement(Struct, frozen=True, kw_only=True):
    """An answer about a person of the contact that is open: whom else they are or are not.

    It stands in `contact` (with its `number` when that is another one), and is changed there. `person` is the one
    of the contact that is open, also when it was said about somebody judged to be the same as they.
    """

    person: PersonId
    other: PersonId
    other_contact: ContactId
    contact: ContactId
    verdict: str
    called: str
    """The name of the person here."""
    name: str
    born: str = ""
    number: str = ""
    by: str = ""
    at: datetime | None = None
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    twins: str = ""
    """A question to answer before this may become `same`."""
    as_said: tuple[PersonId, PersonId]
    """Between whom it stands, in the order it was said, for whoever changes it."""

    @property
    def here(self) -> bool:
        """Whether it was said in the contact that is open."""
        return not self.number

    def words(self, now: datetime) -> str:
        """`Matched by R. Shah 09:24: FARROW, Ellie · Born 14 Mar 2017 (9y)`."""
        said = {"same": "Matched", "different": "Judged different", "not sure": "Left open"}
        by = f" by {self.by}" if self.by else ""
        at = f" {_when(self.at, now)}" if self.at else ""
        where = f" in {self.number}" if self.number else ""
        who = " · ".join(part for part in (self.name, self.born) if part)
        return f"{said.get(self.verdict, 'Answered')}{by}{at}{where}: {who}"

    @property
    def why(self) -> str:
        """`same date of birth. Against it: another first name. Not compared: no NHS number on record`."""
        known = compared(self.reasons)
        against = f"Against it: {', '.join(self.against)}" if self.against else ""
        return ". ".join(part for part in (", ".join(known.reasons), against, known.not_known) if part)


def _when(at: datetime, now: datetime) -> str:
    """The time today, the day before that."""
    return wording.clock(at) if local(at).date() == local(now).date() else wording.day(at)


class Clash(Struct, frozen=True, kw_only=True):
    """Answers that cannot all be right: these two are different, and these answers together make them one."""

    different: Judgement
    same: tuple[Judgement, ...]

    @property
    def words(self) -> str:
        """What does not fit, in a sentence with both names."""
        one, other = self.different.called, self.different.name
        return f"{one} and {other} were judged different people, but other answers make them the same."


class Twofold(Struct, frozen=True, kw_only=True):
    """Another contact that may be, is, or is not about the event of the one that is open.

    `verdict` is empty while nobody has said. `said_in` is the contact in which the answer stands: either of both.
    """

    other: ContactId
    number: str
    by: str
    at: datetime | None
    when: str = ""
    """The time, with its day unless that is today."""
    about: str = ""
    child: str = ""
    reasons: tuple[str, ...] = ()
    verdict: str = ""
    said_in: ContactId | None = None
    goes_on: ContactId | None = None

    @property
    def asked(self) -> str:
        """The question: `C26-18420-K by R. Shah, 09:31, may be about the same event`."""
        return f"{self.which}, may be about the same event."

    @property
    def which(self) -> str:
        """`C26-18420-K by R. Shah, 09:31`."""
        by = f" by {self.by}" if self.by else ""
        return f"{self.number}{by}{f', {self.when}' if self.when else ''}"

    @property
    def words(self) -> str:
        """What stands, in a sentence; the question while nothing stands."""
        said = {
            "same": f"The same event as {self.which}.",
            "different": f"Another event than {self.which}.",
            "not sure": f"Not sure whether {self.which}, is about the same event.",
        }
        return said.get(self.verdict, self.asked)
