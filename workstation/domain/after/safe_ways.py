"""The safe way to reach somebody of the family (requirement R33): which ways are not safe, and why.

A letter to parents of whom one harms the other put families at risk (`domain.md` 2.6). So where anything is written
about safe contact, or an address has to be hidden, what was not said to be safe is refused.
"""

from __future__ import annotations

import re
from typing import Final

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile

_ABUSE: Final = frozenset({"da", "sexual", "exploitation"})
_FACTOR: Final = "domestic abuse"
_POST: Final = re.compile(r"\b(post|letter|letters|write to)\b", re.IGNORECASE)
_TEXT: Final = re.compile(r"\b(text|texts|texting|sms)\b", re.IGNORECASE)
_CLAUSES: Final = re.compile(r"[.;,:\n()–]|\bbut\b", re.IGNORECASE)
_NOT: Final = re.compile(r"\b(no|not|never|nor|without|avoid|unsafe|stop)\b|n['’]t\b", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d(?:\D{0,3}\d){8,}")
LETTER: Final = "letter"


def guarded(file: ContactFile, adult: kinds.AdultNamed) -> bool:
    """Whether anything was said about what is safe for this person, or has to be feared."""
    said = (adult.safe_contact, adult.safe_when, adult.do_not_use)
    return file.hidden or adult.no_letters or any(part.strip() for part in said) or _abuse(file)


def _abuse(file: ContactFile) -> bool:
    """Whether the worry is abuse, or somebody answered that domestic abuse is there."""
    there = any(s.body.factor == _FACTOR and s.body.answer == "yes" for s in file.factors)
    return there or bool(_ABUSE & set(file.themes))


def forbids(file: ContactFile, adult: kinds.AdultNamed, how: str) -> str:
    """Why this way is not safe, in words to be read; empty when nothing speaks against it."""
    if not guarded(file, adult):
        return ""
    name, safe = wording.polite_name(adult), f"{adult.safe_contact}; {adult.safe_when}"
    if how == LETTER and adult.no_letters:
        return f"A letter may be read by somebody else. The record says: no letters to {name}."
    if how == LETTER and not _said_safe(_POST, safe, adult):
        return f"A letter may be read by somebody else. No safe address for post is recorded for {name}."
    if how == "text" and not _said_safe(_TEXT, safe, adult):
        return f"A message may be read by somebody else. {name} has not said that texts are safe."
    if how == "email" and "@" not in safe:
        return f"No safe email address is recorded for {name}."
    if how == "phone" and not _DIGITS.search(adult.safe_contact):
        return f"No safe number is recorded for {name}."
    return ""


def _said_safe(way: re.Pattern[str], safe: str, adult: kinds.AdultNamed) -> bool:
    """Whether what is safe names this way, and nothing says that it is not: `no letters` is about letters too."""
    named = [clause for clause in _CLAUSES.split(safe) if way.search(clause)]
    return bool(named) and not any(_NOT.search(c) for c in named) and not way.search(adult.do_not_use)


def safe_way(adult: kinds.AdultNamed) -> str:
    """`Safe: 07700 900417, after four. Do not use: 0191 498 0007.` Empty when nothing is written."""
    parts = [part.strip().rstrip(".") for part in (adult.safe_contact, adult.safe_when) if part.strip()]
    found = [f"Safe: {', '.join(parts)}."] if parts else []
    if adult.do_not_use.strip():
        found.append(f"Do not use: {adult.do_not_use.strip().rstrip('.')}.")
    if adult.no_letters:
        found.append("No letters.")
    return " ".join(found)
