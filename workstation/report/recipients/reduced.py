"""The tools of a projection: a contact file with less in it, and words of its entries rewritten, code fields left.

A projection is made before anything is laid out. What it takes away is not in the file that the page is written
from, so no part of the page can show it by mistake.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from workstation.domain import kinds
from workstation.domain.contact import ContactFile, Said
from workstation.domain.kinds import Body

S = TypeVar("S", bound=Struct)
Change = Callable[[Body], Body | None]
"""The same body with less in it; None when nothing of it may be known."""

_CODES: Final = frozenset({
    "number", "channel", "source", "question_id", "themes", "basis", "code", "reason", "prompt", "outcome",
    "outcomes", "warning", "saw", "gap", "id", "thresholds", "descriptors", "task", "tripwire", "event",
    "key", "factors", "factor_codes", "address", "together", "level", "rule", "copy_number", "recipient", "paper",
    "strength", "icon", "counted", "home", "factor",
})  # fmt: skip
"""Fields that hold a code of the guide or a number of ours; every other text field holds words, also a new one."""
_CODE_HERE: Final = frozenset({
    *(("agency", kind) for kind in (
        kinds.AgencyAsked, kinds.AgencyAnswered, kinds.AgencyTried, kinds.AgencyNotNeeded, kinds.AgencyListed,
    )),
    ("warned", kinds.SentToManager),
})  # fmt: skip
"""Fields that hold a code in these kinds, and words in others."""


def reduced(
    file: ContactFile, change: Change, clean_known: Callable[[str], str] | None = None
) -> ContactFile:
    """The contact file with every body changed, and those left out that `change` leaves out. What other contacts
    hold of the children stays on whole copies alone, which say how its words are rewritten.
    """

    def all_of(said: tuple[Said[Body], ...]) -> Iterator[Said[Body]]:
        for one in said:
            body = change(one.body)
            if body is not None:
                yield one if body is one.body else replace(one, body=body)

    standing = {question: tuple(all_of(said)) for question, said in file.standing.items()}
    standing = {question: said for question, said in standing.items() if said}
    several = {question for question, said in standing.items() if len(said) > 1}
    return dataclasses.replace(
        file, story=tuple(all_of(file.story)), standing=standing, unlike=file.unlike & several,
        known={p: worded(k, clean_known) for p, k in file.known.items()} if clean_known else {},
    )  # fmt: skip


def worded(struct: S, rewrite: Callable[[str], str]) -> S:
    """The same with its words rewritten, also those inside it; codes and identities stay."""
    changed: dict[str, Any] = {}
    for name in words_in(type(struct)):
        value = getattr(struct, name)
        if name == "source" and ":" in value:
            continue  # where in the record it stands, with identities in it
        new = _rewritten(value, rewrite)
        if new != value:
            changed[name] = new
    return replace(struct, **changed) if changed else struct


def _rewritten(value: Any, rewrite: Callable[[str], str]) -> Any:  # noqa: ANN401 - the value of any field
    if isinstance(value, str):
        return rewrite(value) if value else value
    if isinstance(value, tuple):
        return tuple(_rewritten(item, rewrite) for item in value)
    return worded(value, rewrite) if isinstance(value, Struct) else value


@cache
def words_in(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a kind that hold words, as against codes and identities."""
    return tuple(f.name for f in msgspec.structs.fields(kind) if _has_words(kind, f.name, f.type))


def _has_words(kind: type[Struct], name: str, of: Any) -> bool:  # noqa: ANN401 - a type
    if name == "source":
        return kind is kinds.FactorAnswered  # a name, or where in the record; elsewhere a code
    if name in _CODES or (name, kind) in _CODE_HERE or (name == "child" and of is str):
        return False
    return _may_hold_words(of)


def _may_hold_words(of: Any) -> bool:  # noqa: ANN401 - a type
    """Text, or something that may have text in it; an identity (a type of its own) and a fixed word have none."""
    inside = getattr(of, "__args__", ())
    if of is str or (isinstance(of, type) and issubclass(of, Struct)):
        return True
    return any(_may_hold_words(part) for part in inside)
