"""Plain words on the screen: the only label there is."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.theme import Role
from ui.widgets import ink
from workstation.domain.unseen import marked


class Words(QLabel):
    """Words in one of the roles of the type table. They are data: never markup, never a mnemonic."""

    column = 480
    """How wide words become that may wrap, if there is room."""

    def __init__(
        self,
        words: str = "",
        role: Role = "body",
        *,
        token: str = "",
        wrap: bool = False,
        selectable: bool = False,
        strong: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._role, self._strong, self._wraps = words, role, strong, wrap
        self._selectable = selectable
        self._token = token or ("secondary" if role in {"secondary", "small", "key"} else "text")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        vertical = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._say()
        theme.changed.connect(self._measure)

    def words(self) -> str:
        """What is said, as it was given."""
        return self._words

    def set_words(self, words: str, *, strong: tuple[str, ...] | None = None) -> None:
        """Say something else. Parts named in `strong` are set in bold."""
        if words == self._words and strong in {None, self._strong}:
            return
        self._words = words
        if strong is not None:
            self._strong = strong
        self._say()

    def _say(self) -> None:
        words = marked(self._words)
        # Doubled, because Qt would turn "Smith & Sons" beside a field into a shortcut on the space.
        self.setText(words.replace("&", "&&") if self.buddy() is not None else words)
        self.setAccessibleName(words)
        self._measure()

    def set_token(self, token: str) -> None:
        """Say it in the colour of another meaning."""
        self._token = token
        self._colour()
        self.update()

    def setBuddy(self, buddy: QWidget) -> None:
        """Name a field with these words."""
        super().setBuddy(buddy)
        self._say()

    def _measure(self) -> None:
        self.setFont(theme.font_for(self._words, self._role))
        self._colour()
        self.updateGeometry()
        self.update()

    def _colour(self) -> None:
        """Qt draws words that can be selected, in the colour of the palette."""
        palette, colour = self.palette(), theme.colour(self._token)
        if palette.color(self.foregroundRole()) != colour:
            palette.setColor(self.foregroundRole(), colour)
            self.setPalette(palette)

    def _leading(self) -> float:
        return ink.READING if self._wraps and self._role not in {"h1", "h2"} else ink.TIGHT

    def _room(self, width: float = math.inf) -> QSize:
        return ink.size_of(self._words, self._role, width, strong=self._strong, leading=self._leading())

    def sizeHint(self) -> QSize:
        """One line if there is room for it; a readable column if the words wrap."""
        whole = self._room()
        if not self._wraps:
            return whole
        column = theme.px(self.column)
        return whole if whole.width() <= column else QSize(column, self.heightForWidth(column))

    def minimumSizeHint(self) -> QSize:
        """Words that wrap can become narrow; words that do not must be seen whole."""
        if not self._wraps:
            return self.sizeHint()
        whole = self._room()
        return QSize(min(theme.px(96), whole.width()), whole.height())

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller, when wrapping."""
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        """How tall the words are in a width."""
        return self._room(width).height() if self._wraps else self.sizeHint().height()

    def middle_of_first_line(self) -> float:
        """Counted from the top: where a mark beside the words has its middle."""
        spare = max(0, self.height() - self._room(self.width() if self._wraps else math.inf).height())
        top = spare / 2 if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0
        return top + ink.size_of("x", self._role, leading=self._leading()).height() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words ourselves for our line height and bold parts; Qt draws them when selectable."""
        if self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        width = self.width() if self._wraps else math.inf
        laid = ink.lay(self._words, self._role, width, strong=self._strong, leading=self._leading())
        extra = max(0, self.height() - laid.size.height())
        top = extra / 2 if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0
        left = self.width() - laid.size.width() if self.alignment() & Qt.AlignmentFlag.AlignRight else 0
        ink.draw(painter, laid, left, top, theme.colour(self._token))

    def changeEvent(self, event: QEvent) -> None:
        """A new application font must not undo the role's own font; nor may a new parent bring back the colours of
        the theme before: dark words would stand on a dark ground.
        """
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._measure()
        elif event.type() == QEvent.Type.PaletteChange and self._selectable:
            self._colour()
