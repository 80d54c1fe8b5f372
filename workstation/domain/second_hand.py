"""A child's own words as whoever told us passed them on: heard at second hand."""

from __future__ import annotations

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.said_nothing import says_nothing
from workstation.domain.shingles import texts_of
from workstation.domain.times import local
from workstation.domain.unborn import counted_from

_QUESTION = "child_said"


def passed_on(file: ContactFile, guide: Guide) -> str:
    """What the referrer says that the child, or the children, said; empty where that is nothing."""
    said = file.asked(_QUESTION)
    words = said.answer.strip() if said is not None and said.state == "answered" else ""
    return "" if says_nothing(words, guide.rules.fillers.words) else words


def passed_on_of(file: ContactFile, guide: Guide, child: kinds.ChildNamed) -> str:
    """The words of this child among them: of the only one who can speak, or of whoever is named in them."""
    words = passed_on(file, guide)
    others = any(c.person != child.person and not too_small(file, guide, c) for c in file.children)
    named = frozenset(texts_of(" ".join((child.name.given, *child.name.also))))
    plain = not too_small(file, guide, child) and (not others or bool(named & frozenset(texts_of(words))))
    return words if plain else ""


def too_small(file: ContactFile, guide: Guide, child: kinds.ChildNamed) -> bool:
    """Not born yet, or certainly younger than children are asked from. Where no age is known, they are asked."""
    at, least = file.received_at, guide.rules.limits.own_words_from
    if child.born.due is not None and file.unborn(child):
        return True
    born = counted_from(child.born, local(at).date() if at is not None else None)
    if born.on is not None and at is not None:
        return wording.years(born.on, local(at).date()) < least
    return born.age is not None and born.age < least
