"""How a mistake is planted, and the list of all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

_Plant = Callable[[Any], Any]


@dataclass(frozen=True)
class Mutant:
    """A mistake: what it is, where it is planted, and how."""

    name: str
    what: str
    where: object
    attribute: str
    plant: _Plant
    """From what is there to what is there instead."""

    @contextlib.contextmanager
    def planted(self) -> Iterator[None]:
        """While this block lasts the mistake is in the code."""
        right = self.where.__dict__[self.attribute]
        setattr(self.where, self.attribute, self.plant(right))
        try:
            yield
        finally:
            setattr(self.where, self.attribute, right)


ALL: Final[dict[str, Mutant]] = {}


def mutant(where: object, attribute: str) -> Callable[[_Plant], _Plant]:
    """Enter a mistake: its function's name is its name, and its docstring says what it is."""

    def enter(plant: _Plant) -> _Plant:
        name = plant.__name__.strip("_").replace("_", "-")
        ALL[name] = Mutant(name, (plant.__doc__ or "").strip(), where, attribute, plant)
        return plant

    return enter
