"""Whether an entry from Central was really written by whom it says. Central cannot check signatures; we do.

A computer signs the chain digest of its entry, and that names the entry before. So one good signature vouches for
the whole run of entries behind it, and a page of five hundred needs about one check for each computer in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from workstation.domain.entries import Entry, chain
from workstation.domain.entries import genuine as words_are_genuine
from workstation.domain.ids import AuthorId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Doubt
from workstation.sync.carried import Carried
from workstation.sync.central import Central

Genuine = Callable[[bytes, bytes, bytes], bool]
"""Whether a key made this signature of these bytes (`access.seals.genuine`)."""


class Seen(NamedTuple):
    """What has to be known of an entry to judge it. `digest` is its chain digest; `words` whether they are those
    it was made of.
    """

    seq: int
    id: EntryId
    author: AuthorId
    digest: bytes
    previous: bytes
    sig: bytes
    words: bool


class Witness:
    """Judges the pages of one round. Keys that are not known here are asked for, once a page: a computer is
    enrolled before anything of it is in a page, but maybe not before the page before.
    """

    def __init__(self, journal: Carried, central: Central, genuine: Genuine) -> None:
        self._journal, self._central, self._genuine = journal, central, genuine
        self._keys: Mapping[DeviceId, DeviceKey] | None = None
        self._asked = False
        self.doubted = 0

    def doubts(self, page: Sequence[Entry]) -> dict[EntryId, Doubt]:
        """The entries of a page that are not to be believed, and why."""
        self._asked = False
        found: dict[EntryId, Doubt] = {}
        by_device: dict[DeviceId, list[Seen]] = {}
        for entry in page:
            by_device.setdefault(entry.device, []).append(_seen(entry))
        for device, entries in by_device.items():
            found |= judged(self._key(device), entries, self._genuine)
        self.doubted += len(found)
        return found

    def _key(self, device: DeviceId) -> DeviceKey | None:
        if self._keys is None:
            self._keys = self._journal.keys()
        if device not in self._keys and not self._asked:
            self._asked = True
            self._journal.learn(self._central.devices())
            self._keys = self._journal.keys()
        return self._keys.get(device)


def judged(key: DeviceKey | None, entries: Iterable[Seen], genuine: Genuine) -> dict[EntryId, Doubt]:
    """Which of these entries of one computer, whose key this is, are not to be believed, and why."""
    found: dict[EntryId, Doubt] = {}
    vouched = b""
    for entry in sorted(entries, key=lambda each: each.seq, reverse=True):
        doubt = _of_origin(key, entry)
        if doubt is None and entry.digest != vouched and not _signed(key, entry, genuine):
            doubt = Doubt.SIGNATURE
        vouched = entry.previous if doubt is None else b""
        if doubt is None and not entry.words:
            doubt = Doubt.WORDS
        if doubt is not None:
            found[entry.id] = doubt
    return found


def _seen(entry: Entry) -> Seen:
    words = words_are_genuine(entry)
    return Seen(entry.seq, entry.id, entry.author, chain(entry), entry.previous, entry.sig, words)


def _signed(key: DeviceKey | None, entry: Seen, genuine: Genuine) -> bool:
    return key is not None and genuine(key.key, entry.digest, entry.sig)


def _of_origin(key: DeviceKey | None, entry: Seen) -> Doubt | None:
    if key is None:
        return Doubt.DEVICE
    return Doubt.AUTHOR if key.worker != entry.author else None
