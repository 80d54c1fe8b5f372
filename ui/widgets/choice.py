"""Choosing: large circles for one of several, large boxes for some of several. Nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGroupBox,
    QLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
)

from ui.widgets.buttons import link
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.option import Option, Tick
from ui.widgets.words import Words


class _Several(QGroupBox):
    """A question with its options in a column or side by side, and a line for what is wrong."""

    def __init__(self, label: str, name: str, *, horizontal: bool) -> None:
        super().__init__()
        self._put_in: list[QAbstractButton] = []
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self.setAccessibleName(name or label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if label:
            column.addWidget(Words(label, "body_bold", wrap=True))
        self._options_layout: QLayout = Flow(gap=6, line_gap=2) if horizontal else QVBoxLayout()
        if not horizontal:
            self._options_layout.setSpacing(2)
        nest(column, self._options_layout)
        self.wrong = MarkLine("danger", "warning-octagon-fill")
        self.wrong.setVisible(False)
        column.addWidget(self.wrong)

    def _put(self, option: QAbstractButton) -> None:
        self._put_in.append(option)
        self._options_layout.addWidget(option)

    def sizeHint(self) -> QSize:
        """Room for every option on one line of its own: a column would otherwise ask for its least."""
        hint = super().sizeHint()
        widest = max((option.sizeHint().width() for option in self._put_in), default=0)
        return QSize(widest, self.heightForWidth(widest)) if widest > hint.width() else hint

    def set_error(self, words: str) -> None:
        """Say what is wrong under the options. Empty takes it away."""
        self.wrong.set_words(words)
        self.wrong.setVisible(bool(words))
        self.setAccessibleDescription(words)


class Choice(_Several):
    """One of several. Arrows move, Space chooses, and so does the number of an option: 1 is the first one in view.
    Tab stops at it once. Judgement never has a default, so nothing is chosen.
    """

    chosen = Signal(str)
    """The value a person chose."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        label: str = "",
        *,
        horizontal: bool = False,
        name: str = "",
        seldom: Collection[str] = (),
    ) -> None:
        """`seldom` are values that are folded away behind *More*, until one of them is chosen or asked for."""
        super().__init__(label, name, horizontal=horizontal)
        self._group = QButtonGroup(self)
        self._options: dict[str, Option] = {}
        self._seldom = frozenset(seldom)
        for value, words in options:
            option = Option(value, words)
            self._options[value] = option
            self._group.addButton(option)
            self._put(option)
        self.more = link("More…")
        """Unfolds the options that are seldom chosen."""
        self.more.setAccessibleName(f"More answers to: {name or label}")
        self.more.clicked.connect(self._unfold)
        self._options_layout.addWidget(self.more)
        self.more.setVisible(bool(self._seldom))
        for value in self._seldom:
            self._options[value].hide()
        self._group.buttonClicked.connect(self._tell)
        self._rove()

    def value(self) -> str | None:
        """What was chosen, or None."""
        chosen = self._group.checkedButton()
        return chosen.value if isinstance(chosen, Option) else None

    def set_value(self, value: str | None) -> None:
        """Show what was chosen before. Does not send `chosen`."""
        self._group.setExclusive(False)
        for name, option in self._options.items():
            option.setChecked(name == value)
        self._group.setExclusive(True)
        if value in self._seldom:
            self._show_all()
        self._rove()

    def _rove(self) -> None:
        """Tab stops at what is chosen, else at the first: the rest is a matter of arrows and numbers."""
        here = self.value() or next((v for v in self._options if v not in self._seldom), None)
        for value, option in self._options.items():
            policy = Qt.FocusPolicy.StrongFocus if value == here else Qt.FocusPolicy.ClickFocus
            option.setFocusPolicy(policy)
        if here is not None:
            self.setFocusProxy(self._options[here])

    def _unfold(self) -> None:
        first = next((o for value, o in self._options.items() if value in self._seldom), None)
        self._show_all()
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_all(self) -> None:
        for option in self._options.values():
            option.show()
        self.more.hide()

    def option(self, value: str) -> QRadioButton:
        """The button of one option, for a screen that puts something beside it."""
        return self._options[value]

    def _tell(self, option: QAbstractButton) -> None:
        if isinstance(option, Option):
            self.set_error("")
            self._rove()
            self.chosen.emit(option.value)


class Ticks(_Several):
    """Some, all or none of several. Space ticks."""

    changed = Signal()
    """The person ticked or unticked something."""

    def __init__(
        self, options: Sequence[tuple[str, str]], label: str = "", *, horizontal: bool = False, name: str = ""
    ) -> None:
        super().__init__(label, name, horizontal=horizontal)
        self._ticks = [Tick(value, words) for value, words in options]
        for tick in self._ticks:
            self._put(tick)
            tick.clicked.connect(self._tell)
        if self._ticks:
            self.setFocusProxy(self._ticks[0])

    def values(self) -> tuple[str, ...]:
        """What is ticked, in the order shown."""
        return tuple(tick.value for tick in self._ticks if tick.isChecked())

    def set_values(self, values: Iterable[str]) -> None:
        """Show what was ticked before. Does not send `changed`."""
        wanted = set(values)
        for tick in self._ticks:
            tick.setChecked(tick.value in wanted)

    def _tell(self) -> None:
        self.set_error("")
        self.changed.emit()
