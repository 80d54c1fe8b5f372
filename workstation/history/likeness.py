"""How alike two people are: numbers, names, birth and address compared one by one, with reasons in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from types import ModuleType
from typing import Final

from msgspec import Struct

from workstation.domain import kinds, wording
from workstation.domain.line import PersonLine
from workstation.history.folding import digits, key, sound
from workstation.history.matcher import Enquiry


@cache
def _fuzz() -> ModuleType:
    """Loaded when people are first compared, which is after the queue is on screen."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz


LIKELY: Final = 6.0
MAY_BE: Final = 2.5


class Known(Struct, frozen=True):
    """One person with their keys worked out once."""

    line: PersonLine
    words: frozenset[str]
    sounds: frozenset[str]
    given: str
    family: str


class Asked(Struct, frozen=True):
    """An enquiry with its keys worked out once."""

    enquiry: Enquiry
    words: tuple[str, ...]
    sounds: frozenset[str]

    @classmethod
    def of(cls, enquiry: Enquiry) -> Asked:
        words = tuple(key(enquiry.name).split())
        return cls(enquiry, words, frozenset(sound(w) for w in words))


def enquiry_for(child: PersonLine) -> Enquiry:
    """The enquiry that a child already named in a contact amounts to."""
    return Enquiry(
        person=child.person,
        name=f"{child.given} {child.family}",
        born=kinds.Born(on=child.born_on, due=child.born_due, age=child.age),
        postcode=child.postcode,
        la_child_id=child.la_child_id,
        nhs=child.nhs,
        contact=child.contact,
    )


def known_from(line: PersonLine) -> Known:
    """A person with their keys."""
    given, family = key(line.given), key(line.family)
    words = frozenset(w for part in (given, family, *map(key, line.also)) for w in part.split())
    return Known(line, words, frozenset(map(sound, words)), given, family)


def evidence_of(known: Known) -> set[object]:
    """What this person can be looked up by: words, sounds, day of birth, numbers, postcode."""
    line = known.line
    evidence: set[object] = {*known.words, *(f"~{s}" for s in known.sounds), line.born_on, digits(line.nhs)}
    evidence |= {f"#{line.la_child_id}", f"@{key(line.postcode).replace(' ', '')}"}
    return evidence - {None, "", "#", "@"}


def worth_looking_up(asked: Asked) -> set[object]:
    """What to look up for an enquiry, slips of a date of birth included."""
    born = asked.enquiry.born.on
    return {*asked.words, *(f"~{s}" for s in asked.sounds), born, *slips(born), *numbers_of(asked)}


def slips(born: date | None) -> tuple[date, ...]:
    """The days that are a slip away from this one: a day before and after, day and month swapped."""
    if born is None:
        return ()
    near = (born - timedelta(days=1), born + timedelta(days=1))
    return (*near, date(born.year, born.day, born.month)) if born.day <= 12 else near


def numbers_of(asked: Asked) -> tuple[str, ...]:
    """The numbers and the postcode of an enquiry, as they are looked up."""
    enquiry = asked.enquiry
    return (digits(enquiry.nhs), f"#{enquiry.la_child_id}", f"@{key(enquiry.postcode).replace(' ', '')}")


def compare(asked: Asked, known: Known) -> tuple[float, tuple[str, ...]]:
    """How much speaks for the same person, and what: identifiers, names, birth, address. Not shown as a number."""
    enquiry, line = asked.enquiry, known.line
    if enquiry.la_child_id and enquiry.la_child_id == line.la_child_id:
        return 12.0, ("same council number",)
    if enquiry.nhs and digits(enquiry.nhs) == digits(line.nhs):
        return 12.0, ("same NHS number",)
    names, name_why = _compare_names(asked, known)
    if names <= 0:
        return 0.0, ()
    birth, birth_why = _compare_birth(enquiry.born, line)
    place = bool(enquiry.postcode) and _same_postcode(enquiry.postcode, line.postcode)
    total = names + birth + (2.0 if place else 0.0)
    if "another first name" in name_why:
        total = min(total, 8.0)  # twins rule
    return total, tuple(w for w in (name_why, birth_why, "same postcode" if place else "") if w)


def _compare_names(asked: Asked, known: Known) -> tuple[float, str]:
    if not asked.words or not known.words:
        return 0.0, ""
    shared = sum(1 for w in asked.words if w in known.words)
    if shared == len(asked.words) and shared > 1:
        return 5.0, "same name"
    if len(asked.words) == 1:
        return (3.0, "part of the name") if shared else _close(asked, known, 2.5)
    if shared:
        others = [w for w in asked.words if w not in known.words]
        near = any(_fuzz().ratio(w, k) >= 75 or sound(w) in known.sounds for w in others for k in known.words)
        if near:
            return 4.5, "name nearly the same"
        if known.family and known.family in asked.words:
            return 2.0, "same family name, another first name"
        return 2.0, "part of the name"
    return _close(asked, known, 3.5)


def _alike(word: str, known: Known) -> bool:
    """Whether somebody has a name that sounds like this word and is written somewhat like it."""
    heard = sound(word)
    return heard in known.sounds and any(
        sound(k) == heard and _fuzz().ratio(word, k) >= 60 for k in known.words
    )


def _close(asked: Asked, known: Known, worth: float) -> tuple[float, str]:
    if asked.sounds and asked.sounds <= known.sounds and all(_alike(w, known) for w in asked.words):
        return worth, "sounds the same"
    whole = f"{known.given} {known.family}"
    if _fuzz().token_sort_ratio(" ".join(asked.words), whole) >= 82:
        return worth - 0.5, "name nearly the same"
    return 0.0, ""


def _compare_birth(asked: kinds.Born, line: PersonLine) -> tuple[float, str]:
    if asked.on is not None and line.born_on is not None:
        return _compare_days(asked.on, line.born_on)
    if asked.due is not None and line.born_due is not None:
        close = abs((asked.due - line.born_due).days) <= 21
        return (3.0, "due about the same time") if close else (-3.0, "")
    if asked.age is not None and line.born_on is not None:
        return 1.5, "about the same age"
    return 0.0, ""


def _compare_days(asked: date, known: date) -> tuple[float, str]:
    if asked == known:
        return 4.5, "same date of birth"
    if abs((asked - known).days) <= 1:
        return 3.0, "date of birth one day apart"
    if (asked.year, asked.month, asked.day) == (known.year, known.day, known.month):
        return 3.0, "day and month swapped"
    if (asked.month, asked.day) == (known.month, known.day):
        return 1.0, "same birthday, another year"
    return -3.0, ""


def _same_postcode(asked: str, known: str) -> bool:
    a, k = key(asked).replace(" ", ""), key(known).replace(" ", "")
    return bool(a and k) and (a == k or (len(a) >= 4 and k.startswith(a)))


def born_words(line: PersonLine) -> str:
    """`Born 03 May 2020`."""
    if line.born_on is not None:
        return f"Born {wording.day(line.born_on)}"
    if line.born_due is not None:
        return f"Due {wording.day(line.born_due)}"
    return "Born: not known"


def search_score(
    known: Known, asked: list[str], phone: str, day: date | None, words: str
) -> tuple[float, str]:
    """How well somebody fits the words of a search, and why; 0 when not at all."""
    line = known.line
    if day is not None:
        return (5.0, "date of birth") if line.born_on == day else (0.0, "")
    if words.isalnum() and line.la_child_id and words.lower() == line.la_child_id.lower():
        return 9.0, "council number"
    if len(phone) >= 6:
        hit = digits(line.phone).endswith(phone) or digits(line.nhs) == phone
        return (6.0, "phone or number") if hit else (0.0, "")
    if _same_postcode(words, line.postcode) and any(c.isdigit() for c in words):
        return 4.0, "postcode"
    return _name_score(known, asked)


def _name_score(known: Known, asked: list[str]) -> tuple[float, str]:
    if not asked:
        return 0.0, ""
    whole = sum(1 for w in asked if w in known.words)
    begun = sum(1 for w in asked if any(k.startswith(w) for k in known.words))
    if whole == len(asked):
        return 5.0, "same name"
    if begun == len(asked):
        return 4.0, "part of the name"
    if all(w in known.words or _alike(w, known) for w in asked if len(w) > 2):
        return 3.0, "sounds the same"
    text = f"{known.given} {known.family}"
    return (
        (2.0, "name nearly the same") if _fuzz().token_sort_ratio(" ".join(asked), text) >= 80 else (0.0, "")
    )


def number_like(words: str) -> bool:
    """Whether this looks like the beginning of a contact number."""
    bare = words.upper().replace(" ", "")
    return bare[:1] == "C" and bare[1:3].isdigit()


def day_from(words: str) -> date | None:
    """The day these words name, in any common form."""
    for form in (
        "%d/%m/%Y",
        "%d %b %Y",
        "%d %B %Y",
        "%d%m%Y",
        "%Y-%m-%d",
        "%d.%m.%Y",
        "%d-%m-%Y",
        "%d/%m/%y",
    ):
        try:
            return datetime.strptime(words.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
