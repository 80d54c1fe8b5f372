"""Runs histories, and says which broke a law."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.sync.simulator.violation import Violation
from tests.sync.simulator.world import World

_TIDY: int = 2_000
"""Histories after which memory is tidied up: while one runs, the collector would only look at what is in use."""


@dataclass(frozen=True)
class Broken:
    """A history that broke a law, or the program."""

    seed: int
    law: str
    seen: str


def history(seed: int) -> Broken | None:
    """One history: None when every law holds."""
    world = World(seed)
    try:
        return _run(world, seed)
    finally:
        world.let_go()


def story(seed: int) -> tuple[list[str], Broken | None]:
    """The same, told step by step."""
    world = World(seed, telling=True)
    broken = _run(world, seed)
    return world.story or [], broken


def broken_among(seeds: Iterable[int]) -> Iterator[Broken]:
    """Those of these histories that broke a law."""
    collects = gc.isenabled()
    gc.disable()
    try:
        for number, seed in enumerate(seeds):
            if number % _TIDY == 0:
                gc.collect()
            found = history(seed)
            if found is not None:
                yield found
    finally:
        if collects:
            gc.enable()


def _run(world: World, seed: int) -> Broken | None:
    try:
        world.run()
    except Violation as violation:
        return Broken(seed, violation.law, violation.seen)
    except Exception as bug:  # noqa: BLE001 - a simulation that falls over has found something, too
        where = traceback.extract_tb(bug.__traceback__)[-1]
        return Broken(seed, "BUG", f"{type(bug).__name__}: {bug} ({where.name}, line {where.lineno})")
    return None
