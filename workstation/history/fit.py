"""Why somebody was found, in words, and how well they fit: for the few who are shown, from what is on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from workstation.domain import wording
from workstation.domain.person_line import PersonLine, PlaceLine
from workstation.history import alike, answering, days, levels, numbers, places
from workstation.history.folding import key, sound
from workstation.history.spans import Span
from workstation.history.spelling import Speller
from workstation.history.typed import BornIn, Clue, Code, Group, Names, Phone, Postcode, Reading, Street

ALL, CLOSE, MAY_BE = "all of it fits", "close", "may be"
_SURE: Final = 0
_NEAR: Final = 2
NOT: Final = 9
"""What was looked up fits, and what is on record does not: it was taken back, or two numbers met by chance."""


class Said(NamedTuple):
    """What one part of a search has to do with somebody: 0 when it is exactly so, more the farther it is."""

    level: int
    words: str


class Fit(NamedTuple):
    """All parts together."""

    level: int
    why: str
    strength: str


def of(reading: Reading, lines: Sequence[PersonLine], speller: Speller, today: date) -> Fit:
    """How somebody fits a reading that they were found by."""
    said = [_group(group, lines, speller, today) for group in reading]
    worst = max((each.level for each in said), default=NOT)
    if worst >= NOT:
        return Fit(NOT, "", "")
    strength = ALL if worst <= _SURE else CLOSE if worst <= _NEAR else MAY_BE
    return Fit(
        min(sum(each.level for each in said), NOT - 1), ", ".join(each.words for each in said), strength
    )


def taken(reading: Reading) -> tuple[str, ...]:
    """How what was typed was understood: `name kaden`, `born in March 2016`, `postcode NB4`."""
    return tuple(_taken(group[0]) for group in reading)


def _taken(clue: Clue) -> str:
    match clue:
        case Names():
            return f"name {clue.words}"
        case BornIn():
            if len(clue.spans) > 1:
                return "day of birth in any year"
            span = clue.spans[0]
            return f"{'due' if span.due else 'born'} {'' if span.exact else 'in '}{span.words}"
        case Postcode():
            whole = len(clue.code) > 4 and not clue.begun
            return (
                f"postcode {clue.code[:-3]} {clue.code[-3:]}" if whole else f"postcode beginning {clue.code}"
            )
        case Street():
            return f"address {clue.number} {clue.words}".replace("  ", " ")
        case Phone():
            return f"phone ending {clue.digits[-6:]}"
        case Code():
            return f"number {clue.plain}"


def _group(group: Group, lines: Sequence[PersonLine], speller: Speller, today: date) -> Said:
    return min((_clue(clue, lines, speller, today) for clue in group), key=lambda said: said.level)


def _clue(clue: Clue, lines: Sequence[PersonLine], speller: Speller, today: date) -> Said:
    match clue:
        case Names():
            return _names(clue, lines, speller)
        case BornIn():
            return _born(clue.spans, lines, today)
        case Postcode():
            return _postcode(clue, lines)
        case Street():
            return _street(clue, lines)
        case Phone():
            return _phone(clue, lines)
        case Code():
            return _code(clue, lines)


# -- names ---------------------------------------------------------------------------------------------------------


def _names(clue: Names, lines: Sequence[PersonLine], speller: Speller) -> Said:
    words = speller.words(clue.words, given=False)
    best = min(
        (_form(words, form, speller) for form in alike.forms_of(lines, speller)),
        default=Said(4, "name nearly the same"),
    )
    return Said(best.level + 3, f"{best.words}, without “{clue.without}”") if clue.without else best


def _form(words: Sequence[str], form: alike.Form, speller: Speller) -> Said:
    theirs = (*form.spelt.given, *form.spelt.middle, *form.spelt.family)
    whole = [word in theirs for word in words]
    begun = [any(their.startswith(word) for their in theirs) for word in words]
    if all(whole):
        said = "same name" if len(words) > 1 else "part of the name"
        return Said(0, f"{said} ({_called(form)})" if form.also else said)
    if all(begun):
        return Said(1, f"part of the name ({_called(form)})" if form.also else "part of the name")
    far = [
        levels.SAME if is_begun else alike.level((word,), theirs, speller)
        for word, is_begun in zip(words, begun, strict=True)
    ]
    how = {
        levels.KIN: Said(2, "a form of the name"),
        levels.SOUND: Said(2, "sounds the same"),
        # The index also knows people by the surname of whoever was named with them.
        levels.OTHER: Said(5, "named with somebody of that name"),
    }
    found = how.get(max(far), Said(4, "name nearly the same"))
    return Said(found.level, f"{found.words} ({_called(form)})" if form.also else found.words)


def _called(form: alike.Form) -> str:
    return f"also known as {' '.join(part for part in (form.given, form.family) if part)}"


# -- dates ---------------------------------------------------------------------------------------------------------


def born_words(lines: Sequence[PersonLine], today: date) -> str:
    """`Born 03 May 2020 (6y)`, `Due 14 Feb 2027`; of a grown-up also who they are: `Mother, born 02 Jun 1994`."""
    said = answering.born_words(lines)
    born = next((line.born_on for line in reversed(lines) if line.born_on is not None), None)
    if born is not None and born <= today:
        said = f"{said} ({wording.age(born, today)})"
    who = next(
        (line.relationship for line in reversed(lines) if line.role == "adult" and line.relationship), ""
    )
    if not who or any(line.role == "child" for line in lines):
        return said
    return wording.sentence(who if said.startswith("Born:") else f"{who}, {said[:1].lower()}{said[1:]}")


def _born(spans: Sequence[Span], lines: Sequence[PersonLine], today: date) -> Said:
    known = any(line.born_on is not None for line in lines)
    return min(
        (said for span in spans for line in lines for said in _span(span, line, today, known=known)),
        default=Said(NOT, "date of birth nearly the same"),
    )


def _span(span: Span, line: PersonLine, today: date, *, known: bool) -> Iterator[Said]:
    """`known`: their date of birth is on record, so that what was guessed before says nothing."""
    on = line.born_due if span.due else line.born_on
    if on is not None and span.first <= on <= span.last:
        yield Said(_SURE, _date_words(span))
    if span.due:
        return
    if on is not None and span.exact and days.exact(on) in days.slips(span.first):
        yield Said(3, _slip_words(span.first, on))
    if not known and line.age is not None:
        told = days.told_at(line.contact, today).year - line.age
        if span.first.year <= told <= span.last.year + 1:
            yield Said(1 if span.about else 3, f"about {line.age} when they were named")


def _date_words(span: Span) -> str:
    if span.due:
        return "due that day" if span.exact else f"due in {span.words}"
    if span.exact:
        return "date of birth"
    return "age" if span.about else f"born in {span.words}"


def _slip_words(asked: date, on: date) -> str:
    if (asked.day, asked.month, asked.year) == (on.month, on.day, on.year):
        return "date of birth, day and month swapped"
    return (
        "date of birth, a year out"
        if asked.year != on.year and asked.month == on.month
        else "date of birth, a day out"
    )


# -- places and numbers ----------------------------------------------------------------------------------------


def _postcode(clue: Postcode, lines: Sequence[PersonLine]) -> Said:
    codes = {place.postcode for line in lines for place in places.places_of(line) if place.postcode}
    if not clue.begun:
        return Said(_SURE if clue.code in codes else NOT, "postcode")
    begin = sorted(code for code in codes if code.startswith(clue.code))
    return Said(_SURE, f"postcode {begin[0][:-3]} {begin[0][-3:]}") if begin else Said(NOT, "postcode")


def _street(clue: Street, lines: Sequence[PersonLine]) -> Said:
    """The address as it is on record, so that everybody sees whether it is the one that was meant."""
    lived = [place for line in lines for place in line.places]
    found = [(_far(clue, place), place) for place in lived]
    if not found:
        return Said(NOT, "address")
    far, place = min(found, key=lambda each: each[0])
    return Said(far, f"{'lived at' if place.until else 'address'} {place.lines.splitlines()[0]}")


def _far(clue: Street, place: PlaceLine) -> int:
    asked, lived = key(clue.words).split(), key(place.lines).split()
    if clue.number and clue.number not in lived:
        return NOT
    if all(any(word.startswith(each) for word in lived) for each in asked):
        return _SURE
    heard = {sound(word) for word in lived}
    return _NEAR if sound(asked[0]) in heard else NOT


def _phone(clue: Phone, lines: Iterable[PersonLine]) -> Said:
    own = any(clue.digits == numbers.phone(line.phone) for line in lines)
    return Said(_SURE if own else 1, "phone" if own else "phone of somebody named with them")


def _code(clue: Code, lines: Iterable[PersonLine]) -> Said:
    for line in lines:
        for number, words in (
            (line.la_child_id, "council number"),
            (line.nhs, "NHS number"),
            (line.upn, "pupil number"),
        ):
            if number and numbers.plain(number) == clue.plain:
                return Said(_SURE, words)
    return Said(NOT, "number")
