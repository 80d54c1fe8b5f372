"""What an act now set going, and what came after the decision: tasks, who was told, the hand-over, the watch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import cast

from workstation.domain import kinds
from workstation.domain.contact.checked import Checked
from workstation.domain.ids import PersonId
from workstation.domain.said import B, Said


@dataclass(frozen=True)
class After(Checked):
    """Protect first, and what comes after the decision."""

    @property
    def escalated(self) -> datetime | None:
        """When it was last marked *act now*, also if a manager has lowered it since."""
        marked = self._newest(kinds.Escalated)
        return marked.happened if marked is not None else None

    @property
    def strategy(self) -> Said[kinds.StrategyRequested] | None:
        """How a strategy discussion was asked for, of the danger that was marked last: what was asked of an earlier
        one says nothing of it.
        """
        found = cast("Said[kinds.StrategyRequested] | None", self.last("strategy"))
        return found if found is not None and self._since(kinds.Escalated, found.when) else None

    @property
    def strategy_stands(self) -> bool:
        """Whether a strategy discussion is asked for, and no manager has lowered the danger since."""
        found = self.strategy
        return found is not None and self._since(kinds.Lowered, found.when)

    def task_done(self, task: str) -> kinds.TaskDone | None:
        """What was said when a task of the newest mark was done."""
        found = self.last("task", task)
        if found is None or not isinstance(found.body, kinds.TaskDone):
            return None
        return found.body if self._since(kinds.Escalated, found.when) else None

    def _newest(self, kind: type[B]) -> Said[B] | None:
        """The newest of its kind by when it happened; of the same minute, by when it was written down."""
        here = (said for said in self.log(kind) if said.entry not in self.taken_back)
        return max(here, key=attrgetter("when"), default=None)

    def _since(self, kind: type[B], when: tuple[datetime, int]) -> bool:
        """Whether this is after the newest of its kind, or there is none."""
        newest = self._newest(kind)
        return newest is None or when > newest.when

    @property
    def referrer_told(self) -> Said[kinds.ReferrerTold] | None:
        """How the referrer was told what was decided, or why not."""
        found = self.last("referrer told")
        return cast("Said[kinds.ReferrerTold]", found) if found else None

    def family_told(self, person: PersonId) -> Said[kinds.FamilyTold] | None:
        """How a person of the family was told, or why not."""
        found = self.last("family told", person)
        return cast("Said[kinds.FamilyTold]", found) if found else None

    def watch_step(self, step: str) -> kinds.StepDownMoved | None:
        """A step on the way after a step-down."""
        return self._body(kinds.StepDownMoved, "watch step", step)

    @property
    def watch_steps(self) -> tuple[kinds.StepDownMoved, ...]:
        """Every step that was taken, or missed."""
        return tuple(s.body for s in self._bodies("watch step", kinds.StepDownMoved))

    @property
    def tripwires_answered(self) -> tuple[str, ...]:
        """What a manager has dealt with, by what brought it back."""
        return tuple(s.body.tripwire for s in self._bodies("tripwire", kinds.TripwireAnswered))

    def tripwire_answer(self, tripwire: str) -> Said[kinds.TripwireAnswered] | None:
        """What a manager said to one of them."""
        found = self.last("tripwire", tripwire)
        return cast("Said[kinds.TripwireAnswered]", found) if found else None

    @property
    def challenges(self) -> tuple[Said[kinds.Challenged], ...]:
        """Everybody who disagreed with the decision, oldest first."""
        return self.log(kinds.Challenged)

    @property
    def opened_again(self) -> Said[kinds.Reopened] | None:
        """The last time it was opened again after it was decided."""
        return self._newest(kinds.Reopened)

    @property
    def clock_from(self) -> datetime | None:
        """Since when the clocks run: since it was received, or opened again."""
        again = self.opened_again
        return again.happened if again is not None else self.received_at

    @property
    def earlier_decisions(self) -> tuple[Said[kinds.SignedOff], ...]:
        """Decisions that stood until the contact was opened again, oldest first: each stays as it was."""
        opened = {a for s in self.log(kinds.Reopened) for a in s.answers}
        return tuple(s for s in self.log(kinds.SignedOff) if s.entry in opened)
