"""What a manager has to answer: what brought a family back, and whoever disagrees with a decision."""

from __future__ import annotations

from functools import partial

from ui.screens.after.part import Form, Part
from ui.seat import Seat
from ui.widgets.buttons import link, secondary
from ui.widgets.field import TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.gates import Todo
from workstation.domain.ids import ContactId
from workstation.domain.people import may_sign
from workstation.domain.tripwires import Tripwire
from workstation.services import afterwards
from workstation.services.find import OpenContact


class AnswerPart(Part):
    """Each with its own answer. Others see it, and that it waits for a manager."""

    def __init__(self, seat: Seat, contact_id: ContactId) -> None:
        super().__init__(seat, contact_id, "For a manager")

    def wanted(self, shown: OpenContact) -> bool:
        """Whether anything waits."""
        return bool(shown.back or self._challenges(shown))

    def _challenges(self, shown: OpenContact) -> tuple[Todo, ...]:
        return tuple(todo for todo in shown.todo if todo.manager)

    def show_contact(self, shown: OpenContact) -> None:
        """Show what waits."""
        challenges = self._challenges(shown)
        if not self.renewed((shown.back, challenges)):
            return
        self.set_title("Back from early help" if shown.back else "For a manager")
        for wire in shown.back:
            self._put_tripwire(wire)
        for todo in challenges:
            self.put(MarkLine("warning", "hand-palm", todo.words, word_token="text"))
            self._answer(todo.key, self.contact_id)

    def _put_tripwire(self, wire: Tripwire) -> None:
        day = wording.day(wire.since)
        words = (
            f"This family was stepped down to early help {day}. This contact is new."
            if wire.key.startswith("contact:") and wire.contact == self.contact_id
            else f"{wire.words} Stepped down to early help {day}."
        )
        self.put(MarkLine("warning", "arrow-u-up-left", words, role="body", word_token="text"))
        other = wire.watched if wire.contact == self.contact_id else wire.contact
        if other != self.contact_id:
            words = "Open the earlier contact" if wire.contact == self.contact_id else "Open the new contact"
            there = link(words, "arrow-right")
            there.clicked.connect(partial(self._open, other))
            self.put(there, left=True)
        self._answer(wire.key, wire.watched)

    def _open(self, contact: ContactId, _checked: bool = False) -> None:
        self.seat.go.contact(contact)

    def _answer(self, key: str, contact: ContactId) -> None:
        if not may_sign(self.seat.desk.worker):
            self.put(
                Words("A manager answers this. It stays in the queue until then.", "secondary", wrap=True)
            )
            return
        self._fill(self.form(f"answer.{key}"), key, contact)

    def _fill(self, form: Form, key: str, contact: ContactId) -> None:
        words = form.ask(TextField("What do you decide about it?"), "words")
        save = secondary("Save your answer", "check", "Ctrl+Enter")
        save.clicked.connect(
            lambda _checked=False: form.act_on(
                contact,
                afterwards.answer_tripwire,
                key,
                words.text(),
                wrong=words,
                told="Your answer is on record.",
            )
        )
        form.buttons(save)
