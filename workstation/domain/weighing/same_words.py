"""Words written for one child that stand for another as well (requirement R23).

Brothers and sisters may well share a worry. What is asked for is a line that is about this child.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.ids import PersonId
from workstation.domain.kinds import ChildNamed

LEVEL: Final = "level"
"""What stands for a prompt's id when it is the reason for a level."""
_PARTS: Final = re.compile(r"[\n;]+|(?<=[.!?])\s+")


class SameWords(Struct, frozen=True):
    """Children for whom the same was written, under which prompt, and the words."""

    prompt: str
    children: tuple[PersonId, ...]
    text: str


def same_words(file: ContactFile, guide: Guide) -> tuple[SameWords, ...]:
    """Every text that stands for several children and has no line for each of them."""
    children = [c.person for c in file.children]
    found = [
        _shared(file, p.id, {child: file.reason(p.id, child) for child in children})
        for p in guide.reasons
        if p.each
    ]
    levels = {
        c.person: said.body.because for c in file.children if (said := file.level(c.person)) is not None
    }
    return tuple(one for some in (*found, _shared(file, LEVEL, levels)) for one in some)


def _shared(file: ContactFile, prompt: str, texts: dict[PersonId, str]) -> list[SameWords]:
    together: dict[str, list[PersonId]] = {}
    for person, text in texts.items():
        if text.strip():
            together.setdefault(_bare(text), []).append(person)
    named = {c.person: c for c in file.children}
    return [
        SameWords(prompt, tuple(people), texts[people[0]].strip())
        for people in together.values()
        if len(people) > 1 and not _line_for_each([named[p] for p in people], texts[people[0]])
    ]


def _line_for_each(children: Sequence[ChildNamed], text: str) -> bool:
    """Whether each child has a line or sentence that names it and none of the others."""
    names = [c.name.given.casefold() for c in children]
    parts = [set(re.findall(r"\w+", part.casefold())) for part in _PARTS.split(text)]
    return all(
        name
        and any(_names(part, name) and not any(_names(part, o) for o in names if o != name) for part in parts)
        for name in names
    )


def _names(words: set[str], name: str) -> bool:
    return set(re.findall(r"\w+", name)) <= words


def _bare(text: str) -> str:
    """Letters and digits alone: a comma more is no other text."""
    return "".join(char for char in text.casefold() if char.isalnum())
