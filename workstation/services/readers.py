"""Who reads a copy with a hidden address: half a name, or a word like `dad`, could mean the one it hides from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from workstation.domain import copies, wording
from workstation.domain.contact import ContactFile
from workstation.domain.kinds import AdultNamed, Name
from workstation.domain.naming import NameLists
from workstation.report.known_words import before_names, ordinary, small_words
from workstation.report.squashed import squash

WHOLE_NAME: Final = "Write the reader’s whole name and their office, such as: Sgt Amy Amis, police."
_PARTS: Final = re.compile(r"[,;:/()\n]|\s[-–—]\s")
_WORD: Final = re.compile(r"[^\W_]+")
_WHOSE: Final = re.compile(r"['’]s\b", re.IGNORECASE)
_RELATIONS: Final = tuple(
    frozenset(words.split())
    for words in (
        "father dad daddy papa stepfather stepdad parent parents",
        "partner boyfriend girlfriend husband wife fiance fiancee spouse ex",
        "mother mum mummy mam mom mama stepmother stepmum parent parents",
        "grandfather grandad granddad grandpa grandparent grandparents",
        "grandmother gran granny nan nana nanna grandma grandparent grandparents",
        "brother stepbrother", "sister stepsister", "uncle", "aunt auntie aunty", "cousin", "neighbour", "friend",
        "lodger", "son", "daughter",
    )
)  # fmt: skip
_ALWAYS: Final = _RELATIONS[:2]
"""Refused also where the contact names no such person: whom it hides from is often not named at all."""
_NO_NAME: Final = frozenset({"family", "household", "house", "home", "desk", "team", "office"}).union(
    *_RELATIONS
)


class _Word(Struct, frozen=True):
    """A word of what was typed: as it stands, and as it is compared."""

    typed: str
    key: str


def refusal(file: ContactFile, for_whom: str) -> str:
    """Why somebody called so may not be given the address; empty where the words can mean nobody it hides from."""
    said = tuple(tuple(_words(part)) for part in _PARTS.split(for_whom))
    for person in copies.outside(file):
        called = wording.full_name(person.name)
        names = [_keys(name) for name in _names(person.name)]
        if any(_is_named(name, said) for name in names if name):
            return f"{called} must not see this address."
        if any(_in_part(name, part) for name in names for part in said):
            return f"{called} must not see this address, and this could be read as that name."
    if _relation(file, {word.key for part in said for word in part}):
        return "This says who the reader is to the family, and not what their name is."
    return ""


def _names(name: Name) -> Iterator[str]:
    yield f"{name.given} {name.family}"
    yield from name.also


def _is_named(name: Sequence[str], said: Sequence[Sequence[_Word]]) -> bool:
    """Whether somebody is named there, in full, by a short form, or with initials (`Mr L. Stokes`)."""
    keys = {word.key for part in said for word in part}
    return any(_kin(word) & keys for word in name) and all(
        _kin(word) & keys or word[0] in keys for word in name
    )


def _in_part(name: Sequence[str], part: Sequence[_Word]) -> bool:
    """Whether a word of the name stands there without another's name beside it: `Mr Stokes`, `Liam at the desk`."""
    theirs = frozenset().union(*(_kin(word) for word in name))
    return any(
        len(word.key) > 1 and word.key in theirs
        and not any(_is_a_name(way, theirs) for way in (part[at + 1 :], part[:at][::-1]))
        for at, word in enumerate(part)
    )  # fmt: skip


def _is_a_name(words: Sequence[_Word], theirs: frozenset[str]) -> bool:
    """Whether the next of these words, but for more of the same name and initials, is somebody else's name."""
    other = next((word for word in words if len(word.key) > 1 and word.key not in theirs), None)
    if other is None or other.key in _NO_NAME | before_names() | small_words():
        return False
    return other.typed[0].isupper() or not ordinary(other.key)


def _relation(file: ContactFile, said: set[str]) -> bool:
    """Whether it says `dad`, or what somebody outside the address is to the family, and nobody inside is."""
    outside = {adult.person for adult in copies.outside(file) if isinstance(adult, AdultNamed)}
    unnamed = {adult.person for adult in file.adults if not adult.known}
    held: dict[bool, set[str]] = {True: set(), False: set()}
    for adult in file.adults:
        held[adult.person in outside | unnamed].update(_keys(adult.relationship))
    groups = [
        group for group in _RELATIONS if group & held[True] or (group in _ALWAYS and not group & held[False])
    ]
    return bool(said & frozenset().union(*groups))


def _words(text: str) -> Iterator[_Word]:
    for word in _WORD.findall(_WHOSE.sub("", text)):
        key = squash(word)[0]
        if key:
            yield _Word(word, key)


def _keys(text: str) -> list[str]:
    return [word.key for word in _words(text)]


def _kin(word: str) -> frozenset[str]:
    """The word, its spellings, and what is short or long for it."""
    lists = _lists()
    short = lists.short(word)
    return frozenset({word}) | short | lists.spelt(word) | lists.both_short.get(word, frozenset())


@cache
def _lists() -> NameLists:
    from workstation.guidebook.names import name_lists  # noqa: PLC0415 - seldom asked
    from workstation.history.folding import key  # noqa: PLC0415 - as above

    return name_lists(key)
