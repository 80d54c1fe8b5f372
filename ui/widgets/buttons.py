"""Buttons: what they do in words, with the key that does the same shown beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, shortcuts, theme
from ui.widgets import ink
from ui.widgets.pressed import Pressed
from workstation.domain.unseen import marked

Look = Literal["primary", "secondary", "danger", "link", "pill", "quiet"]

# fill, words, border, border width
_COLOURS: dict[str, tuple[str, str, str, int]] = {
    "primary": ("action", "on_action", "action", 1),
    "secondary": ("surface", "text", "border", 1),
    "danger": ("surface", "danger", "danger", 2),
    "link": ("", "action", "", 0),
    "quiet": ("", "text", "", 0),
    "pill": ("surface", "text", "border", 1),
}


class Button(Pressed):
    """A button of one of our looks."""

    def __init__(
        self,
        words: str,
        look: Look = "secondary",
        icon: str = "",
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._look, self._icon_name, self._keys = words, look, icon, keys
        self._room: tuple[int, int, int, int] | None = None
        """What `_parts` said last: rows of buttons ask again and again while they find their places."""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(words)
        self.toggled.connect(self._measure)
        theme.changed.connect(self._measure)

    def words(self) -> str:
        """What the button says."""
        return self._words

    def set_words(self, words: str, keys: str | None = None) -> None:
        """Say something else, and perhaps show another key."""
        self._words = words
        if keys is not None:
            self._keys = keys
        self.setText(marked(words).replace("&", "&&"))
        self.setAccessibleName(marked(words))
        self.setAccessibleDescription(self._keys)
        self._measure()

    def set_icon_name(self, icon: str) -> None:
        """Show another icon."""
        self._icon_name = icon
        self._measure()

    def set_look(self, look: Look) -> None:
        """Change how much the button asks to be pressed."""
        self._look = look
        self._measure()

    def _measure(self) -> None:
        self._room = None
        self.setFont(theme.font_for(self._words, "body_bold"))
        self.updateGeometry()
        self.update()

    def _parts(self) -> tuple[int, int, int, int]:
        """Widths of icon, words and keys, and the room at each side."""
        if self._room is None:
            self._room = self._measured()
        return self._room

    def _measured(self) -> tuple[int, int, int, int]:
        icon = theme.px(18) + theme.px(5) if self._icon_now() else 0
        words = ink.size_of(self._words, "body_bold").width()
        keys = theme.px(13) + ink.size_of(self._keys, "body").width() if self._keys else 0
        side = theme.px({"link": 0, "quiet": 8}.get(self._look, 15))
        return icon, words, keys, side

    def sizeHint(self) -> QSize:
        """Room for everything it says."""
        icon, words, keys, side = self._parts()
        tall = {"link": 28, "pill": 34, "quiet": 34}.get(self._look, 36)
        return QSize(icon + words + keys + 2 * side, max(24, theme.px(tall)))

    def minimumSizeHint(self) -> QSize:
        """A button is never cut off."""
        return self.sizeHint()

    def _icon_now(self) -> str:
        """A chosen view carries a tick, so that it is not known by its colour alone."""
        return "check" if self._look == "pill" and self.isChecked() else self._icon_name

    def _look_now(self) -> Look:
        return "primary" if self._look == "pill" and self.isChecked() else self._look

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, icon, words, key; with focus, the ring (a link: a bar) and the pale fill."""
        painter = QPainter(self)
        fill, words, border, width = _COLOURS[self._look_now()]
        if not self.isEnabled():
            fill, words = "subtle", "secondary"
        elif self.underMouse() and fill == "surface":
            fill = "subtle"
        if self.hasFocus() and self._look == "link":
            self._paint_bar(painter)
            fill = ""
        elif self.hasFocus():
            fill, border, width = "focus_fill", "focus", theme.focus_width()
            words = words if self._look == "danger" else "on_focus"
        rect = QRectF(self.rect())
        if fill or border:
            ink.rounded(
                painter, rect,
                fill=theme.colour(fill) if fill else None, border=theme.colour(border) if border else None,
                width=width, radius=rect.height() / 2 if self._look == "pill" else 5,
            )  # fmt: skip
        self._paint_words(painter, words)

    def _paint_bar(self, painter: QPainter) -> None:
        """A link begins where words above it begin, so there is no room for a ring: a ground and a bar."""
        bar = theme.focus_width() + 1
        painter.fillRect(self.rect(), theme.colour("focus_fill"))
        painter.fillRect(self.rect().adjusted(0, self.height() - bar, 0, 0), theme.colour("focus"))

    def shown_words(self) -> str:
        """What is seen of its words: all, but for a name that is longer than the window. It is read aloud whole."""
        icon, words, keys, side = self._parts()
        room = self.width() - 2 * side - icon - keys
        return self._words if words <= room + 1 else ink.shorten(self._words, "body_bold", room)

    def _paint_words(self, painter: QPainter, token: str) -> None:
        icon, words, keys, _side = self._parts()
        said = self.shown_words()
        words = words if said == self._words else ink.size_of(said, "body_bold").width()
        left = (self.width() - icon - words - keys) / 2
        sunk = 1 if self.isDown() else 0
        if icon:
            high = theme.px(18)
            icons.paint(painter, left, (self.height() - high) / 2 + sunk, self._icon_now(), token, 18)
        colour = theme.colour(token)
        linked = self._look == "link"
        laid = ink.lay(said, "body_bold", underlined=linked)
        top = (self.height() - laid.size.height()) / 2 + sunk
        ink.draw(painter, laid, left + icon, top, colour)
        if self._keys:
            key = ink.lay(self._keys, "body")
            ink.draw(painter, key, left + icon + words + theme.px(13), top, colour)


def primary(words: str, icon: str = "", keys: str = "", parent: QWidget | None = None) -> Button:
    """The one thing most people do next. At most one of them in view."""
    return Button(words, "primary", icon, keys, parent)


def secondary(words: str, icon: str = "", keys: str = "", parent: QWidget | None = None) -> Button:
    """An ordinary button."""
    return Button(words, "secondary", icon, keys, parent)


def danger(words: str, icon: str = "", keys: str = "", parent: QWidget | None = None) -> Button:
    """For a child in danger, never for a choice we dislike."""
    return Button(words, "danger", icon, keys, parent)


def link(words: str, icon: str = "", keys: str = "", parent: QWidget | None = None) -> Button:
    """A button that reads as part of a sentence. Say where it leads."""
    return Button(words, "link", icon, keys, parent)


def quiet(words: str, icon: str = "", keys: str = "", parent: QWidget | None = None) -> Button:
    """A button without a box, for bars where everything is one."""
    return Button(words, "quiet", icon, keys, parent)


def pill(
    words: str, count: int | None = None, *, chosen: bool = False, parent: QWidget | None = None
) -> Button:
    """One of several views of a list, with how many are in it. Put them in a QButtonGroup."""
    button = Button(words, "pill", "", "" if count is None else str(count), parent)
    button.setCheckable(True)
    button.setChecked(chosen)
    return button


def command_button(
    id: str,
    look: Look = "secondary",
    icon: str = "",
    words: str = "",
    run: Callable[[], object] | None = None,
) -> Button:
    """A button for a registered command, with its words, key and tip."""
    command = shortcuts.by_id(id)
    button = Button(words or command.words, look, icon, shortcuts.key_words(id))
    button.setObjectName(id)
    if command.tip:
        button.setToolTip(shortcuts.tooltip(id))
    if run is not None:
        button.clicked.connect(lambda _checked=False: run())
    return button
