"""A name that stands in one cell: `SMITH, Ann`, `SMITH Ann`, `Mrs Ann Smith`."""

from __future__ import annotations

from typing import Final

from workstation.intake.headings import bare

_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "master", "sir", "lady", "prof", "rev"})


def parted(whole: str) -> tuple[str, str, str]:
    """Title, family and given name. Of `FARROW Ellie` the part in capitals is the family name."""
    if "," in whole:
        family, _, given = whole.partition(",")
        title, given = _titled(given.strip())
        return title, family.strip(), given
    title, rest = _titled(whole)
    capitals = _leading_capitals(rest.split())
    if capitals:
        words = rest.split()
        return title, " ".join(words[:capitals]), " ".join(words[capitals:])
    given, _, family = rest.rpartition(" ")
    return title, family, given


def _leading_capitals(words: list[str]) -> int:
    """How many of the first words are in capitals, when the rest are not."""
    count = 0
    while count < len(words) and len(words[count]) > 1 and words[count].isupper():
        count += 1
    return (
        count
        if 0 < count < len(words) and not any(word.isupper() and len(word) > 1 for word in words[count:])
        else 0
    )


def _titled(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(" ")
    return (first, rest.strip()) if bare(first) in _TITLES and rest.strip() else ("", text)
