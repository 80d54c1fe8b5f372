"""Names as search keys: case, accents, apostrophes, hyphens and look-alike letters folded away.

The key is only for finding; what is shown and kept is always what was written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Letters that Unicode does not take apart, though people do when they search (`zolc` for `Żółć`).
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_JOINED: Final = re.compile(r"['’‘`ʼ\u00ad\u200b-\u200f\u202a-\u202e\ufeff]")
_NOT_WORD: Final = re.compile(r"[^\w]+")


@lru_cache(maxsize=200_000)
def key(text: str) -> str:
    """`Żółw-O’Neill` becomes `zolw oneill`."""
    text = _JOINED.sub("", text).casefold().replace("i̇", "i").translate(_PLAIN)
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """How a folded name roughly sounds: first letter, then consonants without doubles, like letters as one."""
    if not word:
        return ""
    like = word.replace("ph", "f").replace("ck", "k").replace("gh", "").replace("mc", "mac")
    like = like.replace("z", "s").replace("c", "k").replace("q", "k").replace("y", "i").replace("v", "f")
    head = like[:1]
    tail = re.sub(r"[aeiouhw ]", "", like[1:])
    return head + re.sub(r"(.)\1+", r"\1", tail)


def digits(text: str) -> str:
    """Only the digits, with a leading +44 written as 0: how phone numbers are compared."""
    return re.sub(r"\D", "", text.replace("+44", "0"))
