"""The matcher at work: the index kept up with the register, enquiries answered. Loaded when people are first compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from workstation.domain.line import MatchLine, PersonLine
from workstation.domain.naming import NameLists
from workstation.domain.past import Candidate
from workstation.history import asking
from workstation.history.answering import FAMILY, Answering
from workstation.history.asking import Asked
from workstation.history.finding import Finding
from workstation.history.index import Hit, Index
from workstation.history.keeping import Keeping
from workstation.history.matcher import Answer, Enquiry, Found, Relative
from workstation.history.real import SEARCHED
from workstation.history.record import OnRecord
from workstation.history.weights import MORE, POSSIBLE, STRONG, WITHIN

_RANKED: Final = 40
_DIFFERENT: Final = 8.0
"""So many bits less for whom a colleague judged to be somebody else: shown lower, never hidden for good."""


class Engine:
    """Everybody on record, and what is asked of them."""

    def __init__(self, register: OnRecord, lists: NameLists, today: Callable[[], date]) -> None:
        self._register, self._today = register, today
        self._keeping = Keeping(register, lambda: Index(lists, today))

    @property
    def ready(self) -> bool:
        """Whether everybody has been read."""
        return self._keeping.index is not None

    def moved(self) -> None:
        """Somebody changed: look before the next answer."""
        self._keeping.moved()

    def ask(self, enquiry: Enquiry, most: int) -> Answer:
        """Who it may be, their family, what was searched and what was missing."""
        index = self._keeping.fresh()
        asked = asking.asked(enquiry, index.speller, self._today())
        hits = self._hits(index, enquiry, asked, frozenset())
        shown, more = _cut(hits, most)
        answering = self._answering(index)
        return Answer(
            shown=answering.candidates(enquiry, asked, shown),
            more=answering.candidates(enquiry, asked, more),
            family=self._family(index, answering, enquiry, asked, shown),
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
        found: list[Candidate] = []
        for child in (line for line in people if line.role == "child"):
            done = {match.other for match in judged if match.person == child.person}
            leave_out = frozenset(self._register.humans.clusters_of(done).values())
            enquiry = asking.enquiry_for(child, tuple(people))
            found += self._candidates(index, enquiry, leave_out, most)
        return tuple(found[:most])

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
        shown, _ = _cut(self._hits(index, enquiry, asked, leave_out), most)
        return self._answering(index).candidates(enquiry, asked, shown)

    def _hits(self, index: Index, enquiry: Enquiry, asked: Asked, leave_out: frozenset[str]) -> list[Hit]:
        """The best hits, without the people of the contact it is for, and lower where somebody said no."""
        humans = self._register.humans
        own = set(leave_out) | set(humans.clusters_of([enquiry.person]).values())
        if enquiry.contact is not None:
            own |= humans.clusters_in([enquiry.contact])
        said_no = {cluster for cluster, said in humans.judged(enquiry.person).items() if said == "different"}
        found = [hit for hit in index.ranked(asked, _RANKED) if hit.cluster not in own]
        if said_no:
            found = [h._replace(bits=h.bits - _DIFFERENT) if h.cluster in said_no else h for h in found]
            found.sort(key=lambda hit: (-hit.bits, hit.cluster))
        return found

    def _family(
        self, index: Index, answering: Answering, enquiry: Enquiry, asked: Asked, shown: Sequence[Hit]
    ) -> tuple[Relative, ...]:
        strong = [hit for hit in shown if hit.bits >= STRONG]
        leave_out = frozenset(hit.cluster for hit in shown)
        found = {relative.person: relative for relative in answering.family(strong, leave_out)}
        for named, other in zip(enquiry.others, asked.others, strict=True):
            if other.spelt.empty or len(found) >= FAMILY:
                continue
            hits = [hit for hit in index.relatives(other, 5) if hit.bits >= POSSIBLE]
            words = f"looks like the {named.role or 'relative'} named now"
            for cluster, relative in answering.themselves(hits, words, words).items():
                if cluster not in leave_out:
                    found.setdefault(relative.person, relative)
            for relative in answering.family(hits, leave_out):
                found.setdefault(relative.person, relative)
        return tuple(found.values())[:FAMILY]


def _cut(hits: Sequence[Hit], most: int) -> tuple[list[Hit], list[Hit]]:
    """Who is shown, and who only on request. Scores are absolute: nobody is shown only for being the best."""
    best = hits[0].bits if hits else 0.0
    shown = [h for h in hits if h.bits >= POSSIBLE and (h.bits >= best - WITHIN or h.apart)][:most]
    hits = [hit for hit in hits if hit not in shown]
    more = [hit for hit in hits if hit.bits >= MORE][:most]
    return shown, more


def _missing(enquiry: Enquiry, asked: Asked) -> tuple[str, ...]:
    """What was not known and would have helped."""
    lacking = {
        "date of birth": not asked.born,
        "address": not asked.place.keys,
        "a parent's name": not any(other.role in asking.PARENTS for other in enquiry.others),
    }
    return tuple(what for what, is_missing in lacking.items() if is_missing)
