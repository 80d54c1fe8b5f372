"""The hand-over: who was given it, and who said that they have it."""

from __future__ import annotations

from ui.screens.after.part import Form, Part
from ui.screens.after.telling import by_when
from ui.seat import Seat
from ui.widgets.buttons import secondary
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from workstation.domain import wording
from workstation.domain.gates.after import services
from workstation.domain.ids import ContactId
from workstation.services import afterwards
from workstation.services.find import OpenContact


class HandOverPart(Part):
    """It is not finished until somebody there says that they have it, or the watch goes on."""

    def __init__(self, seat: Seat, contact_id: ContactId) -> None:
        super().__init__(seat, contact_id, "Hand it over")

    def wanted(self, shown: OpenContact) -> bool:
        """Whether anybody takes it on."""
        file = shown.file
        return bool(services(file, self.seat.desk.guide) or file.handed_over or file.passed)

    def show_contact(self, shown: OpenContact) -> None:
        """Who has it, and what is left."""
        file = shown.file
        todo = next((t for t in shown.todo if t.key in ("hand over", "taken", "passed")), None)
        given, taken, passed = file.handed_over, file.taken_on, file.passed
        if not self.renewed((todo, given, taken, passed)):
            return
        self.set_note(by_when(todo.due, self.seat) if todo else "")
        if passed is not None:
            words = f"Passed as information to {passed.body.whom}, {wording.moment(passed.happened)}."
            self.put(MarkLine("info", "info-fill", words, word_token="text"))
        if given is not None:
            to = f", {given.body.to}" if given.body.to else ""
            words = f"Given to {given.body.service}{to}, {wording.moment(given.happened)}."
            self.put(MarkLine("info", "arrow-right", words, word_token="text"))
        if taken is not None:
            words = f"{taken.body.who} has it, {wording.moment(taken.happened)}."
            self.put(MarkLine("settled", "check-circle-fill", words, word_token="text"))
        self._ask(shown, todo.key if todo else "")

    def _ask(self, shown: OpenContact, key: str) -> None:
        if key == "hand over" and services(shown.file, self.seat.desk.guide):
            self._give(self.form("hand_over"), wording.listed(services(shown.file, self.seat.desk.guide)))
        elif key in ("taken", "passed") or (shown.file.handed_over and shown.file.taken_on is None):
            self._take(self.form("taken"))

    def _give(self, form: Form, service: str) -> None:
        to_service = form.ask(LineField("Which service?"), "service", service)
        to = form.ask(LineField("Who was given it?", "A name there, and how: by phone, in their list."), "to")
        save = secondary("It was handed over", "arrow-right", "Ctrl+Enter")
        save.clicked.connect(
            lambda _checked=False: form.act(
                afterwards.hand_over,
                to_service.text(),
                to.text(),
                wrong=to_service,
                told="Recorded: handed over.",
            )
        )
        form.first = to
        form.setFocusProxy(to)
        form.buttons(save)

    def _take(self, form: Form) -> None:
        who = form.ask(LineField("Who said that they have it?"), "who")
        save = secondary("They have it", "check", "Ctrl+Enter")
        save.clicked.connect(
            lambda _checked=False: form.act(
                afterwards.taken_on, who.text(), wrong=who, told="Recorded: they have it."
            )
        )
        form.buttons(save)
