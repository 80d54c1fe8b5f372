"""The matcher at work: the index kept up, enquiries answered. Loaded when people are first compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from math import log2
from typing import Final, NamedTuple

from workstation.domain.ids import ContactId
from workstation.domain.line import MatchLine
from workstation.domain.naming import NameLists
from workstation.domain.past import Candidate
from workstation.domain.person_line import PersonLine
from workstation.history import asking
from workstation.history.answering import FAMILY, Answering, fainter
from workstation.history.asking import Asked
from workstation.history.finding import Finding
from workstation.history.index import Hit, Index, Ranked
from workstation.history.keeping import FEW, MANY, Keeping, Upkeep
from workstation.history.matcher import SEARCHED, Answer, Enquiry, Found, Relative
from workstation.history.open_questions import OpenQuestions
from workstation.history.record import OnRecord
from workstation.history.weights import (
    CROWDED,
    LIKELY_HOUSEHOLD,
    MORE,
    POSSIBLE,
    SPEAKS,
    STRONG,
    WITHIN,
)

_RANKED: Final = 40
_UNJUDGED: Final = 5
"""Questions asked of one child."""
_HOUSE: Final = 20
"""Where more people than this are recorded, an address is no household."""
_AT_HOME: Final = LIKELY_HOUSEHOLD - 1.0
"""Whoever is recorded at the very address comes before a relative of a common name, in bits."""
_AT_MOST: Final = 8
_ALWAYS: Final = 4
"""So many of them are among the family, however many others are."""
_AFTER: Final = 100.0
"""In bits: after every other household."""
_CLEARLY: Final = 1.0
"""So many bits the likeliest household is ahead of the next one, when everybody in it is told of first."""
_BESIDE: Final = "beside somebody like a relative named now"
_AT_PLACE: Final = "in a contact with this address or phone"
_DIFFERENT: Final = 8.0
"""So many bits less for whom a colleague judged to be somebody else: shown lower, never hidden for good."""


class Engine:
    """Everybody on record, and what is asked of them."""

    def __init__(self, register: OnRecord, lists: NameLists, today: Callable[[], date]) -> None:
        self._register, self._today = register, today
        self._questions = OpenQuestions(register.humans)
        self._keeping = Keeping(register.humans, lambda: Index(lists, today), lists.edition)

    @property
    def ready(self) -> bool:
        """Whether everybody has been read."""
        return self._keeping.index is not None

    def get_ready(self) -> Upkeep | None:
        """Take up the kept index, or read everybody when they are few. What is left to be done at leisure."""
        keeping = self._keeping
        if (keeping.index is not None or keeping.load()) and keeping.far_behind:
            keeping.hold_back()
        elif keeping.index is not None or self._register.humans.few(FEW):
            keeping.fresh()
        return keeping.upkeep()

    def hold_back(self) -> None:
        """Very much is being brought in (`Keeping.hold_back`)."""
        self._keeping.hold_back()

    def let_in(self, contacts: frozenset[ContactId]) -> Upkeep | None:
        """All of it is in the file, in these contacts; what is left to be done before they are found."""
        self._questions.said(contacts)
        if len(contacts) > MANY and self.ready:
            return self._keeping.upkeep()
        self._keeping.let_in()
        return None

    @property
    def size(self) -> int:
        """Bytes of the index in memory."""
        index = self._keeping.index
        return index.size if index else 0

    def moved(self, contacts: frozenset[ContactId]) -> None:
        """Something was said in these contacts: look who changed before the next answer."""
        self._keeping.moved(contacts)
        self._questions.said(contacts)

    def ask(self, enquiry: Enquiry, most: int) -> Answer:
        """Who it may be, their family, what was searched and what was missing, all of one moment. While a name is
        being typed only who is shown: the rest comes when it is finished.
        """
        index = self._keeping.fresh()  # before that moment: what changes meanwhile is taken in next time
        with self._register.humans.together():
            return self._answer(index, enquiry, most)

    def _answer(self, index: Index, enquiry: Enquiry, most: int) -> Answer:
        asked = asking.asked(enquiry, index.speller, self._today())
        answering = self._answering(index)
        ranked = self._ranked(index, enquiry, asked, frozenset())
        shown, more = _cut(index, answering.exactly_first(asked, ranked.hits, most), most)
        return Answer(
            shown=answering.candidates(enquiry, asked, shown),
            more=() if enquiry.typing else tuple(map(fainter, more)),
            family=() if enquiry.typing else self._family(index, answering, asked, ranked, shown),
            searched=SEARCHED,
            missing=_missing(enquiry, asked),
        )

    def candidates(self, enquiry: Enquiry, most: int) -> tuple[Candidate, ...]:
        """Who it may be, and nothing more."""
        index = self._keeping.fresh()
        return self._candidates(index, enquiry, frozenset(), most)

    def unjudged(
        self, people: Sequence[PersonLine], judged: Sequence[MatchLine], most: int
    ) -> tuple[Candidate, ...]:
        """Candidates for the children of a contact that nobody judged, neither them nor their cluster."""
        index = self._keeping.fresh()
        changed, self._keeping.changed = self._keeping.changed, set()
        if changed is None:
            self._questions.forget()
        else:
            self._questions.changed(changed, index, self._today)
        return self._questions.answer(people, judged, lambda: self._unjudged(index, people, judged))[:most]

    def _unjudged(
        self, index: Index, people: Sequence[PersonLine], judged: Sequence[MatchLine]
    ) -> tuple[Candidate, ...]:
        return tuple(
            candidate
            for enquiry, leave_out in self._children(people, judged)
            for candidate in self._candidates(index, enquiry, leave_out, _UNJUDGED)
        )

    def less_likely(
        self, people: Sequence[PersonLine], judged: Sequence[MatchLine], most: int
    ) -> tuple[Candidate, ...]:
        """Whoever comes after those of `unjudged`."""
        index = self._keeping.fresh()
        found: list[Candidate] = []
        for enquiry, leave_out in self._children(people, judged):
            asked = asking.asked(enquiry, index.speller, self._today())
            answering = self._answering(index)
            hits = self._ranked(index, enquiry, asked, leave_out).hits
            shown, more = _cut(index, answering.exactly_first(asked, hits, most), most)
            found += answering.candidates(enquiry, asked, [*shown[_UNJUDGED:], *more])
        return tuple(found)

    def _children(
        self, people: Sequence[PersonLine], judged: Sequence[MatchLine]
    ) -> Iterator[tuple[Enquiry, frozenset[str]]]:
        """What is asked about each child, and who was answered already."""
        for child in (line for line in people if line.role == "child"):
            done = {match.other for match in judged if match.person == child.person}
            leave_out = frozenset(self._register.humans.clusters_of(done).values())
            yield asking.enquiry_for(child, tuple(people)), leave_out

    def search(self, words: str, most: int) -> Found:
        """People and contacts for words in one box."""
        index = self._keeping.fresh()
        return Finding(self._register, index, self._today()).search(words, most)

    # -- the steps ---------------------------------------------------------------------------------------------

    def _answering(self, index: Index) -> Answering:
        return Answering(self._register, index.speller, self._today())

    def _candidates(
        self, index: Index, enquiry: Enquiry, leave_out: frozenset[str], most: int
    ) -> tuple[Candidate, ...]:
        asked = asking.asked(enquiry, index.speller, self._today())
        answering = self._answering(index)
        hits = self._ranked(index, enquiry, asked, leave_out).hits
        shown, _ = _cut(index, answering.exactly_first(asked, hits, most), most)
        return answering.candidates(enquiry, asked, shown)

    def _ranked(self, index: Index, enquiry: Enquiry, asked: Asked, leave_out: frozenset[str]) -> Ranked:
        """The best hits, without the people of the contact it is for, and lower where somebody said no."""
        humans = self._register.humans
        known = set(humans.clusters_of([enquiry.person]).values())
        own = set(leave_out) | known
        if enquiry.contact is not None:
            own |= humans.clusters_in([enquiry.contact])
        judged = humans.judged(enquiry.person) if known else {}
        said_no = {cluster for cluster, said in judged.items() if said == "different"}
        ranked = index.ranked(asked, _RANKED)
        found = [hit for hit in ranked.hits if hit.cluster not in own]
        if said_no:
            found = [h._replace(bits=h.bits - _DIFFERENT) if h.cluster in said_no else h for h in found]
            found.sort(key=lambda hit: (-hit.bits, hit.cluster))
        return ranked._replace(hits=found, own=frozenset(own))

    def _family(
        self, index: Index, answering: Answering, asked: Asked, ranked: Ranked, shown: Sequence[Hit]
    ) -> tuple[Relative, ...]:
        """The households of strong hits and those that the enquiry as a whole speaks of, the likeliest first; among
        them whoever else lived at the address.
        """
        leave_out = frozenset(hit.cluster for hit in shown) | ranked.own
        there = [who for who in index.at_home(asked, ranked, _HOUSE) if who not in leave_out]
        at_home = _Group(_AT_HOME, there[:_AT_MOST], "lived at this address", by_place=True)
        groups = [at_home, *_groups(index, asked, ranked, leave_out)]
        answering.fetch(
            list(dict.fromkeys(who for each in groups for who in each.people))[: FAMILY + _AT_MOST]
        )
        home = _told(answering, at_home)
        told: list[tuple[float, Callable[[], dict[str, Relative]]]] = [
            (hit.bits, partial(answering.family, [hit.cluster], leave_out))
            for hit in shown
            if hit.bits >= STRONG
        ]
        told += [(each.bits, partial(_told, answering, each)) for each in groups[1:]]
        told.append((_AT_HOME, lambda: home))
        found: dict[str, Relative] = {}
        for _, relatives in sorted(told, key=lambda each: -each[0]):
            if len(found) >= FAMILY:
                break
            for who, how in relatives().items():
                found.setdefault(who, how)
        first = list(found)[:FAMILY]
        always = [who for who in [*home][:_ALWAYS] if who not in first]
        found = home | found
        return tuple(found[who] for who in [*first[: FAMILY - len(always)], *always])


class _Group(NamedTuple):
    """People who may be family, all for the same reason."""

    bits: float
    people: Sequence[str]
    said: str
    likely: bool = False
    by_place: bool = False
    """Found by an address or a phone: never said of somebody whose address is hidden."""


def _groups(index: Index, asked: Asked, ranked: Ranked, leave_out: frozenset[str]) -> Iterator[_Group]:
    """The households that the enquiry as a whole speaks of: the likeliest with everybody in it, when none other is
    nearly as likely; else of each first those who are like a relative named now, so that none pushes out the next.
    """
    households = index.households(asked, ranked)
    clear = len(households) < 2 or households[0].bits >= households[1].bits + _CLEARLY
    for place, found in enumerate(households):
        likely, by_place = found.bits >= LIKELY_HOUSEHOLD, not found.relatives
        said = _AT_PLACE if by_place else _BESIDE
        people = [who for who in index.named_in(found.contact) if who not in leave_out]
        if by_place or (clear and not place):
            yield _Group(found.bits, people, said, likely, by_place)
            continue
        like = [who for who in index.relatives_in(found) if who not in leave_out]
        yield _Group(found.bits, like, said, likely)
        if likely or not place:
            yield _Group(found.bits - _AFTER, [who for who in people if who not in like], said, likely)


def _told(answering: Answering, group: _Group) -> dict[str, Relative]:
    """The people of a group as relatives."""
    found = answering.themselves(group.people, group.said, likely=group.likely)
    return {who: how for who, how in found.items() if not (group.by_place and how.hidden)}


def _cut(index: Index, hits: Sequence[Hit], most: int) -> tuple[list[Hit], list[Hit]]:
    """Who is shown, and who only on request. Scores are absolute: nobody is shown only for being the best."""
    best = hits[0].bits if hits else 0.0
    least = best - WITHIN
    speaks = SPEAKS - log2(max(index.people, 1))
    possible = [
        h for n, h in enumerate(hits, 1) if h.bits >= speaks and h.bits - CROWDED * log2(n) >= POSSIBLE
    ]
    shown = [h for h in possible if h.bits >= least or h.apart][:most]
    hits = [hit for hit in hits if hit not in shown]
    more = [hit for hit in hits if hit.bits >= MORE][: most - len(shown)]
    return shown, more


def _missing(enquiry: Enquiry, asked: Asked) -> tuple[str, ...]:
    """What was not known and would have helped."""
    lacking = {
        "date of birth": not asked.born,
        "address": not asked.place.keys,
        "a parent's name": not any(other.role in asking.PARENTS for other in enquiry.others),
    }
    return tuple(what for what, is_missing in lacking.items() if is_missing)
