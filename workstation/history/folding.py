"""Names as search keys: case, accents, apostrophes, hyphens and look-alike letters folded away.

The key is only for finding; what is shown and kept is always what was written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from workstation.domain.twins import TWINS

# Letters that Unicode does not take apart, though people do when they search (`zolc` for `Żółć`).
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_JOINED: Final = re.compile(r"['’‘`´ʼʻ\u00ad\u200b-\u200f\u202a-\u202e\ufeff]")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_SILENT: Final = re.compile(r"[aeiouhy]")
_DOUBLE: Final = re.compile(r"(.)\1+")
_VOWELS: Final = frozenset("aeiou")
# Groups of letters that are heard alike, the longest first. A capital is a sound that has no letter of its own.
_ALIKE: Final = (
    ("szcz", "C"), ("tsch", "C"), ("sch", "C"), ("tch", "C"), ("ch", "C"), ("sh", "C"), ("cz", "C"), ("sz", "C"),
    ("zh", "C"), ("gh", ""), ("ph", "f"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"),
    ("dj", "j"), ("dg", "j"), ("x", "ks"), ("q", "k"), ("v", "f"), ("w", "f"), ("z", "s"),
)  # fmt: skip
_HEADS: Final = (
    ("kn", "n"), ("wr", "r"), ("ps", "s"), ("wh", "w"), ("x", "s"), ("hs", "sh"), ("zh", "j"), ("mc", "mac"),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def key(text: str) -> str:
    """`Żółw-O’Neill` becomes `zolw oneill`."""
    if text.isascii():
        if text.isalpha():
            return text.lower()
    else:
        text = undisguised(text)
    # Taken apart first: a letter in a fancy form (`𝐴`) has no small letter of its own.
    apart = unicodedata.normalize("NFKD", _JOINED.sub("", text))
    text = _JOINED.sub("", apart).casefold().translate(_PLAIN)
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


def undisguised(text: str) -> str:
    """`\u0410nna` with a Cyrillic first letter becomes `Anna`; a word in real Cyrillic stays as it is."""
    return " ".join(_word_undisguised(word) for word in text.split(" "))


def _word_undisguised(word: str) -> str:
    if word.isascii():
        return word
    plain = word.translate(TWINS)
    foreign = any("\u0370" <= c <= "\u052f" for c in plain)
    return word if foreign else plain


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The consonants of a folded name, those that are heard alike as one: `sivakumar` and `siwakoomar` are `sfkmr`.

    The first letter stays when it is a consonant; all vowels at the beginning count as one.
    """
    if not word:
        return ""
    like = word
    for head, plain in _HEADS:
        if like.startswith(head):
            like = plain + like[len(head) :]
            break
    for group, plain in _ALIKE:
        like = like.replace(group, plain)
    first, rest = like[:1], like[1:]
    if first in _VOWELS or not first:
        first = "a"
    return _DOUBLE.sub(r"\1", first + _SILENT.sub("", rest))


def digits(text: str) -> str:
    """Only the digits, with a leading +44 written as 0: how phone numbers are compared."""
    return re.sub(r"\D", "", text.replace("+44", "0"))
