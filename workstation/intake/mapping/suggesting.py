"""Guesses from the headings (and the first rows) what the columns of a file mean. A person checks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from msgspec.structs import replace

from workstation.domain import identifiers
from workstation.intake.headings import bare, joined
from workstation.intake.mapping import vocabulary as known
from workstation.intake.mapping.shape import DateOrder, Mapping, Source, new
from workstation.intake.mapping.vocabulary import About, AdultColumns, Field

_NUMBERED: Final = re.compile(r"(?<=[a-z])(?=\d)")
_FIGURES: Final = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}(?:\D.*)?", re.ASCII)
_ENOUGH: Final = 0.8
_FEW: Final = 3
_TELLS_CONTACT: Final = (
    "on",
    "outcome",
    "referrer",
    "referrer_role",
    "decided_by",
    "decided_on",
    "theme",
    "nfa",
    "reference",
)
_TELLS_KNOWN: Final = ("as_of", "involvement", "last_seen", "began", "ended", "service", "worker_phone")


def suggest(
    headings: Sequence[str], rows: Sequence[Sequence[str]], name: str = "", only: About | None = None
) -> Mapping:
    """The likeliest mapping, for a file that is about `only` this. Columns nobody can guess are left out; nothing
    is used twice.
    """
    said = _without_prefix(headings)
    contact, agency = (_fitted(said, rows, about) for about in _ABOUTS)
    tells, knows = _weight(contact, _TELLS_CONTACT), _weight(agency, _TELLS_KNOWN)
    is_people = not tells and "born" in agency and bool({"family", "name"} & agency.keys())
    about: About = "contact" if tells >= knows and not is_people else "known to"
    about = only or about
    found = contact if about == "contact" else agency
    sources = tuple(
        Source(field=field, columns=tuple(headings[place] for place in places))
        for field, places in found.items()
    )
    made = new(name, about, system=system_of(name), sources=(*sources, *_relationships(headings, found)))
    order = order_of(_days(made, headings, rows))
    return replace(made, dates=order)


_ABOUTS: Final[tuple[About, About]] = ("contact", "known to")


def system_of(name: str) -> str:
    """Where a file comes from, by its name without figures: the extract of next year belongs to the same system."""
    words = [word for word in bare(name).split() if not any(char.isdigit() for char in word)]
    return " ".join(words)


def is_plain(mapping: Mapping) -> bool:
    """Whether an agency's list explains itself: names, dates of birth, and what only such lists have. A contact
    extract never does; a person looks at it first.
    """
    filled = {source.field for source in mapping.sources}
    named = "name" in filled or {"family", "given"} <= filled
    return (
        mapping.about == "known to" and named and "born" in filled
        and len(filled.intersection(_TELLS_KNOWN)) >= 2
    )  # fmt: skip


def order_of(days: Iterable[str]) -> DateOrder:
    """Whether days are written month first: some can only be read so, and none can only be read day first."""
    firsts = [found for day in days if (found := _FIGURES.fullmatch(day))]
    month_first = any(int(found[2]) > 12 for found in firsts)
    day_first = any(int(found[1]) > 12 for found in firsts)
    return "month first" if month_first and not day_first else "day first"


def explained(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """How many of these columns make sense in an extract of contacts."""
    return sum(len(places) for places in _fitted(_without_prefix(headings), rows, "contact").values())


def only_month_first(days: Iterable[str]) -> bool:
    """Whether so many days can only be read month first that it is the custom of the file, and none day first."""
    firsts = [found for day in days if (found := _FIGURES.fullmatch(day))]
    return sum(int(f[2]) > 12 for f in firsts) >= _FEW and not any(int(f[1]) > 12 for f in firsts)


def _without_prefix(headings: Sequence[str]) -> list[str]:
    """The headings without a word that nearly all begin with, as in databases (`cont_date`, `cont_source`)."""
    firsts = Counter(bare(heading).partition(" ")[0] for heading in headings if " " in bare(heading))
    prefix, count = max(firsts.items(), key=lambda pair: pair[1], default=("", 0))
    if count < _FEW or count < _ENOUGH * sum(1 for heading in headings if heading):
        return list(headings)
    return [bare(heading).removeprefix(prefix + " ") for heading in headings]


# -- columns ----------------------------------------------------------------------------------------------------


def _fitted(headings: Sequence[str], rows: Sequence[Sequence[str]], about: About) -> dict[str, list[int]]:
    """Which columns fill which field: whole names first, then adults, then words, then how values look."""
    wanted = known.fields(about)
    found: dict[str, list[int]] = {}
    left = [place for place, heading in enumerate(headings) if heading and not known.is_never_taken(heading)]
    adults = _adults_of([heading for heading in headings if heading])
    for fits in (_whole, _other_child, _bare_person, partial(_adult, adults=adults), _words):
        for place in list(left):
            field = fits(bare(headings[place]), wanted)
            if field and (field not in found or wanted[field].many):
                found.setdefault(field, []).append(place)
                left.remove(place)
    for place in left:
        field = _by_values([row[place] for row in rows if place < len(row)])
        if field in wanted and field not in found:
            found[field] = [place]
    return {field: found[field] for field in wanted if field in found}


def _whole(heading: str, wanted: dict[str, Field]) -> str:
    return next((f.id for f in wanted.values() if joined(heading) in known.joined_names(f)), "")


def _bare_person(heading: str, wanted: dict[str, Field]) -> str:
    return _whole(known.without_person(heading), wanted)


def _adults_of(headings: Sequence[str]) -> list[AdultColumns]:
    """Which adults the headings speak of, in the order they first do; no more than a row may hold."""
    found: dict[AdultColumns, None] = {}
    for heading in headings:
        who = _who(_NUMBERED.sub(" ", bare(heading)))
        if who is not None:
            found.setdefault(who[0])
    return list(found)[: known.MOST_ADULTS]


def _who(heading: str) -> tuple[AdultColumns, str] | None:
    """The adult a heading is about and what it says of them: `mother dob`, `adult 2 surname`."""
    for columns in known.adult_columns():
        for prefix in columns.prefixes:
            if heading == prefix or heading.startswith(prefix + " "):
                rest = heading.removeprefix(prefix).strip()
                part = next((p.id for p in known.adult_parts() if rest in p.names), "")
                if part:
                    return columns, part
    return None


def _adult(heading: str, wanted: dict[str, Field], adults: Sequence[AdultColumns]) -> str:
    who = _who(_NUMBERED.sub(" ", heading))
    if who is None or who[0] not in adults:
        return ""
    field = f"adult{adults.index(who[0]) + 1}.{who[1]}"
    return field if field in wanted else ""


def _other_child(heading: str, wanted: dict[str, Field]) -> str:
    """The field of a second child (`child 2 dob`, `sibling name`)."""
    text = _NUMBERED.sub(" ", heading)
    for number, columns in enumerate(known.child_columns(), start=2):
        for prefix in columns.prefixes:
            if text == prefix or text.startswith(prefix + " "):
                rest = joined(text.removeprefix(prefix))
                part = next((p.id for p in known.child_parts() if rest in known.joined_names(p)), "")
                field = f"child{number}.{part}"
                if part and field in wanted:
                    return field
    return ""


def _is_another_child(heading: str) -> bool:
    return any(heading.startswith(prefix + " ") for c in known.child_columns() for prefix in c.prefixes)


def _words(heading: str, wanted: dict[str, Field]) -> str:
    spaced = _NUMBERED.sub(" ", heading)
    if _who(spaced) is not None or _is_another_child(spaced):  # `father's date of birth` is not the child's
        return ""
    said = set(heading.split())
    fitting = [
        f.id for f in wanted.values() if f.words and said.issuperset(f.words) and said.isdisjoint(f.without)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _by_values(values: Sequence[str]) -> str:
    """A field that these values can only be meant for."""
    filled = [value for value in values if value.strip()]
    if len(filled) < _FEW:
        return ""
    for field, fault in (
        ("nhs", identifiers.nhs_fault),
        ("upn", identifiers.upn_fault),
        ("postcode", identifiers.postcode_fault),
    ):
        if sum(not fault(value) for value in filled) >= _ENOUGH * len(filled):
            return field
    return ""


def _weight(found: dict[str, list[int]], telling: Sequence[str]) -> int:
    return sum(field in found for field in telling)


# -- what is said of them ----------------------------------------------------------------------------------------


def _relationships(headings: Sequence[str], found: dict[str, list[int]]) -> list[Source]:
    """`Mother DOB` says who the adult is, also where no column does."""
    made = []
    for number, columns in enumerate(_adults_of([heading for heading in headings if heading]), start=1):
        said = any(field.startswith(f"adult{number}.") for field in found)
        if columns.relationship and said and f"adult{number}.relationship" not in found:
            made.append(Source(field=f"adult{number}.relationship", constant=columns.relationship))
    return made


def _days(mapping: Mapping, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    kinds = known.fields(mapping.about)
    places = [
        headings.index(column)
        for s in mapping.sources
        if kinds[s.field].kind == "day"
        for column in s.columns
    ]
    return [row[place] for row in rows for place in places if place < len(row)]
