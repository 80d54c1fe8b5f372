"""Tab goes the way one reads: in the order of the layouts, whatever was made first.

Qt's own order is the order in which widgets were made, and rows that come and go would always be last. So Tab is
answered here, whenever somebody presses it; nothing else has to remember an order.

(Answering `focusNextPrevChild` in the window would be the other way. Qt also calls that one in the middle of
hiding a page, when half of what it would go through is on its way out.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QWidget,
)

from ui.focused import FollowsFocus

_Path = tuple[int, ...]
_AFTER_ALL: _Path = (1 << 20,)


def read_through(root: QWidget) -> list[QWidget]:
    """Every widget that Tab may stop at, in reading order."""
    return [w for w in _walk(root) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None]


def next_stop(root: QWidget, at: QWidget | None, *, back: bool) -> QWidget | None:
    """Where Tab (or Shift+Tab) goes from here; round the corner at either end."""
    stops = [w for w in read_through(root) if w.isVisible() and w.isEnabled()]
    if not stops:
        return None
    if at not in stops:
        return stops[-1 if back else 0]
    return stops[(stops.index(at) + (-1 if back else 1)) % len(stops)]


def words_after(group: QWidget) -> QLineEdit | QPlainTextEdit | None:
    """The box for words that comes right after a group of buttons, in reading order; None when something else
    does.
    """
    root = group.window()
    stops = [w for w in read_through(root) if w.isVisible() and w.isEnabled()]
    inside = [at for at, stop in enumerate(stops) if group.isAncestorOf(stop)]
    after = stops[inside[-1] + 1] if inside and inside[-1] + 1 < len(stops) else None
    return after if isinstance(after, QLineEdit | QPlainTextEdit) else None


class ReadingOrder(FollowsFocus):
    """Answers Tab and Shift+Tab in one window. `within` says what they go round in: what lies on top, or all."""

    def __init__(self, window: QWidget, within: Callable[[], QWidget]) -> None:
        super().__init__(window, window)
        self._round, self._within = window, within

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key before the widget with the focus does."""
        # Every event of the widget comes by: to ask what class it is takes a tenth of asking for its type.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._round or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        back = event.key() == Qt.Key.Key_Backtab or bool(
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        )
        at = next_stop(self._within(), self._round.focusWidget(), back=back)
        if at is None:
            return False
        at.setFocus(Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason)
        return True


def _walk(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    seen: set[QWidget] = set()
    for child in _children(widget):
        if child not in seen:
            seen.add(child)
            yield from _walk(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    """The direct children in reading order: as laid out, then what is placed by hand."""
    if isinstance(widget, QMainWindow):
        yield from (w for w in (widget.menuWidget(), widget.centralWidget()) if w is not None)
    elif isinstance(widget, QScrollArea):
        page = widget.widget()
        if page is not None:
            yield page
        return
    elif isinstance(widget, QAbstractScrollArea):
        return
    elif isinstance(widget, QSplitter):
        yield from (w for at in range(widget.count()) if (w := widget.widget(at)) is not None)
        return
    inside = [c for c in widget.children() if isinstance(c, QWidget) and not c.isWindow()]
    layout = widget.layout()
    if layout is not None and not isinstance(widget, QMainWindow):
        places = dict(_places(layout, inside, ()))
        inside.sort(key=lambda child: places.get(child, _AFTER_ALL))
    yield from inside


def _places(layout: QLayout, widgets: list[QWidget], path: _Path) -> Iterator[tuple[QWidget, _Path]]:
    """Where each of these widgets stands in a layout and in those inside it.

    Never through `itemAt`: the binding would remember an item that Qt deletes when the row goes, and take
    another one at the same address for it.
    """
    for widget in widgets:
        at = layout.indexOf(widget)
        if at >= 0:
            yield widget, (*path, at)
    for inner in layout.children():
        if isinstance(inner, QLayout):
            yield from _places(inner, widgets, (*path, layout.indexOf(inner)))
