"""What is typed in the triage meeting about one family, and is not on record yet: kept like every other word."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from workstation.domain.kinds import Dissent, Voice
from workstation.domain.meeting import VOICES, Meeting
from workstation.services.meeting import Spoken


class VoiceTyped(Struct, frozen=True, omit_defaults=True):
    """One voice as it stands in its boxes."""

    who: str = ""
    said: str = ""
    level: str = ""

    @property
    def speaks(self) -> bool:
        """Whether something was said; a name alone is only a name."""
        return bool(self.said.strip() or self.level)


class Typed(Struct, frozen=True, omit_defaults=True):
    """Everything in the boxes of one family."""

    voices: dict[str, VoiceTyped] = {}
    together: str = ""
    why: str = ""
    against: dict[str, str] = {}
    """Who did not agree, and their words."""

    def voice(self, voice: Voice) -> VoiceTyped:
        """What stands in the boxes of one voice."""
        return self.voices.get(voice) or VoiceTyped()

    @property
    def spoken(self) -> tuple[Spoken, ...]:
        """The voices that said something, for the record."""
        return tuple(
            Spoken(voice, typed.who, typed.said, typed.level)
            for voice in VOICES
            if (typed := self.voice(voice)).speaks
        )

    @property
    def dissent(self) -> tuple[Dissent, ...]:
        """Who did not agree, for the record."""
        return tuple(Dissent(v, self.against[v].strip()) for v in VOICES if v in self.against)

    @property
    def left(self) -> str:
        """What still keeps it from the record, in words; empty when nothing does."""
        nameless = [
            voice for voice in VOICES if (typed := self.voice(voice)).speaks and not typed.who.strip()
        ]
        if nameless:
            return f"who speaks for {nameless[0]}"
        if self.together and not self.why.strip():
            return "why you decided that together"
        silent = [voice for voice in VOICES if voice in self.against and not self.against[voice].strip()]
        if silent:
            return f"what {silent[0]} said against it"
        return ""


def of_record(said: Meeting, names: dict[str, str]) -> Typed:
    """What stands on the record, in the boxes. `names` are who spoke last, for voices nobody has typed yet."""
    voices = {}
    for voice in VOICES:
        heard = said.voice(voice)
        voices[str(voice)] = (
            VoiceTyped(heard.who, heard.said, heard.level) if heard else VoiceTyped(names.get(voice, ""))
        )
    agreed = said.agreed
    if agreed is None:
        return Typed(voices)
    return Typed(voices, agreed.together, agreed.why, {one.voice: one.words for one in agreed.disagreed})


def to_text(typed: Typed) -> str:
    """As it is kept."""
    return msgspec.json.encode(typed).decode()


def from_text(text: str) -> Typed | None:
    """What was kept; None when there was nothing, or it was written by another version."""
    try:
        return msgspec.json.decode(text, type=Typed) if text else None
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def key_of(contact: str) -> str:
    """Under which key the words about one family are kept."""
    return f"contact/{contact}/meeting"
