"""Which decisions share words: an index in memory, read beside the work, and a careful comparison of what it finds.

Light to load: numpy comes with the first question. The index is dropped when the window is locked and is never
written down. What is shown is read anew from the file, so reasons that were erased or changed are not shown.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import msgspec

from workstation.domain.ids import ContactId
from workstation.domain.shared_text import SharedPart, shared
from workstation.domain.shingles import texts_of

if TYPE_CHECKING:
    from workstation.history.shared_index import SharedIndex

KINDS: Final = ("ReasonsWritten", "HistoryWeighed", "Recommended")
FEW: Final = 20_000
"""A file, or what is new in it, with no more entries than this is read at once."""
_STRETCH: Final = 2_000
_LOOKED_AT: Final = 30
"""Contacts whose words are compared one by one."""


class Row(Protocol):
    """What one entry says."""

    @property
    def contact(self) -> ContactId: ...
    @property
    def body(self) -> bytes: ...


class OnPaper(Protocol):
    """The entries of a file (`store.written`)."""

    def last(self) -> int:
        """The place of the last one."""
        ...

    def between(self, after: int, upto: int, kinds: Sequence[str], since: int = 0) -> Sequence[Row]:
        """Those of some kinds in a stretch of the file."""
        ...

    def standing(self, contacts: Iterable[ContactId], kinds: Sequence[str]) -> Sequence[Row]:
        """Those of some kinds in these contacts that nothing answers."""
        ...


class _Words(msgspec.Struct):
    """The words in any of the kinds that are compared."""

    text: str = ""
    why: str = ""
    next_time: str = ""


_words = msgspec.json.Decoder(_Words)


class Alike(NamedTuple):
    """What a contact shares with others: the parts, the contacts that were compared and share some of it, and how
    many more may.
    """

    parts: tuple[SharedPart, ...]
    contacts: tuple[ContactId, ...]
    more: int


class SharedWords:
    """The index over one file. `since` is the hybrid time from which on reasons are compared."""

    def __init__(self, paper: OnPaper, since: Callable[[], int]) -> None:
        self._paper, self._since = paper, since
        self._index: SharedIndex | None = None
        self._read = 0
        self._guard = threading.RLock()
        self._reading: Reading | None = None

    @property
    def ready(self) -> bool:
        """Whether everything is read, or nearly everything."""
        return self._index is not None and not self._far_behind

    @property
    def size(self) -> int:
        """Bytes of the index in memory."""
        return self._index.size if self._index is not None else 0

    def get_ready(self) -> Reading | None:
        """Read at once what is little; what is left is work for another thread, where nobody waits."""
        if not self._far_behind:
            while self.read_on():
                pass
            return None
        if self._reading is None or self._reading.stopped:
            self._reading = Reading(self)
            return self._reading
        return None  # somebody is at it

    def read_on(self) -> bool:
        """Read the next stretch of the file; False when there is nothing more."""
        with self._guard:
            after, last = self._read, self._paper.last()
            upto = min(after + _STRETCH, last)
        rows = self._paper.between(after, upto, KINDS, self._since()) if upto > after else ()
        with self._guard:
            if after != self._read:  # dropped meanwhile
                return False
            self._into().add((row.contact, texts_of(text)) for row in rows for text in _texts(row))
            self._read = upto
        return upto < last

    def look(
        self, contact: ContactId, texts: Mapping[str, str], may_repeat: Iterable[str], least: int
    ) -> Alike | None:
        """What this contact shares; None while not everything is read."""
        if self._far_behind:
            return None
        self.get_ready()
        with self._guard:
            found = self._into().like([texts_of(text) for text in texts.values()], contact)
        if not found:
            return Alike((), (), 0)
        others: dict[ContactId, list[str]] = {one: [] for one in found[:_LOOKED_AT]}
        for row in self._paper.standing(others, KINDS):
            others[row.contact] += _texts(row)
        parts = shared(texts, others, may_repeat, least)
        sharing = {one for part in parts for one in part.contacts}
        contacts = tuple(one for one in others if one in sharing)
        more = len(found) - len(others) if len(contacts) == len(others) else 0
        return Alike(parts, contacts, more)

    def forget(self) -> None:
        """Drop everything; it is read again when asked."""
        with self._guard:
            self._index, self._read = None, 0
            if self._reading is not None:
                self._reading.stopped = True

    @property
    def _far_behind(self) -> bool:
        return self._paper.last() - self._read > FEW

    def _into(self) -> SharedIndex:
        if self._index is None:
            from workstation.history.shared_index import SharedIndex  # noqa: PLC0415 - numpy is slow to load

            self._index = SharedIndex()
        return self._index


class Reading:
    """The reading of a long file, a stretch at a time (`matcher.Upkeep`)."""

    def __init__(self, words: SharedWords) -> None:
        self._words = words
        self.stopped = False

    def hurry(self) -> None:
        """It never rests."""

    def read_on(self) -> bool:
        """Read some more, on any thread; False when there is nothing more to read."""
        if self.stopped or not self._words.read_on():
            self.stopped = True
            return False
        return True

    def writes(self) -> Iterator[Callable[[], None]]:
        """Nothing of it is kept."""
        return iter(())


def _texts(row: Row) -> list[str]:
    try:
        said = _words.decode(row.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return []  # somebody's program wrote it; it stands in no contact file either
    return [text for text in (said.text, said.why, said.next_time) if text.strip()]
