"""Computers that write for tests of the exchange: entries signed and chained as a real one makes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from workstation.domain import kinds
from workstation.domain.entries import FRONT_DOOR, Entry, chain, digest, encode
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId, uuid_of
from workstation.domain.times import hybrid, milliseconds
from workstation.domain.travel import DeviceKey

MORNING = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)
CONTACT = ContactId(uuid_of("a contact"))


@dataclass
class Computer:
    """One device that writes for one worker, a minute apart; its key is made of its name."""

    worker: AuthorId
    device: DeviceId
    said: list[Entry] = field(default_factory=list)
    at: datetime = MORNING

    @property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(digest(self.device.encode()))

    @property
    def key(self) -> DeviceKey:
        return DeviceKey(self.device, self.worker, self._private.public_key().public_bytes_raw())

    def note(
        self, words: str = "Rang back.", *, contact: ContactId = CONTACT, stream: str = FRONT_DOOR
    ) -> Entry:
        """Write down a note."""
        return self.say("NoteMade", encode(kinds.NoteMade(text=words)), contact=contact, stream=stream)

    def notes(self, many: int, *, stream: str = FRONT_DOOR) -> list[Entry]:
        """Write down so many notes."""
        return [self.note(f"Note {number}.", stream=stream) for number in range(many)]

    def say(
        self, kind: str, body: bytes | None, *, contact: ContactId = CONTACT, stream: str = FRONT_DOOR,
        answers: tuple[EntryId, ...] = (), edition: str = "contact-2026-1",
    ) -> Entry:  # fmt: skip
        """Write down these bytes as a kind, known or not."""
        seq = len(self.said) + 1
        id_ = EntryId(uuid_of(self.device, str(seq), str(body), stream))
        salt = digest(id_.encode())[:16]
        entry = self.signed(
            Entry(
                id=id_, contact=contact, kind=kind, author=self.worker, device=self.device, seq=seq,
                previous=chain(self.said[-1]) if self.said else b"", happened=self.at,
                recorded=hybrid(milliseconds(self.at)), answers=answers, edition=edition, salt=salt,
                digest=digest(body or b"", salt), body=body, stream=stream,
            )
        )  # fmt: skip
        self.said.append(entry)
        self.at += timedelta(minutes=1)
        return entry

    def agree(self, target: EntryId, *, contact: ContactId = CONTACT) -> Entry:
        """The first of two people who erase."""
        return self._about_erasing("ErasureAgreed", target, contact)

    def redact(self, target: EntryId, *, contact: ContactId = CONTACT) -> Entry:
        """The second."""
        return self._about_erasing("Redacted", target, contact)

    def _about_erasing(self, kind: str, target: EntryId, contact: ContactId) -> Entry:
        words = {"authority": "Court order 12", "because": "Ordered.", "target": target}
        return self.say(kind, msgspec.json.encode(words), contact=contact)

    def signed(self, entry: Entry) -> Entry:
        """The same entry with this computer's signature."""
        return msgspec.structs.replace(entry, sig=self._private.sign(chain(entry)))

    def copy(self) -> Computer:
        """Somebody copied the file: another computer goes on from here under the same name."""
        return Computer(self.worker, self.device, list(self.said), self.at + timedelta(hours=1))
