"""Somebody who has only a keyboard: presses keys, looks where the focus is, and takes pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QButtonGroup,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.ui import edges
from ui import theme
from ui.bench import Bench
from ui.reading import Reading
from ui.widgets.words import Words

MOST_TABS = 150
PATIENCE = 20.0
LAID_OUT = 3.0
"""Seconds in which a page has found its shape, also on a busy machine."""


class Stuck(Exception):
    """A step that cannot be done by keyboard."""


class Flashes(QObject):
    """Notices a piece of a screen that shows itself as a window of its own before it has its place. It would
    flicker, and take the keyboard away from the person who types.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.seen: list[str] = []
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every widget that is shown."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            stray = watched.isWindow() and watched.windowType() == Qt.WindowType.Window
            if stray and watched is not self.parent():
                self.seen.append(type(watched).__name__)
        return False


class Walker:
    """Drives one window. Counts every key; a pointer it has none.

    `pressed` are keys that move and choose, `short` the letters of names, dates and codes, `words` those of
    narrative: what is typed into a text box, or is a phrase of three words or more. A person has to say that
    whatever the program is like.
    """

    def __init__(self, window: QWidget, bench: Bench, out: Path) -> None:
        self.window, self.bench, self.out = window, bench, out
        self.pressed = self.short = self.words = 0
        self.shots: list[str] = []
        self.log: list[str] = []
        self._flashes = Flashes(window)

    @property
    def keys(self) -> int:
        """All of them but for what is narrated (`ux.md` C1 counts so)."""
        return self.pressed + self.short

    # -- keys ----------------------------------------------------------------------------------------------

    def press(self, *combinations: str) -> None:
        """Press key combinations such as `Ctrl+N`, one after the other."""
        for words in combinations:
            combination = cast("Any", QKeySequence(words))[0]  # the stubs forget __getitem__
            QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())
            self.pressed += 1
            self.settle()
            if self._flashes.seen:
                raise Stuck(f"a stray window flashed up: {self._flashes.seen}")

    def type(self, words: str) -> None:
        """Type words where the focus is, as a person would: key by key."""
        for character in words:
            QApplication.sendEvent(self._target(), _key_of(character))
        target = self._target()
        if words and not isinstance(target, QLineEdit | QPlainTextEdit):
            raise Stuck(f"nothing to type into: the focus is on {label_of(target)!r}")
        if isinstance(target, QPlainTextEdit) or len(words.split()) > 2:
            self.words += len(words)
        else:
            self.short += len(words)
        self.settle()

    def is_on(self, words: str) -> bool:
        """Whether the focus is on what is called so."""
        return label_of(self._target()) == words

    def tab_to(self, words: str, *, back: bool = False) -> QWidget:
        """Press Tab until the focus is on what is called so (its label begins with the words)."""
        seen: list[str] = []
        for _ in range(MOST_TABS):
            focus = self._target()
            name = label_of(focus)
            if name.casefold().startswith(words.casefold()):
                return focus
            seen.append(name)
            self.press("Shift+Tab" if back else "Tab")
        raise Stuck(f"Tab never came to {words!r}; it passed {', '.join(dict.fromkeys(seen))}")

    def must_be_at(self, words: str) -> QWidget:
        """The focus is on what is called so: the program brought the person there."""
        focus = self._target()
        if not label_of(focus).casefold().startswith(words.casefold()):
            raise Stuck(f"not at {words!r} but at {label_of(focus)!r}")
        return focus

    def fill(self, label: str, words: str) -> None:
        """Go to a field by Tab and type into it."""
        self.tab_to(label)
        self.type(words)

    def choose(self, label: str, *, within: str = "") -> None:
        """Choose an option: Tab to its group, then its number, which goes on to the words that belong to it.

        `within` is a place to start from.
        """
        if within:
            self.tab_to(within)
        for _ in range(MOST_TABS):
            if self._choose_here(label):
                return
            self.press("Tab")
        raise Stuck(f"no option {label!r} to choose")

    def _choose_here(self, label: str) -> bool:
        """Choose an option of the group that has the focus, if it is one of them."""
        at = self._target()
        if not isinstance(at, QAbstractButton):
            return False
        group = cast("QButtonGroup | None", at.group())  # the stubs forget that it may be in none
        options = [o for o in group.buttons() if o.isVisible()] if group is not None else [at]
        wanted = next((o for o in options if label_of(o).casefold().startswith(label.casefold())), None)
        if wanted is None:
            return False
        number = options.index(wanted) + 1
        self.press("Space" if len(options) == 1 else str(number))
        if not wanted.isChecked():
            raise Stuck(f"{label!r} was not chosen by its number")
        return True

    def push(self, label: str, *, back: bool = False) -> None:
        """Go to a button by Tab (or Shift+Tab) and press it."""
        focus = self.tab_to(label, back=back)
        if not isinstance(focus, QAbstractButton):
            raise Stuck(f"{label!r} is not a button")
        self.press("Space")

    # -- looking -------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Wait until everything that was started is done and drawn."""
        for _ in range(3):
            self.bench.idle()
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def wait_for(self, what: Callable[[], bool], said: str) -> None:
        """Wait for something to become true on screen."""
        until = time.monotonic() + PATIENCE
        while not what():
            if time.monotonic() > until:
                raise Stuck(f"waited in vain: {said}")
            self.settle()

    def must_see(self, words: str) -> None:
        """These words are somewhere in the window now."""
        self.wait_for(lambda: words in self.visible_words(), f"{words!r} on screen")

    def sees_heading(self, words: str) -> bool:
        """Whether a heading on screen (not a row of a list) begins so."""
        shown = (w for w in self.window.findChildren(Words) if w.isVisible())
        return any(w.words().startswith(words) for w in shown)

    def visible_words(self) -> str:
        """All words one can see: labels, buttons, boxes, cells and what painted pieces tell a screen reader."""
        return "\n".join(_words_of(w) for w in self.window.findChildren(QWidget) if w.isVisible())

    def shot(self, name: str) -> Path:
        """Take a picture under the next number. A word that is cut in it is a step that cannot be read: not one
        that is about to have its room, since what lies deep in a page learns of larger letters a turn or two later.
        """
        self.settle()
        patience = time.monotonic() + LAID_OUT
        while name != "stuck" and edges.cut(self.window) and time.monotonic() < patience:
            QTest.qWait(50)
        path = self.out / f"{len(self.shots) + 1:02d}-{name}.png"
        self.window.grab().save(str(path))
        self.shots.append(path.name)
        self.note(f"picture {path.name}")
        found = edges.cut(self.window) if name != "stuck" else []
        if found:
            raise Stuck(f"in {path.name} words are cut: {'; '.join(found)}")
        return path

    def resize(self, width: int, height: int) -> None:
        """Sit down at another screen."""
        self.window.resize(width, height)
        self.settle()

    def look_small(self, name: str) -> None:
        """The same on a laptop, and there with text at 200 %: the photographer does it, without a key."""
        before, app = self.window.size(), QApplication.instance()
        assert isinstance(app, QApplication)
        self.resize(1366, 768)
        self.shot(f"{name}-laptop")
        theme.apply(app, Reading(text_percent=200))
        self.shot(f"{name}-text-200")
        theme.apply(app, Reading())
        self.resize(before.width(), before.height())

    def note(self, words: str) -> None:
        """Write a line into the log, with the keys so far."""
        self.log.append(f"{self.keys:5d} keys  {words}")

    def _target(self) -> QWidget:
        # A popup (list of suggestions, menu) takes keys before the window does.
        found = (QApplication.activePopupWidget(), QApplication.focusWidget(), self.window.focusWidget())
        return next((w for w in found if w is not None), self.window)


def _key_of(character: str) -> QKeyEvent:
    """The key press that brings this character, whatever keyboard would be needed for it."""
    key = Qt.Key.Key_Return if character == "\n" else Qt.Key.Key_unknown
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)


def label_of(widget: QWidget) -> str:
    """What a screen reader calls a widget: its name, its buddy label, or its own words."""
    if widget.accessibleName():
        return widget.accessibleName()
    for label in widget.window().findChildren(QLabel):
        if label.buddy() is widget:
            return label.text().replace("&", "")
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&", "")
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def _words_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        said = widget.text()
    elif isinstance(widget, QPlainTextEdit):
        said = widget.toPlainText()
    elif isinstance(widget, QAbstractItemView):
        said = _cells(widget)
    else:
        said = ""
    return f"{said}\n{widget.accessibleName()}\n{widget.accessibleDescription()}"


def _cells(view: QAbstractItemView) -> str:
    model = view.model()
    said = [
        str(model.index(row, column).data(role) or "")
        for row in range(min(model.rowCount(), 60))
        for column in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    return "\n".join(said)
