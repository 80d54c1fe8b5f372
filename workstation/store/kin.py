"""Who belongs with whom, read quickly in plain SQL: people of several contacts, judgements about them, whom one
meets at an address, and contacts about the same event.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

import msgspec

from workstation.domain.ids import ContactId, PersonId
from workstation.domain.line import MatchLine, PairLine
from workstation.domain.person_line import PersonLine
from workstation.store.look import Readable

_MOST_VALUES: Final = 500
"""SQLite takes a limited number of values in one statement."""
_person = msgspec.json.Decoder(PersonLine)
_match = msgspec.json.Decoder(MatchLine)
_PEOPLE: Final = "SELECT line FROM person_rows WHERE contact IN ({}) ORDER BY contact, person"
_PERSONS: Final = "SELECT person, line FROM person_rows WHERE person IN ({}) ORDER BY contact"
_ABOUT: Final = """SELECT line FROM match_rows WHERE person IN ({})
    UNION SELECT line FROM match_rows WHERE other IN ({})"""
_AT: Final = """SELECT s.key, p.line FROM seen_rows AS s
    JOIN person_rows AS p ON p.contact = s.contact AND p.person = s.person
    WHERE s.key IN ({}) ORDER BY s.contact DESC, s.person LIMIT 400"""
"""No more than so many: a hostel has hundreds, and nobody reads them."""
_PAIRS: Final = """SELECT contact, other, verdict, goes_on FROM pair_rows WHERE contact IN ({})
    UNION SELECT contact, other, verdict, goes_on FROM pair_rows WHERE other IN ({})"""


class Kin:
    """The rows of one file that lead from person to person, for whoever reads."""

    def __init__(self, look: Readable) -> None:
        self._look = look

    def people_in(self, contacts: Iterable[ContactId]) -> tuple[PersonLine, ...]:
        """Everybody named in these contacts."""
        return tuple(_person.decode(line) for (line,) in self._of_each(_PEOPLE, contacts))

    def persons(self, people: Iterable[PersonId]) -> dict[PersonId, PersonLine]:
        """These people, as far as they are on this computer."""
        return {PersonId(one): _person.decode(line) for one, line in self._of_each(_PERSONS, people)}

    def judged(self, people: Iterable[PersonId]) -> tuple[MatchLine, ...]:
        """Every standing judgement about these people and about all who hang together with them by `same`, from
        whichever side it was said.
        """
        found: dict[bytes, MatchLine] = {}
        seen: set[PersonId] = set()
        edge = set(people)
        while edge:
            seen |= edge
            for (line,) in self._of_each(_ABOUT, edge):
                found.setdefault(line, _match.decode(line))
            joined = (m for m in found.values() if m.verdict == "same")
            edge = {person for m in joined for person in (m.person, m.other)} - seen
        return tuple(found[line] for line in sorted(found))

    def met_at(self, keys: Iterable[str]) -> tuple[tuple[str, PersonLine], ...]:
        """Whoever was recorded at these addresses or on these phones, by the key they share."""
        return tuple((key, _person.decode(line)) for key, line in self._of_each(_AT, keys))

    def pairs_of(self, contacts: Iterable[ContactId]) -> tuple[PairLine, ...]:
        """What people judged about the same event, from whichever side."""
        return tuple(
            PairLine(ContactId(one), ContactId(other), verdict, ContactId(on) if on else None)
            for one, other, verdict, on in self._of_each(_PAIRS, contacts)
        )

    def _of_each(self, query: str, values: Iterable[str]) -> list[Any]:
        """The rows about these values, asked a batch at a time but in one look."""
        rest, found = iter(values), list[Any]()
        first = list(islice(rest, _MOST_VALUES))
        if not first:
            return found
        asked = query.count("{}")
        with self._look.steady() as ask:
            while first:
                marks = ", ".join("?" * len(first))
                found += ask(query.format(*[marks] * asked), first * asked)
                first = list(islice(rest, _MOST_VALUES))
        return found
