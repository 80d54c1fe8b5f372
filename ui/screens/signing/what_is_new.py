"""Which parts of a contact are new since a manager last saw it, and when each of them changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ui.widgets.done_words import Done, done
from workstation.domain import kinds
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.kinds import Body
from workstation.domain.returning import Since
from workstation.domain.shared_text import HISTORY_WHY

_PARTS: dict[type[Body], str] = {
    kinds.Received: "concern", kinds.Answered: "concern", kinds.ThemesChosen: "concern",
    kinds.ReferrerNamed: "concern", kinds.ReferrerReplied: "concern",
    kinds.HistoryWeighed: "History", kinds.Matched: "History", kinds.EventMatched: "History",
    kinds.AgencyListed: "Agencies", kinds.AgencyAsked: "Agencies", kinds.AgencyAnswered: "Agencies",
    kinds.AgencyTried: "Agencies", kinds.AgencyNotNeeded: "Agencies", kinds.BasisRecorded: "Agencies",
    kinds.AdultNamed: "Parents", kinds.ParentTold: "Parents", kinds.ParentAgreed: "Parents",
    kinds.ParentLeft: "Parents", kinds.SupportDeclined: "Parents", kinds.SafetyReviewed: "Parents",
    kinds.DispenseAsked: "Parents", kinds.DispenseDecided: "Parents",
    kinds.ChildNamed: "Children", kinds.ChildHeard: "Children",
    kinds.FactorAnswered: "Factors", kinds.LevelJudged: "Level",
}  # fmt: skip
"""The part of the page on which each kind is read."""


def new_parts(file: ContactFile, since: Since | None) -> dict[str, datetime]:
    """The parts that are new, each with when it changed last: `Agencies`, `reasons:strengths:`."""
    found: dict[str, datetime] = {}
    for said in file.story:
        part = _part(said.body) if since is not None and said.entry in since.new else ""
        for one in (part, HISTORY_WHY) if part == "History" else (part,):
            if one:
                found[one] = max(found.get(one, said.happened), said.happened)
    return found


def new_lines(file: ContactFile, since: Since, guide: Guide) -> tuple[Done, ...]:
    """What was done since, in lines, oldest first."""
    only = replace(file, story=tuple(said for said in file.story if said.entry in since.new))
    return done(only, guide)


def _part(body: Body) -> str:
    """The place where it is read, as the reasons name their places (`shared_text`)."""
    if isinstance(body, kinds.ReasonsWritten):
        return f"reasons:{body.prompt}:{body.child or ''}"
    if isinstance(body, kinds.Recommended):
        return f"next_time:{body.child}"
    return _PARTS.get(type(body), "")
