"""Keeps things at the top of their row, however tall their neighbours are."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme


def on_top(part: QWidget) -> QWidget:
    """A box that takes the height it is given and leaves what it holds at the top of it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(part)
    column.addStretch(1)
    return whole


def on_line(part: QWidget, down: int) -> QWidget:
    """Something set a little lower, so that it stands on one line with a button beside it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, theme.px(down), 0, 0)
    column.addWidget(part)
    return whole
