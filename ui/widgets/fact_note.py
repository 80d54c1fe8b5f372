"""A fact the record shows, in a sentence, with the contacts it was counted from one press away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.beside import Beside
from ui.widgets.buttons import link
from ui.widgets.chip import COLOURS, Kind
from ui.widgets.long_link import LongLink
from ui.widgets.mark import Mark
from ui.widgets.nesting import nest
from ui.widgets.note_ground import EDGE, paint_note
from ui.widgets.on_top import on_line, on_top
from ui.widgets.scroll import WHOLE
from ui.widgets.words import Words

_ICONS: dict[str, str] = {
    "danger": "warning-octagon-fill",
    "warning": "warning-fill",
    "settled": "check-circle-fill",
    "information": "info-fill",
    "confidential": "eye-slash-fill",
    "neutral": "info-fill",
}
_ENOUGH = 400
"""The room for a contact's day and number with what it was about beside them; with less, that stands under them."""
Style = Literal["box", "line", "short"]
"""A box, a line without one, or a line in a place with little room, which asks `Why?`."""


@dataclass(frozen=True)
class Counted:
    """A contact a fact was counted from."""

    words: str
    contact_id: str = ""
    more: str = ""
    """What else is said of it, beside the link."""


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
        style: Style = "box",
    ) -> None:
        """`because` is what the rule counts, `why` what it counted here."""
        super().__init__()
        self._kind, self.quiet, self._style = kind, style != "box", style
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self.setAccessibleName(f"{sentence} {detail}".strip())
        self.setProperty(WHOLE, True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body = QVBoxLayout()
        """Room under the sentence for links or fields."""
        self.body.setSpacing(4)
        self._said, *more = self._sentences(sentence, detail)
        self._first = QHBoxLayout()
        """Of a line: the sentence, and its why at the end of it."""
        self._first.setSpacing(8)
        if self.quiet:
            self._first.addWidget(on_line(self._said, 4), 1)
            nest(self.body, self._first)
        else:
            self.body.addWidget(self._said)
        for words in more:
            self.body.addWidget(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(*((0, 0, 0, 0) if self.quiet else (EDGE + 12, 8, 14, 8)))
        row.setSpacing(10 if self.quiet else 12)
        self._mark = Mark(icon or _ICONS[kind], self._colour(), 16 if self.quiet else 20)
        row.addWidget(on_line(self._mark, 6) if self.quiet else self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        nest(column, self.body)
        column.addStretch(1)
        nest(row, column, 1)
        self._reasons, self._because = tuple(why), because
        self._listed: list[QWidget] = []
        self.has_why = bool(why or because)
        """Whether it can say why it is shown."""
        if self.has_why or style == "short":
            self._add_why(sentence)
        theme.changed.connect(self.update)

    def tell_again(
        self, kind: Kind, sentence: str, *, icon: str = "", why: Sequence[Counted] = (), because: str = ""
    ) -> None:
        """Of a short one: say another fact, with the widgets that are there. While a name is typed facts change,
        and new widgets would hold up the next letter.
        """
        self._kind = kind
        self.setAccessibleName(sentence)
        self._said.set_words(sentence, strong=(sentence,))
        self._mark.set_icon(icon or _ICONS[kind], self._colour())
        self.why.setChecked(False)
        self.why.setAccessibleDescription(sentence)
        self._reasons, self._because = tuple(why), because
        self.has_why = bool(why or because)
        self.why.setVisible(self.has_why)
        for old in self._listed:
            old.hide()
            old.deleteLater()
        self._listed = []

    def _colour(self) -> str:
        return "text" if self.quiet and self._kind == "information" else COLOURS[self._kind][0]

    def _sentences(self, sentence: str, detail: str) -> list[Words]:
        if self.quiet:
            return [Words(f"{sentence} {detail}".strip(), "body", wrap=True, strong=(sentence,))]
        strong = self._kind != "information" or bool(detail)
        found = [Words(sentence, "body_bold" if strong else "body", wrap=True)]
        return [*found, Words(detail, "body", wrap=True)] if detail else found

    def _add_why(self, sentence: str) -> None:
        self._ask = "Why?" if self._style == "short" else "Why am I seeing this?"
        self.why = link(self._ask)
        """The link that unfolds the list."""
        self.why.setAccessibleName("Why am I seeing this?")
        self.why.setAccessibleDescription(sentence)
        self.why.setCheckable(True)
        self._list = QWidget()
        rows = QVBoxLayout(self._list)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        self._list.setVisible(False)
        self.why.toggled.connect(self._unfold)
        if self.quiet:
            self._first.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.body.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._list)

    def _list_reasons(self) -> None:
        """Made when they are asked for: most are not, and a page may show many facts counted from many contacts."""
        rows = self._list.layout()
        if self._listed or rows is None:
            return
        if self._because:
            self._listed.append(Words(self._because, "secondary", wrap=True))
        elif self._reasons:
            self._listed.append(Words(f"Counted from {len(self._reasons)} on record:", "secondary"))
        self._listed += [self._row(counted) for counted in self._reasons]
        for row in self._listed:
            rows.addWidget(row)

    def _row(self, counted: Counted) -> QWidget:
        if not counted.contact_id:
            return Words(counted.words, "body", wrap=True)
        button = LongLink(counted.words)
        button.setProperty("contact", counted.contact_id)
        button.setAccessibleDescription(counted.more)
        button.clicked.connect(self._open)
        if not counted.more:
            return button
        whole = QWidget()
        row = Beside(whole, enough=_ENOUGH, gap=8)
        row.add(on_top(button), 0)
        row.add(on_line(Words(counted.more, "body", wrap=True), 4), 1)
        return whole

    def _open(self) -> None:
        self.opened.emit(str(self.sender().property("contact")))

    def _unfold(self, shown: bool) -> None:
        if shown:
            self._list_reasons()
        self._list.setVisible(shown)
        shut = "Hide the list" if self._reasons else "Hide why"
        self.why.set_words(shut if shown else self._ask)
        self.why.setAccessibleName("Hide why" if shown else "Why am I seeing this?")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the border and the thick edge, which follows the rounded corners."""
        if not self.quiet:
            paint_note(QPainter(self), QRectF(self.rect()), self._kind)
