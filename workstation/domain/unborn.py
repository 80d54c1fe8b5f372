"""Until when a child who is expected is not born yet: the expected day is a guess, and somebody has to write the
birth down. Weeks after that day nobody calls a child unborn, whatever was recorded before.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from workstation.domain.kinds import Born

_LATEST: Final = timedelta(days=21)
"""No child is born later after the expected day."""


def unborn(born: Born, on: date | None) -> bool:
    """Whether a child who is expected may be not born yet on a day; where no day is known, as it was said."""
    return born.due is not None and (on is None or on <= born.due + _LATEST)


def counted_from(born: Born, on: date | None) -> Born:
    """From which day an age is counted: of a child who was expected long ago from that day, about."""
    return Born(on=born.due) if born.due is not None and not unborn(born, on) else born
