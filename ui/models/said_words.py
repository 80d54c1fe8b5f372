"""Sentences the checks show: how long someone has not answered, which words of an adult go with their title."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workstation.domain import clocks, wording


@dataclass(frozen=True, slots=True)
class Pronoun:
    """How an adult is spoken of. Without a title we do not guess."""

    they: str
    them: str
    has: str
    does: str
    says: str
    own: str
    """In `own` own words."""


_HE = Pronoun("he", "him", "Has he", "Does he", "he said", "his")
_SHE = Pronoun("she", "her", "Has she", "Does she", "she said", "her")
_THEY = Pronoun("they", "them", "Have they", "Do they", "they said", "their")
_BY_TITLE = {"mr": _HE, "ms": _SHE, "mrs": _SHE, "miss": _SHE}


def pronoun(title: str) -> Pronoun:
    """`he` for Mr, `she` for Ms, Mrs and Miss, else `they`."""
    return _BY_TITLE.get(title.strip().rstrip(".").lower(), _THEY)


def no_reply(asked: datetime, now: datetime) -> str:
    """How long somebody has not answered, as in “No reply for 3 h 52 min”."""
    return f"No reply for {clocks.words_left(now - asked)}."


def quoted(words: str) -> str:
    """Somebody's own words in quotation marks, once."""
    text = words.strip()
    return text if text[:1] in "“\"‘'" else f"“{text}”"


def stopped(words: str) -> str:
    """A sentence with its full stop, unless it (or the quotation it ends with) has one."""
    return words if words.rstrip("”\"’'")[-1:] in ".!?…" else f"{words}."


def attributed(who: str, words: str) -> str:
    """Words with whoever said them in front, as in “Mrs Hale: Ellie in, quiet”."""
    return f"{who}: {words}" if who else words


def earlier(day: datetime, words: str) -> str:
    """`03 Jul 2025 “managing fine”`."""
    return f"{wording.day(day)} {quoted(words)}" if words else wording.day(day)
