"""Words that fill a box and say nothing, and words that say there is no history: lists of a council, read here.

How long a text is does not matter: `Dad is dead.` says a lot, `please see the notes above` nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from workstation.domain.decision_rules import NoHistory
from workstation.domain.shingles import plain, texts_of, words_of

_PARTS: Final = re.compile(r"[.!?;:,()\[\]–—]+|\n\s*\n")
_ANY: Final = r"(?:\w+ ){0,2}"
_LIGHT: Final = frozenset(("please", "the", "and"))


def says_nothing(text: str, fillers: tuple[str, ...]) -> bool:
    """Whether a text that is not empty is made of fillers alone: `n/a`, `.`, `As above, see notes`."""
    if not text.strip():
        return False
    words = texts_of(text)
    if all(len(set(word)) == 1 and not word.isdigit() for word in words):
        return True
    said = " ".join(word for word in words if word not in _LIGHT)
    return _made_of(fillers).fullmatch(said) is not None


@lru_cache(maxsize=8)
def _made_of(fillers: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(re.escape(one) for one in sorted(fillers, key=len, reverse=True))
    return re.compile(f"(?:{known})(?: (?:{known}))*")


def says_no_history(text: str, rules: NoHistory) -> str:
    """The words of a text that say there is no history, as they were written; empty when none do.

    `There are no previous concerns` does. `This is not a case of no previous concerns` and `School has no previous
    concerns` do not: the first denies it, the second is somebody else's view; nor does `no history of violence`.
    """
    return next((found for part in _parts(text, rules) if (found := _in_part(part, rules))), "")


def _parts(text: str, rules: NoHistory) -> list[str]:
    """The text cut at punctuation and at words that begin another thought."""
    found = []
    for part in _PARTS.split(text):
        start = 0
        for word in words_of(part):
            if word.text in rules.joins:
                found.append(part[start : word.start])
                start = word.end
        found.append(part[start:])
    return found


def _in_part(part: str, rules: NoHistory) -> str:
    words = words_of(part)
    said = " ".join(word.text for word in words)
    for match in _phrases(rules.phrases, tuple(sorted(rules.lists.items()))).finditer(said):
        first, last = said[: match.start()].count(" "), said[: match.end()].count(" ")
        before = {word.text for word in words[:first]}
        after = words[last + 1].text if last + 1 < len(words) else ""
        if before.isdisjoint(rules.unless) and after not in rules.unless_next:
            return part[words[first].start : words[last].end]
    return ""


@lru_cache(maxsize=8)
def _phrases(phrases: tuple[str, ...], lists: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    known = dict(lists)
    whole = "|".join(_pattern(phrase, known) for phrase in phrases)
    return re.compile(rf"\b(?:{whole})\b" if whole else r"(?!)")


def _pattern(phrase: str, lists: dict[str, tuple[str, ...]]) -> str:
    """`no <before> * <records>` as a pattern over words with one space between them."""
    found = ""
    for place, word in enumerate(phrase.split()):
        if word == "*":
            found += _ANY
            continue
        one = "|".join(lists[word[1:-1]]) if word.startswith("<") else re.escape(plain(word))
        last = place == len(phrase.split()) - 1
        found += f"(?:{one})" + ("" if last else " ")
    return found
