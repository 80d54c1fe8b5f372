"""Reasons as they are read: of one person plainly, of several one after the other, each under its name."""

from __future__ import annotations

from collections.abc import Sequence

from workstation.domain import conflicts, wording
from workstation.domain.contact import ContactFile, Said
from workstation.domain.kinds import Body
from workstation.services.desk import Desk


def reasons_of(file: ContactFile, desk: Desk, prompt: str, child: str | None = None) -> str:
    """What is written for one prompt."""
    return named(file.answers("reasons", prompt, str(child)), desk)


def named(versions: Sequence[Said[Body]], desk: Desk) -> str:
    """`Rukhsana Shah, 24 Nov 2026 10:47: …`, then the next; without a name when there is one."""

    def name(said: Said[Body]) -> str:
        person = desk.person(said.by)
        # With plain spaces: boxes to type in have no others, and what was not edited should read as not edited.
        at = wording.moment(said.happened).replace(wording.NBSP, " ")
        return f"{person.name if person else 'Somebody'}, {at}"

    return conflicts.named(sorted(versions, key=lambda said: (said.recorded, said.entry)), name)
