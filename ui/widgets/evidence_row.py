"""A row of evidence: one agency, adult or child, how far asking them is, and what there is to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.buttons import Button
from ui.widgets.field import LineField, TextField
from ui.widgets.flow import Flow
from ui.widgets.nesting import nest
from ui.widgets.on_top import beside_link
from ui.widgets.state_mark import State, StateMark
from ui.widgets.tab_order import read_through
from ui.widgets.words import Words

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Keep(Protocol):
    """Ties a field to the words that are kept for it while it is being typed in.

    `place` names the field within its row; `commit` is called when the person leaves the field with new words.
    Answers a function that shows what stands in the record, unless the person is typing something new.
    """

    def __call__(
        self, field: LineField | TextField, place: str, commit: Callable[[], object] | None = None
    ) -> Callable[[str], None]: ...


@runtime_checkable
class Started(Protocol):
    """A form that knows whether anything is written in it."""

    def started(self) -> bool:
        """Whether anything is."""


@runtime_checkable
class InParts(Protocol):
    """A form that knows which of its parts need an answer and have none."""

    def open_parts(self) -> Sequence[QWidget]:
        """Those parts, from top to bottom."""


class EvidenceRow(QGroupBox):
    """A box with a state mark, a name and what happened last. Up and Down go between rows, Enter acts on one."""

    entered = Signal()
    """Enter was pressed on the row itself."""
    stepped = Signal(int)
    """Up (-1) or Down (1) was pressed on the row itself."""
    reshaped = Signal()
    """A form in it was unfolded or folded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self.form = ""
        """Which form is unfolded: one of those that `make_form` knows, or none."""
        self._forms: dict[str, QWidget] = {}
        self.mark = StateMark("not_started")
        self.name = Words("", "body_bold", wrap=True)
        self.note = Words("", "secondary")
        self.body = QVBoxLayout()
        """Where the evidence and the buttons go, under the name."""
        self.body.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.name, 1)
        head.addWidget(self.note, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        nest(column, head)
        nest(column, self.body)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(12)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        nest(row, column, 1)
        theme.changed.connect(self.update)

    def set_head(self, name: str, state: State, note: str, *, strong_note: bool = False) -> None:
        """Say whom the row is about, how far that is, and what happened last."""
        self.name.set_words(name)
        self.note.set_words(note)
        self.note.set_token("text" if strong_note else "secondary")
        self.mark.set_state(state, name)

    def describe(self, *parts: str) -> None:
        """What a screen reader says for the whole row."""
        self.setAccessibleName(". ".join(part.rstrip(".") for part in parts if part) + ".")

    def state(self) -> State:
        """The state shown."""
        return self.mark.state()

    def make_form(self, name: str) -> QWidget:
        """Make a form of this kind of row; it is put under everything else, and kept when folded."""
        raise NotImplementedError(name)

    def form_of(self, name: str) -> QWidget | None:
        """A form, if it was unfolded before."""
        return self._forms.get(name)

    def forget_form(self, name: str) -> None:
        """Take a form away that does not fit any more; the next time it is made anew."""
        form = self._forms.pop(name, None)
        if form is not None:
            self.form = "" if self.form == name else self.form
            form.hide()
            form.deleteLater()

    def unfold(self, name: str, *, go_there: bool = False) -> None:
        """Unfold a form; of several, one at a time."""
        if name not in self._forms:
            self._forms[name] = form = self.make_form(name)
            self.body.addWidget(form)
        self._fold_all_but(name)
        if go_there:
            self._forms[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def close_forms(self) -> None:
        """Fold everything; what was typed is kept."""
        within = self.holds_focus()
        self._fold_all_but("")
        if within:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Tell what is typed here and can be told."""

    def writing(self) -> bool:
        """Whether the form that is open holds anything yet."""
        form: object = self.form_of(self.form)
        return isinstance(form, Started) and form.started()

    def open_after(self, focused: QWidget) -> QWidget | None:
        """The next part of the form that needs an answer and has none, below the one with the focus."""
        form: object = self.form_of(self.form)
        left = form.open_parts() if isinstance(form, InParts) else ()
        stops = read_through(self)
        now = stops.index(focused) if focused in stops else -1
        return next((part for part in left if _begins(part, stops) > now), None)

    def finish(self) -> None:
        """The person is done with this row (Ctrl+Enter in its form): tell it, or go to what is missing."""
        self.commit()

    def suit(self) -> None:
        """Show what goes with the form that is open, if any."""

    def _fold_all_but(self, name: str) -> None:
        self.form = name
        for other, form in self._forms.items():
            form.setVisible(other == name)
        self.suit()
        self.reshaped.emit()

    def holds_focus(self) -> bool:
        """Whether the focus is on the row or in it."""
        focus = self.window().focusWidget() if self.window() is not None else None
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows count only while the row itself has the focus, not a field in it. A number presses
        that button of the row, from one of its buttons too, while no form is open.
        """
        if not self.form and not event.modifiers() & ~_KEYPAD and self._press(event.text()):
            return
        if self.hasFocus() and not event.modifiers() & ~_KEYPAD:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.stepped.emit(step)
                return
        super().keyPressEvent(event)

    def _press(self, number: str) -> bool:
        shown = [button for button in read_through(self) if isinstance(button, Button) and button.isVisible()]
        if not number.isdecimal() or not 0 < int(number) <= len(shown):
            return False
        shown[int(number) - 1].click()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pressing the row puts the focus on it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surface with its border; with the focus, the ring round the whole row."""
        focused = self.hasFocus()
        ink.rounded(
            QPainter(self), QRectF(self.rect()), fill=theme.colour("surface"),
            border=theme.colour("focus" if focused else "hairline"),
            width=theme.focus_width() if focused else 1,
        )  # fmt: skip


def _begins(part: QWidget, stops: Sequence[QWidget]) -> int:
    """Where Tab comes to a part first."""
    proxy = part.focusProxy()
    return min(
        (at for at, stop in enumerate(stops) if stop in (part, proxy) or part.isAncestorOf(stop)), default=-1
    )


def buttons_row(*buttons: QWidget) -> QWidget:
    """Buttons side by side that go to the next line where there is no room."""
    line = QWidget()
    line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    flow = Flow(line, gap=8)
    for button in buttons:
        flow.addWidget(button)
    return line


def beside(words: QWidget, button: QWidget) -> QWidget:
    """Words with a button at the right end of their line."""
    line = QWidget()
    line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(beside_link(words), 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return line


def column_of(*parts: QWidget, gap: int = 8) -> QWidget:
    """Widgets under each other in one that can be hidden and shown."""
    whole = QWidget()
    whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(gap)
    for part in parts:
        column.addWidget(part)
    return whole
