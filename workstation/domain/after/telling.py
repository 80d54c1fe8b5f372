"""The words in which a referrer and a family are told, made from the decision. A person reads and may change them.

Nothing here knows an address. What a worker adds is looked through for hidden words before it is kept (services).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from workstation.domain import agreement, kinds, wording
from workstation.domain.after.book import AfterBook
from workstation.domain.after.decisions import outcome_words
from workstation.domain.belonging import children_of
from workstation.domain.contact import ContactFile, Said
from workstation.domain.guide import Guide
from workstation.domain.handing import handings
from workstation.domain.ids import PersonId


class Letterhead(Struct, frozen=True):
    """What a text says of the council: how to reach it, and who signed."""

    duty: str = ""
    manager: str = ""


def for_referrer(file: ContactFile, guide: Guide, book: AfterBook, head: Letterhead) -> str:
    """What was decided and why by the thresholds, and how to disagree. Empty before there is a decision."""
    signed = file.signed
    if signed is None:
        return ""
    slots = _slots(file, head)
    parts = [book.texts["referrer_opens"].format_map(slots)]
    parts += [_second(file, guide, book)] if file.earlier_decisions else []
    parts += [_to_referrer(file, book, o).format_map({"children": who}) for o, who in _each(file, signed)]
    parts += _with_service(file, guide, book)
    levels = list(dict.fromkeys(_level(file, book, d) for d in signed.body.decisions))
    parts += [
        book.texts["referrer_threshold"].format_map({"level": book.levels[level]})
        for level in levels
        if level in book.levels
    ]
    parts += [book.texts["referrer_challenge"].format_map(slots), book.texts["referrer_ends"]]
    return "\n\n".join(parts)


def for_family(
    file: ContactFile, guide: Guide, book: AfterBook, head: Letterhead, reader: PersonId | None = None
) -> str:
    """The same for a parent, in plain words. It does not say who contacted us, nor to a `reader` that they agreed
    or declined where they did not, nor what was decided of another parent’s child.
    """
    signed = file.signed
    if signed is None:
        return ""
    theirs = children_of(file, reader)
    slots = _slots(file, head, theirs)
    parts = [book.texts["family_opens"].format_map(slots)]
    parts += [
        _to_family(file, book, o, reader).format_map({"children": who})
        for o, who in _each(file, signed, theirs)
    ]
    parts += _with_service(file, guide, book, [c.person for c in theirs])
    return "\n\n".join([*parts, book.texts["family_challenge"].format_map(slots)])


def _to_referrer(file: ContactFile, book: AfterBook, outcome: str) -> str:
    """What is said of an outcome, true to whether anybody of the family agreed."""
    ending = book.ending(outcome)
    said = not ending.rests_on or _somebody(file, ending.rests_on)
    return ending.referrer if said else ending.referrer_otherwise or ending.referrer


def _to_family(file: ContactFile, book: AfterBook, outcome: str, reader: PersonId | None) -> str:
    ending = book.ending(outcome)
    said = not ending.rests_on or _somebody(file, ending.rests_on, reader)
    return ending.family if said else ending.family_otherwise or ending.family


def _somebody(file: ContactFile, said: str, who: PersonId | None = None) -> bool:
    """Whether somebody whose word counts, or this one, agreed to support, or declined it."""
    people = agreement.count(file) if who is None else frozenset({who})
    if said == "declined":
        return any(r.body.person in people for r in file.refusals)
    return agreement.agrees(file, *people)


def _each(
    file: ContactFile, signed: Said[kinds.SignedOff], about: Sequence[kinds.ChildNamed] | None = None
) -> Iterator[tuple[str, str]]:
    """Each outcome with the children of whom it was decided, in words; with `about`, of these children only."""
    only = None if about is None or len(about) == len(file.children) else {c.person for c in about}
    children: dict[str, list[str]] = {}
    for decision in signed.body.decisions:
        if only is None or decision.child in only:
            children.setdefault(decision.outcome, []).append(_called(file, decision.child))
    for outcome, names in children.items():
        yield outcome, wording.listed(names)


def _with_service(
    file: ContactFile, guide: Guide, book: AfterBook, about: Sequence[PersonId] | None = None
) -> list[str]:
    """Who has it now, once it was handed over; with `about`, who has one of these children."""
    given = [
        one.given.body.service
        for one in handings(file, guide)
        if one.given is not None and (about is None or not one.children or set(one.children) & set(about))
    ]
    named = wording.listed(list(dict.fromkeys(given)))
    return [book.texts["with_service"].format_map({"service": named})] if named else []


def _slots(
    file: ContactFile, head: Letterhead, about: Sequence[kinds.ChildNamed] | None = None
) -> Mapping[str, str]:
    names = [_called(file, c.person) for c in (file.children if about is None else about)]
    return {
        "day": wording.day(file.received_at) if file.received_at else "",
        "children": wording.listed(names) or "a child",
        "number": file.number or "not given yet",
        "duty": head.duty or "our front door",
        "manager": head.manager or "the team manager",
    }


def _called(file: ContactFile, person: PersonId) -> str:
    child = file.child(person)
    if child is None:
        return "The child"
    return f"{child.name.given} {child.name.family}".strip() or "The child"


def _level(file: ContactFile, book: AfterBook, decision: kinds.Decision) -> str:
    """The level a worker judged, else the one that goes with the outcome."""
    judged = file.last("level", decision.child)
    if judged is not None and isinstance(judged.body, kinds.LevelJudged):
        return str(judged.body.level)
    return book.ending(decision.outcome).level


def _second(file: ContactFile, guide: Guide, book: AfterBook) -> str:
    first = file.earlier_decisions[0]
    slots = {
        "nth": wording.ordinal(len(file.earlier_decisions) + 1).lower(),
        "day": wording.day(first.happened),
        "outcome": outcome_words(first.body, guide).lower(),
    }
    return book.texts["second_decision"].format_map(slots)
