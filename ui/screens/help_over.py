"""Help over an overlay or before sign-in: what lies there steps aside meanwhile, with every word in it."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme
from ui.models import help_book
from ui.screens import help_pages
from ui.widgets.overlay import Overlay, on_top

_TALL = 640


class HelpSheet(Overlay):
    """The help panel in an overlay of its own. Esc or F1 brings back what was there, and the cursor."""

    def __init__(self, over: QWidget, panel: help_pages.HelpPanel) -> None:
        super().__init__(over, "Help", width=620, top=48)
        self.panel_shown = panel
        self._aside: Overlay | None = None
        self._focus: QWidget | None = None
        panel.closed.connect(self.put_away)
        self.body.addWidget(panel, 1)
        self.closed.connect(self._bring_back)

    def commands(self) -> dict[str, Callable[[], object]]:
        """F1 again goes back."""
        return {"help.field": self.put_away}

    def wanted_height(self) -> int:
        """As tall as the window has room for, within reason."""
        return theme.px(_TALL)

    def set_aside(self, other: Overlay) -> None:
        """Take an open overlay away until this is closed."""
        self._aside, self._focus = other, QApplication.focusWidget()
        other.hold_back()

    def step_out(self) -> None:
        """The window is being locked: what was set aside is no part of it either."""
        super().step_out()
        if self._aside is not None and shiboken6.isValid(self._aside):
            self._aside.step_out()

    def come_back(self) -> None:
        """As it was; what was set aside stays so."""
        if self._aside is not None and shiboken6.isValid(self._aside):
            self._aside.setParent(self._host)
            self._aside.hold_back()
        super().come_back()

    def _bring_back(self) -> None:
        aside, focus = self._aside, self._focus
        self.finish()
        if aside is not None and shiboken6.isValid(aside):
            aside.come_back()
            if focus is not None and shiboken6.isValid(focus):
                focus.setFocus(Qt.FocusReason.OtherFocusReason)


def over_overlay(overlay: Overlay) -> HelpSheet:
    """Help for the field with the focus in an overlay, or for the overlay."""
    focused = QApplication.focusWidget()
    found = help_book.section_for(focused.accessibleName()) if focused else None
    topic, section = (found[0].name, found[1]) if found else (help_pages.topic_of(overlay), None)
    sheet = HelpSheet(overlay, help_pages.HelpPanel(topic, section))
    sheet.set_aside(overlay)
    sheet.open(sheet.panel_shown.first_focus())
    return sheet


def over_doorway(doorway: QWidget) -> HelpSheet | None:
    """Help before anybody signed in; nothing while something lies on top."""
    if on_top(doorway) is not None:
        return None
    sheet = HelpSheet(doorway, help_pages.HelpPanel(help_pages.topic_of(doorway)))
    sheet.open(sheet.panel_shown.first_focus())
    return sheet
