"""How taking down a contact looks: the call at the left, the children, and what to ask at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.screens.taking.beside import ClarityCard, TalkCard
from ui.screens.taking.caller_card import CallerCard
from ui.screens.taking.child_box import ChildBox
from ui.screens.taking.taken_down import Mode, TakenDown
from ui.widgets.buttons import Button, command_button, link, pill, primary
from ui.widgets.card import Card
from ui.widgets.chip import ChipLook, ChipMark
from ui.widgets.choice import Ticks
from ui.widgets.field import TextField
from ui.widgets.flow import Flow
from ui.widgets.keycap import Keycap
from ui.widgets.mark import Mark
from ui.widgets.prompts import Prompts
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.services.desk import Desk

_TITLES: dict[Mode, str] = {
    "phone": "New contact – on the phone",
    "paste": "New contact – pasted",
    "form": "New contact – from a form",
}
_FINISH: dict[Mode, str] = {
    "phone": "Finish call and check history",
    "paste": "Save and check history",
    "form": "Save and check history",
}
_MODES: tuple[tuple[Mode, str], ...] = (("phone", "Phone"), ("paste", "Paste"), ("form", "Form"))
ROOM = 1040
"""Three columns need this width at 100 % text; below it there is one."""


class _Bar(QWidget):
    """A surface at the top or bottom of the screen, with a line towards the page."""

    def __init__(self, *, line_below: bool) -> None:
        super().__init__()
        self._below = line_below
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        at = self.height() - 1 if self._below else 0
        painter.fillRect(QRect(0, at, self.width(), 1), theme.colour("hairline"))


class TakingView(QWidget):
    """Everything on the screen of a new contact. What it does is decided by the screen."""

    mode_chosen = Signal(str)

    def __init__(self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow: bool | None = None
        self._mode: Mode = "phone"
        self.notes = _Notes()
        self.caller = CallerCard(desk.agencies)
        self.talk = TalkCard(desk.guide)
        self.prompts = Prompts()
        self.clarity = ClarityCard(sum(1 for q in desk.guide.questions if q.clear))
        self.address = TextField("Address", lines=1, most_lines=4)
        self.private = Ticks(
            [("private", "Keep it hidden: nobody may learn it from us")], name="Address to keep private"
        )
        self.children_card = Card("Children")
        self.ask_card = Card("Ask before they hang up", role="h2")
        self.add_child: Button = command_button("contact.add_another", "link", "plus", "Add a child")
        self.finish = primary("Finish call and check history", "arrow-right", "Ctrl+Enter")
        self.park = command_button("contact.park", "secondary", "pause")
        self.escalate = command_button("contact.escalate", "danger", "lightning-fill")
        self._fill_cards()
        self._head, self._foot = self._make_head(), self._make_foot()
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
        whole.addWidget(self._head)
        whole.addWidget(self._wide, 1)
        whole.addWidget(self._one, 1)
        whole.addWidget(self._foot)
        self._arrange(narrow=False)

    # -- building -----------------------------------------------------------------------------------------

    def _fill_cards(self) -> None:
        self.children_card.set_action(self.add_child)
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(16)
        self.children_card.body.addLayout(self._boxes)
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

    def _make_head(self) -> QWidget:
        bar = _Bar(line_below=True)
        bar.setAccessibleName("New contact")
        self.icon = Mark("phone-incoming-fill", "settled", 22)
        self.heading = Words(_TITLES["phone"], "h1", wrap=True)
        self.timer = ChipMark("00:00 on this call", "neutral", "clock-fill")
        self.saved = Words("Saved as you type", "secondary")
        left = QWidget()
        flow = Flow(left, gap=10, line_gap=4)
        flow.addWidget(self.icon)
        flow.addWidget(self.heading)
        flow.addWidget(self.timer)
        self._modes = QButtonGroup(self)
        for mode, words in _MODES:
            button = pill(words, chosen=mode == "phone")
            button.setProperty("mode", mode)
            button.clicked.connect(self._choose_mode)
            self._modes.addButton(button)
            flow.addWidget(button)
        self._head_row = QHBoxLayout(bar)
        self._head_row.setContentsMargins(18, 8, 14, 8)
        self._head_row.setSpacing(10)
        self._head_row.addWidget(left, 1)
        self._head_row.addWidget(self.saved)
        return bar

    def _make_foot(self) -> QWidget:
        bar = _Bar(line_below=False)
        bar.setAccessibleName("Finish")
        self.needed = Words(
            "Any order. Leave blank what you do not know. Only this is needed to save: one thing they told you.",
            "secondary", wrap=True,
        )  # fmt: skip
        self._foot_row = QHBoxLayout(bar)
        self._foot_row.setContentsMargins(16, 7, 14, 7)
        self._foot_row.addWidget(self.needed, 1)
        self._foot_row.addStretch(0)
        self._foot_row.addWidget(self.finish)
        return bar

    def _make_columns(self) -> tuple[QWidget, Page, Page]:
        left = QWidget()
        left.setAccessibleName("What they are telling you")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._notes_box, self._caller_box = QVBoxLayout(), QVBoxLayout()
        column.addLayout(self._notes_box, 1)
        column.addLayout(self._caller_box)
        middle, right = Page("Children", margin=0), Page("What to ask", margin=0)
        return left, middle, right

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
        self.address.set_text(taken.address)
        self.private.set_values(["private"] if taken.private else [])
        self._show_address(shown=bool(taken.address.strip()))

    def show_mode(self, mode: Mode) -> None:
        """How it comes changes what the screen calls things."""
        self._mode = mode
        self.icon.set_icon("phone-incoming-fill" if mode == "phone" else "clipboard-text-fill")
        for button in self._modes.buttons():
            button.setChecked(button.property("mode") == mode)
        self.caller.set_mode(mode)
        self.notes.set_mode(mode)
        self.ask_card.set_title("Ask before they hang up" if mode == "phone" else "Is it in what they sent?")
        self.timer.setVisible(mode == "phone")
        self.finish.set_words(
            "Finish call and check history" if mode == "phone" else "Save and check history"
        )

    def show_timer(self, seconds: int, *, on_phone: bool) -> None:
        """How long they have been talking."""
        if on_phone:
            minutes, rest = divmod(seconds, 60)
            self.timer.set_chip(ChipLook(f"{minutes:02d}:{rest:02d} on this call", "neutral", "clock-fill"))

    def say_saved(self, words: str) -> None:
        """When everything was last kept."""
        self.saved.set_words(words)

    def _choose_mode(self) -> None:
        self.mode_chosen.emit(str(self.sender().property("mode")))

    # -- room ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns, or one when there is no room for them."""
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < theme.px(ROOM))

    def _arrange(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        cards = (self.children_card, self.talk), (self.ask_card, self.clarity)
        hidden = self.talk.isHidden()
        if narrow:
            self._fill(self._one.body, [self.notes, self.caller, *cards[0], *cards[1]])
        else:
            self._notes_box.addWidget(self.notes)
            self._caller_box.addWidget(self.caller)
            self._fill(self._middle.body, cards[0])
            self._fill(self._right.body, cards[1])
            for at, (part, share) in enumerate(((self._left, 418), (self._middle, 476), (self._right, 412))):
                self._columns.insertWidget(at, part, share)
        self.talk.setVisible(not hidden)
        self._one.setVisible(narrow)
        for part in (self._left, self._middle, self._right):
            part.setVisible(not narrow)
        self._wide.setVisible(not narrow)
        self.notes.set_tall(not narrow)
        self._arrange_buttons(narrow)
        for at in range(self._boxes.count()):
            item = self._boxes.itemAt(at)
            box = item.widget() if item is not None else None
            if isinstance(box, ChildBox):
                box.set_narrow(narrow)
        self.saved.setVisible(not narrow)
        self.needed.setVisible(not narrow)

    def _arrange_buttons(self, narrow: bool) -> None:
        """In a narrow window there is one bar of buttons, below, and they say only what they do."""
        if narrow:
            self._foot_row.insertWidget(0, self.escalate)
            self.finish.set_words("Save and next", "")
        else:
            self._head_row.addWidget(self.park)
            self._head_row.addWidget(self.escalate)
            self.finish.set_words(_FINISH[self._mode], "Ctrl+Enter")
        self.park.setVisible(not narrow)
        self.escalate.set_words("Escalate now", "" if narrow else "F12")
        self.heading.set_words("New contact" if narrow else _TITLES[self._mode])
        self._foot_row.setStretch(1 if narrow else 0, 1)

    @staticmethod
    def _fill(column: QVBoxLayout, parts: Sequence[QWidget]) -> None:
        for part in parts:
            column.addWidget(part)


class _Notes(TextField):
    """The big box: their words. On a wide screen it takes the height there is."""

    def __init__(self) -> None:
        self._tall = False
        super().__init__("What they are telling you", lines=7, most_lines=18)
        self.label.hide()
        self._title = Words("What they are telling you", "h2", wrap=True)
        self._title.setBuddy(self.edit)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(Keycap("F5"))
        head.addWidget(Words("time stamp", "secondary"))
        cast(QVBoxLayout, self.layout()).insertLayout(0, head)
        self.set_mode("phone")

    def set_mode(self, mode: Mode) -> None:
        """What the words will be."""
        said = "What they are telling you" if mode == "phone" else "What they sent, word for word"
        self._title.set_words(said)
        self.edit.setAccessibleName(said)
        hint = "Their words become the record. Nothing is lost if the line drops."
        self.set_hint(hint if mode == "phone" else "Paste all of it. It cannot be changed after you save.")

    def set_tall(self, tall: bool) -> None:
        """Take all the height there is, or only what the words need."""
        self._tall = tall
        across = QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Expanding if tall else QSizePolicy.Policy.Fixed)
        down = QSizePolicy.Policy.Expanding if tall else QSizePolicy.Policy.Fixed
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, down)
        # A box that moves into a page is dressed anew by Qt, in the letters it had before.
        self._dress()

    def _grow(self) -> None:
        if not self._tall:
            super()._grow()
            return
        self.edit.setMinimumHeight(theme.px(110))
        self.edit.setMaximumHeight(16_777_215)
        self.edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
