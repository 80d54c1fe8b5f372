"""Where the focus is, for lists that are made anew while somebody is in them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QApplication, QWidget


def has_focus(widgets: Iterable[QWidget]) -> bool:
    """Whether the focus is in one of these."""
    focus = QApplication.focusWidget()
    return focus is not None and any(w is focus or w.isAncestorOf(focus) for w in widgets)
