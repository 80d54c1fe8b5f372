"""What a row says becomes acts, once: the same words are not said twice, and two rows of one file that differ about
the same thing do not overwrite each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.ids import ContactId, EntryId, uuid_of
from workstation.domain.kinds import Body, EarlierTaken, question
from workstation.intake.acts import Taken, entry_id
from workstation.intake.outcome import RowOutcome, Verdict
from workstation.intake.tally import Tally

_OTHERWISE: Final = "an earlier row of this file says otherwise of the same person or address; that was kept"


class Said(Struct, frozen=True, kw_only=True):
    """What one row says of one contact. `where` is how the row is called; `entry` the identity of a row that has
    one of its own.
    """

    contact: ContactId
    happened: datetime
    bodies: tuple[Body, ...]
    where: str
    edition: str
    as_of: date | None = None
    entry: EntryId | None = None

    def id_of(self, body: Body) -> EntryId:
        """The identity of a part of the row. That of the row is the identity of its event."""
        return (self.entry if isinstance(body, EarlierTaken) else None) or entry_id(self.contact, body)


class Taking:
    """Takes the rows of one file and tells the tally what became of each."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._seen: dict[EntryId, str] = {}
        self._answered: dict[tuple[str, ...], EntryId] = {}

    @property
    def any(self) -> bool:
        """Whether anything was taken."""
        return bool(self._seen)

    def refuse(self, outcome: RowOutcome) -> None:
        """A row of which nothing is taken."""
        self._tally.row(outcome)

    def take(self, said: Said, outcome: RowOutcome) -> tuple[Taken, ...]:
        """The acts of a row that were not said before in this file. `outcome` is what the list tells so far."""
        bodies = [(body, said.id_of(body)) for body in said.bodies]
        before = [self._seen.get(entry, "") for _, entry in bodies]
        again = before[0] if all(before) and before[0] != said.where else ""
        fresh, marks = self._fresh(said, bodies)
        marks = [*outcome.marks, *marks]
        if again:
            marks.append(f"the same as {again}: taken once, seen twice")
        verdict: Verdict = "taken with marks" if marks else "taken"
        row = self._tally.row(replace(outcome, verdict=verdict, marks=tuple(marks), seen_before=again))
        return tuple(
            Taken(said.contact, body, entry, said.happened, said.edition, row, said.as_of)
            for body, entry in fresh
        )

    def _fresh(
        self, said: Said, bodies: Sequence[tuple[Body, EntryId]]
    ) -> tuple[list[tuple[Body, EntryId]], list[str]]:
        fresh: list[tuple[Body, EntryId]] = []
        marks: list[str] = []
        for body, entry in bodies:
            if entry in self._seen:
                continue
            asked = question(body)
            other = self._answered.setdefault((said.contact, *asked), entry) if asked else entry
            if other != entry and not isinstance(body, EarlierTaken):
                marks.append(_OTHERWISE)
                continue
            self._seen[entry] = said.where
            if other != entry and isinstance(body, EarlierTaken):  # another event on the same day
                fresh.append((replace(body, key=uuid_of("another", body.key, entry)), entry))
            else:
                fresh.append((body, entry))
        return fresh, list(dict.fromkeys(marks))
