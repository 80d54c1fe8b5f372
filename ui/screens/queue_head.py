"""What stands above the queue: the time, what to do next, numbers, views, the filter, how many of how many."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from ui import theme
from ui.models.queue_model import Asked
from ui.widgets.buttons import Button, command_button, link, pill, secondary
from ui.widgets.flow import Flow
from ui.widgets.nesting import let_go, nest
from ui.widgets.tile import Tile as TileButton
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.queue import QueuePage, Tile, View
from workstation.domain.times import local

_TILES: dict[Tile, tuple[str, str]] = {
    Tile.ACT_NOW: ("lightning-fill", "danger"),
    Tile.OVERDUE: ("warning-octagon-fill", "danger"),
    Tile.SOON: ("clock-fill", "warning"),
    Tile.NOT_ALLOCATED: ("user-circle-plus", "text"),
    Tile.BACK: ("arrow-u-up-left", "warning"),
    Tile.MANAGER: ("clipboard-text-fill", "text"),
}


class _FilterTile(TileButton):
    """A number that filters; the one that does so now is underlined, and says it."""

    def __init__(self, tile: Tile) -> None:
        super().__init__(0, tile.value, *_TILES[tile])
        self.tile, self._on = tile, False

    def set_on(self, on: bool) -> None:
        """Whether the list shows only these."""
        self._on = on
        self.setAccessibleDescription("The list shows only these" if on else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tile, with a thick line under it while it filters."""
        super().paintEvent(event)
        if self._on:
            tall = theme.px(4)
            painter = QPainter(self)
            painter.fillRect(6, self.height() - tall - 3, self.width() - 12, tall, theme.colour("action"))


class _FilterBox(QLineEdit):
    """Esc empties it, then goes back to the list; Down goes to the list."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Out of the box by keyboard."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        else:
            super().keyPressEvent(event)


def _in_a_row(*parts: QWidget, gap: int) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for part in parts:
        row.addWidget(part)
    return box


class QueueHead(QWidget):
    """Everything above the rows. In a low window it is one line, and the views and numbers are in a menu."""

    asked = Signal(object)
    new_rows = Signal()
    show_all = Signal()
    take = Signal()
    new_contact = Signal()
    left_filter = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Views and filter")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._asked, self._low, self._snug = Asked(), False, False
        self._title, self._when = Words("Team queue", "h1"), Words("", "secondary")
        self._take = command_button("contact.take", "secondary", "arrow-right", run=self.take.emit)
        self._new = command_button("contact.new", "primary", "phone-incoming-fill", run=self.new_contact.emit)
        self.tiles = {tile: _FilterTile(tile) for tile in Tile}
        self.views = {view: pill(view.value, 0, chosen=view is View.EVERYONE) for view in View}
        self.choose = secondary("", "caret-down")
        self._label = Words("Find in this list", "body")
        self.box = _FilterBox()
        self._count = Words("", "secondary")
        self._all = link("Show all")
        self.fresh: Button = link("", "arrows-clockwise", "F8")
        self._menu = QMenu(self)
        self._make_parts_work()
        self._lay_out()
        theme.changed.connect(self._measure)
        self._measure()

    def _make_parts_work(self) -> None:
        group = QButtonGroup(self)
        for view, button in self.views.items():
            group.addButton(button)
            button.clicked.connect(lambda _checked=False, view=view: self._ask(view=view))
        for tile, one in self.tiles.items():
            one.clicked.connect(lambda _checked=False, tile=tile: self._press(tile))
        self._label.setBuddy(self.box)
        self.box.setAccessibleName("Find in this list")
        self.box.textEdited.connect(lambda words: self._ask(words=words))
        self.box.done.connect(self.left_filter)
        self.choose.clicked.connect(self._show_menu)
        self._all.clicked.connect(lambda _checked=False: self.show_all.emit())
        self.fresh.clicked.connect(lambda _checked=False: self.new_rows.emit())
        self._all.hide()
        self.fresh.hide()

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.setSpacing(12)
        for words in (self._title, self._when):
            self._top.addWidget(words, 0, Qt.AlignmentFlag.AlignBottom)
        self._top.addStretch(1)
        for button in (self._take, self._new):
            self._top.addWidget(button)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._tile_box, self._view_box, self._low_bar = QWidget(), QWidget(), QWidget()
        self._tile_box.setLayout(self._grid)
        let_go(self._grid)
        self._views_flow, self._low_flow = Flow(self._view_box), Flow(self._low_bar)
        for button in self.views.values():
            self._views_flow.addWidget(button)
        self._filter = _in_a_row(self._label, self.box, gap=8)
        self._counts = _in_a_row(self.fresh, self._count, self._all, gap=12)
        self._views_flow.addWidget(self._filter)
        self._low_flow.addWidget(self.choose)
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(self._view_box, 1)
        self._line.addWidget(self._counts)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(12)
        nest(self._whole, self._top)
        for box in (self._low_bar, self._tile_box):
            self._whole.addWidget(box)
        nest(self._whole, self._line)

    def show_page(self, page: QueuePage, asked: Asked, count: str, fresh: str) -> None:
        """Show the numbers of a page, and what it was asked for."""
        self._asked = asked
        now = local(page.at)
        self._when.set_words(f"{now:%a} {wording.day(now)}, {wording.clock(now)}")
        for tile, one in self.tiles.items():
            one.set_number(page.tiles.get(tile, 0))
            one.set_on(tile is asked.tile)
        for view, button in self.views.items():
            button.set_words(view.value, str(page.views.get(view, 0)))
            button.setChecked(view is asked.view)
        shown = asked.tile.value if asked.tile else asked.view.value
        number = page.tiles.get(asked.tile, 0) if asked.tile else page.views.get(asked.view, 0)
        self.choose.set_words(shown[:1].upper() + shown[1:], str(number))
        self.choose.setAccessibleName(f"Shown: {shown}, {number}. Choose what to show")
        self._count.set_words(count)
        self._all.setVisible(asked.filtered)
        self.fresh.setVisible(bool(fresh))
        if fresh:
            self.fresh.set_words(fresh)
        if self.box.text().strip() != asked.words.strip():
            self.box.setText(asked.words)

    def go_to_filter(self) -> None:
        """To the box that filters, with what is in it selected."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def clear_filter(self) -> None:
        """Show the whole view again."""
        self.box.clear()
        self._send(self._asked.everything())

    def set_low(self, low: bool, *, snug: bool) -> None:
        """One line instead of three, or less air between them, when the height is needed for the rows."""
        self._low, self._snug = low, snug
        self._fold()

    def _press(self, tile: Tile) -> None:
        """A tile counts everyone's; pressed again it lets go."""
        on = None if self._asked.tile is tile else tile
        self._send(Asked(View.EVERYONE, on, self.box.text()))

    def _ask(self, *, view: View | None = None, words: str | None = None) -> None:
        known = self._asked
        if view is not None:
            self._send(Asked(view, None, known.words))
        elif words is not None:
            self._send(Asked(known.view, known.tile, words))

    def _send(self, asked: Asked) -> None:
        self._asked = asked
        self.asked.emit(asked)

    def _show_menu(self) -> None:
        self._menu.clear()
        for view, button in self.views.items():
            action = self._menu.addAction(f"{view.value}  {button.accessibleDescription()}")
            action.triggered.connect(lambda _checked=False, view=view: self._ask(view=view))
        self._menu.addSeparator()
        for tile, one in self.tiles.items():
            action = self._menu.addAction(one.accessibleName())
            action.triggered.connect(lambda _checked=False, tile=tile: self._press(tile))
        self._menu.popup(self.choose.mapToGlobal(QPoint(0, self.choose.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may mean fewer tiles in a row."""
        super().resizeEvent(event)
        self._fold()

    def _measure(self) -> None:
        self.box.setFont(theme.font("body"))
        self._fold()

    def _fold(self) -> None:
        room = self.width() * 100 / theme.reading().text_percent
        per_row = 6 if room >= 1060 else 3 if room >= 560 else 2
        for at, one in enumerate(self.tiles.values()):
            self._grid.addWidget(one, at // per_row, at % per_row)
        for part in (self._title, self._new, self._tile_box, self._view_box):
            part.setVisible(not self._low)
        self._low_bar.setVisible(self._low)
        self._when.setVisible(not self._low and room >= 760)
        self._whole.setSpacing(0 if self._low else 8 if self._snug else 12)
        tiny = self._low and room < 560
        self._take.setVisible(not tiny)
        self._count.setVisible(not tiny or self._asked.filtered)
        self.box.setFixedWidth(theme.px(118 if self._low else 190))
        if self._low:
            for part in (self._filter, self._take, self._counts):
                self._low_flow.addWidget(part)
            return
        self._views_flow.addWidget(self._filter)
        self._top.insertWidget(3, self._take)
        if room >= 1440:
            self._line.addWidget(self._counts)
        elif room >= 1120:
            # Beside the views there is no room for it, beside the title there is.
            self._top.insertWidget(3, self._counts)
        else:
            self._whole.addWidget(self._counts, 0, Qt.AlignmentFlag.AlignLeft)
