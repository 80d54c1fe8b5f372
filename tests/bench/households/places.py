"""Where people live, and the numbers they have: invented streets, drama phone numbers, test NHS numbers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from tests.bench.households.formats import Place
from tests.bench.households.pools import words

_LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"
_SHORTER: Final = {"Street": "St", "Road": "Rd", "Avenue": "Ave", "Close": "Cl", "Lane": "Ln", "Drive": "Dr",
    "Crescent": "Cres", "Terrace": "Terr", "Gardens": "Gdns", "Court": "Ct"}  # fmt: skip
_HOUSES: Final = 70
_NEAR: Final = 24
"""Houses that share a postcode."""


@dataclass(frozen=True, slots=True)
class Home:
    """A place to live: one house or flat of a street, or a room of a hostel."""

    line: str
    town: str
    postcode: str

    def written(self, rng: Random) -> Place:
        """As somebody writes it down: in full or abbreviated, now and then without the postcode or the town."""
        line = self.line
        head, _, kind = line.rpartition(" ")
        if kind in _SHORTER and rng.random() < 0.3:
            line = f"{head} {_SHORTER[kind]}{rng.choice(('', '.'))}"
        if line.startswith("Flat ") and rng.random() < 0.3:
            flat, _, rest = line.removeprefix("Flat ").partition(", ")
            line = rng.choice((f"{flat}/{rest}", f"Apt {flat} {rest}", f"{rest} Flat {flat}"))
        if rng.random() < 0.08:
            line = line.upper()
        return Place(
            line,
            self.town if rng.random() < 0.85 else None,
            self.postcode if rng.random() < 0.92 else None,
        )


class Town:
    """The streets of one set; the more families, the more streets."""

    def __init__(self, seed: int, streets: int) -> None:
        self._table = _table()
        rng = Random(f"{seed}/town")
        self._streets = [self._street(rng) for _ in range(max(streets, 20))]
        self._hostels = [
            Home(name, rng.choice(self._table["towns"]), _postcode(rng)) for name in self._table["hostels"]
        ]

    def _street(self, rng: Random) -> tuple[str, str, tuple[str, ...]]:
        name = f"{rng.choice(self._table['words'])} {rng.choice(self._table['kinds'])}"
        sector = _postcode(rng)
        near = tuple(sector[:-2] + rng.choice(_LETTERS) + rng.choice(_LETTERS) for _ in range(3))
        return name, rng.choice(self._table["towns"]), near

    def home(self, rng: Random) -> Home:
        """Somewhere to live."""
        name, town, codes = rng.choice(self._streets)
        number = rng.randint(1, _HOUSES)
        line = f"{number} {name}"
        if rng.random() < 0.12:
            line = f"Flat {rng.randint(1, 9)}, {line}"
        elif rng.random() < 0.03:
            line = f"{number}{rng.choice('AB')} {name}"
        return Home(line, town, codes[number // _NEAR])

    def hostel(self, rng: Random) -> Home:
        """A room in a hostel or refuge, where many families have been."""
        house = rng.choice(self._hostels)
        line = f"Room {rng.randint(1, 30)}, {house.line}" if rng.random() < 0.5 else house.line
        return Home(line, house.town, house.postcode)


def phone(rng: Random) -> str:
    """A number that Ofcom keeps free for films."""
    return f"{rng.choice(_table()['areas'])}{rng.randrange(1000):03d}"


def nhs(rng: Random) -> str:
    """A number of the range for tests (999), with its check digit."""
    while True:
        nine = f"999{rng.randrange(1_000_000):06d}"
        check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return f"{nine}{check % 11}"


@cache
def _table() -> dict[str, list[str]]:
    text = Path(__file__).with_name("places.toml").read_text("utf-8")
    return {name: words(value) for name, value in tomllib.loads(text).items()}


def _postcode(rng: Random) -> str:
    """A postcode of an area that does not exist."""
    inward = f"{rng.randint(0, 9)}{rng.choice(_LETTERS)}{rng.choice(_LETTERS)}"
    return f"NB{rng.randint(1, 28)} {inward}"
