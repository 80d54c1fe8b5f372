"""What is asked and told on the page where one signs in. Light: practice shows a page too."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from workstation.trouble import AccessTrouble


class PasswordChanged(AccessTrouble):
    """Your password was changed since you were last at this computer."""

    advice = (
        "Type the one you used here before, this once. It opens your file; the new one does from then on."
    )
    code = "LT-211"


@dataclass(frozen=True)
class Given:
    """What somebody typed. `earlier` is the password they used here before; `anew` when they do not know it any
    more: then their old file is put aside for the custodians and they begin with a new one.
    """

    name: str
    password: str = field(repr=False)
    earlier: str = field(default="", repr=False)
    anew: bool = False


@dataclass(frozen=True)
class Here:
    """Somebody this computer knows."""

    name: str
    login: str
    last: datetime | None


@dataclass(frozen=True)
class FirstPage:
    """What the page has to know: who was here, last first, and whether there is a Central (then how many hours one
    may work without it).
    """

    here: tuple[Here, ...] = ()
    hours: int = 0
    now: datetime | None = None

    @property
    def central(self) -> bool:
        """Whether names are Central's."""
        return self.hours > 0
