"""The strip of open places: the queue, each open contact, and a way to begin a new one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QToolButton, QWidget

from ui import icons, shortcuts, theme
from ui.theme import Role
from ui.widgets import ink
from ui.widgets.app_bar import BarButton

_MOST = 320


@dataclass(frozen=True)
class TabLook:
    """What one tab says. A count of None shows none."""

    key: str
    title: str
    icon: str = "folder-fill"
    count: int | None = None

    def spoken(self) -> str:
        """What a screen reader says."""
        return self.title if self.count is None else f"{self.title}, {self.count}"


class _Tabs(QTabBar):
    """Tabs with icon, words and a count, and a thick line under the one in front."""

    closed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.looks: list[TabLook] = []
        self.tall = 38
        self.setAccessibleName("Open contacts and pages")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for arrow in self.findChildren(QToolButton):
            # They are for the mouse: by keyboard arrows and Ctrl+Tab go to a tab that is out of sight.
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setStyleSheet(
            "QTabBar { background: transparent; border: 0; } QTabBar::scroller { width: 56px; }"
        )

    def _width_of(self, look: TabLook, *, front: bool = True) -> int:
        words = ink.size_of(look.title, "body_bold" if front else "body").width()
        words = min(words, theme.px(_MOST))
        count = ink.size_of(str(look.count), "body").width() + theme.px(8) if look.count is not None else 0
        return theme.px(14 + 16 + 8 + 14) + words + count

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the bold words, so that nothing moves when a tab comes to the front."""
        look = self.looks[index] if index < len(self.looks) else TabLook("", "")
        return QSize(self._width_of(look), theme.px(self.tall))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs scroll; they do not shrink."""
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        """All tabs side by side."""
        return QSize(sum(self.tabSizeHint(at).width() for at in range(self.count())), theme.px(self.tall))

    def minimumSizeHint(self) -> QSize:
        """A part of them, with buttons to see the rest."""
        return QSize(theme.px(120), theme.px(self.tall))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button closes a tab, as in every browser."""
        if event.button() == Qt.MouseButton.MiddleButton:
            at = self.tabAt(event.position().toPoint())
            if at >= 0:
                self.closed.emit(at)
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each tab that is in view."""
        painter = QPainter(self)
        for at, look in enumerate(self.looks[: self.count()]):
            rect = self.tabRect(at)
            if rect.intersects(event.rect()):
                self._paint_tab(painter, rect, look, front=at == self.currentIndex())

    def _paint_tab(self, painter: QPainter, rect: QRect, look: TabLook, *, front: bool) -> None:
        token = "text"
        if front and self.hasFocus():
            token = "on_focus"
            ink.focus_ring(painter, QRectF(rect), 3)
        elif front:
            painter.fillRect(
                QRect(rect.left(), rect.bottom() - theme.px(4) + 1, rect.width(), theme.px(4)),
                theme.colour("action"),
            )
        left, middle = rect.left() + theme.px(14), rect.top() + rect.height() / 2 - 1
        icons.paint(painter, left, middle - theme.px(8), look.icon, token, 16)
        left += theme.px(24)
        role: Role = "body_bold" if front else "body"
        room = rect.right() - left - theme.px(12)
        if look.count is not None:
            room -= ink.size_of(str(look.count), "body").width() + theme.px(8)
        words = ink.lay(ink.shorten(look.title, role, room + 1), role)
        ink.draw(painter, words, left, middle - words.size.height() / 2, theme.colour(token))
        if look.count is not None:
            count = ink.lay(str(look.count), role)
            left += words.size.width() + theme.px(8)
            ink.draw(painter, count, left, middle - count.size.height() / 2, theme.colour(token))


class TabStrip(QWidget):
    """Tabs by key. `chosen` when a person goes to one, `closed` when they close one."""

    chosen = Signal(str)
    closed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Open contacts and pages")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.tabs = _Tabs()
        self.new_contact = BarButton("New contact", "plus", shortcuts.key_words("contact.new"), "text")
        self._quietly = False
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self.tabs)
        row.addSpacing(4)
        row.addWidget(self.new_contact)
        row.addStretch(1)
        self.tabs.currentChanged.connect(self._came_to)
        self.tabs.closed.connect(lambda at: self.closed.emit(self.tabs.looks[at].key))
        theme.changed.connect(self._measure)

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(super().sizeHint().width(), theme.px(self.tabs.tall + 1))

    def set_low(self, low: bool) -> None:
        """Give some height to the work, in a window that has little."""
        tall = 32 if low else 38
        if tall != self.tabs.tall:
            self.tabs.tall = tall
            self._measure()

    def places(self) -> list[str]:
        """The places, from left to right."""
        return [look.key for look in self.tabs.looks]

    def look_of(self, key: str) -> TabLook | None:
        """What the tab of a place says."""
        return next((look for look in self.tabs.looks if look.key == key), None)

    def show_tabs(self, looks: list[TabLook], front: str) -> None:
        """Show these places, with one of them in front. Tells nobody: whoever calls knows."""
        self._quietly = True
        while self.tabs.count() > len(looks):
            self.tabs.removeTab(self.tabs.count() - 1)
        self.tabs.looks = list(looks)
        while self.tabs.count() < len(looks):
            self.tabs.addTab("")
        for at, look in enumerate(looks):
            self.tabs.setTabText(at, look.title.replace("&", "&&"))
            self.tabs.setAccessibleTabName(at, look.spoken())
            self.tabs.setTabToolTip(at, look.title)
            if look.key == front:
                self.tabs.setCurrentIndex(at)
        self._quietly = False
        self._measure()

    def _came_to(self, at: int) -> None:
        if not self._quietly and 0 <= at < len(self.tabs.looks):
            self.chosen.emit(self.tabs.looks[at].key)

    def _measure(self) -> None:
        # A new icon size is what makes Qt ask every tab for its size again.
        self.tabs.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.tabs.setFont(theme.font("body"))
        self.tabs.updateGeometry()
        self.updateGeometry()
        self.update()
        self.tabs.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A surface with a line under it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("hairline"))
