"""From hits to an answer: the lines of those who are shown are fetched, and everything is said in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, groupby
from typing import Final

from workstation.domain import kinds, wording
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.past import VERY_LIKELY, Candidate
from workstation.domain.person_line import PersonLine
from workstation.history import reasons
from workstation.history.asking import Asked
from workstation.history.building import CROWD
from workstation.history.index import Hit
from workstation.history.matcher import Enquiry, Fainter, Relative
from workstation.history.reasons import Beside
from workstation.history.record import OnRecord, Seen
from workstation.history.spelling import Speller
from workstation.history.weights import LIKELY, STRONG

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
FAMILY: Final = 15


class Answering:
    """Says in words what was found for one enquiry."""

    def __init__(self, register: OnRecord, speller: Speller, today: date) -> None:
        self._register, self._speller, self._today = register, speller, today
        self._lines: dict[str, list[PersonLine]] = {}
        self._seen: dict[str, Seen | None] = {}
        self._named: dict[ContactId, list[tuple[str, PersonLine]]] = {}

    def candidates(self, enquiry: Enquiry, asked: Asked, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """One for each hit that is still on record."""
        lines = self._lines_of([hit.cluster for hit in hits])
        seen = self._seen_of(lines)
        kin = self.kin_of(lines)
        return tuple(
            self._candidate(
                enquiry, asked, hit, Beside(lines[hit.cluster], kin[hit.cluster]), seen.get(hit.cluster)
            )
            for hit in hits
            if hit.cluster in lines
        )

    def exactly_first(self, asked: Asked, hits: Sequence[Hit], most: int) -> list[Hit]:
        """The hits in their order; but of those for whom as much speaks, first whoever has no name beside those
        said: `Finley Taylor` before `Finley James Taylor-Davies`; and of namesakes whoever we heard of last: who is
        worked on now is rung about again. Only who may be among the first is looked at.
        """
        groups = [list(equal) for _, equal in groupby(hits, key=lambda hit: round(hit.bits, 2))]
        before = accumulate(map(len, groups), initial=0)
        tied = [
            group for group, first in zip(groups, before, strict=False) if len(group) > 1 and first < most
        ]
        lines = self._lines_of([hit.cluster for group in tied for hit in group])
        seen = self._seen_of(lines)
        for group in tied:
            group.sort(
                key=lambda hit: (
                    _unsaid(asked, lines.get(hit.cluster, ()), self._speller),
                    -_heard_of(seen.get(hit.cluster)),
                )
            )
        return [hit for group in groups for hit in group]

    def _seen_of(self, clusters: Iterable[str]) -> dict[str, Seen]:
        asked = list(clusters)
        new = [cluster for cluster in asked if cluster not in self._seen]
        found = self._register.humans.seen(new) if new else {}
        self._seen |= {cluster: found.get(cluster) for cluster in new}
        return {cluster: seen for cluster in asked if (seen := self._seen[cluster]) is not None}

    def _lines_of(self, clusters: Sequence[str]) -> dict[str, list[PersonLine]]:
        new = [cluster for cluster in clusters if cluster not in self._lines]
        self._lines |= self._register.humans.of(new)
        return {cluster: self._lines[cluster] for cluster in clusters if cluster in self._lines}

    def _named_with(
        self, lines: dict[str, list[PersonLine]]
    ) -> dict[ContactId, list[tuple[str, PersonLine]]]:
        contacts = {line.contact for of in lines.values() for line in of}
        self._named |= self._register.humans.named_in(sorted(contacts - self._named.keys()))
        return self._named

    def kin_of(self, lines: dict[str, list[PersonLine]]) -> dict[str, list[PersonLine]]:
        """For each cluster, everybody named with them in a contact."""
        named = self._named_with(lines)
        return {
            cluster: [
                line
                for contact in dict.fromkeys(own.contact for own in of)
                if len(named.get(contact, ())) <= CROWD
                for other, line in named.get(contact, ())
                if other != cluster
            ]
            for cluster, of in lines.items()
        }

    def _candidate(
        self, enquiry: Enquiry, asked: Asked, hit: Hit, beside: Beside, seen: Seen | None
    ) -> Candidate:
        why = reasons.why(enquiry, asked, beside, self._speller, self._today)
        line = _telling(beside.lines)
        return Candidate(
            person=enquiry.person,
            other=line.person,
            other_contact=line.contact,
            name=name_of(line),
            born=born_words(beside.lines),
            reasons=why.reasons,
            against=why.against,
            strength=strength(hit),
            last=last_words(seen),
            hidden=any(each.hidden for each in beside.lines),
        )

    def fetch(self, clusters: Sequence[str]) -> None:
        """Read these in one go: one question is quicker than many, and they are asked for next."""
        self._lines_of(clusters)

    # -- family ------------------------------------------------------------------------------------------------

    def family(self, clusters: Sequence[str], leave_out: frozenset[str]) -> dict[str, Relative]:
        """Everybody named with these, in their order."""
        lines = self._lines_of(clusters)
        named = self._named_with(lines)
        found: dict[str, Relative] = {}
        for cluster in (cluster for cluster in clusters if cluster in lines):
            whose = name_of(_telling(lines[cluster]))
            for contact in dict.fromkeys(line.contact for line in lines[cluster]):
                for other, line in named.get(contact, ())[: CROWD + 1]:
                    if other != cluster and other not in leave_out:
                        found.setdefault(other, _relative(line, f"{_how(line)} {whose}"))
        return found

    def themselves(self, clusters: Sequence[str], how: str, *, likely: bool = False) -> dict[str, Relative]:
        """These people as relatives."""
        lines = self._lines_of(clusters)
        return {
            cluster: _relative(_telling(lines[cluster]), how, (how,), likely=likely)
            for cluster in clusters
            if cluster in lines
        }


def _unsaid(asked: Asked, lines: Sequence[PersonLine], speller: Speller) -> int:
    """How many words of a name were not said; of several names on record the one that fits best."""
    said = {*asked.spelt.given, *asked.spelt.middle, *asked.spelt.family}
    spelt = (speller.parts(line.given, "", line.family) for line in lines)
    return min((len({*one.given, *one.middle, *one.family} - said) for one in spelt), default=0)


def _heard_of(seen: Seen | None) -> int:
    """When the last contact about them was, in milliseconds; 0 for people of whom only lists tell."""
    return (seen.last or 0) if seen is not None else 0


def _relative(line: PersonLine, how: str, said: tuple[str, ...] = (), *, likely: bool = False) -> Relative:
    return Relative(
        person=line.person, contact=line.contact, name=name_of(line), born=born_words([line]), how=how,
        reasons=said, hidden=line.hidden, likely=likely,
    )  # fmt: skip


def _how(line: PersonLine) -> str:
    if line.role == "adult" and line.relationship:
        return f"{line.relationship}, named with"
    return "named with"


def strength(hit: Hit) -> str:
    """In words. Twins are never more than likely."""
    if hit.bits >= STRONG and not hit.apart:
        return VERY_LIKELY
    return "likely" if hit.bits >= LIKELY else "may be"


def fainter(hit: Hit) -> Fainter:
    """Somebody who is not shown."""
    return Fainter(PersonId(hit.cluster), strength(hit))


def _telling(lines: Sequence[PersonLine]) -> PersonLine:
    """The line that tells most: named, and the latest."""
    return max(lines, key=lambda line: (bool(line.family or line.given), line.role == "child", line.contact))


def name_of(line: PersonLine) -> str:
    """As it is shown."""
    if line.family or line.given:
        return wording.full_name(kinds.Name(line.family, line.given))
    return f"Child {line.la_child_id}" if line.la_child_id else "Name not known"


def born_words(lines: Sequence[PersonLine]) -> str:
    """`Born 03 May 2020`."""
    for line in reversed(lines):
        if line.born_on is not None:
            return f"Born {wording.day(line.born_on)}"
    for line in reversed(lines):
        if line.born_due is not None:
            return f"Due {wording.day(line.born_due)}"
        if line.age is not None:
            return f"About {line.age}"
    return "Born: not known"


def last_words(seen: Seen | None) -> str:
    """`2 contacts, last 14 Jan 2026`."""
    if seen is None:
        return ""
    if seen.last is None:
        return wording.count(seen.events, "earlier event") + " before Lintel"
    last = _EPOCH + timedelta(milliseconds=seen.last)
    return f"{wording.count(seen.contacts, 'contact')}, last {wording.day(last)}"
