"""Check and send (S5): what is left to finish, what the manager will also see, and whom it goes to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.models.called import children_called, contact_line, recommended
from ui.notices import Notice
from ui.screens import needs, take
from ui.screens.drafting import Draft
from ui.screens.sending.sent import SentNote, is_here, sent_words, waiting
from ui.screens.sending.summary import ErrorSummary, StepsCard
from ui.screens.sending.warned import Warned
from ui.screens.sending.whom import Whom, managers_for
from ui.seat import Screen, Seat
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, primary, secondary
from ui.widgets.evidence_row import buttons_row
from ui.widgets.field import LineField, TextField
from ui.widgets.heading import Heading
from ui.widgets.nesting import nest
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain import gates, kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.gates import Gap
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.people import Worker
from workstation.services import decide, find, record, words
from workstation.services.desk import Desk
from workstation.services.find import OpenContact
from workstation.trouble import Trouble

_LINE: Final = 960
"""How wide the steps are when nothing stands beside them."""
_ANY: Final = 16_777_215
_SENT: Final = "sent"


class SendScreen(Screen):
    """The last look before a manager. What is missing can be reached in one key; nothing here says `completed`."""

    def __init__(self, seat: Seat, contact_id: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Check and send", parent)
        self.contact_id = contact_id
        self.shown: OpenContact | None = None
        self._entered = True
        self._kept: dict[str, str] = {}
        self._drafts: dict[str, Draft] = {}
        self.page = Page("Check and send")
        self.heading, self.about = Heading("Check and send to a manager"), Words("", "secondary", wrap=True)
        self.sent_note, self.summary = SentNote(), ErrorSummary(seat.desk.guide.rules)
        self.warned, self.steps, self.whom = Warned(self._keep, seat.desk.guide.rules), StepsCard(), Whom()
        self.send = primary("Send", "paper-plane-tilt", "Ctrl+Enter")
        self.on_with = secondary("Take the next one", "arrow-right", "Ctrl+T")
        self.to_queue = secondary("Back to the queue", "", "Ctrl+1")
        self._after = buttons_row(self.on_with, self.to_queue)
        self._lay_out()
        self.summary.wanted.connect(self._go_to)
        self.steps.change.connect(partial(seat.go.contact, contact_id))
        self.warned.answered.connect(self._answer)
        self.whom.named.connect(self._name_button)
        self.send.clicked.connect(lambda _checked=False: self.press_send())
        self.to_queue.clicked.connect(lambda _checked=False: seat.go.queue())
        self.on_with.clicked.connect(lambda _checked=False: take.take_next(seat))

    def _lay_out(self) -> None:
        for part in (self.heading, self.about, self.sent_note):
            self.page.add(part)
        sides = Beside(enough=1180, gap=16)
        self._left = _column(self.summary, self.warned)
        self._right = _column(self.steps, self.whom, self.send, self._after)
        sides.add(self._left, 5)
        sides.add(self._right, 4)
        nest(self.page.body, sides)
        self._after.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.page.no_wider_than(1900)

    # -- what the window asks of every screen ---------------------------------------------------------------

    def icon_name(self) -> str:
        """A paper plane."""
        return "paper-plane-tilt-fill"

    def commands(self) -> dict[str, Callable[[], None]]:
        """Ctrl+Enter sends, F8 goes to what is left."""
        steps = {f"go.step{n}": partial(self.seat.go.contact, self.contact_id, n) for n in range(1, 7)}
        return {
            "contact.save_next": self.press_send, "go.next_need": self._next_need,
            "contact.print": partial(self.seat.go.print_summary, self.contact_id),
            "contact.chronology": partial(self.seat.go.chronology, self.contact_id), **steps,
        }  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.summary, self.warned, self.steps, self.whom]

    def enter(self) -> None:
        """Read the contact as it is now."""
        self._entered = True
        self.load()

    def leave(self) -> None:
        """Keep what is being typed."""
        for draft in self._drafts.values():
            draft.keep_now()

    def reload(self, changed: Changed) -> None:
        """Something changed in this contact."""
        if self.contact_id in changed.contacts:
            self.load()

    # -- showing --------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read it again."""
        key = ("send", self.contact_id)
        self.seat.bench.latest(key, _read, self.seat.desk, self.contact_id, done=self._show)

    def _show(self, found: tuple[OpenContact, dict[str, str]]) -> None:
        shown, kept = found
        before, self.shown = self.shown, shown
        self._kept = self._kept or kept
        file, desk = shown.file, self.seat.desk
        worker = desk.person(file.worker)
        what = recommended(file, desk.guide)
        self.heading.set_note(children_called(file))
        chosen = f"Recommends: {what}" if what else "No outcome recommended yet"
        self.about.set_words(f"{contact_line(file, worker.short if worker else '')} · {chosen}")
        protect = decide.protected(desk, file)
        self.summary.show_blocks(shown.blocks, protect=protect)
        self.warned.show_warnings(shown.warnings, file)
        self.steps.show_steps(shown.steps.all(), sent=not is_here(file))
        self.whom.show_managers(managers_for(desk, shown))
        self.sent_note.show_state(shown, before, desk)
        self._suit(sent=not is_here(file))
        if waiting(file) is not None:
            self.seat.notices.reached.emit(_SENT)
        if self._entered:
            self._entered = False
            self._first_focus()

    def _name_button(self) -> None:
        manager = self.seat.desk.person(self.whom.manager())
        self.send.set_words(f"Send to {manager.name}" if manager else "Send")

    def _suit(self, *, sent: bool) -> None:
        """What goes with a contact that is still here, or that is with a manager or decided."""
        assert self.shown is not None  # noqa: S101 - called from _show alone
        self.summary.setVisible(not sent and self.summary.has_any())
        self.warned.setVisible(not sent and bool(self.shown.warnings))
        self.whom.setVisible(not sent)
        self.send.setVisible(not sent)
        self._after.setVisible(sent)
        alone = self.summary.isHidden() and self.warned.isHidden()
        self._left.setHidden(alone)
        self._right.setMaximumWidth(theme.px(_LINE) if alone else _ANY)

    def _first_focus(self) -> None:
        if not self._after.isHidden():
            self.to_queue.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.summary.has_any():
            self.summary.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.send.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- acts -----------------------------------------------------------------------------------------------

    def press_send(self) -> None:
        """Send; while something is left to finish, say so in place and go to it."""
        if self.shown is None or not self._after.isHidden():
            return
        self.warned.commit()
        if self.summary.blocking():
            self.seat.notices.say(must_finish(len(self.shown.blocks)))
            self.summary.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        manager = self.seat.desk.person(self.whom.manager())
        if manager is None:
            self.whom.ask()
            return
        self.seat.bench.run(
            _send, self.seat.desk, self.contact_id, manager.id, self.whom.tell_now(),
            done=partial(self._sent, manager), trouble=self._refused,
        )  # fmt: skip

    def _sent(self, manager: Worker, changed: Changed) -> None:
        told = sent_words(manager, wording.clock(self.seat.desk.now()))
        self.seat.notices.told.emit(Notice(told, tone="settled", place=_SENT, passing=True))
        self._entered = True
        self.seat.changes.publish(changed)
        self.load()

    def _refused(self, trouble: Trouble) -> None:
        """A gate shut meanwhile: say it here, where it can be put right."""
        self.summary.show_refusal(trouble.title, trouble.what_to_do)
        self.summary.show()
        self.summary.setFocus(Qt.FocusReason.OtherFocusReason)
        self.load()

    def _answer(self, key: str, text: str) -> None:
        draft = self._drafts.get(f"warning:{key}")
        typed = draft.saying() if draft else text
        self.seat.bench.run(
            partial(record.say, self.seat.desk, self.contact_id, kinds.WarningAnswered(warning=key, words=text),
                    draft=draft.key if draft else None),
            done=partial(self._answered, draft, typed),
        )  # fmt: skip

    def _answered(self, draft: Draft | None, typed: str, changed: Changed) -> None:
        if draft is not None:
            draft.said(typed)
        if changed.contacts:
            self.seat.changes.publish(changed)

    def _go_to(self, gap: Gap) -> None:
        self.seat.go.contact(self.contact_id, gap.step)
        if gap.place == gates.UNSETTLED:
            self.seat.go.settle(self.contact_id)

    def _next_need(self) -> None:
        if self.shown is not None and (left := needs.to_finish(self.shown)):
            self._go_to(left[0])
        else:
            self._first_focus()

    def _keep(
        self, field: LineField | TextField, place: str, commit: Callable[[], object] | None = None
    ) -> Callable[[str], None]:
        draft = Draft(self.seat, field, f"contact/{self.contact_id}/{place}", self.contact_id)
        draft.restore(self._kept.get(draft.key, ""))
        self._drafts[place] = draft
        field.destroyed.connect(partial(_forget, self._drafts, place, draft))
        if commit is not None:
            field.left.connect(lambda: commit() if draft.dirty else None)
        return draft.fill


def _forget(drafts: dict[str, Draft], place: str, draft: Draft) -> None:
    """The field of this draft is gone with the warning it answers; another may stand in its place."""
    if drafts.get(place) is draft:
        del drafts[place]


def must_finish(left: int) -> str:
    """M5, as in “There is 1 thing to finish before this can go to a manager”."""
    verb = "is" if left == 1 else "are"
    return f"There {verb} {wording.count(left, 'thing')} to finish before this can go to a manager."


def _read(desk: Desk, contact: ContactId) -> tuple[OpenContact, dict[str, str]]:
    return find.contact(desk, contact), words.kept_under(desk, f"contact/{contact}/warning")


def _send(desk: Desk, contact: ContactId, to: AuthorId, tell_now: bool) -> Changed:
    return decide.send_to_manager(desk, contact, to, tell_referrer_now=tell_now)


def _column(*parts: QWidget) -> QWidget:
    """Parts under each other, from the top."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in parts:
        button = isinstance(part, Button)
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignRight if button else Qt.AlignmentFlag(0))
    column.addStretch(1)
    return side
