"""Tab goes the way one reads: in the order of the layouts, whatever was made first.

Qt's own order is the order in which widgets were made, and rows that come and go would always be last. So the
window asks here whenever somebody presses Tab; nothing else has to remember an order.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QMainWindow, QScrollArea, QSplitter, QWidget


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
        inside = widget.widget()
        if inside is not None:
            yield inside
        return
    elif isinstance(widget, QAbstractScrollArea):
        return
    elif isinstance(widget, QSplitter):
        yield from (w for at in range(widget.count()) if (w := widget.widget(at)) is not None)
        return
    layout = widget.layout()
    if layout is not None and not isinstance(widget, QMainWindow):
        yield from _laid_out(layout)
    yield from (c for c in widget.children() if isinstance(c, QWidget) and not c.isWindow())


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        inner = item.layout()
        found = item.widget()
        if found is not None:
            yield found
        elif inner is not None:
            yield from _laid_out(inner)
