"""The children of a new contact: who they may be on record, and what is known of them while the caller talks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.notices import announce
from ui.screens.taking import taken_down
from ui.screens.taking.child_box import ChildBox
from ui.screens.taking.enter_on import EnterOn
from ui.screens.taking.surroundings import Around, Beside, with_the_rest
from ui.screens.taking.taken_down import Adult, Child
from ui.screens.taking.taking_view import TakingView
from ui.screens.taking.talking import Talk
from ui.seat import Beginning, Seat
from workstation.domain import wording
from workstation.domain.household import Member
from workstation.domain.ids import PersonId
from workstation.domain.past import Candidate
from workstation.history.matcher import Enquiry
from workstation.services import find, identify

_AGAIN_MS: Final = 300
"""After the last letter of something that is not about the child."""


class ChildrenTaken(QObject):
    """Looks for each child at every letter, and shows the history of whoever is most likely meant."""

    changed = Signal()
    done = Signal()
    """Whoever was typing here has said who it is about: what is there to ask?"""

    def __init__(self, seat: Seat, view: TakingView, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._seat, self._view, self._today = seat, view, today
        self._desk = seat.desk
        self.boxes: list[ChildBox] = []
        self._asked: dict[PersonId, Enquiry] = {}
        """What was asked last about each child."""
        self._talk = Talk(seat, view, self.boxes, today, self._asked)
        self._enter = EnterOn(view.caller)
        self._enter.done.connect(self.done)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.look_again)
        for around in (view.caller, view.address):
            around.changed.connect(self._around_changed)
        self.changed.connect(self._around_changed)

    def _around_changed(self, _words: str = "") -> None:
        """Not at every letter: it is about somebody else."""
        self._again.start()

    def add(self, child: Child | None = None) -> ChildBox:
        """One more child."""
        box = ChildBox(child or taken_down.new_child(self._desk.now()), len(self.boxes) + 1, self._today)
        box.changed.connect(self.changed)
        box.wanted.connect(self._look_for)
        box.found.connect(self._found)
        box.judged.connect(self._judged)
        box.family.wanted.connect(self._add_member)
        box.family.ran_out.connect(self.done)
        box.removed.connect(self._remove)
        self.boxes.append(box)
        self._enter.follow(box)
        self._view.add_box(box)
        self._number()
        return box

    def empty(self) -> ChildBox | None:
        """The first child of whom nothing is written yet."""
        boxes = (box for box in self.boxes if not (box.name.text() or box.born.text() or box.postcode.text()))
        return next(boxes, None)

    def replace(self, children: Sequence[Child]) -> None:
        """Show these children in place of those that are there."""
        for box in list(self.boxes):
            self._drop(box)
        for child in children or (None,):
            self.add(child)
        for box in self.boxes:
            self._look_for(box, box.enquiry())

    def begin_with(self, beginning: Beginning) -> bool:
        """Fill in the first child, unless somebody is there already."""
        box = self.boxes[0]
        if len(self.boxes) > 1 or box.name.text() or box.born.text() or box.postcode.text():
            return False
        box.name.set_text(beginning.name)
        box.born.set_text(beginning.born)
        box.postcode.set_text(taken_down.tidy_postcode(beginning.postcode))
        self._look_for(box, box.enquiry())
        return True

    def taken(self) -> tuple[Child, ...]:
        """What is known of each child."""
        return tuple(box.child() for box in self.boxes)

    def first_name(self) -> str:
        """The name of the first child who has one."""
        return next((name for box in self.boxes if (name := box.name.text().strip())), "")

    def open_questions(self) -> list[QWidget]:
        """For each child, the first possible match that was not answered; then whom the record names with them."""
        matches = [row for box in self.boxes if (row := box.matches.first_open())]
        return [*matches, *(button for box in self.boxes for button in box.family.buttons.values())]

    # -- children -----------------------------------------------------------------------------------------

    def _add_member(self, member: Member) -> None:
        """One press says that they are in the picture, and that they are the person on record."""
        if member.role == "adult":
            person = taken_down.new_child(self._desk.now()).person
            self._view.adults.add(Adult(person, member))
            self._talk.offer_family()
            self.changed.emit()
            return
        box = self.empty() or self.add()
        same = identify.from_record(member, box.person)
        born = f"{member.born.on:%d %b %Y}" if member.born.on is not None else ""
        box.show_child(
            Child(box.person, member.called, born, verdicts={member.person: "same"}, candidates=(same,))
        )
        self._look_for(box, box.enquiry())
        self._talk.offer_family()
        self.changed.emit()

    def family_changed(self) -> None:
        """An adult was taken out again: they can be added once more."""
        self._talk.offer_family()
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
        self._asked.pop(box.person, None)
        box.hide()
        box.deleteLater()
        self._number()

    def _number(self) -> None:
        if self.boxes:
            self._enter.begin_with(self.boxes[0])
        for at, box in enumerate(self.boxes, start=1):
            box.set_number(at, alone=len(self.boxes) == 1)

    # -- who they may be ----------------------------------------------------------------------------------

    def _look_for(self, box: ChildBox, enquiry: Enquiry | None) -> None:
        """Ask who it may be, with all that is known around them; nothing is asked twice in a row."""
        key = ("match", box.person)
        if enquiry is None:
            self._asked.pop(box.person, None)
            # What is still being looked for was typed before, and would come too late.
            self._seat.bench.drop(key)
            box.offer(())
            self._talk.go_on()
            return
        beside = [Beside(b.name.text(), b.said_born()) for b in self.boxes if b is not box]
        whole = with_the_rest(enquiry, self._around(box), beside)
        if self._asked.get(box.person) == whole:
            return
        self._asked[box.person] = whole
        # A bound method of the box: the bench drops the answer when the box is gone.
        self._seat.bench.latest(key, find.matches, self._desk, whole, done=box.take)

    def _around(self, box: ChildBox) -> Around:
        caller = self._view.caller
        others = (b.postcode.text() for b in self.boxes if b is not box)
        return Around(
            caller.who.text(), caller.role.text(), caller.phone.text(), self._view.address.text(),
            next(filter(None, others), ""),
        )  # fmt: skip

    def look_again(self) -> None:
        """Something around the children changed."""
        for box in self.boxes:
            enquiry = box.enquiry()
            if enquiry is not None:
                self._look_for(box, enquiry)

    def _found(self, box: ChildBox, new: int) -> None:
        if new:
            found = wording.count(new, "child", "children")
            announce(box, f"We found {found} who may be the same. Answer when you can.")
        self._talk.go_on()

    def _judged(self, box: ChildBox, candidate: Candidate, verdict: str) -> None:
        if verdict == "same":
            box.born_as_on_record(candidate)
        self._talk.go_on()
        if verdict:
            (box.matches.first_open() or box.name).setFocus()
