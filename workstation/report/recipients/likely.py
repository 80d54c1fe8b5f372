"""Words in free text that may be the name of somebody: a neighbour's, a nickname, the head of a school.

Lintel has no list of all names. It has lists of ordinary words, and of names that are heard in England. In a text,
whatever is no ordinary word is taken for a name; an ordinary word that people are also called (Rose, Mark) is taken
for one with a capital letter; and whatever follows a title or `known as`. What was once seen to be a name is one
wherever it stands with a capital. In its place stands `[name?]`: somebody reads each place before the copy is made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from workstation.report.known_words import (
    also_names,
    before_names,
    listed,
    names,
    of_trade,
    ordinary,
    slip,
    small_words,
)  # fmt: skip
from workstation.report.redact import MAYBE
from workstation.report.squashed import squash

_WORD: Final = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]|['’‘ʼ](?=[^\W\d_]))*"
)
_CONTACT: Final = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*|(?<!\w)@\w[\w.]*\w|\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE
)
_OURS: Final = re.compile(r"\[(?:hidden|name\?)\]")
_CALLED: Final = re.compile(
    r"\b(?:(?:nick)?named?|called|calls (?:him|her|them)(?:self)?|aka|a\.k\.a\.?|alias|known (?:\w+ )?as|goes by"
    r"|(?:sur|fore|first |last |pet |street |real )name(?: is|:)?|(?:full |nick)?name(?: is|’s|'s|:)|answers to)"
    r"(?: the name(?: of)?)?[\s“”‘’\"'(:]*$",
    re.IGNORECASE,
)
_START: Final = re.compile(r"(?:^|[.!?:;\n•·“\"‘(\[\]–—-])[\s“”\"‘’'()]*$")
_DATE_BEFORE: Final = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|of|since|until|till|last|next|early|late|mid|during|by|through))[\s,/-]*$",
    re.IGNORECASE,
)
_MONTH_AND: Final = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?:,| and| or| to|[ ]?[-–/])[ ]?$",
    re.IGNORECASE,
)
_DATE_AFTER: Final = re.compile(r"[\s,/-]*\d")
_JOINED: Final = re.compile(r"(?:[\s\u00a0]|[-–'’.,])*")
_BETWEEN: Final = re.compile(
    r"[ \t\u00a0]*(?:[-–][ \t]*)?|[ \t]*(?:[A-Z]\.?[ \t]*)+|[ \t]*[“‘\"'(][ \t]*|[”’\"')][ \t]*"
)
_INITIAL: Final = re.compile(r"(?<!\w)(?:[A-Z]\.?[ \t\u00a0]*)+$")
_PERSON: Final = frozenset(listed("certain titles"))
"""After these any word is a name; after the other titles one that may be."""
_SHORTENED: Final = _PERSON | frozenset(listed("shortened titles"))
_RATING: Final = re.compile(r":|,? (?:\w+ )?rating\b")
_MONTHS: Final = frozenset(listed("months"))
_STARTERS: Final = frozenset(listed("starters"))
"""Words that begin so many sentences that there they are no name."""
_SHORT: Final = 3
"""Letters of an abbreviation that everybody makes as they please: `hx`, `w/e`, `nfa`."""
_SLIP: Final = 4
"""From this many small letters a word that is one slip away from an ordinary one is that word."""


@dataclass
class Likely:
    """Finds words that may be names. `known` is what every page says anyhow (the name of the council), and what
    somebody has said to be no name.
    """

    known: frozenset[str] = frozenset()
    seen: set[str] = field(default_factory=set)
    """What was seen to be a name, squashed."""
    taken: dict[str, str] = field(default_factory=dict)
    """What stood where `[name?]` stands now: squashed, and as it was written."""
    _done: dict[str, str] = field(default_factory=dict)

    def learn(self, texts: Iterable[str]) -> None:
        """Read texts for names that a title, or a capital letter within a sentence, gives away."""
        for text in texts:
            for at, end, sure in self._found(text):
                if sure:
                    self.seen.update(
                        key for word in _WORD.findall(text[at:end]) if len(key := _key(word)) > 1
                    )
        self._done.clear()

    def clean(self, text: str) -> str:
        """The text with `[name?]` in place of everything that may be a name."""
        if text not in self._done:
            found = [(at, end) for at, end, _ in self._found(text)]
            for at, end in found:
                self.taken.setdefault(_key(text[at:end]), text[at:end])
            self._done[text] = _replaced(text, found)
        return self._done[text]

    def _found(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Where words stand that may be names, and whether that is sure enough to learn from."""
        for match in _CONTACT.finditer(text):
            yield match.start(), match.end(), False
        ours = [(m.start(), m.end()) for m in _OURS.finditer(text)]
        before, last = "", -1
        for match in _WORD.finditer(text):
            word, at = match.group(), match.start()
            if any(start <= at < end for start, end in ours):
                before = ""
                continue
            key = _key(word)
            beside = last >= 0 and word[0].isupper() and _BETWEEN.fullmatch(text, last, at) is not None
            introduced = self._introduced(text, at, key, before, word)
            side = beside and not (of_trade(key) or key in self.known)
            if introduced or side or self._may_be(text, at, match.end(), key, word):
                yield at, match.end(), introduced or (word[0].isupper() and not ordinary(key))
                last = match.end()
            else:
                last = -1
            before = before if len(key) == 1 and before in before_names() else key

    def _introduced(self, text: str, at: int, key: str, before: str, word: str) -> bool:
        """After a title, or after `known as`."""
        if of_trade(key) or key in self.known or len(key) < 2:
            return False
        strange = word[0].isupper() or not ordinary(key)
        if before in before_names() and _between_words(text, at, stop=before in _SHORTENED):
            return strange or (before in _PERSON and key not in small_words()) or key in names()
        return bool(strange or key in names()) and _CALLED.search(text, max(0, at - 40), at) is not None

    def _may_be(self, text: str, at: int, end: int, key: str, word: str) -> bool:
        if key in self.known or (of_trade(key) and key not in _MONTHS):
            return False
        if len(key) < 2:
            return bool(word.strip()) and not word.isascii() and not _latin(word)
        capital = word[0].isupper()
        if capital and key in self.seen and not (ordinary(key) and _starts(text, at) and key in _STARTERS):
            return key not in _MONTHS or not _a_date(text, at, end)
        if key in also_names():
            return capital and not self._no_name_here(text, at, end, key)
        if ordinary(key):
            return False
        if key in names() or key in self.seen or not _latin(word):
            return True
        return _strange(key, word, capital=capital)

    @staticmethod
    def _no_name_here(text: str, at: int, end: int, key: str) -> bool:
        if key in _MONTHS and _a_date(text, at, end):
            return True
        if key == "amber" and _RATING.match(text, end):
            return True
        return key in _STARTERS and _starts(text, at)


def _strange(key: str, word: str, *, capital: bool) -> bool:
    """A word nobody knows: an abbreviation and a slip of the pen are none. `toKev` is no slip."""
    if not word.isupper() and any(c.isupper() for c in word[1:]):
        return True
    if word.isupper() or not capital:
        if len(key) <= _SHORT:
            return False
        return word.isupper() or len(key) < _SLIP or not slip(key)
    return True


def _starts(text: str, at: int) -> bool:
    return _START.search(text, max(0, at - 12), at) is not None


def _a_date(text: str, at: int, end: int) -> bool:
    start = max(0, at - 16)
    return any(
        (
            _DATE_BEFORE.search(text, start, at),
            _MONTH_AND.search(text, start, at),
            _DATE_AFTER.match(text, end),
        )
    )


def _between_words(text: str, at: int, *, stop: bool) -> bool:
    """Whether only a blank parts this word from the one before, or the stop of a shortened title."""
    way = r"\w[.:]?[ \t\u00a0]{0,2}$" if stop else r"\w[ \t\u00a0]{1,2}$"
    return re.search(way, text[max(0, at - 4) : at]) is not None


def _key(word: str) -> str:
    """Squashed, without the s of whose it is."""
    return squash(word[:-2] if len(word) > 3 and word[-2] in "'’" and word[-1] in "sS" else word)[0]


@lru_cache(maxsize=50_000)
def _latin(word: str) -> bool:
    return all(c.isascii() or "LATIN" in unicodedata.name(c, "") or not c.isalpha() for c in word)


def _replaced(text: str, found: list[tuple[int, int]]) -> str:
    """The text with each stretch replaced; names that stand side by side, with their initials, are one."""
    kept: list[str] = []
    done = 0
    for at, end in sorted(found):
        if at < done:
            done = max(done, end)
            continue
        gap = text[done:at]
        if (
            kept
            and kept[-1] == MAYBE
            and _JOINED.fullmatch(gap)
            and "." not in gap
            and "," not in gap
            and "\n" not in gap
        ):
            done = end
            continue
        kept += [_INITIAL.sub("", gap), MAYBE]
        done = end
        possessive = re.compile(r"['’]s\b").search(text, max(at, end - 2), end)
        kept += [text[possessive.start() : end]] if possessive and possessive.end() == end else []
    return "".join((*kept, text[done:]))
