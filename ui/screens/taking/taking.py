"""Taking down: what is in the fields, kept within a second, and what follows from it on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ui.notices import announce
from ui.screens.taking import taken_down
from ui.screens.taking.children import ChildrenTaken
from ui.screens.taking.taken_down import KEY, Asked, Mode, TakenDown
from ui.screens.taking.taking_view import TakingView
from ui.seat import Beginning, Seat
from ui.widgets.prompts import Question, Reply
from workstation.domain.guide import source_group
from workstation.domain.ids import ContactId
from workstation.domain.notification import Letter
from workstation.domain.times import local
from workstation.services import words

KEEP_AFTER_MS: Final = 400
"""From the first keystroke that is not kept yet."""


class Taking(QObject):
    """One contact being taken down. Nothing of it is on the record yet; all of it is on the disk."""

    changed = Signal()

    def __init__(self, seat: Seat, view: TakingView, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._seat, self._desk, self._view = seat, seat.desk, view
        self.children_taken = ChildrenTaken(seat, view, today)
        self.mode: Mode = "phone"
        self.began: datetime = self._desk.now()
        self.asked_back: tuple[str, ...] = ()
        self.letter: Letter | None = None
        self.another: ContactId | None = None
        self._restored = False
        self._begins: Beginning | None = None
        self._begins_as: Mode | None = None
        self.closed = False
        """Set once it is on the record: nothing is kept any more."""
        self._timer = self._every(KEEP_AFTER_MS, self.keep, once=True)
        self._every(1000, self._tick, once=False).start()
        self._connect()
        self.children_taken.add()
        self._ask_for_source()
        self._tick()
        seat.bench.run(words.kept, self._desk, KEY, done=self._restore)

    def _every(self, milliseconds: int, run: Callable[[], None], *, once: bool) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(once)
        timer.setInterval(milliseconds)
        timer.timeout.connect(run)
        return timer

    def _connect(self) -> None:
        view = self._view
        for signal in (view.notes.changed, view.caller.changed, view.prompts.changed, view.address.changed):
            signal.connect(self.touched)
        view.private.changed.connect(self.touched)
        view.paper.changed.connect(self.touched)
        view.adults.changed.connect(self.children_taken.family_changed)
        self.children_taken.changed.connect(self.touched)
        view.caller.source_changed.connect(self._ask_for_source)
        view.mode_chosen.connect(self.set_mode)

    # -- what is in the fields ----------------------------------------------------------------------------

    def taken(self) -> TakenDown:
        """Everything in the fields."""
        view, caller = self._view, self._view.caller
        return TakenDown(
            mode=self.mode,
            words=view.notes.text(),
            cursor=view.notes.edit.textCursor().position(),
            began=self.began,
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
            adults=view.adults.adults(),
            named=view.adults.named(),
            asked={name: Asked(r.mark, r.answer) for name, r in view.prompts.replies().items()},
            address=view.address.text(),
            private=bool(view.private.values()),
            level=caller.level.text(),
            asked_back=self.asked_back,
            letter=self.letter,
            another=self.another,
            paper=view.paper.paper() if self.mode == "paper" else None,
        )

    def _restore(self, text: str) -> None:
        """Put back what was being taken down when the window went away, unless typing began already."""
        self._restored = True
        taken = taken_down.from_text(text)
        if taken is None or not self.taken().empty:
            self._begin()
            return
        self.fill(taken)
        announce(self._view, "What you were taking down is back.")
        self._begin()

    def fill(self, taken: TakenDown) -> None:
        """Show all of this in the fields."""
        self.began = taken.began or self.began
        self.asked_back = taken.asked_back
        self.letter, self.another = taken.letter, taken.another
        self._view.show_taken(taken)
        self._show_mode(taken.mode)
        self._ask_for_source()
        replies = {name: Reply(a.mark, a.answer) for name, a in taken.asked.items()}  # type: ignore[arg-type]
        self._view.prompts.set_replies(replies)
        self.children_taken.replace(taken.children)
        self.touched()

    def begin_with(self, child: Beginning) -> None:
        """A child who was typed elsewhere, once it is known what was being taken down before."""
        self._begins = child
        if self._restored:
            self._begin()

    def begin_as(self, mode: Mode) -> None:
        """A paper sheet, or what was sent, is to be entered, once it is known what was being taken down before."""
        self._begins_as = mode
        if self._restored:
            self._begin()

    def _begin_as(self, mode: Mode) -> None:
        self._begins_as = None
        if self.mode == mode or self.taken().empty:
            self.set_mode(mode)
            return
        words = "You are taking down another contact here. Finish or park it, then enter this one."
        self._seat.notices.say("Nothing new was begun.", words)

    def _begin(self) -> None:
        if self._begins_as is not None:
            self._begin_as(self._begins_as)
        child, self._begins = self._begins, None
        if child is None:
            return
        if self.children_taken.begin_with(child):
            self.touched()
        else:
            words = "You are taking down another contact here. Finish or park it, then begin a new one."
            self._seat.notices.say(f"{child.name} was not added.", words)

    # -- keeping ------------------------------------------------------------------------------------------

    def touched(self, _words: str = "") -> None:
        """Something changed: it is on the disk within a second."""
        if not self._timer.isActive():
            self._timer.start()
        self._show_clarity()
        self.changed.emit()

    def forget(self) -> None:
        """Nothing of it is wanted any more: it went somewhere else."""
        self._timer.stop()
        self.closed = True
        self._seat.bench.run(words.keep, self._desk, KEY, None, "")

    def keep(self) -> None:
        """Put everything on the disk now."""
        self._timer.stop()
        if self.closed:
            return
        taken = self.taken()
        text = "" if taken.empty else taken_down.to_text(taken)
        self._seat.bench.run(words.keep, self._desk, KEY, None, text, done=self._kept)

    def _kept(self, _nothing: object) -> None:
        self._view.head.saved.set_words(f"Saved {local(self._desk.now()):%H:%M:%S}")

    # -- what follows from it -----------------------------------------------------------------------------

    def set_mode(self, mode: Mode) -> None:
        """On the phone, pasted, or from a form. Pasting takes what was copied when nothing is written yet."""
        self._show_mode(mode)
        if mode == "paste" and not self._view.notes.text().strip():
            self._view.notes.set_text(QGuiApplication.clipboard().text())
            self._view.notes.setFocus()
        if mode == "paper":
            self._view.paper.reference.setFocus()
        self.touched()

    def _show_mode(self, mode: Mode) -> None:
        self.mode = mode
        self._view.show_mode(mode)
        self._tick()

    def _ask_for_source(self, _code: str = "") -> None:
        group = source_group(self._view.caller.source)
        asked = self._desk.guide.questions_for(group)
        self._view.prompts.ask([Question(q.id, q.words, q.caution) for q in asked])
        self._show_clarity()

    def _show_clarity(self) -> None:
        """How clear the contact is, and how much is left to ask."""
        self._view.clarity.show_missing(self.missing(), on_phone=self.mode == "phone", asked=self.asked_back)
        left = self._view.prompts.left()
        self._view.ask_card.set_note(f"{left} left" if left else "all asked")

    def missing(self) -> tuple[str, ...]:
        """Which of the questions that make a contact clear have no answer yet."""
        prompts = self._view.prompts
        return tuple(q.id for q in self._desk.guide.questions if q.clear and not prompts.reply(q.id).known)

    def _tick(self) -> None:
        seconds = max(0, int((self._desk.now() - self.began).total_seconds()))
        self._view.head.show_timer(seconds)
