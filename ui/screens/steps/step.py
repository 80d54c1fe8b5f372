"""What the six steps share: a heading, answers that are said when a field is left, places to jump to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.drafting import Draft, really_left
from ui.screens.steps.asked_card import AskedCard, AskedHere
from ui.seat import Seat
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, primary
from ui.widgets.field import LineField, TextField
from ui.widgets.flow import Flow
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.domain.answers import SAID, Judgement
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body
from workstation.services import asked_for, identify, record
from workstation.services.desk import Desk
from workstation.services.find import OpenContact
from workstation.trouble import Trouble


class Workspace(Protocol):
    """What a step may ask of the screen it stands in."""

    def go_to(self, step: int, place: str = "") -> None:
        """Open a step, and put the focus on a place in it (its first field when none is named)."""

    def next_need(self) -> None:
        """Go to the next thing that needs the person (F8)."""

    def run_command(self, command_id: str) -> None:
        """Do a command of the window, such as `address.show`, as if its key was pressed."""


class Step(QWidget):
    """One step of a contact.

    A step sets `number` and `title`, builds itself once in `__init__` (into `self.column`), and fills itself in
    `show_contact`, which comes again after every change, whoever made it. Text fields are tied with
    `self.keep(field, "history.why")`; their answers are said with `self.say(body, drafts=[...])` when the field
    is left or at `save`. `self.places` maps places of gaps (`history.view`, `agency:gp`) to what gets the focus.
    """

    number = 0
    title = ""
    heading = ""
    """The question at the top of the page."""
    next_words = "Save and next"
    head_stays = False
    """Whether what can be done at the heading is on the page in a narrow window too, not only in the menu."""

    def __init__(
        self, seat: Seat, contact_id: ContactId, page: Workspace, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.seat, self.contact_id, self.page = seat, contact_id, page
        self.open: OpenContact | None = None
        self.places: dict[str, QWidget] = {}
        self.foot: QWidget | None = None
        """What ends the column and stays in view under it in a tall window, if there is such a thing."""
        self.setAccessibleName(f"{self.number} {self.title}")
        self._drafts: dict[str, Draft] = {}
        self._kept: dict[str, str] = {}
        self._asked = AskedHere(seat, contact_id, self.number, self._meet)
        self._had: dict[str, ContactFile] = {}
        """For a field in which somebody types: the contact as it was when they began."""
        self.heading_words = Words(self.heading, "h1", wrap=True)
        self._beside_heading = QWidget()
        self._head_buttons = Flow(self._beside_heading, gap=8)
        self._beside_heading.hide()
        head = Beside(enough=560, gap=12)
        head.add(self.heading_words, 1)
        head.add(self._beside_heading, 0)
        self.column = QVBoxLayout(self)
        """Where the step goes, from top to bottom."""
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        nest(self.column, head)
        self.column.addWidget(self._asked)
        self.next: Button = primary(self.next_words, "arrow-right", "Ctrl+Enter")
        """Save and next. Place it where the step ends; a narrow window shows it in the bar below instead."""
        self.next.clicked.connect(self.save_and_next)

    # -- what a step overrides ---------------------------------------------------------------------------

    def show_contact(self, shown: OpenContact) -> None:
        """Fill everything from the record. Call it first: `self.open` is the contact from now on."""
        for key, draft in self._drafts.items():
            if not draft.dirty:
                self._had.pop(key, None)
            elif self.open is not None:
                self._had.setdefault(key, self.open.file)
        self.open = shown
        self.places.update(self._asked.show_open(shown, self._kept))

    def save(self) -> None:
        """Say what was typed and is not said yet."""

    def first_focus(self) -> None:
        """Put the focus on the first thing that needs the person."""
        self.heading_words.setFocus()

    def go_on_in(self, focused: QWidget) -> bool:
        """F8 within a part that is being answered: to what is open further down in it. False when nothing is."""
        return False

    def commands(self) -> dict[str, Callable[[], None]]:
        """What this step does for commands such as `contact.add_another`."""
        return {}

    def foot_stays(self) -> bool:
        """Whether `foot` may stay in view: nothing else has to be answered first."""
        return True

    def set_narrow(self, narrow: bool) -> None:
        """The window became narrow or wide again."""
        self.next.setVisible(not narrow)
        shown = self._head_buttons.count() > 0 and (self.head_stays or not narrow)
        self._beside_heading.setVisible(shown)

    @property
    def asked(self) -> AskedCard | None:
        """What a manager asked for in this step, while it is sent back."""
        return self._asked.card

    def _meet(self, gap: str, words: str, draft: str) -> None:
        self._act(partial(asked_for.meet, self.desk, self.contact_id, gap, words, draft=draft), (), None)

    # -- what a step uses --------------------------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        """The desk, for verbs that run on the bench."""
        return self.seat.desk

    def add_head_button(self, button: QWidget) -> None:
        """Put a button at the right of the heading."""
        self._head_buttons.addWidget(button)
        self._beside_heading.show()

    def keep(
        self, field: LineField | TextField, place: str, say: Callable[[Draft], None] | None = None
    ) -> Draft:
        """Keep what is typed in a field; `place` names it within this contact. `say` is called when it is left."""
        draft = Draft(self.seat, field, f"contact/{self.contact_id}/{place}", self.contact_id)
        self._drafts[draft.key] = draft
        field.destroyed.connect(partial(self._drafts.pop, draft.key, None))
        draft.restore(self._kept.get(draft.key, ""))
        if say is not None:
            field.left.connect(partial(self._left, draft, say))
        return draft

    def restore(self, kept: dict[str, str]) -> None:
        """Put back what was being typed when this contact was last open here."""
        self._kept = kept
        for draft in self._drafts.values():
            draft.restore(kept.get(draft.key, ""))

    def say(
        self, *bodies: Body, drafts: Sequence[Draft] = (), done: Callable[[Changed], object] | None = None
    ) -> None:
        """Record plain answers beside the window, drop the drafts they came from, and tell every screen."""
        first = drafts[0].key if drafts else None
        work = partial(
            record.say, self.desk, self.contact_id, *bodies, draft=first, seen=self.seen_by(drafts)
        )
        self._act(work, drafts, done)

    def seen_by(self, drafts: Sequence[Draft]) -> ContactFile | None:
        """The contact as the person had it before them when they wrote these words.

        A field that is typed in does not show what came meanwhile, so its words do not replace that either.
        """
        began = next((self._had[draft.key] for draft in drafts if draft.key in self._had), None)
        return began or (self.open.file if self.open else None)

    def act(
        self,
        verb: Callable[..., Changed],
        *args: object,
        drafts: Sequence[Draft] = (),
        done: Callable[[Changed], object] | None = None,
    ) -> None:
        """Do a verb that has a rule of its own: `self.act(decide.recommend, child, "O02")`."""
        self._act(partial(verb, self.desk, self.contact_id, *args), drafts, done)

    def act_undoable(self, words: str, *bodies: Body) -> None:
        """Record something, tell it, and offer to take it back."""
        self.say(*bodies, done=partial(self._offer_undo, words))

    def _offer_undo(self, words: str, changed: Changed) -> None:
        if changed.entries:
            self.seat.notices.undoable(words, partial(self.act, record.undo, changed.entries))

    def change_answer(self, answer: Judgement, verdict: str, warned: str) -> None:
        """Answer anew who somebody is; it can be taken back."""
        words = f"{answer.called} and {answer.name}: {SAID[verdict]}."
        done = partial(self.offer_undo_of, words, identify.undo_answer, answer)
        self.act(identify.change_answer, answer, verdict, warned, done=done)

    def offer_undo_of(self, words: str, undo: Callable[..., Changed], what: object, changed: Changed) -> None:
        """Offer to take back something that was written in another contact, perhaps."""
        if changed.entries:
            self.seat.notices.undoable(words, partial(self.act, undo, what, changed))

    def save_and_next(self) -> None:
        """Say what is not said yet and go to the next step."""
        self.save()
        self.page.go_to(min(self.number + 1, 6))

    def focus_place(self, place: str) -> bool:
        """Put the focus on the field a gap is about. False when this step has no such place."""
        target = self.places.get(place)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def keep_now(self) -> None:
        """Keep everything that is being typed, now."""
        for draft in self._drafts.values():
            draft.keep_now()

    def _left(self, draft: Draft, say: Callable[[Draft], None]) -> None:
        if draft.dirty and really_left():
            say(draft)

    def _act(
        self,
        work: Callable[[], Changed],
        drafts: Sequence[Draft],
        done: Callable[[Changed], object] | None,
    ) -> None:
        _Saying(self, [(draft, draft.saying()) for draft in drafts], done).start(work)


class _Saying:
    """One answer on its way to the record."""

    def __init__(
        self, step: Step, drafts: list[tuple[Draft, str]], done: Callable[[Changed], object] | None
    ) -> None:
        self._step, self._drafts, self._done = step, drafts, done

    def start(self, work: Callable[[], Changed]) -> None:
        """Say it beside the window."""
        self._step.seat.bench.run(work, done=self._said, trouble=self._refused)

    def _said(self, changed: Changed) -> None:
        for at, (draft, text) in enumerate(self._alive()):
            if at:
                draft.drop()
            draft.said(text)
        if changed.contacts:
            self._step.seat.changes.publish(changed)
        if self._done is not None and shiboken6.isValid(self._step):
            self._done(changed)

    def _refused(self, trouble: Trouble) -> None:
        for draft, _text in self._alive():
            draft.unsaid()
        self._step.seat.notices.trouble(trouble)

    def _alive(self) -> list[tuple[Draft, str]]:
        """The step may have been closed while its answer was written."""
        return [(draft, text) for draft, text in self._drafts if shiboken6.isValid(draft)]
