"""How what was written here stands, in one of the four phrases; pressed, it opens the page behind them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons, shortcuts, theme
from ui.widgets import ink
from workstation.services.standing import Phrase, Standing

_LOOKS: Final[dict[Phrase, tuple[str, str]]] = {
    Phrase.ALONE: ("check-circle-fill", "bar_settled"),
    Phrase.SENT: ("check-circle-fill", "bar_settled"),
    Phrase.SENDING: ("arrows-clockwise", "on_bar"),
    Phrase.OFFLINE: ("cloud-slash-fill", "bar_warning"),
    Phrase.NEEDS_YOU: ("git-pull-request", "bar_warning"),
}
_EDGE: Final = 8


class StandingMark(QAbstractButton):
    """Icon and words on the bar, as wide as what they say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing = Standing(Phrase.ALONE, "All saved", "", "Saved")
        self._short = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(f"Says more. {shortcuts.key_words('go.offline')}")
        self.show_standing(self._standing)
        theme.changed.connect(self.updateGeometry)

    def words(self) -> str:
        """What is said, whole."""
        return self._standing.words

    def standing(self) -> Standing:
        """What is shown."""
        return self._standing

    def show_standing(self, standing: Standing) -> None:
        """Say something else. A screen reader is not told: whoever changes it knows whether that matters."""
        self._standing = standing
        self.setText(standing.words.replace("&", "&&"))
        self.setAccessibleName(standing.words)
        self.setToolTip(f"{standing.words} ({shortcuts.key_words('go.offline')})")
        self.updateGeometry()
        self.update()

    def set_short(self, short: bool) -> None:
        """Say it in fewer words where room is short."""
        if short != self._short:
            self._short = short
            self.updateGeometry()
            self.update()

    def _shown(self) -> tuple[str, tuple[str, ...]]:
        """The words on the bar, and which of them are in bold."""
        if self._short:
            return self._standing.brief, ()
        plain = self._standing.phrase in (Phrase.ALONE, Phrase.SENT, Phrase.SENDING)
        return self._standing.words, () if plain else (self._standing.lead,)

    def sizeHint(self) -> QSize:
        """Room for the words."""
        words, strong = self._shown()
        wide = ink.size_of(words, "body", strong=strong).width()
        return QSize(wide + theme.px(28) + 2 * theme.px(_EDGE), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and words; with focus the pale box that shows everywhere."""
        painter = QPainter(self)
        icon, token = _LOOKS[self._standing.phrase]
        colour = "on_bar"
        if self.hasFocus():
            colour = token = "on_focus"
            ink.rounded(
                painter, QRectF(self.rect()), fill=theme.colour("focus_fill"), border=theme.colour("focus"),
                width=theme.focus_width(), radius=4,
            )  # fmt: skip
        elif self.underMouse():
            ink.rounded(painter, QRectF(self.rect()), border=theme.colour("on_bar"), radius=4)
        middle, left = self.height() / 2, theme.px(_EDGE)
        icons.paint(painter, left, middle - theme.px(10), icon, token, 20)
        words, strong = self._shown()
        laid = ink.lay(words, "body", strong=strong)
        ink.draw(painter, laid, left + theme.px(28), middle - laid.size.height() / 2, theme.colour(colour))
