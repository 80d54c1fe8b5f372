"""One thing to finish or to decide on."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

UNSETTLED: Final = "unsettled"
"""The place of the gap that is closed on the page of two answers (`ux.md` S10)."""


def key_of(gap: Gap) -> str:
    """The name of a gap or a warning in the record: `W4:agency:gp`."""
    return f"{gap.rule}:{gap.place}"


class Gap(Struct, frozen=True):
    """Something to finish: which rule, in which step, where to go, and the sentence.

    `place` names the field, for example `history.view` or `agency:gp`; the window focuses it. `evidence` is
    what the record shows, for the manager's list.
    """

    rule: str
    step: int
    place: str
    words: str
    evidence: str = ""
    title: str = ""
    waits: bool = False
    """Nobody can do anything about it yet: a reply may still come."""
