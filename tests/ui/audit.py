"""Walks a window as somebody does who cannot see it, or cannot use a mouse. Answers what stands in their way.

Everything that takes the focus has a name that says what it is (never only what is in it now), is reached by
Tab, is large enough for a shaking hand, and looks different when the focus is on it. Every cell of a list can
be read. Numbers are those of WCAG 2.2: 2.1.1, 2.4.7, 2.5.8, 4.1.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

SMALLEST = 24


def faults(root: QWidget) -> list[str]:
    """Everything that is wrong with what is visible now."""
    stops = list(focusable(root))
    chain = tab_chain(root)
    found: list[str] = []
    for widget in stops:
        if not name_of(widget):
            found.append(f"{_called(widget)} has no name")
        if widget not in chain and not _in_a_group(widget):
            found.append(f"{_called(widget)} is not reached by Tab")
        if min(widget.width(), widget.height()) < SMALLEST:
            found.append(f"{_called(widget)} is only {widget.width()} by {widget.height()}")
        if not _shows_focus(widget, stops):
            found.append(f"{_called(widget)} looks the same with the focus on it")
        if isinstance(widget, QAbstractItemView):
            found += [f"{_called(widget)}: {fault}" for fault in unread_cells(widget)]
    return found


def focusable(root: QWidget) -> Iterator[QWidget]:
    """What a keyboard can land on."""
    for widget in root.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if takes and widget.isVisible() and widget.isEnabled() and not widget.visibleRegion().isEmpty():
            yield widget


def tab_chain(root: QWidget) -> list[QWidget]:
    """Where Tab stops, in order."""
    chain: list[QWidget] = []
    widget = root.window().nextInFocusChain()
    while widget is not None and widget is not root.window():
        chain.append(widget)
        widget = widget.nextInFocusChain()
    return chain


def name_of(widget: QWidget) -> str:
    """What a screen reader says the thing is."""
    if widget.accessibleName().strip():
        return widget.accessibleName().strip()
    for label in widget.window().findChildren(QLabel):
        if label.buddy() is widget:
            return label.text().strip()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox | QAbstractItemView | QScrollArea):
        return ""  # the words in it are not its name
    if isinstance(widget, QAbstractButton):
        return widget.text().strip()
    spoken = QAccessible.queryAccessibleInterface(widget)
    return spoken.text(QAccessible.Text.Name).strip()


def unread_cells(view: QAbstractItemView) -> list[str]:
    """Cells a screen reader would pass over in silence."""
    model: QAbstractItemModel = view.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    silent = []
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index: QModelIndex = model.index(row, column)
            said = index.data(role) or index.data(Qt.ItemDataRole.DisplayRole)
            if model.flags(index) & Qt.ItemFlag.ItemIsEnabled and not str(said or "").strip():
                silent.append(f"row {row}, column {column} says nothing")
    return silent


def too_wide(root: QWidget) -> list[str]:
    """What would need scrolling sideways: things that reach over the right edge of the window."""
    edge = root.window().rect().right()
    found = []
    for widget in focusable(root):
        right = widget.mapTo(root.window(), widget.rect().topRight()).x()
        if right > edge + 1:
            found.append(f"{_called(widget)} ends at {right}, the window at {edge}")
    return found


def _in_a_group(widget: QWidget) -> bool:
    """Tab goes to one of a group of circles; the arrows go to the others."""
    return isinstance(widget, QAbstractButton) and widget.group() is not None


def _shows_focus(widget: QWidget, stops: list[QWidget]) -> bool:
    other = next((one for one in stops if one is not widget), None)
    if other is None:
        return True
    other.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    before = _picture(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return not widget.hasFocus() or _picture(widget) != before


def _picture(widget: QWidget) -> QImage:
    """The widget with what is painted round it by its parent: a ring may lie outside."""
    parent = widget.parentWidget()
    if parent is None:
        return widget.grab().toImage()
    around = widget.geometry().adjusted(-8, -8, 8, 8).intersected(parent.rect())
    return parent.grab(around).toImage()


def _called(widget: QWidget) -> str:
    size = QSize(widget.size())
    return f"{type(widget).__name__} “{widget.accessibleName()}” ({size.width()} by {size.height()})"
