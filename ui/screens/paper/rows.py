"""Lines of a card that are made anew whenever something changes."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout


def empty(column: QVBoxLayout) -> None:
    """Take everything out."""
    while (item := column.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
