"""An entry as bytes on the way between computers, and back, byte for byte.

The body travels as text beside the envelope and is never parsed and written again, so what an older version
does not know survives the round trip unchanged.
"""

from __future__ import annotations

import msgspec

from workstation.domain.entries import Entry
from workstation.trouble import Trouble


class NotAnEntry(Trouble):
    """Something that is not an entry came over the line."""

    advice = "It was put aside and nothing was changed. The service desk can look at it."
    code = "LT-110"


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Entry)


def to_wire(entry: Entry) -> bytes:
    """The entry as canonical JSON; bytes fields as base64."""
    return _encoder.encode(entry)


def from_wire(raw: bytes) -> Entry:
    """The entry in these bytes; `NotAnEntry` when they are not one."""
    try:
        return _decoder.decode(raw)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise NotAnEntry from error
