"""HR8: known under another name, by another council, or at another address."""

from __future__ import annotations

from collections.abc import Iterable

from workstation.domain import wording
from workstation.domain.history_rules import counting
from workstation.domain.history_rules.rulebook import Rulebook
from workstation.domain.past import Fact, PastContact, PersonNow, Present, Tally
from workstation.domain.times import local

ANOTHER_COUNCIL = "5C"
TO_ANOTHER_COUNCIL = "O09"


def known_differently(present: Present, before: tuple[PastContact, ...], book: Rulebook) -> Fact | None:
    """What somebody has to know who looks for this child elsewhere. It is a fact, and nothing to weigh."""
    found = [
        *_names(present, before, book),
        *_councils(present, before, book),
        *_homes(present, before, book),
    ]
    if not found:
        return None
    said = [words for words, _ in found]
    return Fact(
        rule="HR8",
        tone="information",
        headline=said[0],
        detail=" ".join(said[1:]),
        icon="user",
        why=book.because("HR8"),
        tallies=tuple(tally for _, tally in found),
        flagged=False,
    )


Told = tuple[str, Tally]


def _names(present: Present, before: tuple[PastContact, ...], book: Rulebook) -> Iterable[Told]:
    """`Known before as Kayden Doyle.` Only names of the child a person confirmed to be the same."""
    for child in present.children:
        now = {_folded(name) for name in (child.name, *child.also)}
        other: dict[str, list[PastContact]] = {}
        for past in before:
            then = past.then(child.person)
            for name in (then.name, *then.also) if then else ():
                if name and _folded(name) not in now:
                    other.setdefault(_spoken(name), []).append(past)
        if other:
            words = book.say("known_as", who=_who(child, present), names=wording.listed(list(other)))
            named = [c for c in before if any(c in found for found in other.values())]
            yield words, counting.tally("HR8", "call them otherwise", named)


def _councils(present: Present, before: tuple[PastContact, ...], book: Rulebook) -> Iterable[Told]:
    told = [c for c in before if c.same_child and c.source == ANOTHER_COUNCIL]
    if told:
        words = book.say("other_council", who=_all(present), month=_month(told[0]))
        yield words, counting.tally("HR8", "from another council", told)
    passed = [c for c in before if c.same_child and TO_ANOTHER_COUNCIL in c.outcomes]
    if passed:
        words = book.say("to_council", month=_month(passed[0]))
        yield words, counting.tally("HR8", "passed to another council", passed)


def _homes(present: Present, before: tuple[PastContact, ...], book: Rulebook) -> Iterable[Told]:
    """How many addresses there were, never which: an old address can give a hidden one away."""
    for child in present.children:
        lived = [(then.home, c) for c in before if (then := c.then(child.person)) and then.home]
        other = {home for home, _ in lived} - {child.home}
        if not child.home or not other:
            continue
        elsewhere = [c for home, c in lived if home != child.home]
        who = _who(child, present)
        if len(other) == 1:
            words = book.say("moved_recently", who=who, day=wording.day(elsewhere[0].at))
        else:
            addresses = wording.count(len(other), "address", "addresses")
            words = book.say("moved", who=who, addresses=addresses)
        yield words, counting.tally("HR8", "give another address", elsewhere)


def _who(child: PersonNow, present: Present) -> str:
    return child.given or child.name or ("This child" if len(present.children) == 1 else "One of them")


def _all(present: Present) -> str:
    return wording.listed([c.given or c.name for c in present.children if c.given or c.name]) or "them"


def _month(past: PastContact) -> str:
    day = local(past.at)
    if not past.dated:
        return "on a day not on record"
    return f"{day:%b}{wording.NBSP}{day.year}"


def _folded(name: str) -> str:
    return " ".join(sorted(name.casefold().replace(",", " ").split()))


def _spoken(name: str) -> str:
    """`Kayden Doyle` for `DOYLE, Kayden`."""
    family, comma, given = name.partition(", ")
    return f"{given} {family.title()}" if comma else name
