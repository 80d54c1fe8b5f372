"""What can be done with an agency in step 4: ask, copy, print, write down what they said, or say why not."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ui.screens.steps.agency_letter import AgencyLetter
from ui.screens.steps.evidence_step import EvidenceStep, fields_in
from ui.widgets.agency_row import AgencyRow
from ui.widgets.asking_form import AgencySaid
from ui.widgets.basis_box import BasisBox
from workstation.domain import gates
from workstation.domain.changed import Changed
from workstation.services import agencies
from workstation.services.agencies import Answer, How, Seen


class AgencyActs(QObject):
    """Does what the rows of a step ask for. Nobody is asked before gate G4 is open: it says so where the person
    is, and the services hold it whatever the window does.
    """

    def __init__(self, step: EvidenceStep, basis: BasisBox) -> None:
        super().__init__(step)
        self._step, self._basis = step, basis
        self.letters = AgencyLetter(step.seat, step.contact_id, self)
        self.letters.printed.connect(self._printed)

    def listen_to(self, row: AgencyRow, code: str) -> None:
        """Do what this row asks for from now on."""
        row.ask_wanted.connect(partial(self._ask, row))
        row.copy_wanted.connect(partial(self._copy, code))
        row.letter_wanted.connect(partial(self._write_to, code))
        row.answered.connect(partial(self._answered, row, code))
        row.no_reply.connect(partial(self._no_reply, code))
        row.without.connect(partial(self._without, row, code))

    def may_ask(self) -> bool:
        """Whether anybody may be asked now; if not, it says why."""
        shown, seat = self._step.open, self._step.seat
        if shown is None:
            return False
        shut = gates.may_not_ask(shown.file, self._step.desk.guide)
        if shut is not None and self._basis.needed:
            self._basis.complain()
        elif shut is not None:
            seat.notices.trouble(agencies.MayNotAsk(shut.words))
        return shut is None

    # -- asking -------------------------------------------------------------------------------------------

    def _ask(self, row: AgencyRow) -> None:
        if self.may_ask():
            row.open_ask()

    def _copy(self, code: str) -> None:
        if self.may_ask():
            work = partial(agencies.request, self._step.desk, self._step.contact_id, code)
            self._step.seat.bench.run(work, done=partial(self._copied, code))

    def _copied(self, code: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._offer(f"Questions for {self._name(code)} copied.", "I have sent them", code, "message")

    def _write_to(self, code: str) -> None:
        if self.may_ask():
            self.letters.write_to(code)

    def _printed(self, code: str) -> None:
        self._offer(f"A letter to {self._name(code)} went to the printer.", "I have sent it", code, "letter")

    def _offer(self, words: str, action: str, code: str, how: How) -> None:
        advice = "It holds no address and no phone number."
        self._step.seat.notices.offer(words, action, partial(self._sent, code, how), advice)

    def _sent(self, code: str, how: How) -> None:
        self._step.act(agencies.ask, code, how, done=partial(self._done, code))

    # -- what came of it ----------------------------------------------------------------------------------

    def _answered(self, row: AgencyRow, code: str, typed: AgencySaid, unasked: bool) -> None:
        step, form = self._step, row.form_of("told" if unasked else "ask")
        answer = Answer(typed.who, typed.said, typed.means, typed.first_hand)
        drafts = step.drafts_of(*fields_in(form))
        seen = Seen(step.seen_by(drafts), drafts[0].key if drafts else None)
        verb = partial(agencies.answered, unasked=unasked, seen=seen)
        step.act(verb, code, answer, drafts=drafts, done=partial(self._done, code))

    def _no_reply(self, code: str) -> None:
        self._step.act(agencies.no_reply, code, done=partial(self._done, code))

    def _without(self, row: AgencyRow, code: str, reason: str, because: str) -> None:
        step = self._step
        drafts = step.drafts_of(*fields_in(row.form_of("without")))
        seen = Seen(step.seen_by(drafts), drafts[0].key if drafts else None)
        verb = partial(agencies.not_needed, seen=seen) if reason else partial(agencies.go_ahead, seen=seen)
        words = (reason, because) if reason else (because,)
        step.act(verb, code, *words, drafts=drafts, done=partial(self._done, code))

    def _done(self, code: str, changed: Changed) -> None:
        row = self._step.rows.get(f"agency:{code}")
        if not isinstance(row, AgencyRow):
            return
        row.close_forms()
        self._step.offer_undo(f"{row.shown.name}: saved.", changed)
        self._step.go_on(row)

    def _name(self, code: str) -> str:
        return self._step.desk.guide.agency(code).within
