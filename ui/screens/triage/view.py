"""How the meeting looks: the family at the left, what is said about it at the right, or one below the other."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.models.called import children_called
from ui.models.meeting_draft import Typed
from ui.screens.triage.family import Before, FamilyHead, NotInIt, Told, beside
from ui.screens.triage.together import Together
from ui.screens.triage.voices import Voices
from ui.widgets.beside import Beside
from ui.widgets.buttons import command_button, link, primary, secondary
from ui.widgets.chip import ChipMark
from ui.widgets.flow import Flow
from ui.widgets.nesting import nest
from ui.widgets.on_top import on_top
from ui.widgets.save_foot import SaveFoot
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain.guide import Guide
from workstation.services.meeting import OneFamily

_ROOM: Final = 1080
"""Two columns need this width at 100 % text."""


class MeetingView(QWidget):
    """Everything on the page. What it does is decided by the screen."""

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self.voices, self.together = Voices(), Together(guide)
        self.family, self.told, self.before = FamilyHead(), Told(), Before(guide)
        self.gaps = NotInIt(guide)
        self.count = Words("", "h2", wrap=True)
        self.previous, self.next = (
            secondary("Previous", "arrow-left", "PgUp"),
            secondary("Next", "arrow-right", "PgDn"),
        )
        self.save = primary("Save and next family", "arrow-right", "Ctrl+Enter")
        self.open = link("Open the contact", "folder-open")
        self.escalate = command_button("contact.escalate", "danger", "lightning-fill")
        self.foot = SaveFoot("", self.save, self.escalate, self.open)
        self.foot.show_note(False)
        self._narrow: bool | None = None
        self._head = self._make_head()
        self._left = beside(self.told, self.before, self.gaps)
        self._right = self._make_right()
        self.page = Page("One family")
        columns = Beside(enough=_ROOM, gap=14)
        columns.add(on_top(self._left), 5)
        columns.add(on_top(self._right), 7)
        self.page.add(self.family)
        nest(self.page.body, columns)
        self.page.add(self.foot.spare)
        self._pages = QStackedWidget()
        self._pages.addWidget(_nothing())
        self._pages.addWidget(self.page)
        around = QVBoxLayout()
        around.setContentsMargins(18, 10, 18, 2)
        around.addWidget(self._head)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        nest(whole, around)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self.foot)
        self.foot.hide()

    def _make_head(self) -> QWidget:
        head = QWidget()
        head.setAccessibleName("Which family")
        row = Flow(head, gap=12, line_gap=4)
        room = ChipMark("Meeting view: addresses and phones hidden", "confidential", "eye-slash-fill")
        self._whose = Words("", "h3", wrap=True)
        """In one column the family's own heading is above what is typed, and out of view."""
        self._whose.hide()
        for part in (self.count, self.previous, self.next, self._whose, room):
            row.addWidget(part)
        return head

    def _make_right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.voices)
        column.addWidget(self.together)
        return right

    def show_place(self, at: int, total: int) -> None:
        """Which of how many; with none the page says so."""
        where = f"   {at + 1} of {total}" if total else ""
        self.count.set_words(f"Today’s notifications {total}{where}")
        for button in (self.previous, self.next):
            button.setVisible(total > 1)
        if not total:
            self._pages.setCurrentIndex(0)
            self.foot.hide()

    def show_family(self, shown: OneFamily, now: datetime) -> None:
        """One family; from the top when it is another one than before."""
        self._pages.setCurrentIndex(1)
        self.foot.show()
        self.family.show_family(shown)
        self._whose.set_words(children_called(shown.file))
        self.told.show_family(shown)
        self.before.show_family(shown, now)
        self.gaps.show_family(shown, now)
        self.voices.show_record(shown.said, shown.by_name)
        self.together.show_record(shown.said, shown.by_name)

    def first(self) -> QWidget:
        """Where one goes on: the first box without words; in a narrow window what the police told us, above it."""
        return self.voices.first() if self.width() >= theme.px(_ROOM) else self.told.words

    def miss(self, typed: Typed) -> bool:
        """Say at its place what is missing, and go there. Whether anything is."""
        nameless = next((one.voice for one in typed.spoken if not one.who.strip()), None)
        if nameless is not None:
            self.voices.miss_name(nameless)
            return True
        place = self.together.miss(typed)
        if place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)
        return place is not None

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self._head, self._left, self.voices, self.together, self.foot]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With little room the buttons say what they do in fewer words."""
        super().resizeEvent(event)
        self._whose.setVisible(self.width() < theme.px(_ROOM) and self._pages.currentIndex() == 1)
        narrow = self.width() < theme.px(700)
        if narrow != self._narrow:
            self._narrow = narrow
            self.save.set_words(
                "Save and next" if narrow else "Save and next family", "" if narrow else "Ctrl+Enter"
            )
            self.escalate.set_words("Escalate now", "" if narrow else "F12")


def _nothing() -> QWidget:
    nothing = QWidget()
    middle = QVBoxLayout(nothing)
    middle.setContentsMargins(24, 40, 24, 24)
    middle.addWidget(Words("No notifications today.", "h2", wrap=True))
    middle.addWidget(
        Words("Police notifications that are not decided come here by themselves.", "body", wrap=True)
    )
    middle.addStretch(1)
    return nothing
