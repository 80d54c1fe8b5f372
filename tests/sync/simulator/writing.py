"""What people in a simulation write, and the seals on it. Cheap, and as telling as the real thing needs."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

import msgspec

from workstation.domain import kinds
from workstation.domain.entries import Entry, encode
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.kinds import Body

PEOPLE: Final = tuple(AuthorId(name) for name in ("shah", "patel", "mensah"))
CONTACTS: Final = {ContactId("c1"): "front-door", ContactId("c2"): "front-door", ContactId("c3"): "north"}
"""The contacts, and the stream each is in."""
BEGINNING: Final = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)
AGREED: Final = "ErasureAgreed"
ERASED: Final = "Redacted"
FROM_NEWER: Final = "NewerThing"
_MANY: Final = 1 << 14
LONGEST: Final = 2_000
"""The longest body that the simulated Central takes: small, so that a longer one is quickly made."""

_BODIES: Final[tuple[Body, ...]] = (
    kinds.Answered(question_id="worried", answer="He will be back."),
    kinds.Answered(question_id="worried", answer="Nobody came to the door."),
    kinds.Answered(question_id="wanted", answer="See the children."),
    kinds.HistoryWeighed(view="raises", why="Third time."),
    kinds.HistoryWeighed(view="lowers", why="Long ago."),
    kinds.AgencyAnswered(agency="gp", said="Seen in May."),
    kinds.AgencyNotNeeded(agency="gp", because="No GP."),
    kinds.NoteMade(text="Rang again."),
    kinds.Withdrawn(because="undo"),
)
SAYINGS: Final = tuple((type(body).__name__, encode(body)) for body in _BODIES)
# A later version's words, spaced and ordered as ours never are: they must come through byte for byte.
NEWER_WORDS: Final = (
    b'{ "z":1.0, "a":[1e3, null] }',
    b"not even JSON",
    b'{"b":1,"b":2}',
)
POISON: Final = (b'{"text":"a\x00b"}', b"x" * (LONGEST + 1))


def target_body(target: EntryId) -> bytes:
    """The body of an agreement to erase, or of the erasure itself."""
    return msgspec.json.encode({"authority": "Court order", "because": "Wrong family", "target": target})


def target_of(entry: Entry) -> EntryId:
    """Which entry's words an agreement or an erasure is about; empty when it does not say."""
    return _target_in(entry.body or b"{}")


@lru_cache(_MANY)
def _target_in(body: bytes) -> EntryId:
    try:
        return EntryId(msgspec.json.decode(body, type=dict[str, str]).get("target", ""))
    except (msgspec.DecodeError, msgspec.ValidationError):
        return EntryId("")


def key_of(device: DeviceId) -> bytes:
    """The public half of a computer's key."""
    return b"key of " + device.encode()


@lru_cache(_MANY)
def sign(key: bytes, digest: bytes) -> bytes:
    """A computer's signature. Whoever is dishonest here does not call this for another computer."""
    return hashlib.blake2b(digest, key=key[:64], digest_size=16).digest()


def genuine(key: bytes, digest: bytes, signature: bytes) -> bool:
    """Whether this key made that signature: handed to the exchange in place of Ed25519."""
    return sign(key, digest) == signature
