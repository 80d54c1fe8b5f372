"""Why somebody may be the same person, told apart from what could not be compared at all.

Both are kept in one list, in the record too, in the order in which things were asked. A thing that nobody has on
record speaks neither for nor against it, and is not told as a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

HIDDEN: Final = "address on record is hidden"
_NOTHING: Final = re.compile(r"no .+ on record(?: to compare .+)?")


class Compared(NamedTuple):
    """What speaks for it, and what is not known."""

    reasons: tuple[str, ...]
    not_compared: tuple[str, ...]

    @property
    def not_known(self) -> str:
        """`Not compared: no council number on record`; empty when everything was."""
        return f"Not compared: {', '.join(self.not_compared)}" if self.not_compared else ""


def nothing_on_record(what: str, beside: str = "") -> str:
    """`no council number on record`; with `beside`, `no family on record to compare Jo Merrick with`."""
    return f"no {what} on record" + (f" to compare {beside} with" if beside else "")


def compared(said: Iterable[str]) -> Compared:
    """The two told apart, each in its order."""
    words = tuple(said)
    unknown = tuple(one for one in words if one == HIDDEN or _NOTHING.fullmatch(one))
    return Compared(tuple(one for one in words if one not in unknown), unknown)
