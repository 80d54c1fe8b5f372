"""What all bodies share."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

YesNo = Literal["yes", "no", "not known"]
Question = tuple[str, ...]


class Born(Struct, frozen=True, omit_defaults=True, gc=False):
    """A date of birth as it was given: a day, an expected day (unborn), an age in years, or nothing known."""

    on: date | None = None
    due: date | None = None
    age: int | None = None
    said: str = ""


class Name(Struct, frozen=True, omit_defaults=True, gc=False):
    """A person's name. `family` and `given` as said; `also` are other names they are or were known by."""

    family: str = ""
    given: str = ""
    also: tuple[str, ...] = ()


class Body(Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """What an entry says."""
