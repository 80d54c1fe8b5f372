"""Pages of a stream, as PostgreSQL sends them and as an exchange has them.

Every entry of a record comes through here, on some computers all of them at once. So what is done with each is done
to a whole column, with hardly a step of Python's own, and what is worked out on the way stays with the entries.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import repeat
from operator import add, attrgetter
from typing import Final, cast

import msgspec

from workstation.domain.entries import Entry, chains, digests_of
from workstation.domain.times import YEARS, as_written
from workstation.domain.travel import Prepared
from workstation.sync.central import Page
from workstation.sync.connection import Row
from workstation.sync.values import BYTES, TEXT, Value, integer, long, text

QUESTION: Final = "select * from lintel.pull_v1($1,$2,$3)"
COLUMNS: Final = tuple(TEXT if kind == "t" else BYTES for kind in "bbbtttttbbtbttbbbbb")
"""What the columns of a page are: of text the id, contact, kind, author, device, time, answers and edition."""

_NUMBER: Final = 8


def values(stream: str, cursor: int, most: int) -> tuple[Value, ...]:
    """What the question is asked with: which stream, after which place, and at most how many entries."""
    return (text(stream), long(cursor), integer(most))


def page_of(stream: str, found: Sequence[Row]) -> Page:
    """A page; the chain of its last row is the chain there. What is odd about it raises what `int`, `str`, `bytes`
    and `zip` raise. What whoever asked will want to know of the entries is worked out at once, by columns.
    """
    head, here, place, *_, told = found[-1]
    entries = _entries(stream, found) if place is not None else Prepared()
    chain = told if entries else here
    if chain is None:
        raise TypeError
    return Page(head=_numbers([head])[0], chain=chain, entries=entries)


def _entries(stream: str, found: Sequence[Row]) -> Prepared:
    """The entries of these rows."""
    (_, _, places, ids, contacts, kinds, authors, devices, seqs, previous, happened, recorded, answers, editions,
     salts, digests, bodies, sigs, _) = zip(*found, strict=True)  # fmt: skip
    places, seqs, recorded = _numbers(places), _numbers(seqs), _numbers(recorded)
    salts = tuple([salt or b"" for salt in salts])
    moments = _moments(happened)
    words = (
        ids, contacts, kinds, authors, devices, map(str, seqs), happened, map(str, recorded), answers, editions
    )  # fmt: skip
    own = chains(stream, words, previous, digests)
    b"".join(sigs)  # nothing else is in them
    named = [tuple(each.split(",")) if each else () for each in answers]
    columns = zip(
        places, ids, contacts, kinds, authors, devices, seqs, previous, moments, recorded, named, editions, salts,
        digests, bodies, sigs, strict=True,
    )  # fmt: skip
    entries = Prepared(
        Entry(
            id=id_, contact=contact, kind=kind, author=author, device=device, seq=seq, previous=before,
            happened=at, recorded=time, answers=answering, edition=edition, salt=salt, digest=digest, body=body,
            sig=sig, position=place, stream=stream,
        )
        for (
            place, id_, contact, kind, author, device, seq, before, at, time, answering, edition, salt, digest,
            body, sig,
        ) in columns
    )  # fmt: skip
    entries.whole = _whole(salts, bodies, digests)
    if as_written(happened):
        lists = [msgspec.json.encode(each).decode() if each else "[]" for each in named]
        entries.chains, entries.rows = own, list(zip(
            ids, contacts, kinds, authors, devices, seqs, previous, happened, recorded, lists, editions, digests,
            bodies, places, repeat(stream), salts, sigs, strict=False,
        ))  # fmt: skip
    return entries


def _whole(salts: Sequence[bytes], bodies: Sequence[bytes | None], digests: Sequence[bytes]) -> bool:
    """Whether the words of each are those of its digest. That some were erased needs a look at each."""
    if None in bodies:
        return False
    return tuple(digests_of(map(add, salts, cast("Sequence[bytes]", bodies)))) == digests


def _numbers(found: Sequence[bytes]) -> tuple[int, ...]:
    """Numbers of eight bytes each."""
    if set(map(len, found)) != {_NUMBER}:
        raise ValueError
    return struct.unpack(f"!{len(found)}q", b"".join(found))


def _moments(happened: Iterable[str]) -> list[datetime]:
    """Times with a zone, from which days can be counted."""
    moments = list(map(datetime.fromisoformat, happened))
    if None in set(map(attrgetter("tzinfo"), moments)) or not YEARS.issuperset(
        map(attrgetter("year"), moments)
    ):
        raise ValueError
    return moments
