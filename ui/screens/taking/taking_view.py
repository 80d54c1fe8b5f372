"""How taking down a contact looks: the call at the left, the children, and what to ask at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.screens.taking.adults_added import AdultsAdded
from ui.screens.taking.bars import FootBar, HeadBar
from ui.screens.taking.beside import ClarityCard, TalkCard
from ui.screens.taking.caller_card import CallerCard
from ui.screens.taking.child_box import ChildBox
from ui.screens.taking.found_card import FoundCard
from ui.screens.taking.notes import Notes
from ui.screens.taking.paper_card import PaperCard
from ui.screens.taking.taken_down import Mode, TakenDown
from ui.widgets.buttons import Button, command_button, link
from ui.widgets.card import Card
from ui.widgets.choice import Ticks
from ui.widgets.field import TextField
from ui.widgets.nesting import nest
from ui.widgets.prompts import Prompts
from ui.widgets.scroll import Page
from ui.widgets.two_pages import TwoPages
from ui.widgets.words import Words
from workstation.services.desk import Desk

ROOM = 1040
"""Three columns need this width at 100 % text; below it there is one."""
TIGHT, TALL = 1220, 740
"""Below this width the fields of who calls stand under each other; the three columns then need this height."""
LOW = 640
"""Below this height at 100 % text the history of the child says less, so that the children keep their room."""


class TakingView(QWidget):
    """Everything on the screen of a new contact. What it does is decided by the screen."""

    mode_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow: bool | None = None
        self.head, self.foot = HeadBar(), FootBar()
        self.finish = self.foot.finish
        self.head.mode_chosen.connect(self.mode_chosen)
        self.notes = Notes()
        self.paper = PaperCard(desk.guide.channels)
        self.paper.hide()
        self.caller = CallerCard(desk.agencies)
        self.talk = TalkCard(desk.guide)
        self.found = FoundCard()
        self.prompts = Prompts()
        self.clarity = ClarityCard()
        self.address = TextField("Address", lines=1, most_lines=4)
        self.private = Ticks(
            [("private", "Keep it hidden: nobody may learn it from us")], name="Address to keep private"
        )
        self.children_card = Card("Children")
        self.adults = AdultsAdded()
        self.ask_card = Card("Ask before they hang up", role="h2")
        self.add_child: Button = command_button("contact.add_another", "link", "plus", "Add a child")
        self.park = command_button("contact.park", "secondary", "pause")
        self.escalate = command_button("contact.escalate", "danger", "lightning-fill")
        self._fill_cards()
        self._left, self._middle, self._right = self._make_columns()
        self._wide = QWidget()
        self._columns = QHBoxLayout(self._wide)
        self._columns.setContentsMargins(16, 10, 14, 8)
        self._columns.setSpacing(14)
        self._one = Page("New contact", margin=16)
        self._one.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self._wide, 1)
        whole.addWidget(self._one, 1)
        whole.addWidget(self.foot)
        self._arrange(narrow=False)

    # -- building -----------------------------------------------------------------------------------------

    def _fill_cards(self) -> None:
        self.children_card.set_action(self.add_child)
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(16)
        nest(self.children_card.body, self._boxes)
        self.children_card.add(self.adults)
        self.children_card.body.addSpacing(4)
        self.add_address = link("Add an address", "house")
        self.add_address.clicked.connect(self._ask_address)
        self.children_card.body.addWidget(self.add_address, 0, Qt.AlignmentFlag.AlignLeft)
        self.children_card.add(self.address)
        self.children_card.add(self.private)
        self._show_address(shown=False)
        self.ask_card.add(self.prompts)
        hint = "Mark with Space. Type an answer and it goes in the record under that question."
        self.ask_card.add(Words(hint, "small", wrap=True))

    def _ask_address(self) -> None:
        self._show_address(shown=True)
        self.address.setFocus()

    def _show_address(self, *, shown: bool) -> None:
        self.add_address.setVisible(not shown)
        self.address.setVisible(shown)
        self.private.setVisible(shown)

    def _make_columns(self) -> tuple[QWidget, QWidget, Page]:
        left = QWidget()
        left.setAccessibleName("What they are telling you")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._notes_box, self._caller_box = QVBoxLayout(), QVBoxLayout()
        nest(column, self._notes_box, 1)
        nest(column, self._caller_box)
        middle = QWidget()
        self._children_page = Page("Children", margin=0)
        self._found_room = QVBoxLayout()
        self._both = TwoPages(self._children_page, "History of the child", self._asked_down_to)
        below = QVBoxLayout(middle)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        nest(below, self._found_room)
        below.addWidget(self._both, 1)
        return left, middle, Page("What to ask", margin=0)

    def _asked_down_to(self) -> int:
        """How far down the first question who a child is goes; or the fields of the first child."""
        boxes = self.children_card.findChildren(ChildBox)
        asked = [row for box in boxes if (row := box.matches.first_open())]
        last = [*asked, *(box.name for box in boxes)][:1]
        return self._children_page.down_to(last[0]) + theme.px(10) if last else 0

    # -- showing ------------------------------------------------------------------------------------------

    def add_box(self, box: ChildBox) -> None:
        """One more child on the card."""
        box.set_narrow(bool(self._narrow))
        self._boxes.addWidget(box)

    def show_taken(self, taken: TakenDown) -> None:
        """Fill in what was taken down before, with the cursor where it was."""
        self.notes.set_text(taken.words)
        cursor = QTextCursor(self.notes.edit.document())
        cursor.setPosition(min(taken.cursor, len(taken.words)))
        self.notes.edit.setTextCursor(cursor)
        self.caller.show_taken(taken)
        self.paper.show_paper(taken.paper)
        self.adults.show_adults((*taken.adults, *taken.named))
        self.address.set_text(taken.address)
        self.private.set_values(["private"] if taken.private else [])
        self._show_address(shown=bool(taken.address.strip()))

    def show_mode(self, mode: Mode) -> None:
        """How it comes changes what the screen calls things."""
        self.paper.setVisible(mode == "paper")
        self.caller.set_mode(mode)
        if not self._narrow:
            self._place_caller()
        self.notes.set_mode(mode)
        written = "Is it on the sheet?" if mode == "paper" else "Is it in what they sent?"
        self.ask_card.set_title("Ask before they hang up" if mode == "phone" else written)
        self.head.show_mode(mode, narrow=bool(self._narrow))
        self.foot.show_mode(mode, narrow=bool(self._narrow))

    # -- room ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns, or one when there is no room for them."""
        super().resizeEvent(event)
        crowded = self.width() < theme.px(TIGHT) and self.height() < theme.px(TALL)
        self._arrange(narrow=crowded or self.width() < theme.px(ROOM))
        self.talk.set_compact(not self._narrow and self.height() < theme.px(LOW))

    def _arrange(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        focused = QApplication.focusWidget()
        cards = (self.children_card, self.talk), (self.ask_card, self.clarity)
        hidden, nothing, no_paper = self.talk.isHidden(), self.found.isHidden(), self.paper.isHidden()
        if narrow:
            self._fill(
                self._one.body, [self.paper, self.notes, self.found, self.caller, *cards[0], *cards[1]]
            )
        else:
            self._notes_box.addWidget(self.notes)
            self._fill(self._children_page.body, [self.paper, self.children_card])
            self._place_caller()
            self._fill(self._both.below.body, [self.talk])
            self._found_room.addWidget(self.found)
            self._fill(self._right.body, cards[1])
            for at, (part, share) in enumerate(((self._left, 418), (self._middle, 476), (self._right, 412))):
                self._columns.insertWidget(at, part, share)
        self.talk.setVisible(not hidden)
        self.found.setVisible(not nothing)
        self.paper.setVisible(not no_paper)
        self._one.setVisible(narrow)
        for part in (self._left, self._middle, self._right):
            part.setVisible(not narrow)
        self._wide.setVisible(not narrow)
        self.notes.set_tall(not narrow)
        self._arrange_buttons(narrow=narrow)
        for box in self.children_card.findChildren(ChildBox):
            box.set_narrow(narrow)
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus()  # what moves from one column to another loses it

    def _place_caller(self) -> None:
        """Below the words; of a paper sheet above the children, where there is room for what the sheet has more."""
        if self.caller.mode == "paper":
            self._children_page.body.insertWidget(0, self.paper)
            self._children_page.body.insertWidget(1, self.caller)
        else:
            self._caller_box.addWidget(self.caller)

    def _arrange_buttons(self, *, narrow: bool) -> None:
        """In a narrow window there is one bar of buttons, below, and they say only what they do."""
        if narrow:
            self.foot.row.insertWidget(0, self.escalate)
        else:
            self.head.row.addWidget(self.park)
            self.head.row.addWidget(self.escalate)
        self.park.setVisible(not narrow)
        self.escalate.set_words("Escalate now", "" if narrow else "F12")
        self.head.show_mode(self.caller.mode, narrow=narrow)
        self.foot.show_mode(self.caller.mode, narrow=narrow)

    @staticmethod
    def _fill(column: QVBoxLayout, parts: Sequence[QWidget]) -> None:
        for part in parts:
            column.addWidget(part)
