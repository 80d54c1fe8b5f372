"""A fact the record shows, in a sentence, with the contacts it was counted from one press away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.buttons import link
from ui.widgets.chip import COLOURS, Kind
from ui.widgets.mark import Mark
from ui.widgets.nesting import nest
from ui.widgets.words import Words

_ICONS: dict[str, str] = {
    "danger": "warning-octagon-fill",
    "warning": "warning-fill",
    "settled": "check-circle-fill",
    "information": "info-fill",
    "confidential": "eye-slash-fill",
    "neutral": "info-fill",
}
_BAR = 6


@dataclass(frozen=True)
class Counted:
    """A contact a fact was counted from."""

    words: str
    contact_id: str = ""


class FactNote(QGroupBox):
    """A box with a coloured edge: the fact in bold, details under it, and why it is shown."""

    opened = Signal(str)
    """A contact in the list of why was pressed; carries its id."""

    def __init__(
        self,
        kind: Kind,
        sentence: str,
        detail: str = "",
        *,
        icon: str = "",
        why: Sequence[Counted] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self.setAccessibleName(f"{sentence} {detail}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body = QVBoxLayout()
        """Room under the sentence for links or fields."""
        self.body.setSpacing(4)
        self.body.addWidget(
            Words(sentence, "body_bold" if kind != "information" or detail else "body", wrap=True)
        )
        if detail:
            self.body.addWidget(Words(detail, "body", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(_BAR + 12, 10, 14, 10)
        row.setSpacing(12)
        mark = Mark(icon or _ICONS[kind], COLOURS[kind][0], 20)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        nest(column, self.body)
        column.addStretch(1)
        nest(row, column, 1)
        if why:
            self._add_why(why)
        theme.changed.connect(self.update)

    def _add_why(self, why: Sequence[Counted]) -> None:
        self.why = link("Why am I seeing this?")
        """The link that unfolds the list."""
        self.why.setCheckable(True)
        self._list = QWidget()
        rows = QVBoxLayout(self._list)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(Words(f"Counted from {len(why)} on record:", "secondary"))
        for counted in why:
            rows.addWidget(self._row(counted))
        self._list.setVisible(False)
        self.why.toggled.connect(self._unfold)
        self.body.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._list)

    def _row(self, counted: Counted) -> QWidget:
        if not counted.contact_id:
            return Words(counted.words, "body", wrap=True)
        button = link(counted.words)
        button.setProperty("contact", counted.contact_id)
        button.clicked.connect(self._open)
        return button

    def _open(self) -> None:
        self.opened.emit(str(self.sender().property("contact")))

    def _unfold(self, shown: bool) -> None:
        self._list.setVisible(shown)
        self.why.set_words("Hide the list" if shown else "Why am I seeing this?")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the border and the thick edge, which follows the rounded corners."""
        words, ground, _border = COLOURS[self._kind]
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ink.rounded(painter, rect, fill=theme.colour(ground), border=theme.colour(words))
        shape = QPainterPath()
        shape.addRoundedRect(rect, 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(shape)
        painter.fillRect(QRectF(0, 0, _BAR, rect.height()), theme.colour(words))
