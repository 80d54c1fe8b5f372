"""The dark bar on top: whose program this is, finding anything, how work stands, help, and who you are."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from ui import icons, shortcuts, theme
from ui.widgets import ink
from ui.widgets.chip import ChipMark
from ui.widgets.practice_banner import WORDS
from ui.widgets.pressed import Pressed
from ui.widgets.standing_mark import StandingMark
from ui.widgets.words import Words

_FIND, _FIND_SHORT = "Find a child, family, address or contact number", "Find a child or contact"


class BarButton(Pressed):
    """A button on a bar, without a box of its own: icon, words, key."""

    def __init__(
        self, words: str, icon: str = "", keys: str = "", token: str = "on_bar", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._token = token
        self._shown, self._icon_name, self._keys = words, icon, keys
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setAccessibleDescription(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        """Show shorter words, or none beside the icon; the name stays whole."""
        self._shown = words
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for what it shows."""
        icon = theme.px(24) if self._icon_name else 0
        words = ink.size_of(self._shown, "body").width() if self._shown else 0
        keys = ink.size_of(self._keys, "body").width() + theme.px(9) if self._shown and self._keys else 0
        return QSize(icon + words + keys + 2 * theme.px(9), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words in the bar's own colour; with focus the pale box that shows everywhere."""
        painter = QPainter(self)
        token = self._token
        if self.hasFocus():
            token = "on_focus"
            ink.focus_ring(painter, QRectF(self.rect()), 4)
        elif self.underMouse():
            ink.rounded(painter, QRectF(self.rect()), border=theme.colour(token), radius=4)
        left, middle = theme.px(9), self.height() / 2
        if self._icon_name:
            icons.paint(painter, left, middle - theme.px(9), self._icon_name, token, 18)
            left += theme.px(24)
        for words, gap in ((self._shown, 9), (self._keys if self._shown else "", 0)):
            if words:
                laid = ink.lay(words, "body")
                ink.draw(painter, laid, left, middle - laid.size.height() / 2, theme.colour(token))
                left += laid.size.width() + theme.px(gap)


class FindBox(QAbstractButton):
    """Looks like a box to type in, and opens the palette: pressed, or at the first letter typed."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_FIND)
        self.setAccessibleDescription(shortcuts.key_words("palette"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.narrow = False
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As wide as its words need, or only the glass."""
        return QSize(theme.px(36 if self.narrow else 540), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        """It gives way to the words about saving."""
        return QSize(theme.px(36 if self.narrow else 290), theme.px(34))

    def set_narrow(self, narrow: bool) -> None:
        """Show only the glass."""
        self.narrow = narrow
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter starts the search; Enter opens it."""
        words = event.text()
        if words.strip() and words.isprintable():
            self.typed.emit(words)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Glass, words, key."""
        painter = QPainter(self)
        rect, middle = QRectF(self.rect()), self.height() / 2
        if self.narrow:
            token = "on_focus" if self.hasFocus() else "on_bar"
            if self.hasFocus():
                ink.focus_ring(painter, rect, 4)
            side = theme.px(20)
            icons.paint(painter, (self.width() - side) / 2, middle - side / 2, "magnifying-glass", token, 20)
            return
        token = "secondary"
        if self.hasFocus():
            token = "on_focus"
            ink.focus_ring(painter, rect, 4)
        else:
            ink.rounded(painter, rect, fill=theme.colour("surface"), border=theme.colour("border"), radius=4)
        icons.paint(painter, theme.px(12), middle - theme.px(8), "magnifying-glass", token, 16)
        key = ink.lay(shortcuts.key_words("palette"), "key")
        right = self.width() - theme.px(14) - key.size.width()
        room = right - theme.px(50)
        words = _FIND if ink.size_of(_FIND, "body").width() <= room else _FIND_SHORT
        laid = ink.lay(ink.shorten(words, "body", room), "body")
        ink.draw(painter, laid, theme.px(38), middle - laid.size.height() / 2, theme.colour(token))
        ink.draw(painter, key, right, middle - key.size.height() / 2, theme.colour(token))


class AppBar(QWidget):
    """The bar. Connect `finder.clicked`, `finder.typed`, `saved.clicked`, `help.clicked`; fill `person_menu`."""

    def __init__(self, council: str, person: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Lintel")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._person, self._role = person, role
        self._name = Words("Lintel", "h2", token="on_bar")
        self._council = Words(council, "body", token="on_bar")
        self._practice = ChipMark(WORDS, "warning", "info-fill")
        self._practice.hide()
        self.finder = FindBox()
        self.saved = StandingMark()
        self.help = BarButton("Help", "question", shortcuts.key_words("help.field"))
        self.person = BarButton(f"{person} · {role}", "user")
        self.person_menu = QMenu(self)
        self.person.clicked.connect(self._show_person_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 12, 0)
        row.setSpacing(12)
        self._door = QSpacerItem(theme.px(26), 1)
        row.addItem(self._door)
        self._low = False
        for part in (self._name, self._council, self._practice):
            row.addWidget(part)
        row.addStretch(0)
        row.addWidget(self.finder, 5)
        row.addStretch(4)
        row.addWidget(self.saved)
        row.addSpacing(8)
        row.addWidget(self.help)
        row.addWidget(self.person)
        self._row = row
        theme.changed.connect(self._fold)

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(super().sizeHint().width(), theme.px(40 if self._low else 50))

    def minimumSizeHint(self) -> QSize:
        """It folds before it asks for more than a small window has."""
        return QSize(theme.px(240), theme.px(40 if self._low else 50))

    def set_low(self, low: bool) -> None:
        """Give some height to the work, in a window that has little."""
        if low != self._low:
            self._low = low
            self.updateGeometry()

    def show_practice(self, width: int, *, low: bool) -> bool:
        """Say here that nothing is real, in a window that has no height for a strip of its own. Answers whether it
        is said: a bar of a width without room for the words leaves the strip where it is.
        """
        others = (self._name, self.finder, self.saved, self.help, self.person)
        room = width - sum(part.sizeHint().width() + 12 for part in others) - theme.px(26) - 80
        said = low and self._practice.sizeHint().width() <= room
        self._practice.setVisible(said)
        return said

    def _show_person_menu(self) -> None:
        self.person_menu.popup(self.person.mapToGlobal(QPoint(0, self.person.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room: shorter words, then icons."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        reading = theme.reading()
        # A letter is about half as wide as it is tall, so room between letters widens words twice as much.
        room = self.width() * 100 / reading.text_percent / (1 + 2 * reading.letter_spacing)
        self._door.changeSize(theme.px(26), 1)
        self._council.setVisible(room >= 1000 and bool(self._council.words()))
        narrow = room < 760
        self.finder.set_narrow(narrow)
        # With words it stands at the left; as a glass alone, at the right with the other signs.
        at = self._row.indexOf(self.finder)
        self._row.setStretch(at, 0 if narrow else 5)
        self._row.setStretch(at - 1, 1 if narrow else 0)
        self._row.setStretch(at + 1, 0 if narrow else 4)
        self.saved.set_short(room < 1000)
        self.help.show_words("Help" if room >= 760 else "")
        person = f"{self._person} · {self._role}" if room >= 1500 else self._person if room >= 900 else ""
        self.person.show_words(person)
        self._row.invalidate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dark ground, a line where the theme has no other edge, and the door."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("bar"))
        if theme.tokens().dark:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("hairline"))
        icons.paint(painter, 18, (self.height() - theme.px(20)) / 2, "door-fill", "on_bar", 20)
