"""What is decided, and whose work it is; with what it grows from, the whole contact file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, cast

from workstation.domain import kinds
from workstation.domain.contact.after import After
from workstation.domain.ids import AuthorId, PersonId
from workstation.domain.kinds import Body
from workstation.domain.said import Said

_DECISION: Final = (
    kinds.ReasonsWritten, kinds.Recommended, kinds.HistoryWeighed, kinds.FactorAnswered, kinds.LevelJudged,
    kinds.WarningAnswered, kinds.RequestMet, kinds.SameIssue,
)  # fmt: skip
"""What a decision is made of: judgement, and the reasons for it. Facts (what an agency, a parent or a child
said) are not, nor is the triage meeting, which is evidence for it (`ux.md` S14).
"""
RETURN: Final = "O08"
"""The outcome of a contact that goes back to whoever sent it, not decided."""


class Stage(StrEnum):
    """Where a contact is on its way."""

    OPEN = "with worker"
    WITH_MANAGER = "with manager"
    SENT_BACK = "sent back"
    DECIDED = "decided"
    RETURNED = "returned"
    """Given back to whoever sent it, signed off, and not answered yet: it comes back when its time is over."""
    TWO_ANSWERS = "two answers stand"
    EARLIER = "before Lintel"


@dataclass(frozen=True)
class ContactFile(After):
    """Everything known about one contact.

    `story` is every readable entry in reading order; `standing` the answers nobody answered, by question;
    `head` names the exact entries (see `head_of`). What is decided and whose work it is stands here; how it
    came and what was checked, in the classes it grows from.
    """

    def outcome(self, person: PersonId) -> Said[kinds.Recommended] | None:
        """What is recommended for one child."""
        found = self.last("outcome", person)
        return cast("Said[kinds.Recommended]", found) if found else None

    @property
    def outcomes(self) -> tuple[Said[kinds.Recommended], ...]:
        """What is recommended, for each child that has a recommendation."""
        return tuple(o for c in self.children if (o := self.outcome(c.person)) is not None)

    @property
    def held(self) -> kinds.HeldOpen | None:
        """Held open, because."""
        return self._body(kinds.HeldOpen, "held")

    @property
    def act_now(self) -> Said[kinds.Escalated] | None:
        """The danger, while no manager has lowered it. Of two answers the safer one wins."""
        for said in self.answers("act now"):
            if isinstance(said.body, kinds.Escalated):
                return cast("Said[kinds.Escalated]", said)
        return None

    def warning(self, code: str) -> str:
        """The worker's words to a warning."""
        found = self._body(kinds.WarningAnswered, "warning", code)
        return found.words if found else ""

    @property
    def handover(self) -> Said[Body] | None:
        """The last step between worker and manager."""
        return self.last("handover")

    @property
    def signers(self) -> tuple[AuthorId, ...]:
        """The managers it waits for: the one it was sent to, or who signed before it changed."""
        standing = self.answers("handover")
        sent = [s.body.to for s in standing if isinstance(s.body, kinds.SentToManager)]
        signed = [s.by for s in standing if isinstance(s.body, kinds.SignedOff)]
        return tuple(sent or signed)

    @property
    def signed(self) -> Said[kinds.SignedOff] | None:
        """The sign-off that stands."""
        found = self.last("handover")
        return (
            cast("Said[kinds.SignedOff]", found)
            if found and isinstance(found.body, kinds.SignedOff)
            else None
        )

    @property
    def stage(self) -> Stage:
        """Where the contact is. A decided contact that changed since goes back to the manager."""
        standing = self.answers("handover")
        if not standing:
            return Stage.OPEN if self.received else Stage.EARLIER
        if len({type(s.body) for s in standing}) > 1:
            return Stage.TWO_ANSWERS
        body = standing[-1].body
        if isinstance(body, kinds.SignedOff):
            return self._signed_stage()
        if isinstance(body, kinds.SentBack):
            return Stage.SENT_BACK
        return Stage.WITH_MANAGER if isinstance(body, kinds.SentToManager) else Stage.OPEN

    def _signed_stage(self) -> Stage:
        """What was given back is not decided: whatever comes, a reply above all, brings it to its worker."""
        if not self.given_back:
            return Stage.WITH_MANAGER if self.changed_since_signed else Stage.DECIDED
        replied = self.replied
        if replied is not None and replied.body.sent_again is not None:
            return Stage.DECIDED
        if replied is not None or self.changed_since_signed:
            return Stage.OPEN
        return Stage.RETURNED

    @property
    def given_back(self) -> bool:
        """Whether a manager signed that it goes back to whoever sent it, with what they were asked."""
        signed = self.signed
        asked = self.log(kinds.ReferrerAsked)
        if signed is None or not asked:
            return False
        if not signed.body.decisions:
            return asked[-1].body.way == "return"
        return all(d.outcome == RETURN for d in signed.body.decisions)

    @property
    def changed_since_signed(self) -> bool:
        """Whether entries arrived that the signer had not seen."""
        signed = self.signed
        return signed is not None and signed.body.saw != self.head

    @property
    def authors_of_decision(self) -> frozenset[AuthorId]:
        """Everyone who wrote part of the decision (block B6), and who chose between two of its parts. For
        ever: also when their words were replaced or taken back since.
        """
        chose = (s.by for said in self.standing.values() for s in said if isinstance(s.body, _DECISION))
        return frozenset((*chose, *(s.by for s in self.story if isinstance(s.body, _DECISION))))

    @property
    def senders(self) -> frozenset[AuthorId]:
        """Everyone who sent it to a manager: to send a decision is to stand for it."""
        return frozenset(s.by for s in self.log(kinds.SentToManager))

    @property
    def second_opinions(self) -> frozenset[AuthorId]:
        """Everyone who gave a second opinion."""
        return frozenset(s.by for s in self.log(kinds.OpinionGiven))

    @property
    def opinions_asked(self) -> tuple[AuthorId, ...]:
        """Colleagues whose second opinion was asked for and is not given yet."""
        return tuple(said.body.of for said in self._bodies("opinion", kinds.OpinionAsked))

    # -- the day's work -------------------------------------------------------------------------------------

    @property
    def worker(self) -> AuthorId | None:
        """Who works on it."""
        found = self._body(kinds.Allocated, "allocated")
        return found.worker if found else None

    @property
    def parked(self) -> Said[kinds.Parked] | None:
        """Put aside, until."""
        found = self.last("parked")
        return cast("Said[kinds.Parked]", found) if found and isinstance(found.body, kinds.Parked) else None

    @property
    def watched(self) -> kinds.StepDownWatched | None:
        """The step-down watch."""
        return self._body(kinds.StepDownWatched, "watch")
