"""The index of some people: who has which word in a name, which date, address, number, and who is named with whom.

Frozen arrays of numpy and nothing else: no text, no row. A person here is one human being as people judged them
(a cluster of the register), with every form of their name, every address and every contact they are named in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

People = NDArray[np.int32]
"""Numbers of people within one segment."""
NOBODY: Final = np.zeros(0, np.int32)

# What is known of a person, a bit each.
GIVEN, FAMILY, LIGHT, CHILD, ADULT, FEMALE, MALE, PLACE, NHS, HIDDEN = (1 << n for n in range(10))
_FEW: Final = 24
"""So few lists are sooner put together one by one."""
ROLES: Final = ("given", "middle", "family", "kin")
"""Where a word stands in a name; `kin`: in the family name of somebody named with them."""


@dataclass(frozen=True, slots=True)
class Postings:
    """For each key, who has it. Keys are sorted and each there once."""

    keys: NDArray[np.int32] | NDArray[np.uint64]
    starts: NDArray[np.int32]
    people: People

    def among(self, keys: NDArray[np.int32] | NDArray[np.uint64]) -> NDArray[np.intp]:
        """For each of these keys, its place in `keys`; -1 where nobody has it."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.intp)
        at = self.keys.searchsorted(keys)
        at[at == len(self.keys)] = 0
        at[self.keys[at] != keys] = -1
        return at

    def counts(self, places: NDArray[np.int32]) -> NDArray[np.int64]:
        """How many people have the keys at these places."""
        found = (self.starts[places + 1] - self.starts[places]).astype(np.int64)
        found[places < 0] = 0
        return found

    def at(self, place: int) -> People:
        """Who has the key at this place."""
        return self.people[self.starts[place] : self.starts[place + 1]]

    def gathered(self, places: NDArray[np.int32]) -> tuple[People, NDArray[np.int32]]:
        """Who has the keys at these places, one after the other, and how many have each."""
        starts, ends = self.starts[places], self.starts[places + 1]
        if len(places) == 1:
            return self.people[int(starts[0]) : int(ends[0])], ends - starts
        if len(places) < _FEW:
            slices = [
                self.people[first:last] for first, last in zip(starts.tolist(), ends.tolist(), strict=True)
            ]
            return np.concatenate(slices or [NOBODY]), ends - starts
        return self.people[ranges(starts, ends - starts)], ends - starts

    def of(self, key: int) -> People:
        """Who has this key."""
        place = int(self.keys.searchsorted(self.keys.dtype.type(key)))
        if place == len(self.keys) or int(self.keys[place]) != key:
            return NOBODY
        return self.at(place)

    def between(self, first: int, last: int) -> People:
        """Who has one of the keys from the first to the last."""
        begin, end = np.searchsorted(self.keys, np.array([first, last + 1], self.keys.dtype))
        return self.people[self.starts[begin] : self.starts[end]]

    @property
    def size(self) -> int:
        return self.keys.nbytes + self.starts.nbytes + self.people.nbytes


@dataclass(frozen=True, slots=True)
class Segment:
    """The arrays of one index."""

    names: tuple[Postings, Postings, Postings, Postings]
    """By word number, for each of `ROLES`."""
    evidence: Postings
    """By the hash of an address, postcode, phone or number."""
    births: Postings
    """By the code of a date of birth (`days`)."""
    first_birth: NDArray[np.int32]
    """For each person the place of one of their dates in `births`; -1 for none."""
    more_births: People
    """Who has a second date, and third; ascending."""
    more_births_at: NDArray[np.int32]
    flags: NDArray[np.uint16]
    contacts: Postings
    """By the hash of a contact: who is named there."""
    lives: NDArray[np.int32]
    """For person n the places in `contacts` of the contacts they are in: lives_at[lives[n]:lives[n + 1]]."""
    lives_at: NDArray[np.int32]
    id_starts: NDArray[np.uint32]
    id_bytes: NDArray[np.uint8]

    @property
    def people(self) -> int:
        """How many."""
        return len(self.flags)

    def id_of(self, person: int) -> str:
        """The name of the cluster."""
        first, last = self.id_starts[person : person + 2].tolist()
        return unpacked(self.id_bytes[first:last].tobytes())

    @property
    def size(self) -> int:
        """Bytes."""
        arrays = (self.first_birth, self.more_births, self.more_births_at, self.flags, self.lives, self.lives_at,
                  self.id_starts, self.id_bytes)  # fmt: skip
        lists = (*self.names, self.evidence, self.births, self.contacts)
        return sum(a.nbytes for a in arrays) + sum(p.size for p in lists)


def ranges(starts: NDArray[np.int32], sizes: NDArray[Any]) -> NDArray[np.int64]:
    """The numbers of several ranges one after the other."""
    ends = sizes.cumsum(dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    found = np.arange(total, dtype=np.int64)
    found += (starts - ends + sizes).repeat(sizes)
    return found


def packed(id_: str) -> bytes:
    """An identity in as few bytes as it needs: 17 for a UUID."""
    if len(id_) == 36 and id_[8] == id_[13] == id_[18] == id_[23] == "-":
        try:
            raw = bytes.fromhex(id_.replace("-", ""))
        except ValueError:
            return b"t" + id_.encode()
        if unpacked(b"u" + raw) == id_:
            return b"u" + raw
    return b"t" + id_.encode()


def unpacked(raw: bytes) -> str:
    """The identity again."""
    if raw[:1] == b"t":
        return raw[1:].decode()
    text = raw[1:].hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
