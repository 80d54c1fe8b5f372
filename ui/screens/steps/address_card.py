"""Where the family lives. A confidential address never stands on this card: it is shown for 30 seconds."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.beside import Beside
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.choice import Ticks
from ui.widgets.field import LineField, TextField
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from workstation.domain import kinds


class AddressCard(Card):
    """The addresses of a contact, and a form for one more."""

    shown = Signal()
    """Show a hidden address, after saying why."""
    confidential = Signal(str)
    """Hide this address everywhere, now."""
    release = Signal(str, str)
    """A manager: this address need not be hidden any more, because."""
    recorded = Signal(str, str, bool)
    """Lines, postcode, and whether it is confidential."""

    def __init__(self, *, manager: bool, parent: QWidget | None = None) -> None:
        super().__init__("Address", parent=parent)
        self._manager = manager
        self._known: tuple[kinds.AddressRecorded, ...] | None = None
        self._parts: list[QWidget] = []
        self.add_one = link("Add an address", "plus")
        self.lines, self.postcode = TextField("Address", lines=2, most_lines=5), LineField("Postcode")
        self.private = Ticks(
            [("private", "Confidential: nobody may learn it from us")], name="Confidential address"
        )
        self.save = secondary("Record this address")
        self._form = QWidget()
        column = Beside(self._form, enough=560, gap=12)
        column.add(self.lines, 3)
        column.add(self.postcode, 1)
        foot = QHBoxLayout()
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.private, 1)
        foot.addWidget(self.save)
        self.body.addWidget(self.add_one, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._form)
        self.add(self._foot)
        self._fold(folded=True)
        self.add_one.clicked.connect(self._ask)
        self.save.clicked.connect(self._record)

    def show_addresses(self, addresses: tuple[kinds.AddressRecorded, ...]) -> None:
        """Show what is known, hidden ones without their words."""
        if addresses == self._known:
            return
        self._known = addresses
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        for at, address in enumerate(addresses):
            line = self._hidden(address) if address.confidential else self._plain(address)
            self._parts.append(line)
            self.body.insertWidget(at, line)

    def _hidden(self, address: kinds.AddressRecorded) -> QWidget:
        whole = QWidget()
        flow = Flow(whole, gap=12, line_gap=4)
        flow.addWidget(MarkLine("confidential", "eye-slash-fill", "Hidden – confidential", role="body_bold"))
        show = secondary("Show for 30 s", "eye")
        show.clicked.connect(self.shown)
        flow.addWidget(show)
        if self._manager:
            because = LineField("This address is no longer confidential, because")
            release = secondary("Stop hiding it")
            release.clicked.connect(partial(self._release, address.address, because))
            flow.addWidget(because)
            flow.addWidget(release)
        return whole

    def _plain(self, address: kinds.AddressRecorded) -> QWidget:
        whole = QWidget()
        flow = Flow(whole, gap=12, line_gap=4)
        words = ", ".join(part for part in (*address.lines.splitlines(), address.postcode) if part.strip())
        flow.addWidget(MarkLine("text", "house", words or "Address without words", role="body"))
        hide = secondary("Make it confidential", "eye-slash")
        hide.clicked.connect(partial(self._hide, address.address))
        flow.addWidget(hide)
        return whole

    def _ask(self) -> None:
        self._fold(folded=False)
        self.lines.setFocus()

    def _fold(self, *, folded: bool) -> None:
        self.add_one.setVisible(folded)
        self._form.setVisible(not folded)
        self._foot.setVisible(not folded)

    def _record(self) -> None:
        if not (self.lines.text().strip() or self.postcode.text().strip()):
            self.lines.set_error("Write the address, or part of it.")
            self.lines.setFocus()
            return
        private = bool(self.private.values())
        self.recorded.emit(self.lines.text().strip(), self.postcode.text().strip(), private)
        self.lines.set_text("")
        self.postcode.set_text("")
        self.private.set_values([])
        self._fold(folded=True)
        self.add_one.setFocus()

    def _hide(self, address: str, _checked: bool = False) -> None:
        self.confidential.emit(address)

    def _release(self, address: str, because: LineField, _checked: bool = False) -> None:
        if not because.text().strip():
            because.set_error("Say why.")
            because.setFocus()
            return
        self.release.emit(address, because.text().strip())
