"""The Find box: people and contacts for a few words in any order, results while they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from workstation.domain import said_dates
from workstation.domain.ids import good_contact_number
from workstation.domain.line import PersonLine
from workstation.history import alike, levels, numbers, places
from workstation.history.answering import born_words, last_words, name_of
from workstation.history.index import Index
from workstation.history.matcher import Found, FoundPerson
from workstation.history.record import OnRecord

_DATE: Final = re.compile(
    r"\b\d{1,2}[\s./-]+(?:\d{1,2}|[a-z]{3,9})[\s./,-]+\d{2,4}\b|\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{8}\b",
    re.IGNORECASE,
)
_POSTCODE: Final = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE)
_SHORTEST_PHONE: Final = 6


class _Asked(NamedTuple):
    """The words of the box, sorted by what they may be."""

    names: tuple[str, ...]
    born: date | None
    postcode: str
    number: str
    whole: str


class Finding:
    """One search."""

    def __init__(self, register: OnRecord, index: Index, today: date) -> None:
        self._register, self._index, self._today = register, index, today

    def search(self, words: str, most: int) -> Found:
        """People and contacts for these words."""
        words = words.strip()
        if not words:
            return Found()
        if number_like(words):
            contacts = self._register.numbered(words, most)
            return Found((), contacts, "" if contacts else self._near_number(words))
        asked = self._sorted(words)
        found = self._people(asked, most)
        return Found(tuple(found))

    # -- what the words are ------------------------------------------------------------------------------------

    def _sorted(self, words: str) -> _Asked:
        rest, born, postcode = words, None, ""
        if (day := _DATE.search(rest)) and (said := said_dates.understood(day.group(0), self._today)):
            born, rest = said.on, rest.replace(day.group(0), " ")
        if code := _POSTCODE.search(rest):
            postcode, rest = places.plain_postcode(code.group(0)), rest.replace(code.group(0), " ")
        number = numbers.plain(rest) if any(char.isdigit() for char in rest) else ""
        names = () if number else tuple(self._index.speller.words(rest, given=False))
        return _Asked(names, born, postcode, number, words)

    # -- who has them ------------------------------------------------------------------------------------------

    def _people(self, asked: _Asked, most: int) -> list[FoundPerson]:
        groups: list[dict[str, float]] = []
        if asked.born is not None:
            groups.append(dict.fromkeys(self._index.born_on(asked.born), 6.0))
        if asked.postcode:
            groups.append(dict.fromkeys(self._index.having(f"p:{asked.postcode}"), 5.0))
        if asked.number:
            groups.append(self._numbered_people(asked.number))
        if asked.names:
            groups.append(self._index.named(asked.names, 400))
        if not groups:
            return []
        shared = set.intersection(*(set(group) for group in groups))
        ranked = sorted(shared, key=lambda c: (-sum(group[c] for group in groups), c))
        return self._worded(asked, ranked[: 3 * most], most)

    def _numbered_people(self, number: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for kind in ("i", "l", "u"):
            found |= dict.fromkeys(self._index.having(f"{kind}:{number}"), 9.0)
        phone = numbers.phone(number)
        if phone and number.isdigit():
            found |= dict.fromkeys(self._index.having(f"t:{phone}"), 6.0)
        half = dict.fromkeys(self._index.having(f"o:{number}"), 4.0) if places.half_postcode(number) else {}
        return found | half

    # -- in words ----------------------------------------------------------------------------------------------

    def _worded(self, asked: _Asked, clusters: Sequence[str], most: int) -> list[FoundPerson]:
        humans = self._register.humans
        lines = humans.of(clusters)
        ordered = sorted(
            (cluster for cluster in clusters if cluster in lines),
            key=lambda c: self._order(asked, lines[c], clusters.index(c)),
        )[:most]
        seen, contacts = humans.seen(ordered), humans.contacts_of(ordered)
        found = []
        for cluster in ordered:
            line = max(lines[cluster], key=lambda each: (bool(each.family or each.given), each.contact))
            found.append(
                FoundPerson(
                    person=line.person,
                    contact=next(iter(contacts.get(cluster, ())), line.contact),
                    name=name_of(line),
                    born=born_words(lines[cluster]),
                    last=last_words(seen.get(cluster)),
                    why=self._why(asked, lines[cluster])[1],
                    contacts=tuple(contacts.get(cluster, ())),
                )
            )
        return found

    def _order(self, asked: _Asked, lines: Sequence[PersonLine], rank: int) -> tuple[int, bool, int]:
        level, _ = self._why(asked, lines)
        return level, all(line.role != "child" for line in lines), rank

    def _why(self, asked: _Asked, lines: Sequence[PersonLine]) -> tuple[int, str]:
        said: list[str] = []
        level = 0
        if asked.names:
            level, words = self._name_why(asked.names, lines)
            said.append(words)
        if asked.born is not None:
            same = any(line.born_on == asked.born for line in lines)
            said.append("date of birth" if same else "date of birth, day and month swapped")
        if asked.postcode:
            said.append("postcode")
        if asked.number:
            said.append(_number_why(asked.number, lines))
        return level, ", ".join(said)

    def _name_why(self, names: Sequence[str], lines: Sequence[PersonLine]) -> tuple[int, str]:
        best = (9, "name nearly the same")
        speller = self._index.speller
        for form in alike.forms_of(lines, speller):
            words = (*form.spelt.given, *form.spelt.middle, *form.spelt.family)
            whole = [name in words for name in names]
            begun = [any(word.startswith(name) for word in words) for name in names]
            if all(whole):
                best = min(best, (0, "same name" if len(names) > 1 else "part of the name"))
            elif all(begun):
                best = min(best, (1, "part of the name"))
            else:
                likes = [alike.level((name,), words, speller) for name in names]
                worst = max(levels.SAME if b else found for b, found in zip(begun, likes, strict=True))
                how = {levels.KIN: (2, "a form of the name"), levels.SOUND: (3, "sounds the same")}
                best = min(best, how.get(worst, (4, "name nearly the same")))
        return best

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


def number_like(words: str) -> bool:
    """Whether this looks like the beginning of a contact number."""
    bare = words.upper().replace(" ", "")
    return bare[:1] == "C" and bare[1:3].isdigit()


def _number_why(number: str, lines: Iterable[PersonLine]) -> str:
    for line in lines:
        if number == numbers.plain(line.la_child_id):
            return "council number"
        if number == numbers.plain(line.nhs):
            return "NHS number"
        if number == numbers.plain(line.upn):
            return "pupil number"
    return "phone or number"
