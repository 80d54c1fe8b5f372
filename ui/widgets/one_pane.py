"""Panes side by side where there is room; else one at a time, with a row of buttons to go between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Button, pill
from ui.widgets.flow import Flow
from ui.widgets.nesting import nest
from ui.widgets.words import Words


class Surface(QWidget):
    """A pane on the surface colour with a line at its right."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surface and the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("hairline"))


class OnePane(QWidget):
    """`panes` are (key, words of the button, widget); `enough` is the width for all of them at 100 % text."""

    def __init__(
        self,
        panes: Sequence[tuple[str, str, QWidget]],
        *,
        shares: Sequence[int],
        enough: int,
        first_width: int = 0,
    ) -> None:
        super().__init__()
        self._panes = {key: widget for key, _words, widget in panes}
        self._enough, self._first_width = enough, first_width
        self._first, self._chosen = panes[0][2], panes[0][0]
        self._one = True
        """Whether only one was in view a moment ago."""
        self.bar = QWidget()
        flow = Flow(self.bar, gap=8)
        flow.setContentsMargins(18, 8, 18, 4)
        group = QButtonGroup(self)
        self.pills: dict[str, Button] = {}
        for key, words, _widget in panes:
            button = pill(words, chosen=key == self._chosen)
            button.clicked.connect(partial(self.show_pane, key))
            group.addButton(button)
            flow.addWidget(button)
            self.pills[key] = button
        self._about = Words("", "body_bold")
        flow.addWidget(self._about)
        row = QHBoxLayout()
        row.setSpacing(0)
        for (_key, _words, widget), share in zip(panes, shares, strict=True):
            row.addWidget(widget, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        nest(column, row, 1)
        theme.changed.connect(self._share)
        self._share()

    def set_about(self, words: str) -> None:
        """Whom the panes are about: it stands beside the buttons, as the pane with the name may be out of view."""
        self._about.set_words(words)

    def narrow(self) -> bool:
        """Whether only one pane is in view."""
        return self.width() < theme.px(self._enough)

    def show_pane(self, key: str, _checked: bool = False) -> None:
        """Bring a pane into view, if not all of them are."""
        self._chosen = key
        self.pills[key].setChecked(True)
        self._share()

    def _share(self) -> None:
        narrow = self.narrow()
        if narrow and not self._one:
            self._stay()
        self._one = narrow
        self.bar.setVisible(narrow)
        for key, widget in self._panes.items():
            widget.setVisible(not narrow or key == self._chosen)
        if self._first_width:
            self._first.setMinimumWidth(0 if narrow else theme.px(self._first_width))
            self._first.setMaximumWidth(16_777_215 if narrow else theme.px(self._first_width))

    def _stay(self) -> None:
        """When the room goes, for larger letters or for the help, the pane one was in is the one that stays."""
        last = cast("QWidget | None", self.focusWidget())  # the stubs forget that there may be none
        for key, widget in self._panes.items():
            if last is not None and widget.isAncestorOf(last):
                self._chosen = key
                self.pills[key].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._share()
