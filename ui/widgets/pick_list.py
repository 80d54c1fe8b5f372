"""A list to pick from while typing in a box above it: headings, icons, found letters in bold, keys at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui import icons, theme
from ui.notices import announce
from ui.theme import Role
from ui.widgets import ink
from ui.widgets.keycap import cap_size, paint_cap
from ui.widgets.next_turn import paint_next_turn

_PICK = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Pick:
    """One row: its words in pieces (bold or not), what stands under them, its key, and what picking it does.

    A row without `run` is a heading.
    """

    pieces: tuple[tuple[str, bool], ...]
    detail: str = ""
    icon: str = ""
    keys: str = ""
    run: Callable[[], object] | None = None

    @property
    def words(self) -> str:
        """The whole words."""
        return "".join(piece for piece, _bold in self.pieces)

    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.words, self.detail, self.keys) if part)


def heading(words: str) -> Pick:
    """A heading over the rows that follow."""
    return Pick(((words, False),))


class _Rows(QStyledItemDelegate):
    """Draws a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        """Headings are low; rows with a second line are tall."""
        pick: Pick = index.data(_PICK)
        tall = 27 if pick.run is None else 53 if pick.detail else 37
        return QSize(theme.px(160), max(24, theme.px(tall)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        """The row, with the bar of the chosen one at its left."""
        pick: Pick = index.data(_PICK)
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        if pick.run is None:
            words = ink.lay(pick.words, "small")
            top = rect.bottom() - words.size.height() - theme.px(4)
            ink.draw(painter, words, rect.left(), top, theme.colour("secondary"))
        else:
            self._paint_row(painter, rect, pick, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, pick: Pick, *, chosen: bool) -> None:
        token, quiet = ("on_selected", "on_selected") if chosen else ("text", "secondary")
        if chosen:
            painter.fillRect(rect, theme.colour("selected"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), theme.px(5), rect.height()), theme.colour("action")
            )
        left = rect.left() + theme.px(18)
        if pick.icon:
            icons.paint(painter, left, rect.center().y() - theme.px(8), pick.icon, token, 17)
        left += theme.px(29)
        right = rect.right() - theme.px(12)
        if pick.keys:
            size = cap_size(pick.keys)
            paint_cap(painter, right - size.width(), rect.center().y() - size.height() / 2, pick.keys)
            right -= size.width() + theme.px(12)
        tall = ink.size_of("A", "body").height()
        second = ink.lay(ink.shorten(pick.detail, "small", right - left), "small") if pick.detail else None
        whole = tall + (second.size.height() if second else 0)
        top = rect.top() + (rect.height() - whole) / 2
        self._pieces(painter, pick, left, top, right, token)
        if second is not None:
            ink.draw(painter, second, left, top + tall, theme.colour(quiet))

    def _pieces(
        self, painter: QPainter, pick: Pick, left: float, top: float, right: float, token: str
    ) -> None:
        for piece, bold in pick.pieces:
            role: Role = "body_bold" if bold else "body"
            shown = ink.shorten(piece, role, right - left)
            laid = ink.lay(shown, role)
            ink.draw(painter, laid, left, top, theme.colour(token))
            left += _advance(piece, role)
            if shown != piece:
                return


def _advance(piece: str, role: Role) -> float:
    """How far the next piece is. Laid words do not count a space at their end, so it is held up."""
    dot = ink.size_of("·", role).width()
    return ink.size_of(f"{piece}·", role).width() - dot


class PickList(QListView):
    """The focus stays in the box; this is moved by it, and speaks through it."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._model = QStandardItemModel(self)
        self._went = False
        self.setModel(self._model)
        self.setItemDelegate(_Rows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border: 0; }")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.entered.connect(self._point)
        self.clicked.connect(lambda _index: self.pick())

    def show_picks(self, picks: Sequence[Pick]) -> None:
        """Show these rows with the first one chosen; or the one a person went to, if it is still there."""
        before = self.current() if self._went else None
        paint_next_turn(self)
        self._model.clear()
        for pick in picks:
            item = QStandardItem(pick.words)
            item.setData(pick, _PICK)
            item.setData(pick.spoken(), Qt.ItemDataRole.AccessibleTextRole)
            if pick.run is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(item)
        rows = self._pickable()
        self._went = False
        same = [row for row in rows if before and self.at(row).words == before.words]
        if rows:
            self.setCurrentIndex(self._model.index((same or rows)[0], 0))
        if not same:
            self.scrollToTop()

    def at(self, row: int) -> Pick:
        """The row at a place."""
        pick: Pick = self._model.index(row, 0).data(_PICK)
        return pick

    def picks(self) -> list[Pick]:
        """Every row, headings too."""
        return [self.at(row) for row in range(self._model.rowCount())]

    def current(self) -> Pick | None:
        """The chosen row."""
        index = self.currentIndex()
        return index.data(_PICK) if index.isValid() else None

    def step(self, by: int) -> None:
        """To the next row that can be picked, round the ends, and say it."""
        rows = self._pickable()
        if not rows:
            return
        now = self.currentIndex().row()
        at = rows.index(now) if now in rows else -1
        row = rows[(at + by) % len(rows)]
        self.setCurrentIndex(self._model.index(row, 0))
        self._went = True
        if row == rows[0]:
            self.scrollToTop()
        announce(self, self.at(row).spoken())

    def pick(self) -> None:
        """Take the chosen row."""
        current = self.current()
        if current is not None and current.run is not None:
            self.picked.emit(current)

    def wanted_height(self) -> int:
        """Room for all rows."""
        return sum(self.sizeHintForRow(row) for row in range(self._model.rowCount())) + 2

    def _pickable(self) -> list[int]:
        return [row for row in range(self._model.rowCount()) if self.at(row).run is not None]

    def _point(self, index: QModelIndex) -> None:
        if index.data(_PICK).run is not None:
            self.setCurrentIndex(index)
