"""Pages of a stream as PostgreSQL sends them, and the next one, which is read while the last is written down.

Most of what a page takes is the server's work, the way, and making entries of it; to write it down is the work of
the disk and the cipher. Both go on at once, on two threads. Nobody can notice but by the clock: a page that was
read ahead is given only to who asks for exactly that page next, when nothing else was asked in between.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Final

from msgspec import Struct

from workstation.domain.entries import Entry
from workstation.domain.times import EARLIEST, LATEST
from workstation.sync.central import Page
from workstation.sync.connection import Row
from workstation.sync.values import BYTES, TEXT, Value, integer, long, text

QUESTION: Final = "select * from lintel.pull_v1($1,$2,$3)"
COLUMNS: Final = tuple(TEXT if kind == "t" else BYTES for kind in "bbbtttttbbtbttbbbbb")
"""What the columns of a page are: of text the id, contact, kind, author, device, time, answers and edition."""


class Asked(Struct, frozen=True):
    """Which page: of this stream, after this place, and at most so many entries."""

    stream: str
    cursor: int
    most: int

    def values(self) -> tuple[Value, ...]:
        """As the question has it."""
        return (text(self.stream), long(self.cursor), integer(self.most))

    def after(self, page: Page) -> Asked:
        """The next one."""
        return Asked(self.stream, self.cursor + len(page.entries), self.most)


class Ahead:
    """A page that is read meanwhile."""

    def __init__(self, what: Asked, read: Callable[[Asked], Page]) -> None:
        self.what = what
        self._read = read
        self._made: Future[Page] = Future()
        # Nobody waits for it when the program ends: the line may be dead.
        threading.Thread(target=self._run, name="page", daemon=True).start()

    def _run(self) -> None:
        try:
            page = self._read(self.what)
            page.digests  # noqa: B018 - worked out here, for whoever asks
            self._made.set_result(page)
        except BaseException as trouble:  # noqa: BLE001 - it is whoever asks for the page that has it
            self._made.set_exception(trouble)

    def page(self) -> Page:
        """The page, once it is there; or the trouble that it met."""
        return self._made.result()


def page_of(stream: str, rows: Sequence[Row]) -> Page:
    """A page; the chain of its last row is the chain there. Whatever is odd about it raises what `int`, `str` and
    `bytes` raise.
    """
    head, here, place, *_, told = rows[-1]
    entries = tuple([_entry(stream, row) for row in rows]) if place is not None else ()
    chain = told if entries else here
    if head is None or chain is None:
        raise TypeError
    return Page(head=int.from_bytes(head, "big", signed=True), chain=chain, entries=entries)


def _entry(stream: str, row: Row) -> Entry:
    (_, _, place, id_, contact, kind, author, device, seq, previous, happened, recorded, answers, edition,
     salt, digest, body, sig, _) = row  # fmt: skip
    at = datetime.fromisoformat(happened)
    if at.tzinfo is None or not EARLIEST <= at.date() <= LATEST:
        raise ValueError  # a time that days cannot be counted from
    if None in (id_, contact, kind, author, device, previous, answers, edition, digest, sig):
        raise TypeError
    # The numbers without a call for each: they are bytes, or this raises.
    return Entry(
        id=id_, contact=contact, kind=kind, author=author, device=device,
        seq=int.from_bytes(seq, "big", signed=True), previous=previous, happened=at,
        recorded=int.from_bytes(recorded, "big", signed=True),
        answers=tuple(answers.split(",")) if answers else (), edition=edition, salt=salt or b"", digest=digest,
        body=body, sig=sig, position=int.from_bytes(place, "big", signed=True), stream=stream,
    )  # fmt: skip
