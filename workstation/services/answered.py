"""What people answered about who is who and which contacts are about one event, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from workstation.domain import judged, paper_sheet, same_event, wording
from workstation.domain.answers import Clash, Judgement, Twofold
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Born, Name
from workstation.domain.line import ContactLine, MatchLine, PairLine
from workstation.domain.past import Candidate, PastContact
from workstation.domain.person_line import PersonLine
from workstation.domain.times import local
from workstation.services.desk import Desk


@dataclass(frozen=True)
class Answered:
    """The answers about the people of one contact.

    `judged` are for people to see; `for_matcher` are all that keep somebody from being offered again: what was said
    here, whoever is the same already, and every difference that was said of any of these.
    """

    judged: tuple[Judgement, ...]
    clashes: tuple[Clash, ...]
    for_matcher: tuple[MatchLine, ...]


def about(desk: Desk, contact: ContactId, people: Sequence[PersonLine]) -> Answered:
    """What was answered about these people of a contact."""
    rows = desk.store.register
    lines = rows.judged([p.person for p in people])
    if not lines:
        return Answered((), (), ())
    mates = rows.clusters([p.person for p in people])
    everyone = {one for line in lines for one in (line.person, line.other)}
    shown = _Shown(desk, contact, rows.persons(everyone))
    here = {p.person for p in people}
    ours = {mate: person for person in here for mate in mates.get(person, (person,))} | {p: p for p in here}
    return Answered(
        judged=tuple(j for line in lines if (j := shown.seen_from(line, ours)) is not None),
        clashes=tuple(
            Clash(different=shown.plain(no), same=tuple(shown.plain(yes) for yes in road))
            for no, road in judged.clashes(lines)
        ),
        for_matcher=(
            *(line for line in lines if line.contact == contact),
            *(
                MatchLine(contact, person, mate, contact, "same")
                for person in sorted(here)
                for mate in mates.get(person, ())
                if mate != person
            ),
            *judged.remembered(here, lines, mates),
        ),
    )


class _Shown:
    """Makes judgements of lines, with names of people and colleagues."""

    def __init__(self, desk: Desk, contact: ContactId, persons: Mapping[PersonId, PersonLine]) -> None:
        self._desk, self._contact, self._persons = desk, contact, persons
        self._numbers: dict[ContactId, str] = {contact: ""}

    def seen_from(self, line: MatchLine, ours: Mapping[PersonId, PersonId]) -> Judgement | None:
        """An answer as the open contact sees it; None when both are elsewhere and say nothing new of ours."""
        if line.contact == self._contact:
            return self.plain(line)
        if line.person in ours and line.other not in ours:
            return self._judgement(line, ours[line.person], line.other, line.other_contact)
        if line.other in ours and line.person not in ours:
            return self._judgement(line, ours[line.other], line.person, line.contact)
        if line.verdict == "same" and ours.get(line.other) == line.other:
            return self._judgement(line, line.other, line.person, line.contact)
        return None

    def plain(self, line: MatchLine) -> Judgement:
        """An answer as it was said."""
        return self._judgement(line, line.person, line.other, line.other_contact)

    def _judgement(
        self, line: MatchLine, person: PersonId, other: PersonId, other_contact: ContactId
    ) -> Judgement:
        them = self._persons.get(other)
        by = self._desk.person(line.by)
        return Judgement(
            person=person, other=other, other_contact=other_contact, contact=line.contact, verdict=line.verdict,
            called=self._name(self._persons.get(person)), name=self._name(them), born=self._born(them),
            number=self._number(line.contact), by=by.short if by else "", at=line.at, reasons=line.reasons,
            against=line.against, twins=self._twins(line), as_said=(line.person, line.other),
        )  # fmt: skip

    def _twins(self, line: MatchLine) -> str:
        person = self._persons.get(line.person)
        if line.verdict == "same" or person is None:
            return ""
        return _twins(self._desk, person, line.other)

    def _number(self, contact: ContactId) -> str:
        if contact not in self._numbers:
            line = self._desk.store.register.contact(contact)
            self._numbers[contact] = (line.number if line else "") or "an earlier record"
        return self._numbers[contact]

    @staticmethod
    def _name(person: PersonLine | None) -> str:
        if person is None:
            return "somebody who is not on this computer"
        if not person.family and not person.given and person.la_child_id:
            return f"Child {person.la_child_id}"
        return wording.full_name(Name(person.family, person.given))

    def _born(self, person: PersonLine | None) -> str:
        if person is None or not (person.born_on or person.born_due or person.age is not None):
            return ""
        born = Born(on=person.born_on, due=person.born_due, age=person.age)
        return wording.born(born, local(self._desk.now()).date())


# -- twins -----------------------------------------------------------------------------------------------------


def with_warnings(
    desk: Desk, people: Iterable[PersonLine], candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """The same candidates, each with the question to answer before it may be called the same."""
    known = {p.person: p for p in people}
    return tuple(
        replace(c, twins=twins(desk, known[c.person], c)) if c.person in known else c for c in candidates
    )


def twins(desk: Desk, person: PersonLine, candidate: Candidate) -> str:
    """What has to be asked before these two may be called the same; empty when nothing."""
    return _twins(desk, person, candidate.other)


def _twins(desk: Desk, person: PersonLine, other: PersonId) -> str:
    if person.born_on is None:
        return ""  # nothing to compare, and this is asked at every letter that is typed
    rows = desk.store.register
    mates = rows.clusters([other]).get(other, (other,))
    return judged.twins(person, rows.persons(mates).values())


# -- two contacts about one event ------------------------------------------------------------------------------


def twofold(
    desk: Desk,
    here: ContactLine,
    before: Iterable[PastContact],
    candidates: Iterable[Candidate],
    perhaps: Iterable[PastContact] = (),
) -> tuple[Twofold, ...]:
    """Contacts that may be about the event of this one, or of which somebody has said. `perhaps` are those of
    people of whom nobody is sure that they are of this contact.
    """
    rows = desk.store.register
    said: dict[ContactId, list[PairLine]] = {}
    for pair in rows.pairs_of([here.contact]):
        said.setdefault(pair.other if pair.contact == here.contact else pair.contact, []).append(pair)
    near = {c.contact for c in before if c.open and c.same_child and not c.event}
    asked: dict[ContactId, tuple[str, ...]] = dict.fromkeys(said, ())
    for contact in (
        *sorted(near),
        *(p.contact for c in candidates for p in rows.past_of([c.other]) if p.open),
        *(p.contact for p in perhaps if p.open),
    ):
        if contact == here.contact or contact in said:
            continue
        other = rows.contact(contact)
        if other is not None and (reasons := same_event.looks_alike(here, other)):
            asked[contact] = reasons if contact in near else ("perhaps the same child", *reasons[1:])
    for contact, words in _of_same_sheet(desk, here).items():
        if contact not in said:
            asked[contact] = (words, *asked.get(contact, ()))
    found = (_twofold(desk, rows.contact(c), said.get(c, []), why) for c, why in asked.items())
    return tuple(sorted((t for t in found if t is not None), key=lambda t: (bool(t.verdict), t.other)))


def _of_same_sheet(desk: Desk, here: ContactLine) -> dict[ContactId, str]:
    """Other contacts that were entered from the paper sheet of this one, on computers that could not know of each
    other; and why they are asked about. Two that are closed are left in peace.
    """
    rows = desk.store.register
    shared = rows.marked_alike(here.contact, paper_sheet.BEGINS)
    if not shared:
        return {}
    sheets, lines = paper_sheet.same_sheet(shared), rows.these(shared)
    open_ = {c for c, line in lines.items() if same_event.live(here) or same_event.live(line)}
    return {c: f"entered from the same paper sheet, {words}" for c, words in sheets.items() if c in open_}


def _twofold(
    desk: Desk, other: ContactLine | None, said: list[PairLine], reasons: tuple[str, ...]
) -> Twofold | None:
    if other is None:
        return None
    verdict = same_event.verdict_of(said)
    by = desk.person(other.taken_by)
    at, today = other.received_at, local(desk.now()).date()
    when = "" if at is None else wording.clock(at) if local(at).date() == today else wording.moment(at)
    return Twofold(
        other=other.contact, number=other.number, by=by.short if by else "", at=at, when=when,
        about=other.worry, child=other.child, reasons=reasons, verdict=verdict,
        said_in=said[0].contact if len(said) == 1 else None,
        goes_on=next((p.goes_on for p in said if p.goes_on), None) if verdict == "same" else None,
    )  # fmt: skip


def counted_once(
    desk: Desk, before: tuple[PastContact, ...], here: ContactId
) -> tuple[tuple[PastContact, ...], frozenset[ContactId]]:
    """These contacts, those about one event marked as such; and which of them are not counted beside another."""
    pairs = desk.store.register.pairs_of([c.contact for c in before])
    if not pairs:
        return before, frozenset()
    left_out = same_event.counted_once([c.contact for c in before], pairs, here)
    same = same_event.same_as(pairs)
    numbers = {c.contact: c.number for c in before}
    marked = tuple(
        replace(
            c, same_event=next((numbers[o] for o in same.get(c.contact, ()) if numbers.get(o)), ""),
            counts=c.contact not in left_out,
        )
        for c in before
    )  # fmt: skip
    return marked, left_out
