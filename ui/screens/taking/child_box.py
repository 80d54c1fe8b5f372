"""One child as the caller describes them: three short fields, and whom we may know already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.screens.taking.taken_down import Child, tidy_postcode
from ui.widgets.buttons import link
from ui.widgets.family_offer import FamilyOffer
from ui.widgets.field import DateField, LineField, Understood
from ui.widgets.match_list import MatchList
from ui.widgets.nesting import nest
from ui.widgets.next_turn import paint_page_next_turn
from ui.widgets.words import Words
from workstation.domain import kinds, said_dates
from workstation.domain.past import Candidate
from workstation.history.matcher import Enquiry

SHORTEST = 2
_SOON = 200
"""Milliseconds after a box is there: nobody has typed a name by then."""
"""Letters of a name before it is worth looking anybody up."""


def reader(today: Callable[[], date]) -> Callable[[str], Understood]:
    """What a `Born` field understands. M10 says what to type instead."""

    def understand(text: str) -> Understood:
        born = said_dates.understood(text, today())
        if born is None:
            return Understood(wrong=said_dates.not_understood(text))
        return Understood(said_dates.words(born, today()), born)

    return understand


class ChildBox(QWidget):
    """Name, born or age, postcode; below them the people on record who may be this child."""

    changed = Signal()
    """Something about this child was typed or answered."""
    wanted = Signal(object, object)
    """This ChildBox wants candidates for an Enquiry."""
    found = Signal(object, int)
    """This ChildBox has candidates; how many, when there were none before."""
    judged = Signal(object, object, str)
    """This ChildBox, a Candidate, and what was answered about them."""
    removed = Signal(object)

    def __init__(
        self, child: Child, number: int, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.person, self._more, self._today = child.person, child.more, today
        self.name = LineField("Name")
        self.born = DateField("Born or age", reader(today))
        self.postcode = LineField("Postcode")
        self.matches = MatchList("Is this one of these children?", "F8 goes there", first=2)
        self.searched = False
        """Whether the record was asked about what stands here now, and had nobody."""
        self._head = Words("", "body_bold")
        self._remove = link("Remove")
        self.family = FamilyOffer(3)
        """Whoever the record names with this child."""
        self._lay_out()
        self.set_number(number, alone=number == 1)
        self.show_child(child)
        for field in (self.name, self.born, self.postcode):
            field.changed.connect(self._typed)
        self.postcode.left.connect(self._tidy)
        self.name.left.connect(self._name_finished)
        self.matches.judged.connect(self._judged)
        QTimer.singleShot(_SOON, self.matches, self.matches.get_ready)
        self._remove.clicked.connect(self._ask_to_go)

    def _lay_out(self) -> None:
        self._title = QWidget()
        title = QHBoxLayout(self._title)
        title.setContentsMargins(0, 0, 0, 0)
        title.addWidget(self._head, 1)
        title.addWidget(self._remove)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        nest(column, self._grid)
        column.addWidget(self.matches)
        column.addWidget(self.family)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """With large letters the name has a line to itself."""
        top = Qt.AlignmentFlag.AlignTop
        if narrow:
            self._grid.addWidget(self.name, 0, 0, 1, 2, top)
            self._grid.addWidget(self.born, 1, 0, top)
            self._grid.addWidget(self.postcode, 1, 1, top)
            self._grid.setColumnStretch(2, 0)  # nothing stands in the third any more
        else:
            for at, (field, share) in enumerate(((self.name, 5), (self.born, 3), (self.postcode, 2))):
                self._grid.addWidget(field, 0, at, top)
                self._grid.setColumnStretch(at, share)
        self.born.setMinimumWidth(0 if narrow else theme.px(128))  # a whole date fits

    def set_number(self, number: int, *, alone: bool) -> None:
        """`Child 2`, so that rows can be told apart by ear."""
        self._head.set_words(f"Child {number}")
        self._title.setVisible(not alone)
        self._remove.setAccessibleName(f"Remove child {number}")
        for field, words in ((self.name, "Name"), (self.born, "Born or age"), (self.postcode, "Postcode")):
            field.box.setAccessibleName(words if alone else f"{words}, child {number}")

    def show_child(self, child: Child) -> None:
        """Fill in what was taken down before."""
        self.name.set_text(child.name)
        self.born.set_text(child.born)
        self.postcode.set_text(child.postcode)
        self.born.edit.home(False)
        self.matches.set_verdicts(dict(child.verdicts))
        self.matches.show_candidates(child.candidates)

    def child(self) -> Child:
        """What is known of this child now."""
        return Child(
            person=self.person, name=self.name.text(), born=self.born.text(), postcode=self.postcode.text(),
            verdicts=self.matches.verdicts(), candidates=self.matches.candidates(), more=self._more,
        )  # fmt: skip

    def enquiry(self) -> Enquiry | None:
        """Whom to look for; nobody before there are a few letters of a name."""
        name = self.name.text().strip()
        if len(name) < SHORTEST:
            return None
        return Enquiry(
            person=self.person, name=name, born=self.said_born(),
            postcode=self.postcode.text().strip(), typing=self.name.edit.hasFocus(),
        )  # fmt: skip

    def born_as_on_record(self, same: Candidate) -> None:
        """They are this person, and nobody said when they were born: the record does."""
        on_record = same.born.removeprefix("Born ").partition("(")[0].strip()
        if not self.born.text().strip() and said_dates.understood(on_record, self._today()) is not None:
            self.born.set_text(on_record)
            self.changed.emit()

    def said_born(self) -> kinds.Born:
        """When they were born, as far as it was understood."""
        born = self.born.value()
        return born if isinstance(born, kinds.Born) else kinds.Born()

    def take(self, candidates: Sequence[Candidate] | None) -> None:
        """The answer of a search."""
        paint_page_next_turn(self)
        self.searched = not candidates
        before = len(self.matches.candidates())
        self.offer(candidates or ())
        self.found.emit(self, 0 if before else len(self.matches.candidates()))

    def offer(self, candidates: Sequence[Candidate]) -> None:
        """Show who may be this child. People already answered about stay, whatever is typed now."""
        kept = [c for c in self.matches.candidates() if c.other in self.matches.verdicts()]
        new = [c for c in candidates if c.other not in {k.other for k in kept}]
        self.matches.show_candidates([*kept, *(msgspec.structs.replace(c, person=self.person) for c in new)])

    def _typed(self, _text: str) -> None:
        self.searched = False
        self.changed.emit()
        self.wanted.emit(self, self.enquiry())

    def _name_finished(self) -> None:
        """The last word of the name is whole now."""
        self.wanted.emit(self, self.enquiry())

    def _tidy(self) -> None:
        self.postcode.set_text(tidy_postcode(self.postcode.text()))

    def _judged(self, candidate: Candidate, verdict: str) -> None:
        self.changed.emit()
        self.judged.emit(self, candidate, verdict)

    def _ask_to_go(self) -> None:
        self.removed.emit(self)
