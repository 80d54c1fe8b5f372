"""Numbers that stand for texts, the same in every process: what is looked up in the lists of an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


def postcode_key(code: str) -> int:
    """A number for a postcode, much quicker than a hash: all that are one slip away are looked up."""
    if code.isascii() and code.isalnum() and len(code) <= 10:
        return int(code, 36) | (len(code) + 1) << 56
    return hash_of(f"p:{code}")


def near_postcode_keys(code: str) -> Iterator[int]:
    """The numbers of all postcodes one wrong letter or one swap away (`places.nearly`), none written out."""
    if not (4 <= len(code) <= 7 and code.isascii() and code.isalnum()):
        return
    whole, step, before = postcode_key(code), 36 ** (len(code) - 1), -1
    for char in code:
        now = int(char, 36)
        first, last = (10, 36) if now >= 10 else (0, 10)
        yield from range(whole + (first - now) * step, whole, step)
        yield from range(whole + step, whole + (last - now) * step, step)
        if before not in {now, -1}:
            yield whole + (now - before) * 35 * step
        before, step = now, step // 36


def hash_of(text: str) -> int:
    """64 bits that stand for a text, the same in every process."""
    if text.startswith("p:") and len(text) < 13 and text[2:].isalnum() and text.isascii():
        return postcode_key(text[2:])
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def hashes_of(texts: Iterable[str]) -> NDArray[np.uint64]:
    """The same of many at once, none of which is a postcode."""
    return np.frombuffer(
        b"".join([blake2b(text.encode(), digest_size=8).digest() for text in texts]), np.dtype("<u8")
    )
