"""Deciding before one sees what somebody else decided: who has to, and the contact file without it (`ux.md` S8).

One in ten decisions to take no further action is decided first by the manager. So that being one of the sample
does not tell what was decided, the same share of every other decision is in it too: with equal rates the identity
alone decides. A colleague who is asked for a second opinion gives theirs. Both get a contact file of facts only:
what is left out never reaches the window, a list or paper, and no state, list or count that does is worked out
from it. What an agency, a parent, a child or the triage meeting said stays: it is evidence, not the decision.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from enum import StrEnum
from typing import Final, NamedTuple

from msgspec import structs

from workstation.domain import kinds
from workstation.domain.contact import RETURN, ContactFile, Said, Stage
from workstation.domain.gates.signing import refused_to_sign
from workstation.domain.guide import Guide
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.kinds import Body
from workstation.domain.people import Worker

ONE_IN: Final = 10
"""Of how many decisions to take no further action one is decided first, unless the council says otherwise."""
NO_FURTHER_ACTION: Final = "O07"
NOT_ENOUGH: Final = "checks first"
"""Said instead of an outcome, by whoever cannot decide on these facts."""


class Rates(NamedTuple):
    """Of how many decisions one is decided first: those to take no further action, and all others. 0 for none."""

    closing: int
    others: int


LEFT_OUT: Final[tuple[type[Body], ...]] = (
    kinds.ReasonsWritten, kinds.Recommended, kinds.HistoryWeighed, kinds.LevelJudged, kinds.WarningAnswered,
    kinds.OpinionGiven, kinds.DecidedFirst, kinds.SentBack, kinds.RequestMet, kinds.SameIssue,
)  # fmt: skip
"""What would tell what somebody else decided or thinks. A manager's requests do, and what was done about them."""


class Cover(StrEnum):
    """Why somebody sees facts only."""

    DECIDE_FIRST = "decide first"
    OPINION = "second opinion"


def sampled(contact: ContactId, one_in: int) -> bool:
    """Whether a contact is one of the sample: one in so many, by its identity alone, the same on every
    computer. None with a rate of 0.
    """
    digest = hashlib.sha256(f"decide first {contact}".encode()).digest()
    return one_in > 0 and int.from_bytes(digest[:8], "big") % one_in == 0


def cover(file: ContactFile, worker: Worker, rates: Rates, guide: Guide) -> Cover | None:
    """Why this person sees facts only, as long as they do."""
    if _asked(file, worker.id):
        return Cover.OPINION
    return Cover.DECIDE_FIRST if _decides_first(file, worker, rates, guide) else None


def decided_first(file: ContactFile, worker: AuthorId) -> Said[kinds.DecidedFirst] | None:
    """What this manager decided first, since it was last opened again."""
    opened = max((s.recorded for s in file.log(kinds.Reopened)), default=0)
    own = [s for s in file.log(kinds.DecidedFirst) if s.by == worker and s.recorded > opened]
    return own[-1] if own else None


def differs(first: kinds.DecidedFirst, file: ContactFile) -> bool:
    """Whether the worker recommends something else for any child."""
    own = {d.child: d.outcome for d in first.outcomes}
    return any(own.get(said.body.child) != said.body.outcome for said in file.outcomes)


def _asked(file: ContactFile, worker: AuthorId) -> bool:
    asked = file.last("opinion", worker)
    if asked is None or not isinstance(asked.body, kinds.OpinionAsked) or file.stage is Stage.DECIDED:
        return False
    return worker != file.worker and worker not in file.authors_of_decision


def _decides_first(file: ContactFile, worker: Worker, rates: Rates, guide: Guide) -> bool:
    sent = file.handover
    if sent is None or not isinstance(sent.body, kinds.SentToManager):
        return False
    outcomes = {d.outcome for d in sent.body.outcomes} | {o.body.outcome for o in file.outcomes}
    one_in = rates.closing if NO_FURTHER_ACTION in outcomes else rates.others
    if not outcomes or not sampled(file.contact, one_in) or _not_for_sampling(file, outcomes, guide):
        return False
    return refused_to_sign(file, worker) is None and decided_first(file, worker.id) is None


def _not_for_sampling(file: ContactFile, outcomes: set[str], guide: Guide) -> bool:
    """Whether a child may be in danger now, which is never hidden from a manager, not for a minute; or nothing is
    decided, because it goes back to whoever sent it.
    """
    if file.act_now is not None or file.strategy_stands or RETURN in outcomes:
        return True
    return any(guide.outcome(code).protect for code in outcomes)


def facts_only(file: ContactFile, cover: Cover) -> ContactFile:
    """The same contact without what somebody else decided, and why. Its head still names all of it."""
    return replace(
        file,
        story=tuple(_without(said, cover) for said in file.story if not isinstance(said.body, LEFT_OUT)),
        standing={
            asked: tuple(_without(said, cover) for said in standing)
            for asked, standing in file.standing.items()
            if not any(isinstance(said.body, LEFT_OUT) and asked[0] != "handover" for said in standing)
        },
    )


def _without(said: Said[Body], cover: Cover) -> Said[Body]:
    """How it was sent says what was recommended, and which warnings that called up; how it came back, why. What a
    worker asks a colleague (*is this enough for an assessment?*) is for that colleague.
    """
    if isinstance(said.body, kinds.OpinionAsked) and cover is Cover.DECIDE_FIRST:
        return structs.replace(said, body=structs.replace(said.body, about=""))
    if isinstance(said.body, kinds.SentToManager):
        return structs.replace(said, body=structs.replace(said.body, outcomes=(), warned=()))
    if isinstance(said.body, kinds.SentBack):
        return structs.replace(said, body=structs.replace(said.body, requests=(), why=""))
    return said
