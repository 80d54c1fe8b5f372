"""Finds what a notification says, under its headings and in its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from workstation.domain import wording
from workstation.domain.notification import Field, Fields, Letter, Notification, Person, Somebody, Value
from workstation.intake.notification import moments, persons
from workstation.intake.notification.book import Book, book

Pair = tuple[str, str]

_NOTHING: Final = frozenset(["", "-", "–", "n/a", "na", "none recorded", "not recorded", "blank", "tbc", "?"])
"""What people write into a box that has to hold something."""
_DASH: Final = re.compile(r"\bDA(?:SH|RA)\b[^.\n;]{0,24}?\b(standard|medium|high)\b", re.IGNORECASE)
_HAPPENED: Final = re.compile(
    r"\b(?:[Aa]t|[Aa]bout|[Aa]round)\s+(\d{1,2}[:.]\d{2}|\d{4}\s*h(?:ou)?rs)(?:\s*(?:hours|hrs))?,?\s+(?:on\s+)?"
    r"((?:\w+day,?\s+)?\d{1,2}(?:[./-]\d{1,2}[./-]\d{2,4}|(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}(?:\s+\d{4})?))"
)
_REFERENCE: Final = re.compile(r"\b(?:ref(?:erence)?|ccn|incident|log)\b[^\w\n]{0,3}(?:no\.?|number)?[^\w\n]{0,3}(\d[\w/-]{5,20})", re.IGNORECASE)  # fmt: skip  # noqa: E501


def of_pairs(
    pairs: Sequence[Pair], text: str, fields: Fields, today: date, letter: Letter | None = None
) -> Notification:
    """What headings and values hold, and what the sentences in them say besides. `text` is kept word for word."""
    finder = _Finder(book(fields), today)
    for heading, words in pairs:
        finder.take(heading, words)
    finder.read_prose(text)
    return finder.notification(text, letter)


def proposes(notification: Notification) -> bool:
    """Whether enough was found that this is a notification, and not just any words."""
    fields = {value.field for value in notification.values}
    return len(fields) >= 3 or bool(notification.reference and notification.people)


class _Finder:
    """One notification being read."""

    def __init__(self, headings: Book, today: date) -> None:
        self._book, self._today = headings, today
        self._values: dict[str, list[str]] = {}
        self._people: list[Person] = []
        self._parts: dict[tuple[str, int], tuple[Somebody, dict[str, str]]] = {}
        self._open: tuple[Somebody, int] | None = None
        """The person whose parts may stand on the next lines."""
        self._doubts: list[str] = []
        self._unknown: list[str] = []

    def take(self, heading: str, words: str) -> None:
        """One heading with its value."""
        words = words.strip()
        found = self._book.heading(heading)
        if self._open is not None and (loose := self._book.loose(heading)):
            self._part(*self._open, loose, words)
            return
        if found is None:
            if not any(char.isdigit() for char in heading):
                self._unknown.append(heading.strip())
            return
        if found.person is None:
            self._open = None
        if words.casefold() in _NOTHING and found.person is None:
            return
        if found.field is not None:
            self._field(found.field, words)
        elif found.person is not None and found.part:
            self._part(found.person, found.number, found.part, words)
        elif found.person is not None:
            if "present" in heading.casefold():
                self._field(self._book.fields.field("who_there"), words.replace("\n", "; "))
            self._whole(found.person, found.number, words)

    def read_prose(self, text: str) -> None:
        """What officers write into sentences: names, the DASH grade, when it happened, their reference."""
        if "dash" not in self._values and (dash := _DASH.search(text)):
            self._values["dash"] = [dash.group(1).capitalize()]
        if "reference" not in self._values and (reference := _REFERENCE.search(text)):
            self._values["reference"] = [reference.group(1)]
        happened = _HAPPENED.search(text)
        if "incident_when" not in self._values and happened:
            self._field(self._book.fields.field("incident_when"), f"{happened.group(2)} {happened.group(1)}")

    def notification(self, text: str, letter: Letter | None) -> Notification:
        """Everything that was found."""
        people = [*self._people, *self._put_together()]
        for person in persons.in_prose(text, self._today):
            if not any(_is_meant(person, known) for known in people):
                people.append(person)
        people = [persons.by_age(person, self._today) for person in _once(people)]
        ages = [told for person in people if (told := persons.doubt_of_age(person, self._today))]
        values = [
            Value(field.id, words)
            for field in self._book.fields.fields
            for words in self._values.get(field.id, ())
        ]
        return Notification(
            text=text, values=tuple(values), people=tuple(people),
            doubts=(*self._doubts, *_births(people), *ages), unknown=tuple(dict.fromkeys(self._unknown)),
            letter=letter,
        )  # fmt: skip

    def _field(self, field: Field, words: str) -> None:
        said = " ".join(words.split())
        if field.kind == "moment":
            self._moment(field, said)
            return
        known = self._values.setdefault(field.id, [])
        if said not in known and (field.id != "reference" or not known):
            known.append(said)

    def _moment(self, field: Field, said: str) -> None:
        """A day and time is kept in our own words when it is one; else it is left out, and said to be."""
        if field.id == "incident_time" and moments.time_of(said):
            self._values.setdefault("incident_time", [said])
            return
        at = moments.moment_of(said, self._today)
        if at is None:
            self._doubts.append(f"{field.words}: we do not understand “{said[:60]}”, so it was left out.")
            return
        clock = f" {at:%H:%M}" if moments.time_of(said) else ""
        self._values.setdefault(field.id, [f"{wording.day(at.date())}{clock}".replace(wording.NBSP, " ")])

    def _whole(self, one: Somebody, number: int, words: str) -> None:
        """A person in one value; nothing beside the heading means that the parts stand below."""
        found = list(persons.whole(words, one, self._today)) if words.casefold() not in _NOTHING else []
        if len(found) > 1:
            self._people += found
            self._open = None
            return
        place = self._next(one, number)
        self._open = (one, place)
        self._parts[one.id, place] = (one, {"": words} if found else {})

    def _part(self, one: Somebody, number: int, part: str, words: str) -> None:
        if words.casefold() in _NOTHING:
            return
        if number:
            place = number
        else:
            last = max((at for id_, at in self._parts if id_ == one.id), default=0)
            known = self._parts[one.id, last][1] if last else {}
            place = last if last and part not in known else last + 1
        self._open = (one, place)
        self._parts.setdefault((one.id, place), (one, {}))[1][part] = words

    def _next(self, one: Somebody, number: int) -> int:
        taken = [at for id_, at in self._parts if id_ == one.id]
        return number if number and number not in taken else max(taken, default=0) + 1

    def _put_together(self) -> Iterator[Person]:
        """The people whose parts stand apart, each with the line that began them, if there was one."""
        for one, parts in self._parts.values():
            begun = persons.described(parts[""], one, self._today) if parts.get("") else None
            person = begun or Person(part=one.part, role=one.role)
            person = persons.with_parts(
                person, {name: words for name, words in parts.items() if name}, self._today
            )
            if persons.is_somebody(person):
                yield person


def _is_meant(prose: Person, known: Person) -> bool:
    """Whether somebody in a sentence is somebody who is listed already; a given name alone is enough in a list."""
    if persons.same_name(prose, known):
        return True
    family = not known.name.family and known.name.given.casefold() == prose.name.given.casefold()
    return family or prose.name.given.casefold() == known.name.family.casefold()


def _once(people: Iterable[Person]) -> Iterable[Person]:
    kept: list[Person] = []
    for person in people:
        at = next(
            (n for n, one in enumerate(kept) if persons.same_name(one, person) and person.name.given), None
        )
        if at is None:
            kept.append(person)
        else:
            kept[at] = _both(kept[at], person)
    return kept


def _both(one: Person, other: Person) -> Person:
    """One person who stands in two places, for example as mother and as victim."""
    role = ", ".join(dict.fromkeys(word for word in (*one.role.split(", "), *other.role.split(", ")) if word))
    values = {f: getattr(one, f) or getattr(other, f) for f in one.__struct_fields__}
    born = one.born if one.born.on or one.born.due or one.born.age is not None else other.born
    part = "child" if "child" in (one.part, other.part) else "adult"
    return Person(**values | {"role": role, "born": born, "part": part})


def _births(people: Iterable[Person]) -> list[str]:
    """Dates of birth that are none."""
    return [
        f"{wording.full_name(p.name) or 'Somebody'}: we do not understand the date of birth “{p.born.said[:40]}”."
        for p in people
        if p.born.said.strip(" -") and p.born.on is None and p.born.due is None and p.born.age is None
    ]
