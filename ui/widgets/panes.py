"""F6 goes from pane to pane: the bar, the tabs, the panes of the screen, a panel beside it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.notices import announce
from ui.widgets.overlay import focus_stops, stops_here


class PaneRing:
    """Remembers where the focus was in each pane, so that coming back is coming back."""

    def __init__(self) -> None:
        self._last: dict[QWidget, QWidget] = {}

    def step(self, panes: list[QWidget], by: int) -> None:
        """Move the focus to the next pane (or the previous one, with -1)."""
        usable = [pane for pane in panes if pane.isVisible() and (stops_here(pane) or focus_stops(pane))]
        if not usable:
            return
        focused = QApplication.focusWidget()
        at = next((n for n, pane in enumerate(usable) if focused and _in(pane, focused)), -1)
        if at >= 0 and focused is not None:
            self._last[usable[at]] = focused
        elif by < 0:
            at = 0
        pane = usable[(at + by) % len(usable)]
        self._enter(pane)
        announce(pane, pane.accessibleName())

    def _enter(self, pane: QWidget) -> None:
        known = self._last.get(pane)
        if known is not None and shiboken6.isValid(known) and _in(pane, known) and stops_here(known):
            known.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif stops_here(pane):
            pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            focus_stops(pane)[0].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _in(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)
