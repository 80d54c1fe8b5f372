"""Whether an entry from Central was really written by whom it says. Central cannot check signatures; we do.

A computer signs the chain digest of its entry, and that names the entry before. So one good signature vouches for
the whole run of entries behind it, and a page of five hundred needs about one check for each computer in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from workstation.domain.entries import Entry, decode, encode
from workstation.domain.entries import genuine as words_are_genuine
from workstation.domain.ids import DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Doubt, Prepared
from workstation.sync.carried import Carried
from workstation.sync.central import Central

_ERASES: Final = "Redacted"
_sha = hashlib.sha256

Genuine = Callable[[bytes, bytes, bytes], bool]
"""Whether a key made this signature of these bytes (`access.seals.genuine`)."""


class Witness:
    """Judges the pages of one round. Keys that are not known here are asked for, once a page: a computer is
    enrolled before anything of it is in a page, but maybe not before the page before.
    """

    def __init__(self, journal: Carried, central: Central, genuine: Genuine) -> None:
        self._journal, self._central, self._genuine = journal, central, genuine
        self._keys: Mapping[DeviceId, DeviceKey] | None = None
        self._asked = False
        self.doubted = 0

    def doubts(self, page: Sequence[Entry], digests: Sequence[bytes]) -> dict[EntryId, Doubt]:
        """The entries of a page, given with their chain digests, that are not to be believed, and why."""
        self._asked = False
        found: dict[EntryId, Doubt] = {}
        by_device: dict[DeviceId, list[tuple[Entry, bytes]]] = {}
        for entry, digest in zip(page, digests, strict=True):
            by_device.setdefault(entry.device, []).append((entry, digest))
        whole = isinstance(page, Prepared) and page.whole is True
        for device, entries in by_device.items():
            found |= judged(self._key(device), entries, self._genuine, whole=whole)
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


def judged(
    key: DeviceKey | None, entries: Sequence[tuple[Entry, bytes]], genuine: Genuine, *, whole: bool = False
) -> dict[EntryId, Doubt]:
    """Which of these entries of one computer, given with their chain digests, are not to be believed, and why. With
    `whole` it is known that their words are those of their digests.
    """
    if (
        key is not None
        and _one_run(key, entries, whole=whole)
        and _signed(key, entries[-1][1], entries[-1][0].sig, genuine)
    ):
        return {}
    found: dict[EntryId, Doubt] = {}
    vouched = b""
    for entry, digest in sorted(entries, key=lambda each: each[0].seq, reverse=True):
        doubt = _of_origin(key, entry)
        if doubt is None and digest != vouched and not _signed(key, digest, entry.sig, genuine):
            doubt = Doubt.SIGNATURE
        vouched = entry.previous if doubt is None else b""
        if doubt is None and not (words_are_genuine(entry) and _plain(entry)):
            doubt = Doubt.WORDS
        if doubt is not None:
            found[entry.id] = doubt
    return found


def _one_run(key: DeviceKey, entries: Sequence[tuple[Entry, bytes]], *, whole: bool) -> bool:
    """Whether each follows on the one before it and nothing else is odd: nearly always. Then the last signature
    vouches for all of them. Every entry goes through here, so there is hardly a call in it.
    """
    worker, seq, end = key.worker, 0, entries[0][0].previous
    for entry, digest in entries:
        body = entry.body
        if (
            entry.previous != end or entry.seq <= seq or entry.author != worker or entry.kind == _ERASES
            or (not whole and body is not None and _sha(entry.salt + body).digest() != entry.digest)
        ):  # fmt: skip
            return False
        seq, end = entry.seq, digest
    return True


def _signed(key: DeviceKey | None, digest: bytes, signature: bytes, genuine: Genuine) -> bool:
    return key is not None and genuine(key.key, digest, signature)


def _of_origin(key: DeviceKey | None, entry: Entry) -> Doubt | None:
    if key is None:
        return Doubt.DEVICE
    return Doubt.AUTHOR if key.worker != entry.author else None


def _plain(entry: Entry) -> bool:
    """Whether an erasure can be read in one way only. Where it names its target twice, say, Central, SQLite and we
    would each erase something else, and the file's own rule about erasing would hold up every page behind it.
    """
    if entry.kind != _ERASES or entry.body is None:
        return True
    body = decode(entry.kind, entry.body)
    return body is not None and encode(body) == entry.body
