"""Words of the record as they can be shown: what cannot be seen, or turns the line round, as a token."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls, invisible and direction characters, half characters, and letters private to some other program.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_JOINERS: Final = "\u200c\u200d"
_OTHER_SPACES: Final = re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000]")


def marked(words: str) -> str:
    """The same words with `[U+202E]` for what cannot be seen; all else as it was written. For the screen."""
    if words.isascii() and words.isprintable():
        return words
    return _UNSEEN.sub(lambda match: _token(match, words), words)


def visible(words: str) -> str:
    """The words with one kind of line break and one kind of space, letters as one, and what cannot be seen as
    `[U+202E]`. For paper, where a program finds the words again.
    """
    if words.isascii() and words.isprintable():
        return words
    words = _BREAKS.sub("\n", words).replace("\t", "    ")
    words = _OTHER_SPACES.sub(" ", words)
    return unicodedata.normalize("NFC", marked(words))


def _token(match: re.Match[str], words: str) -> str:
    character = match.group()
    before, after = words[: match.start()][-1:], words[match.end() :][:1]
    if character in _JOINERS and _joins(before) and _joins(after):
        return character
    return f"[U+{ord(character):04X}]"


def _joins(character: str) -> bool:
    """Whether a joiner beside this letter is spelling, as in Persian, and not a trick."""
    return bool(character) and (
        unicodedata.bidirectional(character) == "AL" or "\u0900" <= character <= "\u0dff"
    )
