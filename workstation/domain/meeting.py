"""What the triage meeting said about one family (`ux.md` S14): four voices, and what they came to together.

It is evidence for whoever decides, and never the decision: nobody is bound by it, and it chooses no outcome.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec import Struct

from workstation.domain import kinds
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.ids import AuthorId
from workstation.domain.kinds import Voice

VOICES: Final[tuple[Voice, ...]] = ("police", "domestic abuse", "early help", "manager")
"""In the order in which they speak: what is known, then what is offered, then the level."""
TITLES: Final[dict[Voice, str]] = {
    "police": "Police", "domestic abuse": "Domestic abuse", "early help": "Early help", "manager": "Manager",
}  # fmt: skip
CHECKS_FIRST: Final = "checks first"
TOGETHER: Final = ("O02", "O01", "O04", CHECKS_FIRST, "O07")
"""What a meeting may come to: outcomes of the guide, or that the checks come first."""
LEVELS: Final = ("1", "2", "3", "4")


class Heard(Struct, frozen=True):
    """One voice: who spoke, what they said, the level they see, and who typed it when."""

    voice: Voice
    who: str
    said: str
    level: str
    typed_by: AuthorId
    at: datetime

    @property
    def title(self) -> str:
        """`Domestic abuse`."""
        return TITLES[self.voice]


class Agreed(Struct, frozen=True):
    """What they came to, why, who did not agree, and who typed it when."""

    together: str
    why: str
    disagreed: tuple[kinds.Dissent, ...]
    typed_by: AuthorId
    at: datetime


class Meeting(Struct, frozen=True):
    """Everything the meeting said about a contact."""

    voices: tuple[Heard, ...] = ()
    agreed: Agreed | None = None
    open: bool = False
    """Two people typed what they came to, and it is not the same: somebody has to choose."""

    @property
    def held(self) -> bool:
        """Whether anything was said."""
        return bool(self.voices) or self.agreed is not None

    def voice(self, voice: Voice) -> Heard | None:
        """What one voice said."""
        return next((heard for heard in self.voices if heard.voice == voice), None)


def meeting(file: ContactFile) -> Meeting:
    """What stands of the meeting."""
    agreed = file.meeting
    return Meeting(
        voices=tuple(
            Heard(voice, _all_of_them(said.body.who), said.body.said, said.body.level, said.by, said.happened)
            for voice in VOICES
            if (said := file.voice(voice)) is not None
        ),
        agreed=Agreed(
            agreed.body.together, agreed.body.why, agreed.body.disagreed, agreed.by, agreed.happened
        )
        if agreed is not None
        else None,
        open=("meeting",) in file.conflicts,
    )


def _all_of_them(who: str) -> str:
    """Two people who typed the same voice apart may have named two speakers: both are named."""
    return " and ".join(part.strip() for part in who.split("\n") if part.strip())


def together_words(code: str, guide: Guide) -> str:
    """`Assessment`, `Checks first`."""
    return "Checks first" if code == CHECKS_FIRST else guide.outcome(code).words


def dissent_words(agreed: Agreed) -> tuple[str, ...]:
    """`Police did not agree: “…”`, one for each who did not."""
    return tuple(
        f"{TITLES[one.voice]} did not agree{f': “{one.words}”' if one.words else '.'}"
        for one in agreed.disagreed
    )
