"""What step 3 does for a child who came back: reads the last time, and says whether it is the same issue (R26)."""

from __future__ import annotations

from ui.screens.steps.last_time_card import LastTimeCard
from ui.screens.steps.step import Step
from workstation.domain.last_time import LastTime
from workstation.services import last_time


class CameBack:
    """The card, the draft of its why, and the way to the record."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self.card = LastTimeCard()
        self._why = step.keep(self.card.because, "history.same", lambda _draft: self._say())
        self.card.answered.connect(lambda _answer: self._say())

    def read(self) -> None:
        """Read it again, beside the rest of the step."""
        step = self._step
        key = ("last time", step.contact_id, id(self))
        step.seat.bench.latest(key, last_time.last, step.desk, step.contact_id, done=self._show)

    def _show(self, last: LastTime | None) -> None:
        self.card.show_last(last)
        if last is not None:
            self._why.fill(last.because)

    def _say(self) -> None:
        """The answer, with its why, if one is given."""
        answer = self.card.choice.value()
        if answer:
            self._step.act(last_time.say_same, answer, self._why.text(), drafts=[self._why])
