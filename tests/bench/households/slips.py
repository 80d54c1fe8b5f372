"""Slips of the pen: a name mistyped, written as it sounds, or without its accents."""

from __future__ import annotations

import re
import unicodedata
from random import Random
from typing import Final

_NEIGHBOURS: Final = {
    "a": "qsz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy", "i": "uok",
    "j": "hku", "k": "jli", "l": "kop", "m": "nj", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf",
    "s": "adw", "t": "ryg", "u": "yij", "v": "cbf", "w": "qes", "x": "zcs", "y": "tuh", "z": "xas",
}  # fmt: skip
_SOUNDS: Final = (
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("c", "k"), ("k", "c"), ("ie", "y"), ("y", "ie"), ("ee", "ea"),
    ("ea", "ee"), ("ll", "l"), ("l", "ll"), ("nn", "n"), ("n", "nn"), ("tt", "t"), ("t", "tt"), ("rr", "r"),
    ("s", "z"), ("z", "s"), ("oo", "u"), ("u", "oo"), ("ou", "u"), ("ai", "ay"), ("ei", "i"), ("i", "ee"),
    ("a", "e"), ("e", "a"), ("w", "v"), ("v", "w"), ("h", ""), ("ch", "sh"), ("sh", "s"), ("j", "dj"),
    ("qu", "kw"), ("x", "ks"), ("gh", "g"), ("o", "a"),
)  # fmt: skip


def mistyped(name: str, rng: Random) -> str:
    """One slip of the keyboard, not in the first letter."""
    place = rng.randint(1, len(name) - 1)
    letter = name[place].lower()
    near = rng.choice(_NEIGHBOURS.get(letter, "aeiou"))
    kind = rng.randrange(4)
    if kind == 0 and place + 1 < len(name):
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    if kind == 1:
        return name[:place] + name[place + 1 :]
    if kind == 2:
        return name[:place] + near + name[place:]
    return name[:place] + near + name[place + 1 :]


def respelt(name: str, variants: dict[str, tuple[str, ...]], rng: Random) -> str | None:
    """Written as it may also be spelled, or as it sounds; of several words one."""
    parts = re.split(r"([ -])", name)
    places = [n for n, part in enumerate(parts) if len(part) > 1 and part not in ("da", "de", "do")]
    if not places:
        return None
    if name in variants:
        return rng.choice(variants[name])
    place = rng.choice(places)
    part = parts[place]
    if part in variants:
        parts[place] = rng.choice(variants[part])
    else:
        may = [(old, new) for old, new in _SOUNDS if old in part[1:]]
        if not may:
            return None
        old, new = rng.choice(may)
        parts[place] = part[0] + part[1:].replace(old, new, 1)
    return "".join(parts) if len(parts[place]) > 1 else None


def plain(name: str | None) -> str | None:
    """Without the accents, as most systems were filled."""
    if name is None:
        return None
    name = name.translate(str.maketrans("łŁđĐ", "lLdD"))
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
