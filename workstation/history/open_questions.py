"""Who may be the children of the contacts on the list: worked out once, and again when somebody like them changed.

A list asks for every row at every turn. What was answered stays right until the contact itself changes, or somebody
comes, goes or is joined who looks like one of its people; and whoever looks like them finds them, too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, NamedTuple

from workstation.domain.ids import ContactId
from workstation.domain.line import MatchLine
from workstation.domain.past import Candidate
from workstation.domain.person_line import PersonLine
from workstation.history import asking
from workstation.history.index import Index
from workstation.history.record import HumansOnRecord
from workstation.history.weights import POSSIBLE

_MANY: Final = 20
"""When more contacts changed, everything is worked out again."""
_MARGIN: Final = 3.0
"""Bits: the one need not find the other exactly as well as the other way round."""
_NEAREST: Final = 60
_KEPT: Final = 2000


class _Answered(NamedTuple):
    people: tuple[PersonLine, ...]
    judged: tuple[MatchLine, ...]
    candidates: tuple[Candidate, ...]


class OpenQuestions:
    """Answers by contact."""

    def __init__(self, humans: HumansOnRecord) -> None:
        self._humans = humans
        self._answers: dict[ContactId, _Answered] = {}

    def answer(
        self,
        people: Sequence[PersonLine],
        judged: Sequence[MatchLine],
        work_out: Callable[[], tuple[Candidate, ...]],
    ) -> tuple[Candidate, ...]:
        """What was answered, or is now."""
        if not people:
            return ()
        contact = people[0].contact
        known = self._answers.get(contact)
        if known is not None and known.people == tuple(people) and known.judged == tuple(judged):
            return known.candidates
        found = work_out()
        if len(self._answers) >= _KEPT:
            del self._answers[next(iter(self._answers))]
        self._answers[contact] = _Answered(tuple(people), tuple(judged), found)
        return found

    def forget(self) -> None:
        """Work everything out again."""
        self._answers.clear()

    def said(self, contacts: Collection[ContactId]) -> None:
        """Something was said in these contacts: what their candidates are told by may be another thing now."""
        for contact, answered in list(self._answers.items()):
            if contact in contacts or any(c.other_contact in contacts for c in answered.candidates):
                del self._answers[contact]

    def changed(self, contacts: Collection[ContactId], index: Index, asked_on: asking.Day) -> None:
        """The people of these contacts changed."""
        if not self._answers or not contacts:
            return
        if len(contacts) > _MANY:
            self._answers.clear()
            return
        self.said(contacts)
        named = self._humans.named_in(contacts)
        for lines in named.values():
            everybody = tuple(line for _, line in lines)
            self._drop(self._like(everybody, index, asked_on))

    def _like(self, people: tuple[PersonLine, ...], index: Index, asked_on: asking.Day) -> set[str]:
        """Who looks like one of these."""
        found: set[str] = set()
        for line in people:
            enquiry = asking.enquiry_for(line, people)
            asked = asking.asked(enquiry, index.speller, asked_on())
            hits = index.ranked(asked, _NEAREST).hits
            found |= {hit.cluster for hit in hits if hit.bits >= POSSIBLE - _MARGIN}
        return found

    def _drop(self, clusters: Iterable[str]) -> None:
        for lines in self._humans.of(sorted(clusters)).values():
            for line in lines:
                self._answers.pop(line.contact, None)
