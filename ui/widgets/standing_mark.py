"""How what was written here stands, in one of the four phrases; pressed, it opens the page behind them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, shortcuts, theme
from ui.widgets import ink
from ui.widgets.pressed import Pressed
from workstation.services.standing import Phrase, Standing

_LOOKS: Final[dict[Phrase, tuple[str, str]]] = {
    Phrase.ALONE: ("check-circle-fill", "bar_settled"),
    Phrase.SENT: ("check-circle-fill", "bar_settled"),
    Phrase.SENDING: ("arrows-clockwise", "on_bar"),
    Phrase.HELD: ("pause-circle", "on_bar"),
    Phrase.OFFLINE: ("cloud-slash-fill", "bar_warning"),
    Phrase.NEEDS_YOU: ("git-pull-request", "bar_warning"),
}
_EDGE: Final = 8


class StandingMark(Pressed):
    """Icon and words on the bar, as wide as what they say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing = Standing(Phrase.ALONE, "All saved", "", "Saved")
        self._short = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(f"Says more. {shortcuts.key_words('go.offline')}")
        self.show_standing(self._standing)

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
        plain = self._standing.phrase not in (Phrase.OFFLINE, Phrase.NEEDS_YOU)
        return self._standing.words, () if plain else (self._standing.lead,)

    def sizeHint(self) -> QSize:
        """Room for the words."""
        words, strong = self._shown()
        wide = ink.size_of(words, "body", strong=strong).width()
        return QSize(wide + theme.px(28) + 2 * theme.px(_EDGE), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and words; with focus the pale box that shows everywhere."""
        painter = QPainter(self)
        icon, token = _LOOKS[self._standing.phrase]
        colour = "on_bar"
        if self.hasFocus():
            colour = token = "on_focus"
            ink.focus_ring(painter, QRectF(self.rect()), 4)
        elif self.underMouse():
            ink.rounded(painter, QRectF(self.rect()), border=theme.colour("on_bar"), radius=4)
        middle, left = self.height() / 2, theme.px(_EDGE)
        icons.paint(painter, left, middle - theme.px(10), icon, token, 20)
        words, strong = self._shown()
        laid = ink.lay(words, "body", strong=strong)
        ink.draw(painter, laid, left + theme.px(28), middle - laid.size.height() / 2, theme.colour(colour))
