"""A line to type in, with a list of suggestions below it. Not an editable combo: screen readers lose those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, theme
from ui.widgets import ink
from ui.widgets.field import LineField

_SUGGESTION = Qt.ItemDataRole.UserRole + 1
_MOST_SHOWN = 8
_SHORTEST = 2
"""Letters before Enter takes what they stand for."""


@dataclass(frozen=True)
class Suggestion:
    """One thing the person may mean."""

    words: str
    value: object = None
    detail: str = ""
    icon: str = ""

    def spoken(self) -> str:
        """What a screen reader says for it."""
        return f"{self.words}, {self.detail}" if self.detail else self.words


class _Rows(QStyledItemDelegate):
    """Draws a suggestion: icon, words, detail under them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        """Two lines if there is a detail."""
        suggestion: Suggestion = index.data(_SUGGESTION)
        return QSize(theme.px(120), theme.px(50 if suggestion.detail else 34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        """The row, with the bar of the chosen one at its left."""
        suggestion: Suggestion = index.data(_SUGGESTION)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.colour("selected"))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), theme.colour("focus"))
        token = "on_selected" if chosen else "text"
        left = rect.left() + theme.px(12)
        if suggestion.icon:
            icons.paint(painter, left, rect.center().y() - theme.px(9), suggestion.icon, token, 18)
            left += theme.px(28)
        words = ink.lay(suggestion.words, "body")
        top = rect.top() + (theme.px(6) if suggestion.detail else (rect.height() - words.size.height()) / 2)
        ink.draw(painter, words, left, top, theme.colour(token))
        if suggestion.detail:
            detail = ink.lay(suggestion.detail, "secondary")
            quiet = "on_selected" if chosen else "secondary"
            ink.draw(painter, detail, left, top + words.size.height() + 1, theme.colour(quiet))
        painter.restore()


class Suggest(LineField):
    """Type, and pick from the list: Enter takes the line that is marked, Down goes to the others; what was typed
    stands if nothing is picked, and Esc says that it should.

    The first line is marked once two letters are typed that it begins with; in a `closed` line, where only what
    is in the list counts, whatever it was found by. The focus never leaves the line, so typing can always go on.
    On `wanted`, call `offer`.
    """

    wanted = Signal(str)
    """The person typed: somebody should offer suggestions for this."""
    chosen = Signal(object)
    """The value of the suggestion picked."""
    took = Signal()
    """One was taken by Enter: the person is done here."""

    def __init__(self, label: str, hint: str = "", *, closed: bool = False) -> None:
        super().__init__(label, hint)
        self._closed = closed
        self.list = QListView(self)
        """The list of suggestions."""
        self._model = QStandardItemModel(self.list)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(f"Suggestions for {label}")
        self.list.clicked.connect(self._pick)
        self.list.hide()
        self.edit.textEdited.connect(self.wanted)
        self.left.connect(self.close_list)

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show suggestions under the line; none closes the list."""
        self._model.clear()
        for suggestion in suggestions:
            item = QStandardItem(suggestion.words)
            item.setData(suggestion, _SUGGESTION)
            item.setData(suggestion.spoken(), Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        if not suggestions or not self.edit.hasFocus():
            self.close_list()
            return
        self._show_list(suggestions)
        count = len(suggestions)
        said = f"{count} suggestion{'s' if count != 1 else ''}."
        if self._is_meant(suggestions):
            self.list.setCurrentIndex(self._model.index(0, 0))
            self._say(f"{said} Enter takes {suggestions[0].spoken()}. Down arrow for others, Esc for none.")
        else:
            self._say(f"{said} Down arrow to choose.")

    def _is_meant(self, suggestions: Sequence[Suggestion]) -> bool:
        """Whether what is typed is the beginning of the first line, so that Enter may take it. Of two lines that
        say the same a person chooses.
        """
        typed, first = self.text().strip().casefold(), suggestions[0].words
        twice = any(other.words == first for other in suggestions[1:])
        return len(typed) >= _SHORTEST and not twice and (self._closed or first.casefold().startswith(typed))

    def close_list(self) -> None:
        """Put the list away; what was typed stays. It comes home: in the window it would outlive its line."""
        self.list.hide()
        self.list.setParent(self)

    def _show_list(self, suggestions: Sequence[Suggestion]) -> None:
        """The list lies over the page, inside the window, so that screen magnifiers follow it."""
        window = self.window()
        self.list.setParent(window)
        tall = sum(theme.px(50 if one.detail else 34) for one in suggestions[:_MOST_SHOWN]) + 4
        corner = self.edit.mapTo(window, QPoint(0, self.edit.height() + 2))
        if corner.y() + tall > window.height():
            corner = self.edit.mapTo(window, QPoint(0, -tall - 2))
        self.list.setGeometry(QRect(corner, QSize(max(self.edit.width(), theme.px(240)), tall)))
        self.list.show()
        self.list.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down, Enter and Esc belong to the list while it is open."""
        pressed = watched is self.edit and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if not self.list.isVisible():
            if key == Qt.Key.Key_Down:
                self.wanted.emit(self.text())
                return True
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not self.list.currentIndex().isValid():
                return False
            self._pick(self.list.currentIndex())
            self.took.emit()
        elif key == Qt.Key.Key_Escape:
            self.close_list()
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        rows = self._model.rowCount()
        now = self.list.currentIndex()
        row = (now.row() + step) % rows if now.isValid() else (0 if step > 0 else rows - 1)
        index = self._model.index(row, 0)
        self.list.setCurrentIndex(index)
        suggestion: Suggestion = index.data(_SUGGESTION)
        self._say(suggestion.spoken())

    def _pick(self, index: QModelIndex) -> None:
        suggestion: Suggestion = index.data(_SUGGESTION)
        self.set_text(suggestion.words)
        self.close_list()
        self.changed.emit(suggestion.words)
        self.chosen.emit(suggestion.value if suggestion.value is not None else suggestion.words)

    def _say(self, words: str) -> None:
        """The focus stays in the line, so the list has to be spoken for."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.edit, words))
