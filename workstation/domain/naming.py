"""What people are called besides what is written: short forms, spellings, and words that are no name.

Every word here is folded (`history/folding.key`) and written as one: `Mary-Jane` is `maryjane`. The lists say that
two words may stand for one name, never that two people are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct


class Parts(Struct, frozen=True):
    """A rule: beginnings (or endings) of a name that stand for each other; an empty one is nothing at all."""

    least: int
    """How many letters must remain beside them, or short words would fit by chance."""
    parts: tuple[str, ...]


class NameLists(Struct, frozen=True, kw_only=True):
    """The reviewed lists of names, ready to look words up in."""

    edition: str
    """Changes whenever any list does; what was worked out with an older one is stale."""
    short_forms: Mapping[str, frozenset[str]]
    """A word to the words that may be the same name, long or short: `alex` to `alexander`, `alexandra`, ...

    Symmetric and not transitive: that Alex may be either does not make Alexander Alexandra.
    """
    both_short: Mapping[str, frozenset[str]]
    """A short form to the other short forms of the same long name: `bex` to `becky`. Weaker than `short_forms`."""
    spellings: Mapping[str, frozenset[int]]
    """A word to the numbers of its groups in `groups`; two words that share a group are one name."""
    groups: tuple[frozenset[str], ...]
    particles: frozenset[str]
    """Words that join a name and are often left out: `de`, `bin`, `al`."""
    titles: frozenset[str]
    light_words: frozenset[str]
    """Words so widely shared within a community that they tell little: `kaur`, `begum`, `kumar`."""
    placeholders: frozenset[str]
    """Words and phrases (`baby girl`) that say no name was known, wherever they stand."""
    given_placeholders: frozenset[str]
    """The same, but only where a first name belongs, since some are family names: `child`."""
    beginnings: tuple[Parts, ...]
    """Beginnings of first names that are left off or changed: `oluwa`, `olu` and nothing."""
    endings: tuple[Parts, ...]
    """Endings of one family name by who bears it: `ski`, `ska`."""

    def spelt(self, word: str) -> frozenset[str]:
        """The other spellings of this name: `mohammed` gives `muhammad`, `mohamed`, ..."""
        return frozenset().union(*(self.groups[g] for g in self.spellings.get(word, ()))) - {word}

    def short(self, word: str) -> frozenset[str]:
        """Words that may be the same name, longer or shorter; by the list, and by beginnings left off or put on.

        The rules know no names: many of these words are nobody's. Look them up among the names on record.
        """
        return self.short_forms.get(word, frozenset()) | self._other_beginnings(word)

    def family_forms(self, word: str) -> frozenset[str]:
        """The forms this family name takes with a man, a woman, a wife: `kowalska` gives `kowalski`.

        As with `short`, many are nobody's name.
        """
        return frozenset(
            word.removesuffix(end) + other
            for rule in self.endings
            for end in rule.parts
            if word.endswith(end) and len(word) >= len(end) + rule.least
            for other in rule.parts
        ) - {word}

    def named(self, words: Sequence[str], *, given: bool = True) -> tuple[str, ...]:
        """The folded words without titles in front and without placeholders: `baby girl smith` gives `smith`.

        `given`: the words come from a box for first names, or one that holds everything.
        """
        return tuple(self._without_placeholders(self._without_title(words), given=given))

    def _without_title(self, words: Sequence[str]) -> Sequence[str]:
        start = next((at for at, word in enumerate(words) if word not in self.titles), 0)
        return words[start:]

    def _without_placeholders(self, words: Sequence[str], *, given: bool) -> Iterable[str]:
        at, after = 0, False
        while at < len(words):
            length = self._placeholder_at(words, at, given=given)
            if not length and not (after and words[at].isdigit()):
                yield words[at]
            after = bool(length)
            at += length or 1

    def _placeholder_at(self, words: Sequence[str], at: int, *, given: bool) -> int:
        """How many words from here are a placeholder, the longest first; 0 when none."""
        for length in (3, 2, 1):
            phrase = " ".join(words[at : at + length])
            if phrase in self.placeholders or (given and phrase in self.given_placeholders):
                return min(length, len(words) - at)
        return 0

    def _other_beginnings(self, word: str) -> frozenset[str]:
        return frozenset(
            other + word.removeprefix(begin)
            for rule in self.beginnings
            for begin in rule.parts
            if word.startswith(begin) and len(word) >= len(begin) + rule.least
            for other in rule.parts
        ) - {word}
