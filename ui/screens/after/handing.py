"""The hand-over: who was given it, and who said that they have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from ui.screens.after.part import Form, Part
from ui.screens.after.passing import find_and_ask
from ui.screens.after.telling import by_when
from ui.seat import Seat
from ui.widgets.buttons import link, secondary
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from workstation.domain import kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile, Said
from workstation.domain.gates import Todo
from workstation.domain.gates.after import FOR_ITS_WORKER, HAND_OVER, PASSED, TAKEN
from workstation.domain.handing import Handing, Passing, handings, passings
from workstation.domain.ids import ContactId, PersonId
from workstation.services import afterwards
from workstation.services.desk import Desk
from workstation.services.find import OpenContact

_WHO: Final = "Who said that they have it?"


class HandOverPart(Part):
    """It is not finished until somebody there says that they have it, or the watch goes on."""

    def __init__(self, seat: Seat, contact_id: ContactId) -> None:
        super().__init__(seat, contact_id, "Hand it over")

    def wanted(self, shown: OpenContact) -> bool:
        """Whether anybody takes it on."""
        to_pass = any(t.key == FOR_ITS_WORKER for t in shown.todo)
        return bool(to_pass or handings(shown.file, self.seat.desk.guide) or passings(shown.file))

    def show_contact(self, shown: OpenContact) -> None:
        """Who has it, and what is left: each service is given it, and says that it has it."""
        file = shown.file
        todo = [
            t for t in shown.todo if t.key.partition(":")[0] in (HAND_OVER, TAKEN, FOR_ITS_WORKER, PASSED)
        ]
        every, passed = handings(file, self.seat.desk.guide), passings(file)
        if not self.renewed((tuple(todo), every, passed)):
            return
        self.set_note(by_when(todo[0].due, self.seat) if todo else "")
        for passing in passed:
            self._show_passed(file, passing, of=len(passing.children) < len(file.children))
        self._to_pass(todo)
        for one in every:
            self._show_one(one)
        waits = [one for one in passed if one.taken is None] if _has_passed(todo) else []
        self._ask(every, waits, by_name=len(passed) > 1)

    def _to_pass(self, todo: Sequence[Todo]) -> None:
        """What is passed to nobody yet, and the way to do it."""
        for one in (one for one in todo if one.key == FOR_ITS_WORKER):
            self.put(MarkLine("info", "arrow-right", one.words, word_token="text"))
            button = link("Pass it on…")
            button.clicked.connect(
                lambda _checked=False: find_and_ask(self.seat, self.window(), self.contact_id)
            )
            self.put(button, left=True)

    def _show_passed(self, file: ContactFile, one: Passing, *, of: bool) -> None:
        """To whom it went, and about whom, where that is not everybody."""
        names = [wording.child_name(c, file.children) for c in file.children if c.person in one.children]
        about = f" about {wording.listed(names)}" if of else ""
        words = (
            f"Passed as information{about} to {one.passed.body.whom}, {wording.moment(one.passed.happened)}."
        )
        self.put(MarkLine("info", "info-fill", words, word_token="text"))
        self._has_it(one.taken)

    def _show_one(self, one: Handing) -> None:
        if one.given is None:
            return
        to = f", {one.given.body.to}" if one.given.body.to else ""
        words = f"Given to {one.given.body.service}{to}, {wording.moment(one.given.happened)}."
        self.put(MarkLine("info", "arrow-right", words, word_token="text"))
        self._has_it(one.taken)

    def _has_it(self, taken: Said[kinds.HandOverTaken] | None) -> None:
        if taken is not None:
            words = f"{taken.body.who} has it, {wording.moment(taken.happened)}."
            self.put(MarkLine("settled", "check-circle-fill", words, word_token="text"))

    def _ask(self, every: Sequence[Handing], passed: Sequence[Passing], *, by_name: bool) -> None:
        """The next service to be given it, and the next of whom nobody has heard that they have it."""
        left = next((one for one in every if one.given is None), None)
        if left is not None:
            self._give(self.form("hand_over"), left.service)
        waits = next((one for one in every if one.given is not None and one.taken is None), None)
        if waits is not None and waits.given is not None:
            several = f"Who said that {waits.given.body.service} has it?" if len(every) > 1 else _WHO
            self._take(self.form("taken"), several, partial(_taken, waits.service))
        elif passed:
            first = passed[0]
            question = f"Who said that {first.passed.body.whom} has it?" if by_name else _WHO
            self._take(self.form("passed"), question, partial(_read, first.children))

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

    def _take(self, form: Form, question: str, verb: Callable[[Desk, ContactId, str], Changed]) -> None:
        who = form.ask(LineField(question), "who")
        save = secondary("They have it", "check", "Ctrl+Enter")
        save.clicked.connect(
            lambda _checked=False: form.act(verb, who.text(), wrong=who, told="Recorded: they have it.")
        )
        form.buttons(save)


def _has_passed(todo: Sequence[Todo]) -> bool:
    return any(one.key.partition(":")[0] == PASSED for one in todo)


def _read(children: tuple[PersonId, ...], desk: Desk, contact: ContactId, who: str) -> Changed:
    return afterwards.information_taken(desk, contact, who, children)


def _taken(service: str, desk: Desk, contact: ContactId, who: str) -> Changed:
    return afterwards.taken_on(desk, contact, who, service=service)
