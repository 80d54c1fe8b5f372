"""A choice between versions of one answer, side by side, and neither yet. Nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.beside import Beside
from ui.widgets.card import Card
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.option import Option
from ui.widgets.words import Words

NEITHER = ""
"""The value of *neither yet*."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version: how it is offered, whose and when, and what it says."""

    offer: str
    whose: str
    lead: str
    rest: str = ""

    def spoken(self) -> str:
        """What a screen reader adds to the offer."""
        return f"{self.whose}: {self.lead}. {self.rest}".strip()


class VersionBox(QWidget):
    """One version in a box: the circle and its offer, whose and when, and what it says."""

    def __init__(self, version: Version, option: Option | None) -> None:
        super().__init__()
        self._option = option
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(option or Words(version.whose, "body_bold", wrap=True), 1)
        if option is not None:
            head.addWidget(Words(version.whose, "secondary"), 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 14, 10)
        column.setSpacing(4)
        nest(column, head)
        said = f"{version.lead} – {version.rest}" if version.rest else version.lead
        self.says = Words(said, "body", wrap=True, strong=(version.lead,))
        column.addWidget(self.says)
        column.addStretch(1)
        theme.changed.connect(self.update)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole box belongs to its circle."""
        if self._option is not None:
            self._option.click()
            self._option.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A border, heavier and with a ground when it is the one that is kept."""
        chosen = self._option is not None and self._option.isChecked()
        ink.rounded(
            QPainter(self), QRectF(self.rect()), fill=theme.colour("selected" if chosen else "surface"),
            border=theme.colour("action" if chosen else "border"), width=2 if chosen else 1, radius=4,
        )  # fmt: skip


class VersionChoice(Card):
    """A numbered question with its versions. `mine` False: it is shown, and somebody else chooses."""

    chosen = Signal(str)
    """The key of the version to keep, or `NEITHER`."""

    def __init__(
        self,
        title: str,
        was: str,
        versions: Sequence[tuple[str, Version]],
        *,
        neither: str,
        note: str = "",
        mine: bool = True,
    ) -> None:
        super().__init__(title, was, role="h2", name=f"{title}. {was}")
        self._group = QButtonGroup(self)
        self.options: dict[str, Option] = {}
        """The circles, by key; that of *neither yet* last."""
        boxes = Beside(enough=560, gap=10)
        for key, version in versions:
            option = self._option(key, version.offer, version.spoken()) if mine else None
            boxes.add(VersionBox(version, option))
        self.add_row(boxes)
        foot = Beside(enough=640, gap=10)
        if mine:
            foot.add(self._option(NEITHER, neither, "Both stay. Nothing is lost."), 1)
        quiet = Words(note if mine else f"A manager chooses this. {note}".strip(), "small", wrap=True)
        foot.add(quiet, 1)
        self.add_row(foot)
        quiet.setVisible(bool(quiet.words()))
        self.wrong = MarkLine("danger", "warning-octagon-fill")
        self.wrong.hide()
        self.add(self.wrong)
        self._group.buttonClicked.connect(self._tell)
        if self.options:
            self.setFocusProxy(next(iter(self.options.values())))

    def _option(self, key: str, words: str, spoken: str) -> Option:
        option = Option(key, words)
        option.setAccessibleDescription(spoken)
        self.options[key] = option
        self._group.addButton(option)
        return option

    def value(self) -> str | None:
        """The key that was chosen; None before anything was."""
        button = self._group.checkedButton()
        return button.value if isinstance(button, Option) else None

    def set_value(self, key: str) -> None:
        """Choose again what was chosen before the page was read anew."""
        if key in self.options:
            self.options[key].setChecked(True)
            self.setFocusProxy(self.options[key])

    def ask(self, words: str) -> None:
        """Say that something is still to be chosen here, and go to it."""
        self.wrong.set_words(words)
        self.wrong.show()
        self.setAccessibleDescription(words)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, button: QAbstractButton) -> None:
        if isinstance(button, Option):
            self.wrong.hide()
            self.setAccessibleDescription("")
            self.setFocusProxy(button)
            for box in self.findChildren(VersionBox):
                box.update()
            self.chosen.emit(button.value)
