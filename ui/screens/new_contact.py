"""S3: a new contact, while the phone is at the ear. Nothing is required to save but one thing they said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import cast

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.notices import announce
from ui.screens.taking import beside, taken_down
from ui.screens.taking.children import ChildrenTaken
from ui.screens.taking.reached import understood_moment
from ui.screens.taking.taken_down import KEY, Asked, Mode, TakenDown
from ui.screens.taking.taking_view import TakingView
from ui.seat import Screen, Seat
from ui.widgets.field import TextField
from ui.widgets.prompts import Question, Reply
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.guide import source_group
from workstation.domain.times import local
from workstation.services import words
from workstation.trouble import Trouble

KEEP_AFTER_MS = 400
_NOTHING_YET = "Escalated before anything was written down."


class NewContactScreen(Screen):
    """Takes down a new contact and keeps it within a second; Ctrl+Enter puts it on the record."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "New contact", parent)
        self.desk = seat.desk
        self.view = TakingView(self.desk, self._today, self)
        self.children_taken = ChildrenTaken(seat, self.view, self._today)
        self._began = self.desk.now()
        self._mode: Mode = "phone"
        self._sent_questions = False
        self._after_saving = ""
        self._saving = False
        self._keep_timer = _timer(self, KEEP_AFTER_MS, self._keep, once=True)
        self._second = _timer(self, 1000, self._tick, once=False)
        self._second.start()
        self._connect()
        self.children_taken.add()
        self._ask_for_source()
        self._tick()
        self._clear()
        seat.bench.run(words.kept, self.desk, KEY, done=self._restore)

    def _connect(self) -> None:
        view = self.view
        view.notes.changed.connect(self._touched)
        view.caller.changed.connect(self._touched)
        view.caller.source_changed.connect(self._ask_for_source)
        view.prompts.changed.connect(self._touched)
        self.children_taken.changed.connect(self._touched)
        view.mode_chosen.connect(self.set_mode)
        view.address.changed.connect(self._touched)
        view.private.changed.connect(self._touched)
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
        return f"New contact: {wording.full_name(taken_down.name_of(named))}" if named else "New contact"

    def icon_name(self) -> str:
        """A phone, or a sheet of paper."""
        return "phone-incoming-fill" if self._mode == "phone" else "clipboard-text-fill"

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
        self.view.notes.setFocus()

    def leave(self) -> None:
        """Keep everything now."""
        self._keep_timer.stop()
        self._keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns while there is room for them."""
        super().resizeEvent(event)
        self.view.setGeometry(self.rect())

    # -- what is taken down -------------------------------------------------------------------------------

    def taken(self) -> TakenDown:
        """Everything in the fields."""
        caller, view = self.view.caller, self.view
        return TakenDown(
            mode=self._mode,
            words=view.notes.text(),
            cursor=view.notes.edit.textCursor().position(),
            began=self._began,
            who=caller.who.text(),
            role=caller.role.text(),
            agency=caller.agency.text(),
            phone=caller.phone.text(),
            source=caller.source,
            anonymous=caller.anonymous,
            reference=caller.reference.text(),
            reached=caller.reached.text(),
            late_because=caller.late_because.text(),
            children=self.children_taken.taken(),
            asked={name: Asked(r.mark, r.answer) for name, r in view.prompts.replies().items()},
            address=view.address.text(),
            private=bool(view.private.values()),
            sent_questions=self._sent_questions,
        )

    def _restore(self, text: str) -> None:
        """Put back what was being taken down when the window went away, unless typing began already."""
        taken = taken_down.from_text(text)
        if taken is None or not self.taken().empty:
            return
        self._began = taken.began or self._began
        self._sent_questions = taken.sent_questions
        self.view.show_taken(taken)
        self._show_mode(taken.mode)
        self._ask_for_source()
        self.view.prompts.set_replies({n: Reply(a.mark, a.answer) for n, a in taken.asked.items()})  # type: ignore[arg-type]
        self.children_taken.replace(taken.children)
        self._clear()
        announce(self, "What you were taking down is back.")

    def _touched(self, _words: str = "") -> None:
        if not self._keep_timer.isActive():
            self._keep_timer.start()
        self._clear()
        self.retitled.emit()

    def _keep(self) -> None:
        if self._saving:
            return
        taken = self.taken()
        text = "" if taken.empty else taken_down.to_text(taken)
        self.seat.bench.run(words.keep, self.desk, KEY, None, text, done=self._kept)

    def _kept(self, _nothing: object) -> None:
        self.view.say_saved(f"Saved {local(self.desk.now()):%H:%M:%S}")

    def _tick(self) -> None:
        seconds = max(0, int((self.desk.now() - self._began).total_seconds()))
        self.view.show_timer(seconds, on_phone=self._mode == "phone")

    def _today(self) -> date:
        return local(self.desk.now()).date()

    # -- how it comes -------------------------------------------------------------------------------------

    def set_mode(self, mode: Mode) -> None:
        """On the phone, pasted, or from a form. Pasting takes what was copied when nothing is written yet."""
        self._show_mode(mode)
        if mode == "paste" and not self.view.notes.text().strip():
            copied = QGuiApplication.clipboard().text()
            self.view.notes.set_text(copied)
            self.view.notes.setFocus()
        self._touched()

    def _show_mode(self, mode: Mode) -> None:
        self._mode = mode
        self.view.show_mode(mode)
        self._tick()
        self._clear()

    def _ask_for_source(self, _code: str = "") -> None:
        group = source_group(self.view.caller.source)
        asked = [
            q
            for q in self.desk.guide.questions_for(group)
            if not (q.essential and self._mode == "phone" and group != "police")
        ]
        self.view.prompts.ask([Question(q.id, q.words, q.caution) for q in asked])
        self._clear()

    def _clear(self) -> None:
        """How clear the contact is, and how much is left to ask."""
        prompts = self.view.prompts
        missing = [q.id for q in self.desk.guide.questions if q.clear and not prompts.reply(q.id).known]
        self.view.clarity.show_missing(missing, on_phone=self._mode == "phone")
        left = prompts.left()
        self.view.ask_card.set_note(f"{left} left" if left else "all asked")

    def send_questions(self) -> None:
        """Put a ready email on the clipboard. Nothing leaves this computer by itself."""
        QGuiApplication.clipboard().setText(beside.email_text(self.desk.guide, self.desk.council))
        self._sent_questions = True
        who = self.view.caller.who.text().strip() or "them"
        total = sum(1 for q in self.desk.guide.questions if q.clear)
        self.seat.notices.settled(f"The {total} questions are copied. Paste them into an email to {who}.")
        self._touched()

    def _add_and_go(self) -> None:
        self.children_taken.add().name.setFocus()

    # -- what the keys do ---------------------------------------------------------------------------------

    def next_need(self) -> None:
        """F8: matches first, then the questions that are left, then the end."""
        needs = [*self.children_taken.open_questions(), *self.view.prompts.open_rows()]
        focused = QApplication.focusWidget()
        at = next(
            (
                n
                for n, need in enumerate(needs)
                if focused and (need is focused or need.isAncestorOf(focused))
            ),
            -1,
        )
        target = (
            needs[at + 1] if at + 1 < len(needs) else (self.view.finish if not needs or at >= 0 else needs[0])
        )
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def time_stamp(self) -> None:
        """F5: the time, where the cursor is; in the notes when it is elsewhere."""
        focused = QApplication.focusWidget()
        fields = [self.view.notes, *self.view.findChildren(TextField)]
        field = next((f for f in fields if f.edit is focused), self.view.notes)
        field.insert(f"{wording.clock(self.desk.now())} ")
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
        if self._saving:
            return
        taken = self.taken()
        if after == "contact.escalate" and not taken.words.strip():
            taken = msgspec.structs.replace(taken, words=_NOTHING_YET)
        reached = self._reached()
        if reached == "":
            return
        self._saving, self._after_saving = True, after
        self._keep_timer.stop()
        when = reached if isinstance(reached, datetime) else None
        self.seat.bench.run(
            taken_down.put_on_record, self.desk, taken, when, done=self._saved, trouble=self._not_saved
        )

    def _reached(self) -> datetime | str | None:
        """When it came: a moment, None for now, or "" after saying that we do not understand."""
        field = self.view.caller.reached
        if self._mode == "phone" or not field.text().strip():
            return None
        when = understood_moment(field.text(), self.desk.now())
        if when is None:
            field.set_error(f"We do not understand “{field.text().strip()}”. Try 09:18 or yesterday 16:40.")
            field.setFocus()
            return ""
        field.set_error("")
        return when

    def _saved(self, changed: Changed) -> None:
        contact, after = taken_down.contact_of(changed), self._after_saving
        window = self.window()
        self.seat.changes.publish(changed)
        self.seat.go.close_tab()
        self.seat.go.contact(contact)
        if after:
            action = cast(QAction | None, window.findChild(QAction, after))
            if action is not None:
                action.trigger()

    def _not_saved(self, trouble: Trouble) -> None:
        self._saving = False
        self._keep()
        if "hour" in trouble.title:
            self.view.caller.ask_why_late()
            self.view.caller.late_because.set_error(trouble.what_to_do)
            self.view.caller.late_because.setFocus()
        elif "written down" in trouble.title:
            self.view.notes.set_error(f"{trouble.title} {trouble.what_to_do}")
            self.view.notes.setFocus()
        else:
            self.seat.notices.trouble(trouble)


def _timer(owner: QWidget, milliseconds: int, run: Callable[[], None], *, once: bool) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(once)
    timer.setInterval(milliseconds)
    timer.timeout.connect(run)
    return timer
