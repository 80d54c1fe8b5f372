"""After the decision: what is still to do, each with the way to do it. Nothing here says `completed`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.models.called import children_called, contact_line
from ui.screens.after.answering import AnswerPart
from ui.screens.after.deciding import DecisionPart
from ui.screens.after.handing import HandOverPart
from ui.screens.after.part import Form, Part
from ui.screens.after.tasks import TasksPart
from ui.screens.after.telling import FamilyPart, ReferrerPart, family_parts
from ui.screens.after.watching import WatchPart
from ui.seat import Screen, Seat
from ui.widgets.beside import Beside
from ui.widgets.heading import Heading
from ui.widgets.nesting import nest
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.contact import Stage
from workstation.domain.gates.after import family_to_tell
from workstation.domain.ids import ContactId, PersonId
from workstation.services import afterwards, find, words
from workstation.services.desk import Desk
from workstation.services.find import OpenContact


@dataclass(frozen=True)
class Shown:
    """What the page reads in one go: the contact, the words for referrer and family, what was being typed."""

    open: OpenContact
    referrer: str
    family: dict[PersonId, str]
    kept: dict[str, str]


class AfterScreen(Screen):
    """Left what has to be done, right what was decided and what follows from it."""

    def __init__(self, seat: Seat, contact_id: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(seat, "After the decision", parent)
        self.contact_id = contact_id
        self.shown: Shown | None = None
        self._entered = True
        self.page = Page("After the decision")
        self.heading = Heading("After the decision")
        self.about, self.left = Words("", "secondary", wrap=True), Words("", "body", wrap=True)
        self.answer, self.tasks = AnswerPart(seat, contact_id), TasksPart(seat, contact_id)
        self.referrer, self.decision = ReferrerPart(seat, contact_id), DecisionPart(seat, contact_id)
        self.hand, self.watch = HandOverPart(seat, contact_id), WatchPart(seat, contact_id)
        self.family: list[FamilyPart] = []
        self._people: tuple[str, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        for line in (self.heading, self.about, self.left):
            self.page.add(line)
        todo, told = QWidget(), QWidget()
        self._todo, self._told = _column(todo), _column(told)
        parts: tuple[Part, ...] = (self.answer, self.tasks, self.referrer)
        for part in parts:
            self._todo.addWidget(part)
        for part in (self.decision, self.hand, self.watch):
            self._told.addWidget(part)
        for side in (self._todo, self._told):
            side.addStretch(1)
        sides = Beside(enough=1020, gap=16)
        sides.add(todo, 5)
        sides.add(told, 4)
        nest(self.page.body, sides)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.page.no_wider_than(1700)

    # -- what the window asks of every screen ---------------------------------------------------------------

    def icon_name(self) -> str:
        """A sheet with a list."""
        return "list-bullets"

    def commands(self) -> dict[str, Callable[[], None]]:
        """Ctrl+Enter does what the focus is in, F8 goes on to the next."""
        steps = {f"go.step{n}": partial(self.seat.go.contact, self.contact_id, n) for n in range(1, 7)}
        return {"contact.save_next": self.press, "go.next_need": self.next_need, **steps}

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [part for part in self.parts() if not part.isHidden()]

    def parts(self) -> list[Part]:
        """The cards in the order of reading."""
        return [
            self.answer, self.tasks, self.referrer, *self.family, self.decision, self.hand, self.watch,
        ]  # fmt: skip

    def enter(self) -> None:
        """Read it as it is now."""
        self._entered = True
        self.load()

    def reload(self, changed: Changed) -> None:
        """Something changed here, or came from a colleague."""
        if self.contact_id in changed.contacts or changed.by != "me" or self._answers(changed):
            self.load()

    def _answers(self, changed: Changed) -> bool:
        """Whether it is about the contact from which this one came back."""
        wires = self.shown.open.back if self.shown else ()
        return any(wire.watched in changed.contacts or wire.contact in changed.contacts for wire in wires)

    def load(self) -> None:
        """Read it again."""
        self.seat.bench.latest(
            ("after", self.contact_id), _read, self.seat.desk, self.contact_id, done=self._show
        )

    # -- showing --------------------------------------------------------------------------------------------

    def _show(self, shown: Shown) -> None:
        focus = QApplication.focusWidget()
        within = focus is not None and self.isAncestorOf(focus)
        first, self.shown = self.shown is None, shown
        file, desk = shown.open.file, self.seat.desk
        worker = desk.person(file.worker)
        self.heading.set_title("After the decision" if file.signed else "Still to do")
        self.heading.set_note(children_called(file))
        self.about.set_words(contact_line(file, worker.short if worker else ""))
        self.left.set_words(_left(shown.open))
        self.referrer.text = shown.referrer
        self._make_family(shown)
        for part in self.parts():
            if first:
                part.kept = shown.kept
            part.show_contact(shown.open)
        self._suit(shown.open)
        gone = focus is None or not shiboken6.isValid(focus) or not focus.isVisible()
        if self._entered or not within or gone:
            self._entered = False
            self._first_focus()

    def _make_family(self, shown: Shown) -> None:
        """A card for each adult who has to be told; those that are there already stay."""
        parts = family_parts(self.seat, self.contact_id, shown.open)
        people = tuple(part.adult.person for part in parts)
        if people != self._people:
            self._people = people
            for old in self.family:
                old.hide()
                old.deleteLater()
            self.family = parts
            for part in parts:
                part.kept = shown.kept
                self._todo.insertWidget(self._todo.count() - 1, part)
        for part in self.family:
            part.adult = shown.open.file.adult(part.adult.person) or part.adult
            part.text = shown.family.get(part.adult.person, "")

    def _suit(self, shown: OpenContact) -> None:
        """Show what there is something to say about."""
        decided = shown.file.signed is not None
        self.answer.setVisible(self.answer.wanted(shown))
        self.tasks.setVisible(self.tasks.wanted(shown))
        self.referrer.setVisible(decided)
        for part in self.family:
            part.setVisible(decided)
        self.decision.setVisible(decided or bool(shown.file.earlier_decisions))
        self.hand.setVisible(self.hand.wanted(shown))
        self.watch.setVisible(shown.line.watch is not None)
        for at, form in enumerate(self._forms()):
            form.ask_first(at == 0)

    def _forms(self) -> list[Form]:
        """What waits for somebody, in the order of reading."""
        shown = [part for part in self.parts() if not part.isHidden()]
        return [form for part in shown for form in part.forms if not form.isHidden()]

    # -- keys -----------------------------------------------------------------------------------------------

    def press(self) -> None:
        """Do what the focus is in; else go to the first that waits."""
        focus = QApplication.focusWidget()
        for part in self.parts():
            form = part.focused_form(focus)
            if form is not None:
                form.press()
                return
        self._first_focus()

    def next_need(self) -> None:
        """F8: the next form that waits, round from where the focus is."""
        forms = self._forms()
        focus = QApplication.focusWidget()
        at = next((n for n, f in enumerate(forms) if focus is not None and f.isAncestorOf(focus)), -1)
        if not forms or (len(forms) == 1 and at == 0):
            self.seat.notices.say("Nothing else on this page needs you now.")
            return
        forms[(at + 1) % len(forms)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _first_focus(self) -> None:
        for part in self.parts():
            form = part.open_form() if not part.isHidden() else None
            if form is not None and form.first is not None:
                form.first.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)


def _left(shown: OpenContact) -> str:
    if not shown.todo and shown.back:
        return "A manager answers what brought this family back, or decides on the new contact."
    if not shown.todo and shown.file.stage is Stage.DECIDED:
        return "Nothing is left to do here."
    if not shown.todo:
        return "Nothing is left to do here before the decision."
    return f"{wording.count(len(shown.todo), 'thing')} to do. It stays in the queue until then."


def _read(desk: Desk, contact: ContactId) -> Shown:
    shown = find.contact(desk, contact)
    return Shown(
        shown,
        afterwards.referrer_text(desk, shown.file),
        {a.person: afterwards.family_text(desk, shown.file, a.person) for a in family_to_tell(shown.file)},
        words.kept_under(desk, f"contact/{contact}/after."),
    )


def _column(of: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return column
