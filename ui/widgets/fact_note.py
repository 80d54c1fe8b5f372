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
        because: str = "",
        quiet: bool = False,
    ) -> None:
        """`because` is what the rule counts, `why` what it counted here. A quiet note is a line without a box."""
        super().__init__()
        self._kind, self.quiet = kind, quiet
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self.setAccessibleName(f"{sentence} {detail}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body = QVBoxLayout()
        """Room under the sentence for links or fields."""
        self.body.setSpacing(4)
        for words in self._sentences(sentence, detail):
            self.body.addWidget(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(*((0, 2, 0, 2) if quiet else (_BAR + 12, 10, 14, 10)))
        row.setSpacing(10 if quiet else 12)
        colour = "text" if quiet else COLOURS[kind][0]
        mark = Mark(icon or _ICONS[kind], colour, 16 if quiet else 20)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        nest(column, self.body)
        column.addStretch(1)
        nest(row, column, 1)
        self.has_why = bool(why or because)
        """Whether it can say why it is shown."""
        if self.has_why:
            self._add_why(why, because, sentence)
        theme.changed.connect(self.update)

    def _sentences(self, sentence: str, detail: str) -> list[Words]:
        if self.quiet:
            return [Words(f"{sentence} {detail}".strip(), "body", wrap=True, strong=(sentence,))]
        strong = self._kind != "information" or bool(detail)
        found = [Words(sentence, "body_bold" if strong else "body", wrap=True)]
        return [*found, Words(detail, "body", wrap=True)] if detail else found

    def _add_why(self, why: Sequence[Counted], because: str, sentence: str) -> None:
        self.why = link("Why am I seeing this?")
        """The link that unfolds the list."""
        self.why.setAccessibleDescription(sentence)
        self.why.setCheckable(True)
        self._list = QWidget()
        rows = QVBoxLayout(self._list)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        if because:
            rows.addWidget(Words(because, "secondary", wrap=True))
        elif why:
            rows.addWidget(Words(f"Counted from {len(why)} on record:", "secondary"))
        for counted in why:
            rows.addWidget(self._row(counted))
        self._list.setVisible(False)
        self.why.toggled.connect(self._unfold)
        self.body.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._list)

    def _row(self, counted: Counted) -> QWidget:
        if not counted.contact_id:
            return Words(counted.words, "secondary_bold", wrap=True)
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
        if self.quiet:
            return
        words, ground, _border = COLOURS[self._kind]
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ink.rounded(painter, rect, fill=theme.colour(ground), border=theme.colour(words))
        shape = QPainterPath()
        shape.addRoundedRect(rect, 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(shape)
        painter.fillRect(QRectF(0, 0, _BAR, rect.height()), theme.colour(words))
