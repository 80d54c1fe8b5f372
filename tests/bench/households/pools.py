"""The tables of names of one group, and drawing from them as often as names occur: a few everywhere, many once."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

_HERE: Final = Path(__file__).parent
GROUPS: Final = {
    "british": 30, "double_barrel": 5, "irish": 5, "traveller": 3, "caribbean": 4, "pakistani": 7,
    "bangladeshi": 4, "sikh": 4, "hindu": 3, "tamil": 2.5, "polish": 4, "romanian": 3, "lithuanian": 2,
    "bulgarian": 2, "yoruba": 3, "igbo": 2, "akan": 2, "somali": 4, "arab": 4, "chinese": 3,
    "vietnamese": 2, "iberian": 2.5,
}  # fmt: skip
"""The naming groups, each with its share of the families."""
_FLAT: Final = 4
_STEEP: Final = 0.85
_INVENTED: Final = 0.28
_INVENTED_GIVEN: Final = 0.07


class Names:
    """Names in the order of how often they occur."""

    def __init__(self, names: Sequence[str]) -> None:
        self.all = tuple(dict.fromkeys(names))
        self._weights = tuple(accumulate((n + _FLAT) ** -_STEEP for n in range(len(self.all))))

    def draw(self, rng: Random) -> str:
        """One of them, the frequent ones often."""
        return rng.choices(self.all, cum_weights=self._weights)[0]


class Pool:
    """What one group is called."""

    variants: dict[str, tuple[str, ...]]
    nicknames: dict[str, tuple[str, ...]]

    def __init__(self, table: dict[str, str], like: Pool | None) -> None:
        self._table, self._like = table, like
        self.variants = _spellings(table.get("variants", "")) | (like.variants if like else {})
        self.nicknames = _short_forms(table.get("nicknames", "")) | (like.nicknames if like else {})
        self._lists: dict[str, Names] = {}

    def names(self, which: str, otherwise: str = "") -> Names:
        """A table of names; that of the group this one is like, when it has none."""
        if which not in self._lists:
            self._lists[which] = self._find(which, otherwise)
        return self._lists[which]

    def _find(self, which: str, otherwise: str) -> Names:
        for name in filter(None, (which, otherwise)):
            if name in self._table:
                return Names(words(self._table[name]))
            if self._like is not None and name in self._like._table:
                return self._like.names(name)
        return Names(())

    def given(self, sex: str, rng: Random, *, grown: bool = False) -> str:
        """A given name."""
        table = "girls" if sex == "F" else "boys"
        heads = self.names("given_heads")
        if not grown and heads.all and rng.random() < _INVENTED_GIVEN:
            return rng.choice(heads.all) + rng.choice(self.names(f"given_{table}").all)
        adults = "women" if sex == "F" else "men"
        return self.names(adults, table).draw(rng) if grown else self.names(table).draw(rng)

    def surname(self, rng: Random) -> str:
        """A surname: one of the table, or one put together of usual parts."""
        heads = self.names("heads")
        if heads.all and rng.random() < _INVENTED:
            return rng.choice(heads.all) + rng.choice(self.names("tails").all)
        return self.names("surnames").draw(rng)


@cache
def pool(group: str) -> Pool:
    """The names of a group."""
    table = tomllib.loads((_HERE / "names" / f"{group}.toml").read_text("utf-8"))
    like = table.pop("like", None)
    return Pool(table, pool(like) if like else None)


def words(text: str) -> list[str]:
    """The words of a table; an underscore stands for a space."""
    return [word.replace("_", " ") for word in text.split()]


def _spellings(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        same = words(line)
        for name in same:
            others = tuple(other for other in same if other != name)
            found[name] = (*found.get(name, ()), *others)
    return found


def _short_forms(text: str) -> dict[str, tuple[str, ...]]:
    return {line[0]: tuple(line[1:]) for line in map(words, text.splitlines()) if line}
