"""Names the way people say them, in one box."""

from __future__ import annotations

from workstation.domain import kinds


def name_of(text: str) -> kinds.Name:
    """A name as people say it: `Kayden Merrick`, or `MERRICK, Kayden`."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma:
        return kinds.Name(family=family, given=given)
    words = text.split()
    if len(words) < 2:
        return kinds.Name(given=text.strip())
    return kinds.Name(family=words[-1], given=" ".join(words[:-1]))
