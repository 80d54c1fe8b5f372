"""The threshold document of an area, as values: levels of need and the descriptors they rest on.

The safeguarding partnership publishes it, and its wording changes; every judged level names the edition it was
judged by (`domain.md` 2.1). What a level is called, which team it goes to and its colour are words of the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final, Literal

from msgspec import Struct

from workstation.domain.guide import Choice

LEVELS: Final = ("1", "2", "3", "4")


class Level(Choice, frozen=True):
    """A level of need. `about` says in a sentence what it means; `colour` is what the document prints it in."""

    id: Literal["1", "2", "3", "4"]
    about: str = ""
    colour: str = ""
    """The name of the colour: people say “green boxes”."""
    paint: str = ""
    """The colour itself, `#rrggbb`. It never says anything alone."""


class Descriptor(Choice, frozen=True):
    """One thing by which a level is recognised, in a group such as parenting."""

    level: Literal["1", "2", "3", "4"]
    group: str


class Thresholds(Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """One edition of the threshold document."""

    edition: str
    title: str
    groups: tuple[Choice, ...]
    levels: tuple[Level, ...]
    descriptors: tuple[Descriptor, ...]

    def level(self, level: str) -> Level:
        """A level; of another edition, by its number alone."""
        found = next((one for one in self.levels if one.id == level), None)
        return found or Level(level, f"Level {level}")  # type: ignore[arg-type]

    def of_level(self, level: str) -> tuple[Descriptor, ...]:
        """The descriptors of a level, group by group."""
        order = [group.id for group in self.groups]
        mine = (d for d in self.descriptors if d.level == level)
        return tuple(sorted(mine, key=lambda d: order.index(d.group)))

    def descriptor(self, code: str) -> Descriptor | None:
        """The descriptor with this id; None when this edition has none."""
        return self._by_id.get(code)

    def words(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The words of these descriptors; an id of another edition stands for itself."""
        return tuple(d.words if (d := self.descriptor(code)) else code for code in codes)

    def group(self, code: str) -> str:
        """The words of a group."""
        return next((group.words for group in self.groups if group.id == code), code)

    @cached_property
    def _by_id(self) -> dict[str, Descriptor]:
        return {d.id: d for d in self.descriptors}
