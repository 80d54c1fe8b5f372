"""HR1: repeats from the same kind of source, about the same kind of worry, and in all; the household apart."""

from __future__ import annotations

from collections import Counter
from typing import Final, Literal

from msgspec import Struct

from workstation.domain import wording
from workstation.domain.guide import Guide, source_group
from workstation.domain.history_rules import counting, endings, review
from workstation.domain.history_rules.rulebook import Rulebook
from workstation.domain.past import Fact, PastContact, Present

Kind = Literal["source", "theme", "all"]
_FIRST: Final[tuple[Kind, ...]] = ("source", "theme", "all")


class Repeat(Struct, frozen=True):
    """Earlier contacts that have something in common with the one in hand."""

    kind: Kind
    of: str
    counted: tuple[PastContact, ...]

    @property
    def number(self) -> int:
        """Which one the contact in hand is."""
        return len(self.counted) + 1


def repeats(present: Present, recent: tuple[PastContact, ...], book: Rulebook) -> tuple[Repeat, ...]:
    """Everything of the last months that has come often enough, the most telling first: police before all."""
    limits = book.thresholds
    group = source_group(present.source)
    police = group == "police"
    found = []
    if group in book.sources:
        same = tuple(c for c in recent if source_group(c.source) == group)
        found.append((Repeat("source", group, same), limits.from_police if police else limits.from_source))
    for theme in present.themes:
        about = tuple(c for c in recent if theme in c.themes)
        found.append((Repeat("theme", theme, about), limits.about_theme))
    found.append((Repeat("all", "", recent), limits.in_all))
    often = [repeat for repeat, least in found if repeat.counted and repeat.number >= least]
    return tuple(sorted(often, key=_telling))


def _telling(repeat: Repeat) -> tuple[bool, int, int]:
    return (repeat.of != "police", _FIRST.index(repeat.kind), -repeat.number)


def children(present: Present, before: tuple[PastContact, ...], book: Rulebook, guide: Guide) -> Fact | None:
    """How often these children have come, and how it ended: the sentence names every earlier contact it counts."""
    months = book.thresholds.months
    recent = counting.within(present, counting.contacts(c for c in before if c.same_child), months)
    found = repeats(present, recent, book)
    if not found:
        return None
    lead, also = found[0], _more_than(found)
    seen = review.reviewed(present, before, book)
    ended = endings.how_they_ended(lead.counted, book)
    silent = endings.not_spoken_to(lead.counted, book)
    details = (
        _when_and_what(present, lead.counted, book, guide), silent.words,
        seen.words or _also(also, book, guide), _for_each(present, lead, before, book),
    )  # fmt: skip
    return Fact(
        rule="HR1",
        tone="danger" if lead.of == "police" and lead.number >= book.thresholds.strong else "warning",
        headline=" ".join(part for part in (_sentence(lead, book, guide), ended.words) if part),
        detail=" ".join(part for part in details if part),
        chip=_chip(lead, "", book, guide),
        banner=_chip(lead, "_long", book, guide),
        icon="stack",
        why=" ".join([book.because("HR1"), *([book.because(review.REVIEW)] if seen.words else [])]),
        tallies=(
            *(counting.tally("HR1", _what(r, guide, book, r.number), r.counted) for r in found),
            *ended.tallies,
            *silent.tallies,
            *seen.tallies,
        ),
    )


def _more_than(found: tuple[Repeat, ...]) -> tuple[Repeat, ...]:
    """Repeats that count something those before them do not: else they would say the same with other words."""
    told = [{c.key for c in found[0].counted}]
    more = []
    for repeat in found[1:]:
        counted = {c.key for c in repeat.counted}
        if not any(counted <= one for one in told):
            told.append(counted)
            more.append(repeat)
    return tuple(more)


def _sentence(repeat: Repeat, book: Rulebook, guide: Guide) -> str:
    nth, months = wording.ordinal(repeat.number), book.thresholds.months
    if repeat.kind == "source":
        return book.say("repeat", nth=nth, what=book.sources[repeat.of][0], months=months)
    if repeat.kind == "theme":
        return book.say("repeat_theme", nth=nth, what=_theme(repeat.of, guide), months=months)
    return book.say("repeat_any", nth=nth, months=months)


def _what(repeat: Repeat, guide: Guide, book: Rulebook, number: int) -> str:
    """`3 police notifications`, `4 contacts about neglect`, `5 contacts`."""
    if repeat.kind == "source":
        return wording.count(number, *book.sources[repeat.of])
    said = wording.count(number, "contact")
    return f"{said} about {_theme(repeat.of, guide)}" if repeat.kind == "theme" else f"{said} in all"


def _theme(code: str, guide: Guide) -> str:
    return guide.theme(code).words.lower()


def _also(others: tuple[Repeat, ...], book: Rulebook, guide: Guide) -> str:
    said = [_what(r, guide, book, r.number) for r in others]
    return book.say("also", others=wording.listed(said)) if said else ""


def _when_and_what(present: Present, which: tuple[PastContact, ...], book: Rulebook, guide: Guide) -> str:
    themes = Counter(theme for c in which for theme in dict.fromkeys(c.themes))
    today = {code: at for at, code in enumerate(present.themes)}
    ordered = sorted(themes, key=lambda code: (-themes[code], today.get(code, len(today)), code))
    words = wording.listed([_theme(code, guide) for code in ordered[:2]])
    each = ""
    for adult in present.adults:
        if not adult.parent and len(which) > 1 and all(adult.name in c.adults for c in which):
            each = f", {book.say('same_adult_each', role=adult.role, name=adult.name)}"
            break
    return f"{counting.days_of(which)}{': ' + words if words else ''}{each}."


def _for_each(present: Present, lead: Repeat, before: tuple[PastContact, ...], book: Rulebook) -> str:
    """With several children: how many each of them has, where that differs."""
    if len(present.children) < 2 or not all(c.people for c in lead.counted):
        return ""
    alike = {c.key for c in lead.counted} | _twice_on_a_list(lead, before)
    said = []
    for child in present.children:
        own = counting.contacts(c for c in before if c.key in alike and c.then(child.person))
        said.append((child.given or child.name, len(own) + 1))
    if len({number for _, number in said}) == 1 and said[0][1] == lead.number:
        return ""
    return book.say("each_child", children=", ".join(f"{name} {number}" for name, number in said))


def _twice_on_a_list(lead: Repeat, before: tuple[PastContact, ...]) -> set[str]:
    """Rows of a list about a brother or sister, which count as one contact together with one that was counted."""
    days = {counting.event_of(c) for c in lead.counted}
    return {c.key for c in before if c.event == "contact" and counting.event_of(c) in days}


def _chip(lead: Repeat, longer: str, book: Rulebook, guide: Guide) -> str:
    if longer and lead.kind == "theme":
        what = _theme(lead.of, guide)
        return book.chip(
            "repeat_theme_long", nth=wording.ordinal(lead.number), what=what, months=book.thresholds.months
        )
    name = f"repeat_{'police' if lead.of == 'police' else 'any'}{longer}"
    return book.chip(name, nth=wording.nth(lead.number), count=lead.number, months=book.thresholds.months)


def household(present: Present, before: tuple[PastContact, ...], book: Rulebook) -> Fact | None:
    """Contacts about brothers, sisters and others: said apart, and never added to those of the children."""
    months = book.thresholds.months
    others = counting.contacts(c for c in before if not c.same_child)
    recent = counting.within(present, others, months)
    if len(recent) < book.thresholds.household:
        return _known(others, book)
    ended = endings.how_they_ended(recent, book)
    headline = book.say(
        "household",
        contacts=wording.sentence(wording.count(len(recent), "contact")),
        months=months,
        who=counting.whose(recent) or "names not on record",
    )
    return Fact(
        rule="HR1",
        about="household",
        tone="warning",
        headline=" ".join(part for part in (headline, ended.words) if part),
        detail=f"{counting.days_of(recent)}.",
        chip=book.chip("household", count=len(recent), months=months),
        banner=book.chip("household_long", count=len(recent), months=months),
        icon="users",
        why=book.because("household"),
        tallies=(counting.tally("HR1", "about others in the household", recent), *ended.tallies),
    )


def _known(others: tuple[PastContact, ...], book: Rulebook) -> Fact | None:
    """Brothers, sisters and others who are on record, too seldom or too long ago to be a repeat."""
    if not others:
        return None
    said = wording.sentence(wording.count(len(others), "contact"))
    who, last = counting.whose(others) or "names not on record", wording.day(others[0].at)
    return Fact(
        rule="HR1",
        about="household",
        tone="information",
        headline=book.say("household_known", contacts=said, who=who, last=last),
        chip=book.chip("household_known"),
        icon="users",
        why=book.because("household"),
        tallies=(counting.tally("HR1", "about others in the household", others),),
        flagged=False,
    )
