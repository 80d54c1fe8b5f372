"""What was decided, and before; somebody who disagrees; and opening it again, as a new decision."""

from __future__ import annotations

from ui.screens.after.part import Form, Part
from ui.seat import Seat
from ui.widgets.buttons import secondary
from ui.widgets.field import LineField, TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import kinds, wording
from workstation.domain.after.decisions import outcome_words, reasons_then, which
from workstation.domain.after.watch import closed_watches
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.ids import ContactId
from workstation.domain.people import may_recommend
from workstation.domain.said import Said
from workstation.guidebook.after import after_book
from workstation.services import afterwards, decide
from workstation.services.find import OpenContact


class DecisionPart(Part):
    """The decision that stands, every earlier one as it was, and the two ways to question it."""

    def __init__(self, seat: Seat, contact_id: ContactId) -> None:
        super().__init__(seat, contact_id, "What was decided")

    def show_contact(self, shown: OpenContact) -> None:
        """Say it."""
        file = shown.seen
        signed, before = file.signed, file.earlier_decisions
        if not self.renewed((signed, before, file.challenges, file.stage)):
            return
        if signed is None:
            self.put(Words("Nothing is decided yet.", wrap=True))
        else:
            self._put_decision(file, signed)
        nth = which(file, self.seat.desk.guide)
        if nth:
            self.put(MarkLine("info", "info-fill", nth, word_token="text"))
        for said in before:
            self._put_earlier(file, said)
        for challenged in file.challenges:
            self._put_challenge(file, challenged)
        if file.stage is Stage.DECIDED:
            self.folded("Somebody disagrees…", "challenge", self._challenge)
            self.folded("Open it again…", "reopen", self._reopen)

    def _put_decision(self, file: ContactFile, signed: Said[kinds.SignedOff]) -> None:
        guide = self.seat.desk.guide
        for decision in signed.body.decisions:
            child = file.child(decision.child)
            name = wording.full_name(child.name) if child else "A child"
            what = guide.outcome(decision.outcome).words
            self.put(Words(f"{name}: {what}", "body", wrap=True, strong=(what,)))
        self.put(Words(f"{self._who(signed)}: “{signed.body.why}”", "secondary", wrap=True))
        for watch in closed_watches(file, guide, after_book()):
            days = f"{wording.day(watch.soon)} (90 days) and {wording.day(watch.year)} (12 months)"
            words = f"It is counted whether {watch.child} comes back until {days}."
            self.put(MarkLine("secondary", "clock", words))

    def _put_earlier(self, file: ContactFile, said: Said[kinds.SignedOff]) -> None:
        what = outcome_words(said.body, self.seat.desk.guide)
        words = f"Before: {what}. {self._who(said)}: “{said.body.why}”"
        self.put(MarkLine("secondary", "arrow-counter-clockwise", words, strong=(what,)))
        for reason in reasons_then(file, said, self.seat.desk.guide):
            self.put(Words(reason, "secondary", wrap=True))

    def _put_challenge(self, file: ContactFile, said: Said[kinds.Challenged]) -> None:
        words = f"{said.body.by_whom} disagreed {wording.moment(said.happened)}: “{said.body.words}”"
        self.put(MarkLine("warning", "hand-palm", words, word_token="text"))
        answer = file.tripwire_answer(f"challenge:{said.entry}")
        if answer is not None:
            self.put(MarkLine("settled", "check-circle-fill", f"{self._by(answer)}: {answer.body.words}",
                              word_token="text"))  # fmt: skip

    def _who(self, said: Said[kinds.SignedOff]) -> str:
        return f"Signed off {wording.moment(said.happened)}{f' by {by}' if (by := self._by(said)) else ''}"

    def _by(self, said: Said[kinds.SignedOff] | Said[kinds.TripwireAnswered]) -> str:
        worker = self.seat.desk.person(said.by)
        return worker.short if worker else ""

    def _challenge(self, form: Form) -> None:
        whom = form.ask(LineField("Who disagrees?", "Name and agency, or how they are related."), "whom")
        why = form.ask(TextField("Why? In their words"), "why")
        save = secondary("Send it to a manager", "paper-plane-tilt", "Ctrl+Enter")
        save.clicked.connect(
            lambda _checked=False: form.act(
                afterwards.challenge,
                whom.text(),
                why.text(),
                wrong=whom if not whom.text().strip() else why,
                told="Recorded. A manager has to answer; it stays in the queue until then.",
            )
        )
        form.buttons(save)

    def _reopen(self, form: Form) -> None:
        if not may_recommend(self.seat.desk.worker):
            form.add(Words("A social worker or a manager can open it again.", "secondary", wrap=True))
            return
        form.add(
            Words(
                "The decision stays as it was, with its reasons. What should happen now, and why, is asked again. "
                "The time to decide starts now.",
                "secondary",
                wrap=True,
            )
        )
        why = form.ask(TextField("Why is it opened again?"), "why")
        save = secondary("Open it again", "arrow-counter-clockwise", "Ctrl+Enter")
        save.clicked.connect(
            lambda _checked=False: form.act(
                decide.reopen, why.text(), wrong=why, told="Open again. The first decision stays as it was."
            )
        )
        form.buttons(save)
