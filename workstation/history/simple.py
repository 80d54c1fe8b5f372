"""A plain matcher: every person of the register in memory, compared field by field with rapidfuzz.

Good for one council's few thousand families; the design for a million people takes its place behind the same
interface. It reads the register once, then only what `moved`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from workstation.domain import kinds, wording
from workstation.domain.ids import ContactId, PersonId, good_contact_number
from workstation.domain.line import ContactLine, MatchLine, PersonLine
from workstation.domain.past import Candidate, PastContact
from workstation.history.folding import digits, key
from workstation.history.likeness import (
    LIKELY,
    MAY_BE,
    Asked,
    Known,
    born_words,
    compare,
    day_from,
    enquiry_for,
    evidence_of,
    known_from,
    number_like,
    search_score,
    worth_looking_up,
)
from workstation.history.matcher import Answer, Enquiry, Found, FoundPerson

SEARCHED: Final = (
    "names that sound alike",
    "other names",
    "dates of birth within 1 day or swapped",
    "address",
    "brothers and sisters",
)


class OnRecord(Protocol):
    """What the matcher reads: the register of the store."""

    def everybody(self) -> Iterable[PersonLine]:
        """Everybody named in any contact."""
        ...

    def people_of(self, contact: ContactId) -> tuple[PersonLine, ...]:
        """Everybody named in one contact."""
        ...

    def clusters(self, people: Iterable[PersonId]) -> dict[PersonId, tuple[PersonId, ...]]:
        """For each person, everybody judged to be the same human being."""
        ...

    def past_of(self, people: Iterable[PersonId]) -> tuple[PastContact, ...]:
        """Every contact of these people and of those judged the same, newest first."""
        ...

    def numbered(self, words: str, most: int) -> tuple[ContactLine, ...]:
        """Contacts whose number holds these words."""
        ...


class SimpleMatcher:
    """Compares an enquiry with everybody who shares a word, a sound, a birthday, a number or a postcode."""

    searched = SEARCHED

    def __init__(self, register: OnRecord) -> None:
        self._register = register
        self._known: dict[PersonId, Known] = {}
        self._of_contact: dict[ContactId, list[PersonId]] = {}
        self._index: dict[object, set[PersonId]] = {}
        self._members: dict[PersonId, tuple[PersonId, ...]] = {}
        self._moved: set[ContactId] | None = None

    # -- the interface -----------------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether everybody has been read."""
        return self._moved is not None

    def moved(self, contacts: Iterable[ContactId]) -> None:
        """These contacts changed: look at their people again before the next answer."""
        if self._moved is not None:
            self._moved.update(contacts)

    def forget(self) -> None:
        """Drop everything in memory; it is read again when asked."""
        self._moved = None
        for held in (self._known, self._of_contact, self._index, self._members):
            held.clear()

    def candidates(self, enquiry: Enquiry, most: int = 5) -> tuple[Candidate, ...]:
        """People who may be the one asked about, most likely first."""
        self._refresh()
        return self._candidates(enquiry, frozenset(), most, MAY_BE)

    def ask(self, enquiry: Enquiry, most: int = 10) -> Answer:
        """Who it may be; families are looked up by whoever shows them."""
        return Answer(shown=self.candidates(enquiry, most), searched=SEARCHED)

    def unjudged(
        self, people: Sequence[PersonLine], judged: Sequence[MatchLine], most: int = 5
    ) -> tuple[Candidate, ...]:
        """Candidates for the children of a contact that nobody judged, neither them nor their cluster."""
        self._refresh()
        found: list[Candidate] = []
        for child in (p for p in people if p.role == "child"):
            done = {m.other for m in judged if m.person == child.person} | {child.person}
            everyone = frozenset(mate for d in done for mate in self._members.get(d, (d,)))
            found += self._candidates(enquiry_for(child), everyone, most, LIKELY)
        return tuple(found[:most])

    def search(self, words: str, most: int = 20) -> Found:
        """People and contacts for words in one box."""
        self._refresh()
        words = words.strip()
        if not words:
            return Found()
        if not number_like(words):
            return Found(self._found_people(words, most))
        contacts = self._register.numbered(words, most)
        return Found((), contacts, "" if contacts else self._near_number(words))

    # -- keeping up ----------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        if self._moved is None:
            self._take(self._register.everybody())
            self._join(self._known)
            self._moved = set()
        elif self._moved:
            moved, self._moved = self._moved, set()
            mates = {
                m for c in moved for p in self._of_contact.get(c, ()) for m in self._members.get(p, (p,))
            }
            for contact in moved:
                self._drop(contact)
            self._take(line for contact in moved for line in self._register.people_of(contact))
            self._join(mates | {p for c in moved for p in self._of_contact.get(c, ())})

    def _take(self, lines: Iterable[PersonLine]) -> None:
        for line in lines:
            known = known_from(line)
            self._known[line.person] = known
            self._of_contact.setdefault(line.contact, []).append(line.person)
            for evidence in evidence_of(known):
                self._index.setdefault(evidence, set()).add(line.person)

    def _drop(self, contact: ContactId) -> None:
        for person in self._of_contact.pop(contact, ()):
            for evidence in evidence_of(self._known.pop(person)):
                self._index[evidence].discard(person)

    def _join(self, people: Iterable[PersonId]) -> None:
        wanted = list(people)
        for person in wanted:
            self._members.pop(person, None)
        for mates in self._register.clusters(wanted).values():
            self._members.update(dict.fromkeys(mates, mates))

    def _cluster(self, person: PersonId) -> PersonId:
        return min(self._members.get(person, (person,)))

    # -- comparing -----------------------------------------------------------------------------------------

    def _candidates(
        self, enquiry: Enquiry, leave_out: frozenset[PersonId], most: int, least: float
    ) -> tuple[Candidate, ...]:
        best: dict[PersonId, tuple[float, tuple[str, ...], Known]] = {}
        asked = Asked.of(enquiry)
        for known in self._worth_comparing(asked):
            line = known.line
            if line.role != "child" or line.person in leave_out or line.contact == enquiry.contact:
                continue
            strength, reasons = compare(asked, known)
            cluster = self._cluster(line.person)
            if strength >= least and (cluster not in best or strength > best[cluster][0]):
                best[cluster] = (strength, reasons, known)
        ordered = sorted(best.items(), key=lambda b: (-b[1][0], b[0]))
        return tuple(self._candidate(enquiry, *b) for _, b in ordered[:most])

    def _worth_comparing(self, asked: Asked) -> list[Known]:
        found = {p for evidence in worth_looking_up(asked) for p in self._index.get(evidence, ())}
        return [self._known[p] for p in sorted(found)]

    def _candidate(
        self, enquiry: Enquiry, strength: float, reasons: tuple[str, ...], known: Known
    ) -> Candidate:
        line = known.line
        past = self._past(line.person)
        return Candidate(
            person=enquiry.person,
            other=line.person,
            other_contact=line.contact,
            name=_name(line),
            born=born_words(line),
            reasons=reasons,
            strength="very likely the same"
            if strength >= 9
            else "likely"
            if strength >= LIKELY
            else "may be",
            last=_last(past),
            hidden=line.hidden,
        )

    def _past(self, person: PersonId) -> tuple[PastContact, ...]:
        return self._register.past_of([person])

    # -- searching -----------------------------------------------------------------------------------------

    def _found_people(self, words: str, most: int) -> tuple[FoundPerson, ...]:
        asked, phone, day = key(words).split(), digits(words), day_from(words)
        ranked: dict[PersonId, tuple[float, str, Known]] = {}
        for known in self._known.values():
            score, why = search_score(known, asked, phone, day, words)
            cluster = self._cluster(known.line.person) if score else known.line.person
            if score and (cluster not in ranked or score > ranked[cluster][0]):
                ranked[cluster] = (score, why, known)
        ordered = sorted(
            ranked.items(), key=lambda r: (-r[1][0], r[1][2].line.role != "child", r[1][2].family, r[0])
        )
        return tuple(self._found(known, why) for _, (_, why, known) in ordered[:most])

    def _found(self, known: Known, why: str) -> FoundPerson:
        past = self._past(known.line.person)
        return FoundPerson(
            person=known.line.person,
            contact=past[0].contact if past else known.line.contact,
            name=_name(known.line),
            born=born_words(known.line),
            last=_last(past),
            why=why,
            contacts=tuple(dict.fromkeys(c.contact for c in past)),
        )

    def _near_number(self, words: str) -> str:
        """A number on record that is one swap of neighbours away; a misheard check letter is a slip too."""
        number = words.upper()
        stem = number if good_contact_number(number) else number.rsplit("-", 1)[0]
        swaps = (stem[:i] + stem[i + 1] + stem[i] + stem[i + 2 :] for i in range(len(stem) - 1))
        for near in (stem, *swaps):
            found = self._register.numbered(near, 1)
            if found:
                return found[0].number
        return ""


def _name(line: PersonLine) -> str:
    if line.family or line.given:
        return wording.full_name(kinds.Name(line.family, line.given))
    return f"Child {line.la_child_id}" if line.la_child_id else "Name not known"


def _last(past: tuple[PastContact, ...]) -> str:
    dated = [c for c in past if not c.event]
    if not dated:
        return wording.count(len(past), "earlier event") + " before Lintel"
    return f"{wording.count(len(dated), 'contact')}, last {wording.day(dated[0].at)}"
