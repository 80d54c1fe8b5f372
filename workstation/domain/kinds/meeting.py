"""The triage meeting (`ux.md` S14): four named voices on one family. Evidence, never the decision."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from workstation.domain.kinds.shape import Body

Voice = Literal["manager", "police", "domestic abuse", "early help"]


class VoiceHeard(Body, frozen=True):
    """What one voice of the meeting knows and thinks, and who spoke it."""

    voice: Voice
    who: str = ""
    said: str = ""
    level: str = ""
    """The level of need this voice sees, when it gave one."""


class Dissent(Struct, frozen=True, omit_defaults=True):
    """A voice that did not agree, in its own words."""

    voice: Voice
    words: str


class MeetingAgreed(Body, frozen=True):
    """What the meeting came to together (outcome code, or `checks first`), why, and who did not agree."""

    together: str
    why: str
    disagreed: tuple[Dissent, ...] = ()
