"""Names that are written right to left, in a sentence that is not: the number after a name stays after it.

A number right between two words of that writing is part of what they say, and is left alone.

Else `3 for Ellie, 3 for فاطمة, 3 for Ola` is drawn with the last 3 before Fatima's name, where it belongs to
nobody: what is counted for each child would be read wrong.
"""

from __future__ import annotations

import re
from typing import Final

_LETTER: Final = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_RUN: Final = re.compile(f"{_LETTER}+(?:[ \u00a0\u200c\u200d'’-]*{_LETTER}+)*")
_WITHIN: Final = rf"\s+[0-9]+\s+{_LETTER}"
_BEFORE_NUMBER: Final = re.compile(rf"{_RUN.pattern}(?=[^\w]*[0-9])(?!{_WITHIN})")
_LEFT_TO_RIGHT: Final = "\u200e"
_NAMES: Final = 8
"""Words written right to left; more are a text of its own, whose numbers stand as its writer put them."""


def kept_after(words: str) -> str:
    """The words for drawing, with a mark that nobody sees between such a name and a number that follows."""
    if words.isascii() or _RUN.search(words) is None:
        return words
    if sum(len(run.split()) for run in _RUN.findall(words)) > _NAMES:
        return words
    return _BEFORE_NUMBER.sub(lambda name: name.group() + _LEFT_TO_RIGHT, words)
