"""Check and send (S5): what is left to finish, what the manager will also see, and whom it goes to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.models.called import children_called, contact_line, recommended
from ui.screens import take
from ui.screens.drafting import Draft
from ui.screens.sending.summary import ErrorSummary, StepsCard
from ui.screens.sending.warned import Warned
from ui.seat import Screen, Seat
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import buttons_row
from ui.widgets.fact_note import FactNote
from ui.widgets.field import LineField, TextField
from ui.widgets.heading import Heading
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain import clocks, kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.contact import Stage
from workstation.domain.gates import Gap
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.people import Worker, may_sign
from workstation.services import decide, find, record, words
from workstation.services.desk import Desk
from workstation.services.find import OpenContact
from workstation.trouble import Trouble


class SendScreen(Screen):
    """The last look before a manager. What is missing can be reached in one key; nothing here says `completed`."""

    def __init__(self, seat: Seat, contact_id: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Check and send", parent)
        self.contact_id = contact_id
        self.shown: OpenContact | None = None
        self._kept: dict[str, str] = {}
        self._drafts: dict[str, Draft] = {}
        self._managers: tuple[AuthorId, ...] = ()
        self._entered = True
        self.page = Page("Check and send")
        self.heading = Heading("Check and send to a manager")
        self.about = Words("", "secondary", wrap=True)
        self.sent_note = QVBoxLayout()
        self._note: FactNote | None = None
        self.summary = ErrorSummary()
        self.warned = Warned(self._keep)
        self.steps = StepsCard()
        self.to_card = Card("Send to", role="h2")
        self.to: Choice | None = None
        options = [("when signed off", "When it is signed off"), ("now", "Now: “we are looking at it”")]
        self.tell = Choice(options, "Tell the referrer")
        self.tell.set_value("when signed off")
        self.send = primary("Send", "paper-plane-tilt", "Ctrl+Enter")
        self.on_with = secondary("Take the next one", "arrow-right", "Ctrl+T")
        self.to_queue = secondary("Back to the queue", "", "Ctrl+1")
        self._after = buttons_row(self.on_with, self.to_queue)
        self._lay_out()
        self.summary.wanted.connect(self._go_to)
        self.steps.change.connect(partial(seat.go.contact, contact_id))
        self.warned.answered.connect(self._answer)
        self.send.clicked.connect(lambda _checked=False: self.press_send())
        self.to_queue.clicked.connect(lambda _checked=False: seat.go.queue())
        self.on_with.clicked.connect(lambda _checked=False: take.take_next(seat))

    def _lay_out(self) -> None:
        for part in (self.heading, self.about):
            self.page.add(part)
        self.page.body.addLayout(self.sent_note)
        for part in (self.summary, self.warned, self.steps, self.to_card):
            self.page.add(part)
        self.page.body.addWidget(self.send, 0, Qt.AlignmentFlag.AlignRight)
        self.page.add(self._after)
        self._after.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """A line longer than this is hard to follow."""
        content = self.page.widget()
        if content is not None:
            content.setMaximumWidth(theme.px(1040))

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
        return [self.summary, self.warned, self.steps, self.to_card]

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
        self.seat.bench.latest(
            ("send", self.contact_id), _read, self.seat.desk, self.contact_id, done=self._show
        )

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
        self.steps.show_steps(shown.steps.all())
        self._show_managers()
        self._show_sent(before)
        if self._entered:
            self._entered = False
            self._first_focus()

    def _show_managers(self) -> None:
        """Managers who did not write the decision; the one who sent it back first."""
        assert self.shown is not None  # noqa: S101 - called from _show alone
        found = managers_for(self.seat.desk, self.shown)
        if tuple(m.id for m in found) == self._managers and self.to is not None:
            return
        chosen = self.to.value() if self.to else None
        self._managers = tuple(m.id for m in found)
        if self.to is not None:
            self.to_card.body.removeWidget(self.to)
            self.to.hide()
            self.to.deleteLater()
        else:
            self.to_card.add(QWidget())
        self.to = Choice([(m.id, f"{m.name}, {m.role.lower()}") for m in found], name="Send to")
        self.to_card.body.insertWidget(0, self.to)
        self.to_card.body.insertWidget(1, self.tell)
        first = found[0].id if found else None
        self.to.set_value(chosen if chosen in self._managers else first)
        self.to.chosen.connect(self._name_button)
        self._name_button()

    def _name_button(self, _chosen: str = "") -> None:
        manager = self._manager()
        self.send.set_words(f"Send to {manager.name}" if manager else "Send")

    def _show_sent(self, before: OpenContact | None) -> None:
        """Once it is with a manager: what was said in M6, and what can be done next."""
        assert self.shown is not None  # noqa: S101 - called from _show alone
        file = self.shown.file
        handover = file.handover
        sent = handover if handover and isinstance(handover.body, kinds.SentToManager) else None
        waiting = sent is not None and file.stage is Stage.WITH_MANAGER
        self.summary.setVisible(not waiting and self.summary.has_any())
        self.warned.setVisible(not waiting and bool(self.shown.warnings))
        self.to_card.setVisible(not waiting)
        self.send.setVisible(not waiting)
        self._after.setVisible(waiting)
        if self._note is not None:
            self.sent_note.removeWidget(self._note)
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        if waiting and sent is not None and isinstance(sent.body, kinds.SentToManager):
            manager = self.seat.desk.person(sent.body.to)
            self._put_note(
                FactNote(
                    "settled", sent_words(manager, wording.clock(sent.happened)), self._stopped(sent.happened)
                )
            )
        elif before is not None and before.file.head != file.head:
            self._put_note_of_news(before)

    def _put_note_of_news(self, before: OpenContact) -> None:
        assert self.shown is not None  # noqa: S101 - called from _show alone
        seen = {s.entry for s in before.file.story}
        others = [
            s for s in self.shown.file.story if s.entry not in seen and s.by != self.seat.desk.worker.id
        ]
        if others:
            who = self.seat.desk.person(others[-1].by)
            name = who.short if who else "Somebody"
            self._put_note(FactNote("warning", f"{name} added something since you opened this. Read it."))

    def _put_note(self, note: FactNote) -> None:
        self._note = note
        self.sent_note.addWidget(note)

    def _stopped(self, at: object) -> str:
        received = self.shown.file.received_at if self.shown else None
        if received is None or not hasattr(at, "timestamp"):
            return ""
        return f"Clock stopped at {clocks.words_left(at - received)}."  # type: ignore[operator]

    def _first_focus(self) -> None:
        if not self._after.isHidden():
            self.to_queue.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.summary.has_any():
            self.summary.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.send.setFocus(Qt.FocusReason.OtherFocusReason)

    def _manager(self) -> Worker | None:
        value = self.to.value() if self.to else None
        return self.seat.desk.person(AuthorId(value)) if value else None

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
        manager = self._manager()
        if manager is None:
            if self.to is not None:
                self.to.set_error("Choose a manager.")
                self.to.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.seat.bench.run(
            _send, self.seat.desk, self.contact_id, manager.id, self.tell.value() == "now",
            done=partial(self._sent, manager), trouble=self._refused,
        )  # fmt: skip

    def _sent(self, manager: Worker, changed: Changed) -> None:
        self.seat.notices.settled(sent_words(manager, wording.clock(self.seat.desk.now())))
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

    def _next_need(self) -> None:
        if self.shown is not None and self.shown.blocks:
            self._go_to(self.shown.blocks[0])
        else:
            self._first_focus()

    def _keep(
        self, field: LineField | TextField, place: str, commit: Callable[[], object] | None = None
    ) -> Callable[[str], None]:
        draft = Draft(self.seat, field, f"contact/{self.contact_id}/{place}", self.contact_id)
        draft.restore(self._kept.get(draft.key, ""))
        self._drafts[place] = draft
        if commit is not None:
            field.left.connect(lambda: commit() if draft.dirty else None)
        return draft.fill


def managers_for(desk: Desk, shown: OpenContact) -> list[Worker]:
    """Managers who may sign this: whoever sent it back first, then by name. Never one who wrote part of it."""
    authors = shown.file.authors_of_decision
    returned = shown.file.log(kinds.SentBack)
    before = returned[-1].by if returned else None
    able = [w for w in desk.staff.values() if may_sign(w) and w.id not in authors and w.id != desk.worker.id]
    return sorted(able, key=lambda w: (w.id != before, list(desk.staff).index(w.id)))


def sent_words(manager: Worker | None, at: str) -> str:
    """`Sent to Bola Mensah at 13:50. You can still add; she will see what is new.`"""
    name, they = (manager.name, manager.pronoun) if manager else ("a manager", "they")
    return f"Sent to {name} at {at}. You can still add; {they} will see what is new."


def must_finish(left: int) -> str:
    """M5: `There is 1 thing to finish before this can go to a manager.`"""
    verb = "is" if left == 1 else "are"
    return f"There {verb} {wording.count(left, 'thing')} to finish before this can go to a manager."


def _read(desk: Desk, contact: ContactId) -> tuple[OpenContact, dict[str, str]]:
    return find.contact(desk, contact), words.kept_under(desk, f"contact/{contact}/warning")


def _send(desk: Desk, contact: ContactId, to: AuthorId, tell_now: bool) -> Changed:
    return decide.send_to_manager(desk, contact, to, tell_referrer_now=tell_now)
