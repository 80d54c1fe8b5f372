"""The level of need of one child: which, what in the threshold document it rests on, and why no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.card import Card
from ui.widgets.evidence_row import Keep
from ui.widgets.field import TextField
from ui.widgets.letter_choice import LetterChoice
from ui.widgets.lettered_ticks import LetteredTicks
from ui.widgets.words import Words


@dataclass(frozen=True)
class LevelShown:
    """One level of the threshold document."""

    id: str
    words: str
    about: str
    paint: str
    ticks: tuple[tuple[str, str, str], ...]
    """Its descriptors: id, words, group."""
    why: str
    """What is asked when it is chosen."""


@dataclass(frozen=True)
class LevelTyped:
    """What is judged."""

    level: str
    descriptors: tuple[str, ...] = ()
    because: str = ""


class Swatch(QWidget):
    """The colour of a level as the document prints it. It repeats the words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._paint = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_paint(self, paint: str) -> None:
        """Show this colour; none shows nothing."""
        self._paint = paint
        self.setVisible(bool(paint))
        self.update()

    def sizeHint(self) -> QSize:
        """A small square."""
        return QSize(theme.px(18), theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The square with the border of a control, so that it is seen on any ground."""
        ink.rounded(
            QPainter(self),
            QRectF(self.rect()),
            fill=QColor(self._paint),
            border=theme.colour("border"),
            radius=3,
        )


class LevelCard(Card):
    """Nothing is chosen and nothing suggested. The numbers 1 to 4 choose, letters tick."""

    said = Signal()
    """Something was judged, ticked or written: read `typed`."""

    def __init__(self, whom: str, levels: Sequence[LevelShown], keep: Keep, place: str) -> None:
        super().__init__(f"Level of need: {whom}" if whom else "Level of need")
        self._by_id = {level.id: level for level in levels}
        name = self.accessibleName()
        self.choice = LetterChoice([(one.id, f"{one.id} {one.words}", one.id) for one in levels], name=name)
        self.swatch, self.about = Swatch(), Words("", "secondary", wrap=True)
        self.ticks = LetteredTicks(f"What it rests on. {name}")
        self.because = TextField("", "In your own words, for this child.", lines=1)
        self._fill = keep(self.because, f"{place}.because", self.said.emit)
        self._about = QWidget()
        line = QHBoxLayout(self._about)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.swatch, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.about, 1)
        for part in (self.choice, self._about, self.ticks, self.because):
            self.add(part)
        self.choice.chosen.connect(self._chosen)
        self.ticks.changed.connect(self.said)
        self.setFocusProxy(self.choice)
        self._suit()

    def show_level(self, stands: LevelTyped | None, claimed: str, note: str = "") -> None:
        """Show what stands; `claimed` is what whoever told us gave it, `note` under which edition it was judged."""
        self.set_note(claimed)
        self.choice.set_value(stands.level if stands else None)
        self._suit(note)
        if stands is not None:
            self.ticks.set_values(stands.descriptors)
            self._fill(stands.because)

    def typed(self) -> LevelTyped | None:
        """What is judged; None while nothing is chosen."""
        level = self.choice.value()
        return LevelTyped(level, self.ticks.values(), self.because.text().strip()) if level else None

    def open_part(self) -> QWidget | None:
        """The first part that is not answered."""
        return next(iter(self.open_parts()), None)

    def open_parts(self) -> list[QWidget]:
        """The parts that are not answered, from top to bottom; before there is a level, only that."""
        typed = self.typed()
        if typed is None:
            return [self.choice]
        return [*([] if typed.descriptors else [self.ticks]), *([] if typed.because else [self.because])]

    def open_after(self, focused: QWidget) -> QWidget | None:
        """The next part that is not answered, below the one that has the focus."""
        parts = (self.choice, self.ticks, self.because)
        here = next((at for at, part in enumerate(parts) if part.isAncestorOf(focused)), len(parts))
        return next((part for part in self.open_parts() if part in parts[here + 1 :]), None)

    def _chosen(self, _level: str) -> None:
        self._suit()
        self.said.emit()
        self.ticks.setFocus(Qt.FocusReason.OtherFocusReason)

    def _suit(self, note: str = "") -> None:
        level = self._by_id.get(self.choice.value() or "")
        for part in (self._about, self.ticks, self.because):
            part.setVisible(level is not None)
        if level is None:
            return
        self.swatch.set_paint(level.paint)
        self.about.set_words(f"{level.about} {note}".strip())
        self.ticks.show_ticks(level.ticks)
        self.because.set_label(level.why)
