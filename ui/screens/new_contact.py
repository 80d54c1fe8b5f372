"""S3: a new contact, while the phone is at the ear. Nothing is required to save but one thing they said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Final, cast

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.screens.taking import taken_down
from ui.screens.taking.from_paper import FromPaper
from ui.screens.taking.reading_as import ReadingAs
from ui.screens.taking.taking import Taking
from ui.screens.taking.taking_view import TakingView
from ui.seat import Beginning, Screen, Seat
from ui.widgets import time_stamp
from ui.widgets.field import TextField
from workstation.domain import said_names, wording
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.notification import Notification
from workstation.domain.times import local
from workstation.services import referring
from workstation.services.receive import ReceivedBefore
from workstation.trouble import Trouble

_PAUSE: Final = 500
"""Milliseconds without a letter after which the tab says the new name: it would move all tabs with each letter."""
_NOTHING_YET: Final = "Escalated before anything was written down."


class NewContactScreen(Screen):
    """Takes down a new contact; Ctrl+Enter puts it on the record."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "New contact", parent)
        self.desk = seat.desk
        self.view = TakingView(self.desk, self)
        self.taking = Taking(seat, self.view, self._today)
        self.children_taken = self.taking.children_taken
        self.reading_as = ReadingAs(seat, self.view, self.taking, self._today)
        self.reading_as.put_with.connect(self._went_to)
        self.from_paper = FromPaper(seat, self.view)
        self._after_saving = ""
        view = self.view
        self._retitle = QTimer(self, singleShot=True, interval=_PAUSE)
        self._retitle.timeout.connect(self.retitled)
        self.taking.changed.connect(self._retitle.start)
        self.children_taken.done.connect(self.next_need)
        view.talk.opened.connect(self.seat.go.contact)
        view.clarity.send.connect(self.send_questions)
        view.add_child.clicked.connect(self._add_and_go)
        view.finish.clicked.connect(self.save_next)
        view.park.clicked.connect(self.park)
        view.escalate.clicked.connect(self.escalate)

    # -- the screen ---------------------------------------------------------------------------------------

    def title(self) -> str:
        """The first child's name once there is one."""
        named = self.children_taken.first_name()
        return f"New contact: {wording.full_name(said_names.name_of(named))}" if named else "New contact"

    def icon_name(self) -> str:
        """A phone, or a sheet of paper."""
        return "phone-incoming-fill" if self.taking.mode == "phone" else "clipboard-text-fill"

    def commands(self) -> dict[str, Callable[[], None]]:
        """What the keys do here."""
        return {
            "contact.save_next": self.save_next,
            "contact.add_another": self._add_and_go,
            "go.next_need": self.next_need,
            "edit.time_stamp": self.time_stamp,
            "contact.park": self.park,
            "contact.escalate": self.escalate,
        }

    def enter(self) -> None:
        """Straight into the notes: somebody is talking."""
        first = self.view.paper.reference if self.taking.mode == "paper" else self.view.notes
        first.setFocus()

    def begin_with(self, child: Beginning) -> None:
        """A child who was typed elsewhere."""
        self.taking.begin_with(child)

    def enter_sheet(self) -> None:
        """A paper sheet, which was written while Lintel was away."""
        self.taking.begin_as("paper")

    def enter_written(self) -> None:
        """What came in writing: a form, an email, a letter."""
        self.taking.begin_as("form")

    def hold(self) -> None:
        """Keep everything now."""
        self.taking.keep()

    def leave(self) -> None:
        """The same."""
        self.taking.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The view takes all the room."""
        super().resizeEvent(event)
        self.view.setGeometry(self.rect())

    def _today(self) -> date:
        return local(self.desk.now()).date()

    # -- what the keys do ---------------------------------------------------------------------------------

    def _add_and_go(self) -> None:
        (self.children_taken.empty() or self.children_taken.add()).name.setFocus()

    def send_questions(self) -> None:
        """Put exactly what is missing on the clipboard. Nothing leaves this computer by itself."""
        missing = self.taking.missing()
        self.seat.bench.run(referring.text_before, self.desk, missing, done=partial(self._copy, missing))

    def _copy(self, missing: tuple[str, ...], text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.taking.asked_back = missing
        who = self.view.caller.who.text().strip() or "them"
        what = "question is" if len(missing) == 1 else f"{len(missing)} questions are"
        self.seat.notices.settled(
            f"The {what} copied. Paste into an email to {who}. Saved, this contact waits for the answer."
        )
        self.taking.touched()

    def next_need(self) -> None:
        """F8: matches first, then the questions that are left, then the end."""
        found = self.view.found.first
        offered = [found] if found is not None and self.view.found.isVisible() else []
        prompts, focused = self.view.prompts, QApplication.focusWidget()
        left = prompts.open_rows()
        # From a question that was answered just now, the next one below it; the ones above it last.
        left = prompts.below(focused) or left
        needs = [*offered, *self.children_taken.open_questions()] if left == prompts.open_rows() else []
        needs += left
        at = next((n for n, need in enumerate(needs) if _is_in(need, focused)), -1)
        target = (
            needs[at + 1] if at + 1 < len(needs) else (self.view.finish if not needs or at >= 0 else needs[0])
        )
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def time_stamp(self) -> None:
        """F5: the time, where the cursor is; in the notes when it is elsewhere."""
        focused = QApplication.focusWidget()
        fields = [self.view.notes, *self.view.findChildren(TextField)]
        field = next((f for f in fields if f.edit is focused), self.view.notes)
        time_stamp.put_in(field.edit, self.desk.now())
        field.setFocus()

    def park(self) -> None:
        """F9: on the record first, then one line about why."""
        self._save("contact.park")

    def escalate(self) -> None:
        """F12: never waits for a form to be filled in."""
        self._save("contact.escalate")

    def save_next(self) -> None:
        """Ctrl+Enter."""
        self._save("")

    def _save(self, after: str) -> None:
        if self.taking.closed:
            return
        taken = self.taking.taken()
        if after == "contact.escalate" and not taken.words.strip():
            taken = msgspec.structs.replace(taken, words=_NOTHING_YET)
        reached, said = self.from_paper.moment(self.taking.mode), self.from_paper.in_full(taken)
        # Danger does not wait for a time that is understood.
        if after != "contact.escalate" and (reached == "" or said is None):
            return
        self.taking.closed, self._after_saving = True, after
        when, taken = reached if isinstance(reached, datetime) else None, said or taken
        self.seat.bench.run(
            taken_down.put_on_record, self.desk, taken, when, done=self._saved, trouble=self._not_saved
        )

    def _saved(self, changed: Changed) -> None:
        contact, after = taken_down.contact_of(changed), self._after_saving
        window = self.window()
        self.seat.changes.publish(changed)
        self._went_to(contact)
        if after:
            action = cast(QAction | None, window.findChild(QAction, after))
            if action is not None:
                action.trigger()

    def _escalate_beside(self, trouble: Trouble) -> None:
        """What is written here cannot be saved as it is. It stays; the danger gets a contact of its own."""
        from ui.screens import escalate

        self.seat.notices.trouble(trouble)
        escalate.ask(self.seat, self, escalate.About())

    def _went_to(self, contact: object) -> None:
        """It was put with a contact that is there."""
        self.seat.go.close_tab()
        self.seat.go.contact(ContactId(str(contact)))

    def take_in(self, notification: Notification) -> bool:
        """Take in a notification from a file, unless something else is being taken down. Whether it was."""
        return self.reading_as.take_in(notification)

    def _not_saved(self, trouble: Trouble) -> None:
        self.taking.closed = False
        self.taking.keep()
        if self._after_saving == "contact.escalate":
            self._escalate_beside(trouble)
        if isinstance(trouble, ReceivedBefore):
            self.reading_as.came_before()
            return
        if self.from_paper.refused(trouble):
            return
        if "hour" in trouble.title:
            self.view.caller.ask_why_late()
            self.view.caller.late_because.set_error(trouble.what_to_do)
            self.view.caller.late_because.setFocus()
        elif "written down" in trouble.title:
            self.view.notes.set_error(f"{trouble.title} {trouble.what_to_do}")
            self.view.notes.setFocus()
        else:
            self.seat.notices.trouble(trouble)


def _is_in(need: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (need is focused or need.isAncestorOf(focused))
