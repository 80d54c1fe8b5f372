"""What is recorded of a child's disability, in words: several may be said, and that there is none is an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from workstation.domain import wording
from workstation.guidebook.codes import codes

NONE: Final = "NONE"
_NO: Final = ("no", "none", "none known", "no disability", "no disabilities", "not disabled")
_APART: Final = re.compile(r"\s*[,;\n]\s*")


def read(text: str) -> tuple[str, ...]:
    """`autism, uses a wheelchair` as codes, and as their own words where no code fits."""
    said = (part.strip(" .") for part in _APART.split(text))
    found = dict.fromkeys(_code(part) for part in said if part)
    return those(tuple(found)) or tuple(found)


def _code(said: str) -> str:
    return NONE if said.casefold() in _NO else codes("disability").find(said) or said


def those(disability: Sequence[str]) -> tuple[str, ...]:
    """The disabilities among what was said. Two people may have answered, and one of them knew of none."""
    return tuple(one for one in disability if one != NONE)


def typed(disability: Sequence[str]) -> str:
    """As it would be typed."""
    return ", ".join(codes("disability").plain(one) for one in those(disability) or disability)


def told(disability: Sequence[str]) -> str:
    """`Disability: autism and hearing`; empty where there is none, and where nobody was asked."""
    words = [codes("disability").plain(one) for one in those(disability)]
    return f"Disability: {wording.listed([one[:1].lower() + one[1:] for one in words])}" if words else ""
