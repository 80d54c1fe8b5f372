"""Puts a style sheet on a program that shows a lot already.

For a new sheet Qt polishes every widget once for each widget that it stands in: with six contacts open, larger
letters took two seconds and more. So what Qt worked out of the old sheet is dropped first, and each widget is
polished once; for larger letters only those of which the sheet speaks.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)

NAMED: Final = (
    QMainWindow, QDialog, QAbstractScrollArea, QHeaderView, QLineEdit, QAbstractSpinBox, QComboBox, QMenuBar, QMenu,
    QScrollBar, QSplitterHandle,
)  # fmt: skip
"""What the sheet speaks of: text boxes, tables and lists are scroll areas too."""
PAGE: Final = "page"
"""And a page that scrolls, by its name."""


def dress(app: QApplication, sheet: str, *, colours: bool) -> None:
    """Show everything by this sheet from now on. `colours`: not only sizes are different. What has a sheet of its
    own holds on to the colours it was polished with, and so do its parts: then nothing is left out.
    """
    if sheet == app.styleSheet():
        return
    if not app.styleSheet():
        app.setStyleSheet(sheet)
        return
    app.style().unpolish(app)
    app.setStyleSheet(sheet)
    app.style().polish(app)
    for widget in app.allWidgets():
        if colours or named(widget):
            app.style().polish(widget)
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def named(widget: QWidget) -> bool:
    """Whether the sheet says anything of it."""
    return isinstance(widget, NAMED) or widget.objectName() == PAGE
