"""The copy for whoever told us: what was decided, the threshold it rests on, and how to disagree.

No history, nothing another agency said, nothing of any adult, nothing that somebody else told us.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import msgspec

from workstation.domain import kinds, wording
from workstation.domain.guide import source_group
from workstation.domain.kinds import Body
from workstation.domain.past import Past
from workstation.report.case import Case
from workstation.report.parts import Head, Section, ours, said
from workstation.report.recipients.reduced import reduced, worded
from workstation.report.redact import Redactor

_NOT_FOR_THE_PUBLIC: Final = (
    "Thank you. We have looked at what you told us. What we decided is private to the family, so we cannot tell "
    "you what it was."
)


def projected(case: Case, redactor: Redactor) -> Case:
    """The case with the decision alone in it."""

    def change(body: Body) -> Body | None:
        kept = decision_alone(body)
        return worded(kept, redactor.clean) if kept is not None else None

    return replace(case, file=reduced(case.file, change), past=Past(), hidden=True)


def decision_alone(body: Body) -> Body | None:
    """What a decision consists of for somebody outside; None for everything else."""
    put = msgspec.structs.replace
    if isinstance(body, kinds.Received):
        return kinds.Received(number=body.number, channel=body.channel, source=body.source)
    if isinstance(body, kinds.ChildNamed):
        return kinds.ChildNamed(person=body.person, name=put(body.name, also=()))
    if isinstance(body, kinds.SignedOff):
        return kinds.SignedOff(saw=body.saw, decisions=body.decisions, why="")
    if isinstance(body, kinds.LevelJudged):
        return kinds.LevelJudged(child=body.child, level=body.level, thresholds=body.thresholds)
    if isinstance(body, kinds.HandedOver):
        return kinds.HandedOver(service=body.service)
    return None


def head(case: Case) -> Head:
    """The children by name, and the contact number."""
    names = [wording.full_name(c.name) for c in case.file.children]
    return Head(names[0] if names else "Unknown child", number(case), also(names[1:]))


def number(case: Case) -> str:
    """`Contact C26-18412-K`."""
    return f"Contact {case.file.number or 'number not given yet'}"


def also(names: list[str]) -> tuple[str, ...]:
    """The other children in a line."""
    return (f"Also in this contact: {wording.listed(names)}",) if names else ()


def sections(case: Case, words: str) -> tuple[Section, ...]:
    """The decision in the words in which referrers are told (`after.telling`)."""
    if source_group(case.file.source) == "public":
        return (Section("What we did", (ours(_NOT_FOR_THE_PUBLIC),)),)
    if not words:
        return (Section("What we decided", (ours("This is not decided yet. We will tell you when it is."),)),)
    return (Section("What we decided", tuple(said(part) for part in words.split("\n\n") if part.strip())),)
