"""What a chronology shows: of whom, about what, from whom, only declines, only what was closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import past_words
from ui.widgets.buttons import secondary
from ui.widgets.choice import Choice, Ticks
from ui.widgets.flow import Flow
from workstation.domain import wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide, source_group
from workstation.domain.past import PastContact

if TYPE_CHECKING:
    from workstation.services.copy_order import Filtered

ALL: Final = ""
HOUSEHOLD: Final = "household"
_GROUPS: Final = {
    "police": "Police", "school": "School", "health": "Health", "la": "Council", "public": "Family or public",
    "other": "Others",
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What the filters ask for. Empty means everything."""

    who: str = ALL
    theme: str = ALL
    source: str = ALL
    only_declined: bool = False
    only_closed: bool = False
    story: bool = False
    school_years: bool = False

    @property
    def child(self) -> str:
        """The one child that is looked at, if it is one."""
        return self.who if self.who != HOUSEHOLD else ALL


def kept_by(contact: PastContact, wanted: Wanted) -> bool:
    """Whether a contact passes the filters."""
    if wanted.who == HOUSEHOLD and contact.same_child:
        return False
    if wanted.child and not about(contact, wanted.child):
        return False
    if wanted.theme != ALL and wanted.theme not in contact.themes:
        return False
    if wanted.source != ALL and source_group(contact.source) != wanted.source:
        return False
    if wanted.only_declined and not contact.declines:
        return False
    return not wanted.only_closed or past_words.closed_without(contact)


def about(contact: PastContact, child: str, name: str = "") -> bool:
    """Whether a contact was about a child of the one in hand, whatever they were called then."""
    return (
        child in contact.children or name in contact.children or any(p.now == child for p in contact.people)
    )


def _counted(words: str, those: Iterable[bool]) -> str:
    """`Neglect (3)`: how many a filter would leave."""
    return f"{words} ({sum(those)})"


class _Pick(QWidget):
    """A button that says what is picked, and opens a menu to pick another."""

    changed = Signal()

    def __init__(self, label: str, everything: str) -> None:
        super().__init__()
        self._label, self._everything = label, everything
        self._options: tuple[tuple[str, str], ...] = ((ALL, everything),)
        self._value = ALL
        self.button = secondary("", "caret-down")
        self.menu = QMenu(self)
        self.menu.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)
        self.button.clicked.connect(self._open)
        self.menu.triggered.connect(self._picked)
        self.offer([])

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these, and keep what was picked if it is still among them."""
        self._options = ((ALL, self._everything), *options)
        if self._value not in dict(self._options):
            self._value = ALL
        self.menu.clear()
        for value, words in self._options:
            action = self.menu.addAction(words.replace("&", "&&"))
            action.setData(value)
            action.setCheckable(True)
            action.setChecked(value == self._value)
        self.button.set_words(f"{self._label}: {dict(self._options)[self._value]}")
        self.setVisible(len(self._options) > 1)

    def value(self) -> str:
        """What is picked."""
        return self._value

    def in_words(self) -> str:
        """`Worry: Neglect`, without how many; empty when everything is picked."""
        words = dict(self._options)[self._value].rpartition(" (")[0] or dict(self._options)[self._value]
        return f"{self._label}: {words}" if self._value != ALL else ""

    def pick(self, value: str) -> None:
        """Pick this, as if it was chosen in the menu."""
        self._value = value
        self.offer(self._options[1:])
        self.changed.emit()

    def _open(self) -> None:
        self.menu.setFont(theme.font("body"))
        self.menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _picked(self, action: QAction) -> None:
        self.pick(str(action.data()))


class FilterBar(QWidget):
    """All filters in a row that wraps."""

    changed = Signal()

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What to show")
        self._guide = guide
        self.who, self.theme = _Pick("Who", "everyone"), _Pick("Worry", "all")
        self.source = _Pick("From", "all")
        self.only = Ticks(
            [("declined", "Only declined"), ("closed", "Only no further action")],
            horizontal=True,
            name="Only",
        )
        self.order = Choice([("new", "Newest first"), ("story", "As a story")], horizontal=True, name="Order")
        self.order.set_value("new")
        self.group = Ticks([("school", "By school year")], horizontal=True, name="Group")
        flow = Flow(self, gap=16)
        for part in (self.who, self.theme, self.source, self.only, self.order, self.group):
            flow.addWidget(part)
        for pick in (self.who, self.theme, self.source):
            pick.changed.connect(self.changed)
        for ticks in (self.only, self.group):
            ticks.changed.connect(self.changed)
        self.order.chosen.connect(self._ordered)

    def offer(self, file: ContactFile, contacts: Sequence[PastContact]) -> None:
        """Offer what there is in this history, and nothing that would show an empty list."""
        who: list[tuple[str, str]] = []
        for child in file.children:
            name = wording.full_name(child.name)
            who.append((child.person, _counted(name, (about(c, child.person, name) for c in contacts))))
        if any(not c.same_child for c in contacts):
            who.append((HOUSEHOLD, _counted("Others in the household", (not c.same_child for c in contacts))))
        self.who.offer(who)
        themes = dict.fromkeys(code for c in contacts for code in c.themes)
        self.theme.offer(
            [(t, _counted(self._guide.theme(t).words, (t in c.themes for c in contacts))) for t in themes]
        )
        groups = [source_group(c.source) for c in contacts]
        self.source.offer(
            [(g, _counted(_GROUPS[g], (g == of for of in groups))) for g in dict.fromkeys(groups)]
        )

    def wanted(self) -> Wanted:
        """What is asked for."""
        only = self.only.values()
        return Wanted(
            self.who.value(), self.theme.value(), self.source.value(), "declined" in only, "closed" in only,
            self.order.value() == "story", "school" in self.group.values(),
        )  # fmt: skip

    def on_paper(self, every: Sequence[PastContact]) -> Filtered:
        """What is listed now, as paper needs it."""
        from workstation.services.copy_order import Filtered

        wanted = self.wanted()
        kept = frozenset(c.key for c in every if kept_by(c, wanted))
        return Filtered(kept, self.in_words()) if len(kept) < len(every) else Filtered()

    def in_words(self) -> str:
        """`Who: FARROW, Ellie; only declined`, for paper; empty when everything is shown."""
        parts = [words for pick in (self.who, self.theme, self.source) if (words := pick.in_words())]
        ticked = {"declined": "only declined", "closed": "only no further action"}
        return "; ".join((*parts, *(ticked[v] for v in self.only.values() if v in ticked)))

    def _ordered(self, _value: str) -> None:
        self.changed.emit()
