"""Whose contact this is: always in view, never cut short, with what must be known before anything is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.banner_chips import DANGER, BannerChip, chips_of
from ui.widgets.buttons import link
from ui.widgets.chip import Chip, ChipLook, ChipMark
from ui.widgets.fact_note import FactNote
from ui.widgets.flow import Flow
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.domain import kinds, said_dates, wording
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.guide import Guide
from workstation.domain.past import Past
from workstation.domain.times import local
from workstation.domain.tripwires import Tripwire

_EDGE, _GAP = 18, 16
_SEX = {"F": "Female", "M": "Male", "U": "Not known", "": "Not known"}


class FamilyBanner(QWidget):
    """The banner of one family."""

    opened = Signal(str)
    """An earlier contact was pressed in an explanation."""
    address_wanted = Signal()
    """Show the hidden address, with a reason."""
    choice_wanted = Signal()
    """Look at two answers, and choose."""
    wanted = Signal(str)
    """A command that belongs to a chip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Whose contact this is")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._narrow = False
        self.name = Words("", "h2", wrap=True)
        self._facts: list[Words] = []
        self._also = Words("", "body", wrap=True)
        self._contact = Words("", "secondary", wrap=True)
        self.name.column, self._contact.column = 1000, 660
        self._also.column = 2000  # many children go on a line of their own, as wide as the window
        self._chips: list[Chip] = []
        self._shown: tuple[BannerChip, ...] = ()
        self._note: FactNote | None = None
        self._open = -1
        self._top, self._line = QWidget(), QWidget()
        self._top_flow, self._chip_flow = (
            Flow(self._top, gap=18, line_gap=2),
            Flow(self._line, gap=8, line_gap=4),
        )
        self._top_flow.addWidget(self.name)
        below = QHBoxLayout()
        below.setSpacing(_GAP)
        below.addWidget(self._line, 1)
        below.addWidget(self._contact)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE, 8, _EDGE, 10)
        self._column.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(_GAP)
        first.addWidget(self._top, 1)
        self._first, self._below = first, below
        nest(self._column, first)
        nest(self._column, below)
        self.presence = ChipMark("", "information", "pencil-simple")
        """Who else is at work here."""
        self._chip_flow.addWidget(self.presence)
        self.presence.hide()
        theme.changed.connect(self.update)

    def show_family(
        self, file: ContactFile, past: Past, today: date, source: str, guide: Guide,
        back: tuple[Tripwire, ...] = (), me: str = "",
    ) -> None:  # fmt: skip
        """Show whose contact this is. `source` in words, as in `Police`; `me` is who looks."""
        first = file.children[0] if file.children else None
        self.name.set_words(wording.full_name(first.name) if first else "Unknown child")
        self._show_facts(_facts_of(first, file, today))
        chips = chips_of(file, past, guide, back, me)
        if chips != self._shown:
            self._explain(-1)
            self._shown = chips
            self._make_chips()
        self._tell_others(file, today)
        number = file.number or "no number yet"
        at = f" · received {wording.moment(file.received_at)}" if file.received_at else ""
        if file.opened_again is not None:
            at = f" · opened again {wording.moment(file.opened_again.happened)}"
        self._contact.set_words(f"Contact {number} · {source}{at} · {_stage(file)}", strong=(number,))
        self._arrange()
        said = ", ".join(words.words() for words in self._facts)
        self.setAccessibleDescription(f"{self.name.words()}. {said}. {self._contact.words()}")

    def show_presence(self, words: str, detail: str) -> None:
        """Who else is at work here, as in `J. Patel wrote here at 10:41`. Empty takes it away."""
        self.presence.set_chip(ChipLook(words, "information", "pencil-simple"))
        self.presence.setToolTip(detail)
        self.presence.setAccessibleDescription(detail)
        self.presence.setVisible(bool(words))
        self._arrange()

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        """Labels plain, values strong, no colons."""
        for old in self._facts:
            old.hide()
            old.deleteLater()
        self._facts = [Words(f"{label} {value}".strip(), strong=(value,)) for label, value in facts]
        for words in self._facts:
            self._top_flow.addWidget(words)

    def set_narrow(self, narrow: bool) -> None:
        """One line: the name, when they were born, and the first chip; danger comes before it, not in its place."""
        self._narrow = narrow
        self._arrange()

    def _arrange(self) -> None:
        self._contact.setVisible(not self._narrow)
        for at, words in enumerate(self._facts):
            words.setVisible(not self._narrow or at == 0)
        few = 1 + len([look for look in self._shown if look.kind == "danger" and look.icon == DANGER])
        for at, chip in enumerate(self._chips):
            look = self._shown[at]
            said = look.short or look.words.partition(" – ")[0] if self._narrow else look.words
            chip.set_chip(ChipLook(said, look.kind, look.icon))
            (self._top_flow if self._narrow and at < few else self._chip_flow).addWidget(chip)
            chip.setVisible(not self._narrow or at < few)
        (self._top_flow if self._narrow else self._chip_flow).addWidget(self.presence)
        self._chip_flow.addWidget(self._also)
        self._also.setVisible(not self._narrow and bool(self._also.words()))
        self._place_contact()
        edge = 12 if self._narrow else 8
        self._column.setContentsMargins(_EDGE, 6 if self._narrow else 8, _EDGE, edge)

    def _place_contact(self) -> None:
        """At the end of the second line; of the first where there is no second, or it would break that one."""
        alone = not self._chips and self._also.isHidden() and self.presence.isHidden()
        self._line.setVisible(not self._narrow and not alone)
        room = self.width() - 2 * _EDGE - _GAP - self._contact.sizeHint().width()
        breaks = self._chip_flow.sizeHint().width() > room >= self._top_flow.sizeHint().width()
        (self._first if alone or breaks else self._below).addWidget(self._contact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room in a line."""
        super().resizeEvent(event)
        self._place_contact()

    def _tell_others(self, file: ContactFile, today: date) -> None:
        others = file.children[1:]
        said = [f"{wording.full_name(c.name)} · {_born(c, file, today)}" for c in others]
        self._also.set_words(
            f"Also in this contact: {', '.join(said)}" if said else "",
            strong=tuple(wording.full_name(c.name) for c in others),
        )

    def _make_chips(self) -> None:
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._chips = []
        for at, shown in enumerate(self._shown):
            chip = Chip(shown.words, shown.kind, shown.icon)
            chip.setAccessibleDescription("Says more")
            chip.clicked.connect(partial(self._explain, at))
            self._chips.append(chip)

    def _explain(self, at: int, _checked: bool = False) -> None:
        """Say more about a chip under the banner; pressed again, put it away."""
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        self._open = -1 if at == self._open else at
        if self._open < 0:
            return
        chip = self._shown[at]
        self._note = FactNote(
            chip.kind, chip.sentence, chip.detail, icon=chip.icon, why=chip.counted, because=chip.because
        )
        self._note.opened.connect(self.opened)
        if chip.address:
            self._add_link("Show for 30 seconds", self.address_wanted.emit)
        if chip.choose:
            self._add_link("Look at both", self.choice_wanted.emit)
        for words, command in chip.ways:
            self._add_link(words, partial(self.wanted.emit, command))
        self._add_link("Put away", partial(self._explain, at))
        self._column.addWidget(self._note)

    def _add_link(self, words: str, run: Callable[[], object]) -> None:
        button = link(words)
        button.clicked.connect(lambda _checked=False: run())
        if self._note is not None:
            self._note.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A surface and a strong line below; a ring when it has the focus."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), theme.colour("border"))
        if self.hasFocus():
            wide = theme.focus_width()
            for edge in (QRect(0, 0, self.width(), wide), QRect(0, self.height() - wide, self.width(), wide)):
                painter.fillRect(edge, theme.colour("focus"))
            painter.fillRect(QRect(0, 0, wide, self.height()), theme.colour("focus"))
            painter.fillRect(QRect(self.width() - wide, 0, wide, self.height()), theme.colour("focus"))


def _facts_of(child: kinds.ChildNamed | None, file: ContactFile, today: date) -> list[tuple[str, str]]:
    """When they were born, then what else tells them apart: label and value."""
    if child is None:
        return [("", file.not_named or "Nobody has been named yet.")]
    born, (sex, of_record) = _born(child, file, today), file.sex(child)
    label, known, value = born.partition(" ")
    values = [
        (label, value) if known and label in ("Born", "Due") else ("", born),
        ("Gender", f"{_SEX[sex]}, from the record" if of_record else _SEX[sex]),
    ]
    values += [("NHS No.", _grouped(child.nhs))] if child.nhs else []
    return values + ([("Our No.", child.la_child_id)] if child.la_child_id else [])


def _born(child: kinds.ChildNamed, file: ContactFile, today: date) -> str:
    if child.born.due is not None:
        return said_dates.words(child.born, today)
    return file.born_words(child, today).replace("Born: ", "Born ", 1)


def _grouped(nhs: str) -> str:
    """`943 476 5919`, as it is read out."""
    bare = "".join(nhs.split())
    return f"{bare[:3]} {bare[3:6]} {bare[6:]}" if len(bare) == 10 else nhs


def _stage(file: ContactFile) -> str:
    """A draft is not a decision: it says so until a manager has signed."""
    handover = file.handover
    when = wording.clock(handover.happened) if handover else ""
    said = {
        Stage.OPEN: "not decided",
        Stage.WITH_MANAGER: f"signed off {when}, changed since"
        if file.changed_since_signed
        else f"with a manager since {when}",
        Stage.SENT_BACK: f"sent back {when}",
        Stage.RETURNED: "given back to the sender",
        Stage.DECIDED: f"decided {wording.day(local(handover.happened)) if handover else ''}",
        Stage.TWO_ANSWERS: "two answers stand",
        Stage.EARLIER: "before Lintel",
    }
    return said[file.stage]
