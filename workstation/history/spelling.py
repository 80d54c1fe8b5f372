"""A name taken apart for comparing: words in their places, placeholders and titles left out, parts joined.

Names come in every order of the world, in one box or in several; which word stands where is only a first guess,
and whoever compares tries the other ways round as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from workstation.domain.naming import NameLists
from workstation.history.folding import key
from workstation.history.levels import alike

_GLUED: Final = frozenset({"o", "mc", "mac"})
"""Written apart or together, `O Neill` is one word."""
_MOST_WORDS: Final = 6
_KEPT: Final = 50_000


class Spelt(Struct, frozen=True):
    """The words of one name as searched for. `family` of a name in one box is a guess (`loose`)."""

    given: tuple[str, ...] = ()
    """The first given name, and all given names run together when there are several."""
    middle: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    """Every part of the family name, and the parts run together."""
    loose: bool = False
    """Everything stood in one box: the other way round is as good."""

    @property
    def empty(self) -> bool:
        return not (self.given or self.family)


class Speller:
    """Takes names apart, with the reviewed lists at hand."""

    def __init__(self, lists: NameLists) -> None:
        self.lists = lists
        self.words = lru_cache(maxsize=_KEPT)(self._words)
        self.parts = lru_cache(maxsize=_KEPT)(self._parts)
        self.box = lru_cache(maxsize=_KEPT)(self._box)
        self.kin = lru_cache(maxsize=_KEPT)(self._kin)
        self.alike = lru_cache(maxsize=_KEPT)(self._alike)

    def _kin(self, word: str) -> frozenset[str]:
        """Short forms, other spellings, the forms a family name takes with a woman or a man."""
        return self.lists.short(word) | self.lists.spelt(word) | self.lists.family_forms(word)

    def _alike(self, one: str, other: str) -> int:
        return alike(one, other, self.kin(one))

    def _words(self, text: str, *, given: bool) -> tuple[str, ...]:
        """The folded words of one box, without placeholders and titles, `O Neill` glued; particles stay."""
        if not text:
            return ()
        return tuple(_glued(self.lists.named(key(text).split(), given=given)))[:_MOST_WORDS]

    def _parts(self, given: str, middle: str, family: str) -> Spelt:
        """A name whose parts are known."""
        first, second = self.words(given, given=True), self.words(middle, given=True)
        last = self.words(family, given=False)
        if not last and not second and len(first) > 1:
            return self._split(first)
        if not first and not second and len(last) > 1:
            return self._split(last)
        return self._placed(first, second, last)

    def _box(self, text: str) -> Spelt:
        """A name in one box: `Kayden Merrick`, `MERRICK, Kayden`."""
        family, comma, given = text.partition(",")
        if comma:
            return self._placed(self.words(given, given=True), (), self.words(family, given=False))
        return self._split(self.words(text, given=True))

    def _split(self, words: Sequence[str]) -> Spelt:
        plain = self._core(words)
        if len(plain) < 2:
            return Spelt(tuple(plain), (), tuple(plain), loose=True)
        return Spelt(
            given=tuple(dict.fromkeys((plain[0], *self._joined(words)))),
            middle=tuple(plain[1:-1]),
            family=tuple(dict.fromkeys((plain[-1], *plain[1:-1], *self._joined(words[1:])))),
            loose=True,
        )

    def _placed(self, given: Sequence[str], middle: Sequence[str], family: Sequence[str]) -> Spelt:
        first, last = self._core(given), self._core(family)
        return Spelt(
            given=tuple(dict.fromkeys((*first[:1], *self._joined(given)))),
            middle=tuple(dict.fromkeys((*first[1:], *self._core(middle), *self._joined(middle)))),
            family=tuple(dict.fromkeys((*last, *self._joined(family)))),
        )

    def _core(self, words: Sequence[str]) -> list[str]:
        """Without particles, unless there is nothing else."""
        return [word for word in words if word not in self.lists.particles] or list(words)

    def _joined(self, words: Sequence[str]) -> Iterator[str]:
        """The parts run together, with particles and without: `van dijk` gives `vandijk`, `ka ho` gives `kaho`."""
        if 1 < len(words) <= 3:
            yield "".join(words)
            core = self._core(words)
            if 1 < len(core) < len(words):
                yield "".join(core)

    def light(self, words: Sequence[str]) -> bool:
        """Whether these words alone tell hardly anybody from another."""
        return all(word in self.lists.light_words for word in words)


def _glued(words: Sequence[str]) -> Iterator[str]:
    rest = iter(words)
    for word in rest:
        if word in _GLUED:
            yield word + next(rest, "")
        else:
            yield word
