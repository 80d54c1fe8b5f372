"""Gets a colleague's own word for a copy with the address, and gives one's own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt

from ui.bench import Bench
from ui.screens.paper.options import Options
from ui.seat import Seat
from ui.widgets.focus_in import has_focus
from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId, EntryId
from workstation.services import agreeing, copy_order
from workstation.services.agreeing import Proof
from workstation.services.copy_order import Offers
from workstation.trouble import Trouble


class Agreeing(QObject):
    """Between the choices of a print page and the services. What may wait for the server is done on the side."""

    def __init__(
        self, seat: Seat, contact_id: ContactId, options: Options, side: Bench, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._seat, self._contact, self._options, self._side = seat, contact_id, options, side
        self._new = True
        colleague = options.address.colleague
        colleague.asked.connect(self._ask)
        colleague.answered.connect(self._answer_here)
        options.asked_of_you.answered.connect(self._answer)

    def load(self) -> None:
        """Offer whoever could read a copy, and say how far every agreement is."""
        offers = partial(copy_order.offers, self._seat.desk, self._contact)
        self._seat.bench.run(offers, done=self._show)

    def _show(self, offers: Offers) -> None:
        before = self._options.address.agreed_to()
        self._options.show_offers(offers)
        self._go_to_question()
        if self._options.address.agreed_to() != before:
            self._options.changed.emit()

    def _go_to_question(self) -> None:
        """Whoever comes to answer is brought to the question, unless they have gone elsewhere meanwhile."""
        waiting, new, self._new = self._options.asked_of_you.words, self._new, False
        if new and waiting and has_focus((self._options.whom,)) and not self._options.for_whom():
            waiting[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self) -> kinds.FullCopyAsked | None:
        full, whom = self._options.address.full(), self._options.for_whom()
        if full is None or full.agreed_by is None:
            return None
        return kinds.FullCopyAsked(for_whom=whom, because=full.because, of=full.agreed_by)

    def _ask(self) -> None:
        asked = self._asked()
        if asked is not None:
            act = partial(
                agreeing.ask, self._seat.desk, self._contact, asked.for_whom, asked.because, asked.of
            )
            self._seat.bench.run(act, done=self._done)

    def _answer_here(self, agrees: bool, because: str) -> None:
        asked, word = self._asked(), self._options.address.colleague.word
        if asked is None:
            return
        proof = Proof(asked.of, word.password.text(), word.login.text())
        act = partial(
            agreeing.settle_here, self._seat.desk, self._contact, asked, proof, because, approved=agrees
        )
        self._side.run(act, done=self._done_here, trouble=self._not_them)

    def _answer(self, request: EntryId, agrees: bool, because: str) -> None:
        act = partial(agreeing.answer, self._seat.desk, self._contact, request, because, approved=agrees)
        self._seat.bench.run(act, done=self._answered)

    def _answered(self, changed: Changed) -> None:
        self._seat.notices.settled("Your answer is on record. Whoever asked is told.")
        self._done(changed)

    def _done_here(self, changed: Changed) -> None:
        self._options.address.colleague.fold()
        self._done(changed)

    def _not_them(self, trouble: Trouble) -> None:
        self._options.address.colleague.wrong(f"{trouble.title} {trouble.what_to_do}")
        self.load()

    def _done(self, changed: Changed) -> None:
        if changed.contacts:
            self._seat.changes.publish(changed)
        self.load()
