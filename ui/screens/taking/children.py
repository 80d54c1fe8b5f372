"""The children of a new contact: who they may be on record, and what is known of them while the caller talks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.notices import announce
from ui.screens.taking import taken_down
from ui.screens.taking.child_box import ChildBox
from ui.screens.taking.taken_down import Adult, Child
from ui.screens.taking.taking_view import TakingView
from ui.seat import Seat
from workstation.domain import said_names, wording
from workstation.domain.household import Household, Member
from workstation.domain.past import Candidate, Past
from workstation.services import find, identify


class ChildrenTaken(QObject):
    """Looks for each child at every letter, and shows the history of whoever is most likely meant."""

    changed = Signal()

    def __init__(self, seat: Seat, view: TakingView, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._seat, self._view, self._today = seat, view, today
        self._desk = seat.desk
        self.boxes: list[ChildBox] = []
        self._about: Candidate | None = None
        self._family: tuple[Member, ...] = ()
        """The family on record of the child who was called the same."""
        view.caller.source_changed.connect(self._source_known)

    def add(self, child: Child | None = None) -> ChildBox:
        """One more child."""
        box = ChildBox(child or taken_down.new_child(self._desk.now()), len(self.boxes) + 1, self._today)
        box.changed.connect(self.changed)
        box.wanted.connect(self._look_for)
        box.found.connect(self._found)
        box.judged.connect(self._judged)
        box.family.wanted.connect(self._add_member)
        box.removed.connect(self._remove)
        self.boxes.append(box)
        self._view.add_box(box)
        self._number()
        return box

    def replace(self, children: Sequence[Child]) -> None:
        """Show these children in place of those that are there."""
        for box in list(self.boxes):
            self._drop(box)
        for child in children or (None,):
            self.add(child)
        for box in self.boxes:
            self._look_for(box, box.enquiry())

    def taken(self) -> tuple[Child, ...]:
        """What is known of each child."""
        return tuple(box.child() for box in self.boxes)

    def first_name(self) -> str:
        """The name of the first child who has one."""
        return next((name for box in self.boxes if (name := box.name.text().strip())), "")

    def open_questions(self) -> list[QWidget]:
        """For each child, the first possible match that was not answered."""
        return [row for box in self.boxes if (row := box.matches.first_open())]

    # -- children -----------------------------------------------------------------------------------------

    def _add_member(self, member: Member) -> None:
        """One press says that they are in the picture, and that they are the person on record."""
        if member.role == "adult":
            person = taken_down.new_child(self._desk.now()).person
            self._view.adults.add(Adult(person, member))
            self._offer_family()
            self.changed.emit()
            return
        empty = (box for box in self.boxes if not (box.name.text() or box.born.text() or box.postcode.text()))
        box = next(empty, None) or self.add()
        same = identify.from_record(member, box.person)
        born = f"{member.born.on:%d %b %Y}" if member.born.on is not None else ""
        box.show_child(
            Child(box.person, member.called, born, verdicts={member.person: "same"}, candidates=(same,))
        )
        box.name.setFocus()
        self._look_for(box, box.enquiry())
        self._offer_family()
        self.changed.emit()

    def family_changed(self) -> None:
        """An adult was taken out again: they can be added once more."""
        self._offer_family()
        self.changed.emit()

    def _remove(self, box: ChildBox) -> None:
        at = self.boxes.index(box)
        self._drop(box)
        if not self.boxes:
            self.add()
        self.boxes[min(at, len(self.boxes) - 1)].name.setFocus()
        self.changed.emit()

    def _drop(self, box: ChildBox) -> None:
        self.boxes.remove(box)
        box.hide()
        box.deleteLater()
        self._number()

    def _number(self) -> None:
        for at, box in enumerate(self.boxes, start=1):
            box.set_number(at, alone=len(self.boxes) == 1)

    # -- who they may be ----------------------------------------------------------------------------------

    def _look_for(self, box: ChildBox, enquiry: object) -> None:
        if enquiry is None:
            box.offer(())
            self._talk()
            return
        # A bound method of the box: the bench drops the answer when the box is gone.
        self._seat.bench.latest(("match", box.person), find.matches, self._desk, enquiry, done=box.take)

    def _found(self, box: ChildBox, new: int) -> None:
        if new:
            found = wording.count(new, "child", "children")
            announce(box, f"We found {found} who may be the same. Answer when you can.")
        self._talk()

    def _judged(self, box: ChildBox, _candidate: Candidate, verdict: str) -> None:
        self._talk()
        if verdict:
            (box.matches.first_open() or box.name).setFocus()

    # -- while you talk -----------------------------------------------------------------------------------

    def _talk(self) -> None:
        same = next((c for box in self.boxes if (c := box.matches.same())), None)
        self._about = same or next((c for box in self.boxes for c in _unanswered(box)), None)
        if self._about is None:
            held = find.may_be_held(self._desk) if self._nobody_found() else ""
            self._view.talk.show_history(None, None, held, sure=False)
            self._family = ()
            self._offer_family()
            return
        about, done = self._about, self._show_talk
        source = self._view.caller.source
        self._seat.bench.latest("talk", find.while_you_talk, self._desk, about, source, done=done)

    def _nobody_found(self) -> bool:
        """Whether a whole name was looked for and nobody was found."""
        return any(len(box.name.text().split()) > 1 and box.searched for box in self.boxes)

    def _source_known(self, _code: str) -> None:
        """Who is ringing decides what is a repeat."""
        self._talk()

    def _show_talk(self, past: Past | None) -> None:
        candidate = self._about
        if candidate is None:
            return
        sure = any(box.matches.same() == candidate for box in self.boxes)
        self._view.talk.show_history(candidate, past, find.may_be_held(self._desk), sure=sure)
        if not sure:
            self._show_family(None)
        else:
            self._seat.bench.latest(
                "family", find.household_of, self._desk, candidate, done=self._show_family
            )

    def _show_family(self, family: Household | None) -> None:
        self._family = family.others if family is not None else ()
        self._offer_family()

    def _offer_family(self) -> None:
        named = {wording.full_name(said_names.name_of(box.name.text())) for box in self.boxes}
        same = {c.other for box in self.boxes if (c := box.matches.same())}
        same |= {adult.member.person for adult in self._view.adults.adults()}
        left = [m for m in self._family if m.called not in named and not (m.people & same)]
        for box in self.boxes:
            box.family.offer(left if box.matches.same() == self._about else [], self._today())


def _unanswered(box: ChildBox) -> list[Candidate]:
    answered = box.matches.verdicts()
    return [c for c in box.matches.candidates() if c.other not in answered]
