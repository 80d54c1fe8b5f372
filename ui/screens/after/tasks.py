"""Tasks of an act now: what was left out so that the child came first, due that day."""

from __future__ import annotations

from functools import partial

from ui.screens.after.part import Form, Part
from ui.screens.after.telling import by_when
from ui.seat import Seat
from ui.widgets.buttons import secondary
from ui.widgets.field import LineField
from ui.widgets.line_button import LineButton
from ui.widgets.words import Words
from workstation.domain.gates import Todo
from workstation.domain.ids import ContactId
from workstation.services import protect
from workstation.services.find import OpenContact


class TasksPart(Part):
    """Each leads to its place, where doing it makes it go; or it is said how it was done otherwise."""

    def __init__(self, seat: Seat, contact_id: ContactId) -> None:
        super().__init__(seat, contact_id, "Tasks for today")

    def wanted(self, shown: OpenContact) -> bool:
        """Whether any task is left."""
        return any(todo.task for todo in shown.todo)

    def show_contact(self, shown: OpenContact) -> None:
        """List them."""
        tasks = tuple(todo for todo in shown.todo if todo.task)
        if not self.renewed(tasks):
            return
        self.set_note(by_when(tasks[0].due, self.seat) if tasks else "")
        self.put(
            Words(
                "They were put off so that the child came first. Press one to go to it.",
                "secondary",
                wrap=True,
            )
        )
        for task in tasks:
            button = LineButton(task.words, "not_started")
            button.clicked.connect(partial(self._go, task, shown.line.child))
            self.put(button)
            self.folded("Done otherwise, or not needed…", f"task.{task.task}", partial(self._done, task))

    def _go(self, task: Todo, child: str, _checked: bool = False) -> None:
        if task.step:
            self.seat.go.contact(self.contact_id, task.step)
            return
        from ui.screens import escalate

        escalate.ask_for_strategy(self.seat, self, self.contact_id, child)

    def _done(self, task: Todo, form: Form) -> None:
        words = form.ask(LineField("How was it done, or why is it not needed?"), "words")
        save = secondary("It is done", "check", "Ctrl+Enter")
        save.clicked.connect(
            lambda _checked=False: form.act(protect.task_done, task.task, words.text(), wrong=words)
        )
        form.buttons(save)
