"""The six steps at the left: their state in a shape and in words, and the key that goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.buttons import secondary
from ui.widgets.keycap import cap_size, paint_cap
from ui.widgets.nesting import nest
from ui.widgets.pressed import PressedLine
from ui.widgets.state_mark import STATE_WORDS, State, paint_state
from ui.widgets.words import Words


@dataclass(frozen=True)
class Step:
    """One step: its number, what it is called, how it stands."""

    number: int
    title: str
    detail: str = ""
    state: State = "not_started"

    def spoken(self) -> str:
        """What a screen reader says for it. It begins with what is seen."""
        return f"{self.number} {self.title}. {self.detail}. {STATE_WORDS[self.state]}".replace(". .", ".")


class _Row(PressedLine):
    """A step that is also a button: the whole row can be pressed."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._current = self._compact = False
        self.show_step(step, False)

    def show_step(self, step: Step, current: bool) -> None:
        """Show how a step stands now."""
        self.step, self._current = step, current
        self.setAccessibleName(step.spoken())
        self.setAccessibleDescription("This step" if current else f"Alt+{step.number}")
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Closer together and without the key, where the rail is low."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def _edge(self) -> int:
        return theme.px(6 if self._compact else 9)

    def _room(self, width: int) -> int:
        cap = 0 if self._compact else cap_size("Alt+0").width() + theme.px(10)
        return width - theme.px(48) - cap - theme.px(10)

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        return QSize(theme.px(240), self.heightForWidth(theme.px(240)))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small window."""
        return QSize(theme.px(160), theme.px(48))

    def heightForWidth(self, width: int) -> int:
        """Title and details, wrapped."""
        title = ink.size_of(self.step.title, "body_bold", self._room(width) - theme.px(19)).height()
        detail = (
            ink.size_of(self.step.detail, "secondary", self._room(width)).height() if self.step.detail else 0
        )
        return title + detail + 2 * self._edge()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge bar of the current step, shape, words, key."""
        painter = QPainter(self)
        rect, words, quiet = self.rect(), "text", "secondary"
        if self._current:
            words = quiet = "on_selected"
            quiet = "secondary" if theme.tokens().name != "system" else "on_selected"
            painter.fillRect(rect, theme.colour("selected"))
            painter.fillRect(0, 0, 5, self.height(), theme.colour("action"))
        elif self.underMouse():
            painter.fillRect(rect, theme.colour("subtle"))
        if self.hasFocus():
            words, quiet = "on_focus", "on_focus"
            ink.focus_ring(painter, QRectF(rect))
        top, left, room = self._edge(), theme.px(48), self._room(self.width())
        over = words if theme.tokens().name == "system" and self._current else ""
        paint_state(painter, theme.px(18), top, self.step.state, 18, over)
        number = ink.lay(str(self.step.number), "body_bold")
        title = ink.lay(self.step.title, "body_bold", room - theme.px(19))
        ink.draw(painter, number, left, top, theme.colour(words))
        ink.draw(painter, title, left + theme.px(19), top, theme.colour(words))
        if self.step.detail:
            detail = ink.lay(self.step.detail, "secondary", room)
            ink.draw(painter, detail, left, top + title.size.height(), theme.colour(quiet))
        if self._compact:
            return
        cap = cap_size(f"Alt+{self.step.number}")
        x, y = self.width() - cap.width() - theme.px(10), (self.height() - cap.height()) / 2
        paint_cap(painter, x, y, f"Alt+{self.step.number}")


class StepsRail(QWidget):
    """The rail, or in a narrow window a bar with the step before, this one, the next, and all of them."""

    chosen = Signal(int)
    """The person wants to go to this step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Steps")
        self._steps: tuple[Step, ...] = ()
        self._current, self._narrow, self._all_shown, self._compact = 1, False, False, False
        self._rows: list[_Row] = []
        self._bar = self._make_bar()
        self._rail = QWidget()
        self._column = QVBoxLayout(self._rail)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar)
        whole.addWidget(self._rail)
        self._arrange()

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        self._before, self._after = secondary("‹"), secondary("›")
        self._everything = secondary("All steps", "list")
        self._everything.setCheckable(True)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._where, self._how = Words("", "body_bold"), Words("", "secondary", wrap=True)
        column.addWidget(self._where)
        column.addWidget(self._how)
        row.addWidget(self._before)
        nest(row, column, 1)
        row.addWidget(self._after)
        row.addWidget(self._everything)
        self._before.clicked.connect(self._go_back)
        self._after.clicked.connect(self._go_on)
        self._everything.toggled.connect(self._show_all)
        return bar

    def paintEvent(self, event: QPaintEvent) -> None:
        """A surface, with a line towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        line = theme.colour("hairline")
        if self._narrow:
            painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        else:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), line)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show how the steps stand now. The focus stays on the row it is on."""
        self._steps = tuple(steps)
        while len(self._rows) < len(steps):
            row = _Row(steps[len(self._rows)])
            row.set_compact(self._compact)
            row.clicked.connect(self._row_pressed)
            self._rows.append(row)
            self._column.addWidget(row)
        self._refresh()

    def set_current(self, number: int) -> None:
        """Mark the step that is open."""
        self._current = number
        self._everything.setChecked(False)
        self._refresh()

    def set_compact(self, compact: bool) -> None:
        """Leave room for what stands under the steps."""
        if compact != self._compact:
            self._compact = compact
            for row in self._rows:
                row.set_compact(compact)

    def current(self) -> int:
        """The step that is open."""
        return self._current

    def set_narrow(self, narrow: bool) -> None:
        """Use the bar instead of the rail."""
        self._narrow = narrow
        self._arrange()

    def _refresh(self) -> None:
        for row, step in zip(self._rows, self._steps, strict=False):
            row.show_step(step, step.number == self._current)
        by_number = {step.number: step for step in self._steps}
        now = by_number.get(self._current)
        if now is None:
            return
        self._where.set_words(f"{now.number} of {len(self._steps)}  {now.title}")
        self._how.set_words(now.detail)
        before, after = by_number.get(now.number - 1), by_number.get(now.number + 1)
        self._before.setVisible(before is not None)
        self._after.setVisible(after is not None)
        if before is not None:
            self._before.set_words(f"‹ {before.number}")
            self._before.setAccessibleName(f"‹ {before.number} {before.title}, step before")
        if after is not None:
            self._after.set_words(f"{after.number} {after.title} ›")

    def _arrange(self) -> None:
        self._bar.setVisible(self._narrow)
        self._rail.setVisible(not self._narrow or self._all_shown)

    def _show_all(self, shown: bool) -> None:
        self._all_shown = shown
        self._arrange()

    def _row_pressed(self) -> None:
        row = self.sender()
        if isinstance(row, _Row):
            self.chosen.emit(row.step.number)

    def _go_back(self) -> None:
        self.chosen.emit(self._current - 1)

    def _go_on(self) -> None:
        self.chosen.emit(self._current + 1)
