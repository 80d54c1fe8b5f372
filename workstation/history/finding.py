"""The Find box: people and contacts for a few words in any order, results while they are typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from workstation.domain.contact_numbers import good_contact_number, near_contact_numbers
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine
from workstation.domain.person_line import PersonLine
from workstation.history import fit, typed
from workstation.history.answering import last_words, name_of
from workstation.history.fit import Fit
from workstation.history.index import Index
from workstation.history.matcher import Found, FoundPerson
from workstation.history.record import OnRecord
from workstation.history.typed import Names, Reading, Typed

_MOST_NEAR: Final = 3
_ENOUGH_WORDS: Final = 3
"""Of so many words of a name one may be left out when nobody has all of them."""
_LONG_SERIAL: Final = 3


class _Hit(NamedTuple):
    """Somebody who fits, with every line about them."""

    cluster: str
    lines: Sequence[PersonLine]
    fit: Fit
    bits: float


class Finding:
    """One search."""

    def __init__(self, register: OnRecord, index: Index, today: date) -> None:
        self._register, self._index, self._today = register, index, today

    def search(self, words: str, most: int) -> Found:
        """People and contacts for these words."""
        asked = typed.read(words, self._today)
        contacts, near = self._numbered(asked, most)
        people, total = self._people(asked, most)
        taken = fit.taken(asked.readings[0]) if asked.readings else ()
        if not asked.only_a_number or contacts or people:
            return Found(people, contacts, total=total, asked=taken)
        number = asked.numbers[0]
        return Found(
            people, contacts, next(iter(near), ""), total=total, number=number, also_near=near[1:], asked=taken,
            number_is_good=good_contact_number(number),
        )  # fmt: skip

    # -- numbers of contacts ---------------------------------------------------------------------------------------

    def _numbered(self, asked: Typed, most: int) -> tuple[tuple[ContactLine, ...], tuple[str, ...]]:
        """The contacts whose number was typed, or begun; else numbers on record that are one slip away."""
        found: dict[ContactId, ContactLine] = {}
        for number in asked.numbers:
            for begins in self._beginnings(number):
                found |= {line.contact: line for line in self._register.numbered(begins, most)}
        if found or not asked.only_a_number:
            return tuple(found.values())[:most], ()
        near = [near for number in asked.numbers for near in near_contact_numbers(number)]
        known = self._register.called(near)
        return (), tuple(islice((number for number in near if number in known), _MOST_NEAR))

    def _beginnings(self, number: str) -> Iterator[str]:
        """A number without its year may be of any year that is not long ago."""
        if not number.startswith("-"):
            yield number
            return
        for year in range(self._today.year, self._today.year - 10, -1):
            yield f"C{year % 100:02d}{number}"

    # -- people ----------------------------------------------------------------------------------------------------

    def _people(self, asked: Typed, most: int) -> tuple[tuple[FoundPerson, ...], int]:
        if not asked.readings:
            return (), 0
        readings = asked.readings
        fitting = self._index.fitting(readings, 3 * most)
        if not fitting.hits and (readings := tuple(_one_word_less(asked.readings[0]))):
            fitting = self._index.fitting(readings, 3 * most)
        lines = self._register.humans.of(fitting.hits)
        hits = [
            _Hit(cluster, lines[cluster], self._fit(readings[number], lines[cluster]), bits)
            for cluster, (bits, number) in fitting.hits.items()
            if cluster in lines
        ]
        hits = [hit for hit in hits if hit.fit.level < fit.NOT]
        hits.sort(key=lambda hit: (hit.fit.level, _grown(hit.lines), -hit.bits, hit.cluster))
        total = fitting.total - len(fitting.hits) + len(hits)
        return self._worded(hits[:most]), max(total, len(hits))

    def _fit(self, reading: Reading, lines: Sequence[PersonLine]) -> Fit:
        return fit.of(reading, lines, self._index.speller, self._today)

    def _worded(self, hits: Sequence[_Hit]) -> tuple[FoundPerson, ...]:
        humans, clusters = self._register.humans, [hit.cluster for hit in hits]
        seen, contacts = humans.seen(clusters), humans.contacts_of(clusters)
        found = []
        for hit in hits:
            line = max(hit.lines, key=lambda each: (bool(each.family or each.given), each.contact))
            own = tuple(contacts.get(hit.cluster, ()))
            found.append(
                FoundPerson(
                    person=line.person,
                    contact=own[0] if own else line.contact,
                    name=name_of(line),
                    born=fit.born_words(hit.lines, self._today),
                    last=last_words(seen.get(hit.cluster)),
                    why=hit.fit.why,
                    contacts=own,
                    strength=hit.fit.strength,
                    hidden=any(each.hidden for each in hit.lines),
                )
            )
        return tuple(found)


def _grown(lines: Sequence[PersonLine]) -> bool:
    return all(line.role != "child" for line in lines)


def _one_word_less(reading: Reading) -> Iterator[Reading]:
    """The same search with one word of the name left out: somebody's town or nickname may be among them."""
    for at, group in enumerate(reading):
        names = group[0]
        words = names.words.split() if isinstance(names, Names) else []
        if len(words) >= _ENOUGH_WORDS:
            for left_out in range(len(words)):
                fewer = Names(" ".join(words[:left_out] + words[left_out + 1 :]), words[left_out])
                yield (*reading[:at], (fewer,), *reading[at + 1 :])
