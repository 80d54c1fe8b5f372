"""The watch after a step-down: what is expected by when, what came of it, and what brings the family back."""

from __future__ import annotations

from ui.models.on_day import on_day
from ui.screens.after.part import Form, Part
from ui.seat import Seat
from ui.widgets.buttons import secondary
from ui.widgets.choice import Choice
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.after.watch import WORDS, WatchStep
from workstation.domain.ids import ContactId
from workstation.domain.times import local
from workstation.services import afterwards, back
from workstation.services.find import OpenContact

_TELLS = ("accepted", "family seen", "review held", "review missed", "ended")


class WatchPart(Part):
    """Steps with their days. Each is recorded on the day it was, not the day it is written."""

    def __init__(self, seat: Seat, contact_id: ContactId) -> None:
        super().__init__(seat, contact_id, "Step-down watch")

    def show_contact(self, shown: OpenContact) -> None:
        """Show the steps and the form for the next one."""
        watch = shown.line.watch
        if watch is None or not self.renewed(watch):
            return
        ended = watch.ended
        until = f"ended {wording.day(ended)}" if ended else f"until {wording.day(watch.until)}"
        self.set_note(until)
        if watch.service:
            self.put(Words(watch.service, "secondary", wrap=True))
        for step in back.steps(self.seat.desk, shown.line):
            self.put(self._line(step, over=ended is not None))
        missed = watch.on("review missed")
        if missed is not None:
            words = f"Review of {wording.day(missed)} missed."
            self.put(MarkLine("danger", "warning-octagon-fill", words, word_token="text"))
        self.put(
            Words("Any new contact, refusal or missed review brings the family back to the queue.", "secondary",
                  wrap=True)
        )  # fmt: skip
        if ended is None:
            left = [name for name in _TELLS if watch.on(name) is None or name == "review missed"]
            self._ask(self.form("watch"), left)

    def _line(self, step: WatchStep, *, over: bool) -> MarkLine:
        if step.done is not None:
            words = f"{WORDS[step.name]}: {wording.day(step.done)}"
            return MarkLine("settled", "check-circle-fill", words, word_token="text")
        late = step.due < local(self.seat.desk.now()).date() and not over
        words = f"{step.words} by {wording.day(step.due)}{': overdue' if late else ''}"
        token, icon = ("danger", "warning-octagon-fill") if late else ("secondary", "circle")
        return MarkLine(token, icon, words, word_token="text")

    def _ask(self, form: Form, left: list[str]) -> None:
        step = Choice([(name, WORDS[name]) for name in left], "What happened?", horizontal=True)
        form.add(step)
        day = form.ask(LineField("On which day?", "Left empty: today. Or yesterday, Fri, 3 Nov."), "day")
        said = form.ask(LineField("What was said?"), "words")
        save = secondary("Record it", "check", "Ctrl+Enter")
        save.clicked.connect(lambda _checked=False: self._save(form, step, day, said))  # type: ignore[arg-type]
        form.buttons(save)

    def _save(self, form: Form, step: Choice, day: LineField, said: LineField) -> None:
        if step.value() is None:
            step.set_error("Choose what happened.")
            step.setFocus()
            return
        on = on_day(day.text(), local(self.seat.desk.now()).date())
        if on is None:
            day.set_error(
                "We do not understand that day, or it is still to come. Try yesterday, Fri or 3 Nov."
            )
            day.setFocus()
            return
        form.act(afterwards.move_watch, step.value() or "", on, said.text(), wrong=day, told="Recorded.")
