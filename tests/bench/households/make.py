"""A whole set: store, queries and truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Final

import msgspec

from tests.bench.households import family, record
from tests.bench.households.asking import Asked, Recordings, ask, building
from tests.bench.households.family import Human
from tests.bench.households.formats import Query, Truth
from tests.bench.households.places import Town
from tests.bench.households.record import Recorded

_A_FAMILY: Final = 3.9
"""Rows that a family leaves, roughly."""
_FAMILIES_A_STREET: Final = 25
_SHARES: Final = {"match": 0.71, "family_only": 0.15, "none": 0.14}
_STRANGERS: Final = 50_000_000
"""Families from this number on are in no store."""
_encode = msgspec.json.Encoder().encode


def write(folder: Path, people: int, queries: int, seed: int, *, hard: bool = False) -> tuple[int, int]:
    """Write the three files; how many rows and how many queries there are."""
    folder.mkdir(parents=True, exist_ok=True)
    town = Town(seed, round(people / _A_FAMILY / _FAMILIES_A_STREET))
    rows: list[bytes] = []
    homes: dict[str, list[str]] = {}
    keep = _Sample(queries * 2, seed)
    for found in _families(seed, town):
        rows += map(_encode, found.rows)
        for home in found.homes:
            homes.setdefault(building(home), []).extend(row.id for row in found.rows)
        keep.offer(found)
        if len(rows) >= people:
            break
    asked = list(_asked(keep.kept, queries, Asked(seed, town, Recordings(homes)), hard=hard))
    rng = Random(f"{seed}/order")
    rng.shuffle(rows)
    rng.shuffle(asked)
    _lines(folder / "store.jsonl", rows)
    _lines(folder / "queries.jsonl", (_encode(query) for query, _ in asked))
    _lines(folder / "truth.jsonl", (_encode(truth) for _, truth in asked))
    return len(rows), len(asked)


def _families(seed: int, town: Town) -> Iterator[Recorded]:
    number = 0
    while True:
        yield record.record(family.make(seed, number, town), seed, town)
        number += 1


class _Sample:
    """So many of what was offered, each with the same chance."""

    def __init__(self, most: int, seed: int) -> None:
        self.kept: list[Recorded] = []
        self._most, self._seen, self._rng = most, 0, Random(f"{seed}/keep")

    def offer(self, found: Recorded) -> None:
        """Keep it, or not."""
        self._seen += 1
        if len(self.kept) < self._most:
            self.kept.append(found)
        elif (place := self._rng.randrange(self._seen)) < self._most:
            self.kept[place] = found


def _asked(
    kept: Iterable[Recorded], wanted: int, place: Asked, *, hard: bool
) -> Iterator[tuple[Query, Truth]]:
    left = {kind: round(wanted * share) for kind, share in _SHARES.items()}
    pairs = _pairs(list(kept), place.seed, place.town)
    number = 0
    for kind, found, child in pairs:
        if left[kind] > 0:
            left[kind] -= 1
            yield ask(f"Q{number:05d}", found, child, place, hard=hard)
            number += 1
        if not any(left.values()):
            return


def _pairs(kept: list[Recorded], seed: int, town: Town) -> Iterator[tuple[str, Recorded, Human]]:
    """Children to ask about: of families on record one of each kind, and strangers."""
    rng = Random(f"{seed}/pairs")
    rng.shuffle(kept)
    for number, found in enumerate(kept):
        children = rng.sample(found.family.children, len(found.family.children))
        known = [child for child in children if found.rows_of(child)]
        unknown = [child for child in children if not found.rows_of(child)]
        if known and not (unknown and rng.random() < 0.7):
            yield "match", found, known[0]
        elif unknown and found.rows:
            yield "family_only", found, unknown[0]
        if number % 2 == 0:
            stranger = family.make(seed, _STRANGERS + number, town)
            yield "none", Recorded(stranger), rng.choice(stranger.children)
    # A small store has fewer families than queries: then they are asked about more than once.
    for found in kept:
        for child in found.family.children:
            if found.rows:
                yield ("match" if found.rows_of(child) else "family_only"), found, child


def _lines(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(line + b"\n" for line in lines)
