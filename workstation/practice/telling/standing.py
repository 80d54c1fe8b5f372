"""What stood when a made-up contact was sent: warnings that follow from what is told of it, and the outcomes."""

from __future__ import annotations

from collections.abc import Iterable

from workstation.domain import kinds
from workstation.domain.ids import AuthorId
from workstation.domain.kinds import Body, Decision
from workstation.practice.story import Act


def sent(acts: Iterable[Act], to: AuthorId) -> kinds.SentToManager:
    """The contact as it goes to a manager."""
    said = [act.body for act in acts]
    outcomes = {body.child: body.outcome for body in said if isinstance(body, kinds.Recommended)}
    decisions = tuple(Decision(child, outcome) for child, outcome in outcomes.items())
    return kinds.SentToManager(to=to, saw="", warned=tuple(_warned(said)), outcomes=decisions)


def _warned(said: list[Body]) -> Iterable[str]:
    heard = {body.person for body in said if isinstance(body, kinds.ChildHeard) and body.words}
    for body in said:
        if isinstance(body, kinds.AgencyNotNeeded):
            yield f"W4:agency:{body.agency}"
        elif isinstance(body, kinds.ParentTold) and body.because:
            yield f"W3:adult:{body.person}"
        elif isinstance(body, kinds.ChildNamed) and body.born.due is None and body.person not in heard:
            yield f"W7:heard:{body.person}"
