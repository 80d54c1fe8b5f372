"""The worker's view of the history, and why: nothing is chosen for them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.steps.reasons import Nudges
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, link
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import TextField
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.guide import Guide
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact

VIEWS = (
    ("raises", "It raises my worry"),
    ("no difference", "It makes no difference, because…"),
    ("lowers", "It lowers my worry, because…"),
    ("not enough", "There is not enough on record to say"),
)
WHY = "Say why, in your own words. Name the contacts that matter – press Ctrl+L to link one."
WHAT_ELSE = "What is missing, and what would you need to know? Press Ctrl+L to link a contact."
NONE_LINKED = "You have linked no contacts. Link the ones that matter (Ctrl+L), or say none do."


class ViewCard(Card):
    """Four views, why, the contacts that matter, and ideas to test one's thinking."""

    viewed = Signal(str)
    links_changed = Signal()
    """The person linked a contact, took one out, or said that none of them matters here."""

    def __init__(self, guide: Guide, next_button: Button) -> None:
        super().__init__("Your view of the history", "Needed before this can go to a manager", role="h2")
        self.choice = Choice(VIEWS, horizontal=True, name="Your view of the history")
        self.why = TextField(WHY, lines=2)
        self.nudges = Nudges(guide.nudges)
        self.none = MarkLine("warning", "warning-fill", NONE_LINKED)
        self.none_link = link("None of them matter here")
        self._linked = QWidget()
        self._flow = Flow(self._linked, gap=12, line_gap=2)
        self.choice.chosen.connect(self._chosen)
        self.nudges.read.connect(self.why.setFocus)
        self.linked: tuple[ContactId, ...] = ()
        """The contacts that the reasons name."""
        self.none_matter = False
        """Whether the worker said that none of the earlier contacts matters for this one."""
        self.none_link.clicked.connect(partial(self._say_none, matter=False))
        for part in (self.choice, self.why, self._linked, self.none):
            self.add(part)
        self.body.addWidget(self.none_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.next_room = QWidget()
        room = QHBoxLayout(self.next_room)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(next_button)
        foot = Beside(enough=760, gap=12)
        foot.add(self.nudges, 1)
        foot.add(self.next_room, 0)
        self.add_row(foot)

    def set_view(self, view: str | None) -> None:
        """Show which view stands."""
        self.choice.set_value(view)
        self.why.set_label(WHAT_ELSE if view == "not enough" else WHY)

    def set_links(self, linked: tuple[ContactId, ...], *, none_matter: bool = False) -> None:
        """Take over what stands. Does not send `links_changed`."""
        self.linked, self.none_matter = linked, none_matter

    def toggle(self, contact: ContactId) -> bool:
        """Put an earlier contact into the reasons, or take it out; answers whether it is in them now."""
        there = contact in self.linked
        self.set_links(tuple(c for c in self.linked if c != contact) if there else (*self.linked, contact))
        self.links_changed.emit()
        return not there

    def show_links(self, past: Sequence[PastContact], *, flagged: bool) -> None:
        """Show which contacts matter, and ask for one when the history is flagged and none is named."""
        linked = [c for c in past if c.contact in self.linked]
        needed = flagged and self.choice.value() is not None
        none_matter = self.none_matter
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if linked:
            self._flow.addWidget(Words("Linked:", "secondary"))
        for contact in linked:
            words = f"{wording.day(contact.at)} {contact.about or contact.event}".strip()
            button = link(words, "x")
            button.setAccessibleName(f"Unlink {words}")
            button.clicked.connect(partial(self._unlink, contact.contact))
            self._flow.addWidget(button)
        if none_matter:
            self._flow.addWidget(
                Words("You said that none of the earlier contacts matters here.", "secondary", wrap=True)
            )
            change = link("Change")
            change.clicked.connect(partial(self._say_none, matter=True))
            self._flow.addWidget(change)
        self._linked.setVisible(bool(linked) or none_matter)
        wants = needed and not linked and not none_matter
        self.none.setVisible(wants)
        self.none_link.setVisible(wants)

    def _chosen(self, view: str) -> None:
        self.set_view(view)
        self.viewed.emit(view)

    def _unlink(self, contact: ContactId, _checked: bool = False) -> None:
        self.toggle(contact)

    def _say_none(self, _checked: bool = False, *, matter: bool) -> None:
        self.set_links(self.linked if matter else (), none_matter=not matter)
        self.links_changed.emit()
