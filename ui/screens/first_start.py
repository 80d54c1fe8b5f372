"""While the desk is being opened: what is being done, how far it is, and what it is for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.notices import announce
from ui.widgets import ink
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.mark import Mark
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.trouble import Trouble

_PRACTICE = (
    "We are inventing a council to practise on: families, contacts, colleagues and their last year. "
    "Nobody in it is real, and nothing you do in it reaches anybody. This happens once."
)
_REAL = "Your record is kept on this computer only, encrypted."


class Progress(QProgressBar):
    """A plain bar: what is done in the colour of acts, on a line that can be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setAccessibleName("How far it is")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """A low bar."""
        return QSize(theme.px(320), theme.px(12))

    def minimumSizeHint(self) -> QSize:
        """As low: left to Qt it would leave room for letters that it does not show."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole, then the part."""
        painter = QPainter(self)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        ink.rounded(painter, whole, fill=theme.colour("subtle"), border=theme.colour("border"), radius=radius)
        share = self.value() / 1000
        if share > 0:
            part = QRectF(0, 0, max(whole.height(), whole.width() * share), whole.height())
            ink.rounded(painter, part, fill=theme.colour("action"), radius=radius)


class Doorway(QWidget):
    """The page before the work begins: the door, the name, and one card in the middle."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.card = Card(name=name)
        self.card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addStretch(1)
        head.addWidget(Mark("door-fill", "action", 30))
        head.addWidget(Words("Lintel", "h1"))
        head.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.card, 8)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 24)
        column.setSpacing(16)
        column.addStretch(1)
        nest(column, head)
        nest(column, middle)
        column.addStretch(2)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.card.setMaximumWidth(theme.px(560))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 helps here as everywhere."""
        if event.key() == Qt.Key.Key_F1:
            from ui.screens import help_over

            help_over.over_doorway(self)
            return
        super().keyPressEvent(event)


class FirstStart(Doorway):
    """Progress in words and as a bar; trouble in words, with a way to try again."""

    def __init__(self, *, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__("Opening Lintel", parent)
        self._what = Words("Opening", "h2", wrap=True)
        self._share = Words("", "secondary")
        self.bar = Progress()
        self._trouble = MarkLine("danger", "warning-octagon-fill")
        self._trouble.hide()
        self.again = secondary("Try again", "arrow-counter-clockwise")
        self.again.hide()
        self._said = 0
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        self._about = Words(_PRACTICE if practice else _REAL, "body", wrap=True)
        self._about.setHidden(practice)  # a practice that is there already is only opened
        for part in (self._what, self.bar, self._share, self._about):
            self.card.add(part)
        self.card.add(self._trouble)
        self.card.add_row(row)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def words(self) -> str:
        """What is being done now."""
        return self._what.words()

    def tell(self, what: str, share: float) -> None:
        """What is being done, and how much of it is done (0 to 1). Said aloud each quarter."""
        self._what.set_words(f"{what}…")
        self._about.show()
        self._share.set_words(f"{round(share * 100)}%")
        self.bar.setValue(round(share * 1000))
        quarter = int(share * 4)
        if quarter > self._said:
            self._said = quarter
            announce(self, f"{what}, {round(share * 100)} percent")

    def say(self, trouble: Trouble) -> None:
        """It did not work: what happened, and what to do."""
        self._what.set_words(trouble.title)
        self._trouble.set_words(trouble.what_to_do)
        for part in (self.bar, self._share, self._about):  # nothing is being made any more
            part.hide()
        self._trouble.show()
        self.again.show()
        self.again.setFocus()
