"""The check matrix of an edition, read and checked: a council may change everything but the truth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from string import Formatter
from typing import Final

from workstation.domain.guide import Guide
from workstation.domain.matrix import Matrix, Rule, Wait
from workstation.guidebook import shelf
from workstation.guidebook.plainly import Faulty, converted, parsed

SORT: Final = "agencies"
FIELDS: Final = {
    "screening": {"nothing_opened"}, "acting": set(), "recommended": {"nothing_opened"},
    "asked_for": {"when", "section_47"}, "strategy": {"when", "children", "section_47"},
    "assessment": {"when", "children"}, "others": {"children"}, "decided": {"when", "nothing_opened"},
    "again": {"when"}, "unsettled": set(),
}  # fmt: skip
"""The states a request can truly be in, and what each sentence has to hold."""
_CLAIMS: Final = re.compile(
    r"assess|s\.?\s?(17|47)\b|section\s+(17|47)|child protection|enquiry has been", re.IGNORECASE
)
_ID: Final = re.compile(r"^[a-z][a-z0-9_]{1,30}$")


def matrix(edition: str) -> Matrix:
    """The matrix of this edition. One that is built in and does not read stops the start."""
    return _kept(edition, shelf.mark(edition))


@cache
def _kept(edition: str, _mark: int) -> Matrix:
    return read(shelf.text(edition))


def earlier() -> tuple[Matrix, ...]:
    """Every other edition this computer has: answers that went by it stay readable."""
    return tuple(_those_that_read(shelf.others(SORT)))


def _those_that_read(editions: Iterable[str]) -> Iterator[Matrix]:
    for edition in editions:
        try:
            yield matrix(edition)
        except (OSError, ValueError):
            continue  # a file that does not read is told of by `council.open_shelf`


def read(text: str) -> Matrix:
    """A matrix from the text of an edition. `Faulty` says, in sentences, everything that is wrong."""
    found = converted(parsed(text), Matrix)
    faults = [*_lists(found), *_agencies(found), *_waits(found), *_status(found)]
    if faults:
        raise Faulty(*faults)
    return found


def fits(found: Matrix, guide: Guide) -> tuple[str, ...]:
    """What does not go together with the guide: worries or lawful bases it does not know."""
    themes = {theme.id for theme in guide.themes}
    used = {t: a.words for a in found.agencies for rule in a.when for t in rule.themes}
    used |= dict.fromkeys(found.level_one.weighs, "level_one")
    faults = [
        f"{where}: the guide has no worry called “{t}”." for t, where in used.items() if t not in themes
    ]
    bases = {basis.id for basis in guide.bases}
    faults += [f"Basis: the sentence for “{b}” is missing." for b in sorted(bases - found.basis.keys())]
    return tuple(faults)


# -- what a matrix must hold -----------------------------------------------------------------------------------


def _lists(found: Matrix) -> Iterator[str]:
    if not found.edition:
        yield "The line “edition” is missing."
    for name, items in (("Agencies", found.agencies), ("Reasons", found.reasons)):
        ids = [item.id for item in items]
        if not ids:
            yield f"{name}: the list is empty."
        for twice in sorted({one for one in ids if ids.count(one) > 1}):
            yield f"{name}: “{twice}” is there twice."
        for item in items:
            if not item.words.strip():
                yield f"{name}, “{item.id}”: the line “words” is empty."
    known = {agency.id for agency in found.agencies}
    for code in found.level_one.first:
        if code not in known:
            yield f"Level one, first: there is no agency called “{code}”."
    if found.level_one.most not in (1, 2):
        yield "Level one, most: a contact at level 1 asks one or two agencies."


def _agencies(found: Matrix) -> Iterator[str]:
    for agency in found.agencies:
        if not _ID.match(agency.id):
            yield f"Agencies, “{agency.id}”: an id is small letters, digits and _."
        if not agency.ask.strip():
            yield f"Agencies, “{agency.id}”: the line “ask” is missing."
        if _CLAIMS.search(agency.ask):
            yield f"Agencies, “{agency.id}”, ask: a question does not say what was opened."
        for number, rule in enumerate(agency.when, start=1):
            yield from (f"Agencies, “{agency.id}”, when, number {number}: {fault}" for fault in _rule(rule))


def _rule(rule: Rule) -> Iterator[str]:
    if not rule.why.strip():
        yield "the line “why” is empty."
    lists = (rule.themes, rule.factors, rule.unsure, rule.holds, rule.levels)
    if not (rule.always or rule.of_a_child or any(lists)):
        yield "it says nothing that could hold. Write “always = true” if it always holds."
    if rule.always and (rule.of_a_child or any(lists)):
        yield "“always” stands alone."
    if "school named" in rule.holds and len(rule.holds) > 1:
        yield "“school named” stands alone in “holds”."
    for name, low, high in (
        ("age", rule.from_age, rule.to_age),
        ("school year", rule.from_school_year, rule.to_school_year),
    ):
        if not 0 <= (low or 0) < (99 if high is None else high) <= 99:
            yield f"no child has that {name}: “from” is smaller than “to”, and “to” is not included."
    if rule.under_days is not None and not 1 <= rule.under_days <= 366:
        yield "“under_days” is between 1 and 366."


def _waits(found: Matrix) -> Iterator[str]:
    for rating in ("red", "amber", "green"):
        wait: Wait = getattr(found.chase, rating)
        said = [wait.hours > 0, wait.working_hours > 0, wait.next_day_at is not None]
        good = sum(said) == 1 and 0 <= wait.hours <= 72 and 0 <= wait.working_hours <= 40
        if not good:
            yield (
                f"Chase, {rating}: say one of “hours” (72 at most), “working_hours” (40 at most) or “next_day_at”."
            )


def _status(found: Matrix) -> Iterator[str]:
    for state in sorted(FIELDS.keys() ^ found.status.keys()):
        known = state in FIELDS
        yield f"Status: {'the sentence' if known else 'nobody knows a sentence'} “{state}”{' is missing' * known}."
    for state in FIELDS.keys() & found.status.keys():
        yield from _sentence(state, found.status[state])


def _sentence(state: str, words: str) -> Iterator[str]:
    try:
        parts = [(plain, name) for plain, name, _, _ in Formatter().parse(words)]
    except ValueError:
        yield f"Status, {state}: a bracket {{ }} is not closed."
        return
    if {name for _, name in parts if name is not None} != FIELDS[state]:
        wanted = ", ".join(f"{{{name}}}" for name in sorted(FIELDS[state])) or "nothing in { }"
        yield f"Status, {state}: it has to hold {wanted}, and nothing else in {{ }}."
    if state != "assessment" and any(_CLAIMS.search(plain) for plain, _ in parts):
        yield f"Status, {state}: it may not speak of an assessment or of section 47 in its own words."
