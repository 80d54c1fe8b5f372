"""The places that are open: the queue, one for each contact, and the pages stacked on each of them.

A place is made when it is first looked at, so yesterday's ten open contacts cost nothing this morning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.seat import Screen
from ui.widgets.buttons import link
from ui.widgets.tab_strip import TabLook
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId

Make = Callable[[], Screen]


@dataclass
class Place:
    """One tab: how to make its first screen, and the screens stacked in it now."""

    key: str
    make: Make
    title: str
    icon: str
    contact: ContactId | None = None
    fixed: bool = False
    """A place that is always there cannot be closed."""
    pages: list[tuple[str, Screen]] = field(default_factory=list)
    count: int | None = None
    focus: QWidget | None = None

    def look(self) -> TabLook:
        """What its tab says."""
        if self.pages:
            first = self.pages[0][1]
            self.title, self.icon = first.title() or self.title, first.icon_name()
        return TabLook(self.key, self.title, self.icon, self.count)


class Places(QWidget):
    """Shows one screen at a time and remembers the others exactly as they were left."""

    changed = Signal()
    """Another place is in front, or what the tabs say is different."""
    moved = Signal()
    """Another screen is seen than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.all: list[Place] = []
        self._front: Place | None = None
        self._before: list[str] = []
        self._stack = QStackedWidget()
        self._back = link("Back", "arrow-left", "Esc")
        self._back.clicked.connect(lambda _checked=False: self.back())
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(18, 4, 18, 0)
        row.addWidget(self._back)
        row.addStretch(1)
        self._bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)

    def place(self, key: str) -> Place | None:
        """The place with this key, if it is open."""
        return next((place for place in self.all if place.key == key), None)

    def front(self) -> Place | None:
        """The place in front."""
        return self._front

    def shown(self) -> Screen | None:
        """The screen that is seen."""
        return self._front.pages[-1][1] if self._front and self._front.pages else None

    def screens(self) -> list[Screen]:
        """Every screen that was made, in front or not."""
        return [screen for place in self.all for _name, screen in place.pages]

    def looks(self) -> list[TabLook]:
        """What the tabs say."""
        return [place.look() for place in self.all]

    def add(self, place: Place) -> Place:
        """Open a place behind what is there, without going to it."""
        known = self.place(place.key)
        if known is not None:
            if not known.pages:
                known.make = place.make
            return known
        self.all.append(place)
        return place

    def go(self, key: str) -> Screen | None:
        """Bring a place to the front, with the cursor where it was left."""
        place = self.place(key)
        if place is None:
            return None
        if not place.pages:
            self._stack_on(place, "first", place.make())
        if place is not self._front:
            self._leave()
            if self._front is not None:
                self._before.append(self._front.key)
            self._front = place
        self._show()
        return self.shown()

    def push(self, key: str, name: str, make: Make) -> Screen:
        """Lay a page on a place: its chronology, its print. One that is there already is uncovered."""
        self.go(key)
        place = self._front
        if place is None or place.key != key:
            raise LookupError(key)
        names = [known for known, _screen in place.pages]
        if name in names:
            while place.pages[-1][0] != name:
                self._drop_page(place)
        else:
            self._leave()
            self._stack_on(place, name, make())
        self._show()
        return place.pages[-1][1]

    def back(self) -> bool:
        """Take the top page away. Answers whether there was one."""
        if self._front is None or len(self._front.pages) < 2:
            return False
        self._leave()
        self._drop_page(self._front)
        self._front.focus = None
        self._show()
        return True

    def shut(self, key: str) -> None:
        """Close a place and go to the one that was in front before."""
        place = self.place(key)
        if place is None or place.fixed:
            return
        was_front = place is self._front
        if was_front:
            self._leave()
            self._front = None
        self.all.remove(place)
        while place.pages:
            self._drop_page(place)
        self._before = [known for known in self._before if known != key]
        if was_front and self.all:
            self.go(self._before.pop() if self._before else self.all[0].key)
        else:
            self.changed.emit()

    def close_page(self, key: str) -> None:
        """Forget what a place shows, fixed or not: it is made anew when somebody goes there."""
        place = self.place(key)
        if place is None or not place.pages:
            return
        if place is self._front:
            self._leave()
            self._front = None
        while place.pages:
            self._drop_page(place)
        place.focus = None

    def tell(self, changed: Changed) -> None:
        """Tell every screen that something in the record changed; the one in front first."""
        for screen in sorted(self.screens(), key=lambda one: one is not self.shown()):
            screen.reload(changed)

    def step(self, by: int) -> None:
        """To the next or previous place."""
        if self._front is not None and self.all:
            self.go(self.all[(self.all.index(self._front) + by) % len(self.all)].key)

    def _stack_on(self, place: Place, name: str, screen: Screen) -> None:
        place.pages.append((name, screen))
        self._stack.addWidget(screen)
        screen.retitled.connect(self._retitled)

    def _drop_page(self, place: Place) -> None:
        _name, screen = place.pages.pop()
        screen.retitled.disconnect(self._retitled)
        self._stack.removeWidget(screen)
        screen.hide()
        screen.deleteLater()

    def _leave(self) -> None:
        screen = self.shown()
        if screen is None or self._front is None:
            return
        focused = QApplication.focusWidget()
        inside = focused is not None and (focused is screen or screen.isAncestorOf(focused))
        self._front.focus = focused if inside else self._front.focus
        screen.leave()

    def _show(self) -> None:
        place, screen = self._front, self.shown()
        if place is None or screen is None:
            return
        stacked = len(place.pages) > 1
        self._bar.setVisible(stacked)
        self._name_back()
        self._stack.setCurrentWidget(screen)
        screen.enter()
        self._put_cursor_back(place, screen)
        self.moved.emit()
        self.changed.emit()

    def _retitled(self) -> None:
        self._name_back()
        self.changed.emit()

    def _name_back(self) -> None:
        """The way back says where it leads, also when that is known a moment later."""
        pages = self._front.pages if self._front else []
        if len(pages) > 1:
            self._back.set_words(f"Back to {pages[-2][1].title()}")

    def _put_cursor_back(self, place: Place, screen: Screen) -> None:
        """Exactly where it was: the same box, the same letter. Somebody was interrupted here."""
        known, place.focus = place.focus, None
        if known is not None and known in screen.findChildren(QWidget) and known.isVisibleTo(screen):
            known.setFocus(Qt.FocusReason.OtherFocusReason)
