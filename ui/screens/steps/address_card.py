"""Where the family lives. A confidential address never stands on this card: it is shown for 30 seconds."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.steps.address_form import LivesThere, NewAddress
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.field import LineField
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.ids import PersonId


class AddressCard(Card):
    """The addresses of a contact with who lives at each, and a form for one more."""

    shown = Signal(str)
    """Show this hidden address, after saying why."""
    confidential = Signal(str)
    """Hide this address everywhere, now."""
    release = Signal(str, str)
    """A manager: this address need not be hidden any more, because."""
    recorded = Signal(object)
    """A new one, as `kinds.AddressRecorded` without an identity."""
    told = Signal(str, object, object)
    """Who lives at an address, and more words that give it away."""

    def __init__(self, *, manager: bool, parent: QWidget | None = None) -> None:
        super().__init__("Address", parent=parent)
        self._manager = manager
        self._known: tuple[kinds.AddressRecorded, ...] | None = None
        self._people: dict[PersonId, str] = {}
        self._short: dict[PersonId, str] = {}
        self._elsewhere: frozenset[str] = frozenset()
        self._children: tuple[PersonId, ...] = ()
        self._parts: list[QWidget] = []
        self.form: NewAddress | None = None
        self.lives: LivesThere | None = None
        """What is open for one of the addresses,"""
        self._asked = ""
        """and for which."""
        self.add_one = link("Add an address", "plus")
        self.add_one.clicked.connect(self._ask)
        self.body.addWidget(self.add_one, 0, Qt.AlignmentFlag.AlignLeft)

    def show_contact(self, file: ContactFile, elsewhere: frozenset[str] = frozenset()) -> None:
        """Show what is known, hidden ones without their words; those hidden `elsewhere` alone may be hidden here
        as well. What somebody is filling in stays.
        """
        people = {
            **{c.person: wording.full_name(c.name) for c in file.children},
            **{a.person: wording.adult_name(a) for a in file.adults},
        }
        self._short = {c.person: c.name.given for c in file.children}
        self._short |= {a.person: a.name.given for a in file.adults}
        if (file.addresses, people, elsewhere) == (self._known, self._people, self._elsewhere):
            return
        self._known, self._people, self._elsewhere = file.addresses, people, elsewhere
        self._children = tuple(c.person for c in file.children)
        if self.lives is not None:
            return  # drawn anew once that is done
        self._draw()

    def _draw(self) -> None:
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        for at, address in enumerate(self._known or ()):
            line = self._line(address)
            self._parts.append(line)
            self.body.insertWidget(at, line)

    def _line(self, address: kinds.AddressRecorded) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._hidden(address) if address.confidential else self._plain(address))
        foot = QWidget()
        flow = Flow(foot, gap=12, line_gap=4)
        flow.addWidget(Words(self._who(address), "secondary"))
        change = link("Who lives there?")
        change.clicked.connect(partial(self._ask_who, address, column))
        flow.addWidget(change)
        column.addWidget(foot)
        return whole

    def _who(self, address: kinds.AddressRecorded) -> str:
        here = [person for person in address.people if person in self._people]
        names = [self._short[person] or self._people[person] for person in here]
        if not names:
            return "Nobody is recorded as living there."
        return f"{wording.listed(names)} {'lives' if len(names) == 1 else 'live'} there."

    def _hidden(self, address: kinds.AddressRecorded) -> QWidget:
        whole = QWidget()
        flow = Flow(whole, gap=12, line_gap=4)
        there = address.address in self._elsewhere
        words = "Hidden in another contact of this family" if there else "Hidden – confidential"
        flow.addWidget(MarkLine("confidential", "eye-slash-fill", words, role="body_bold"))
        show = secondary("Show for 30 s", "eye")
        show.clicked.connect(partial(self._show, address.address))
        flow.addWidget(show)
        if there:
            hide = secondary("Hide it here, too", "eye-slash")
            hide.clicked.connect(partial(self._hide, address.address))
            flow.addWidget(hide)
        elif self._manager:
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

    # -- one more -----------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._put_away()
        self.form = NewAddress(tuple(self._people.items()), self._children)
        self.form.recorded.connect(self._record)
        self.add(self.form)
        self.form.show()
        self.form.lines.setFocus()
        self.add_one.hide()

    def _record(self) -> None:
        form, self.form = self.form, None
        if form is None:
            return
        self.recorded.emit(
            kinds.AddressRecorded(
                address="", people=form.lives.people(), lines=form.lines.text().strip(),
                postcode=form.postcode.text().strip(), confidential=form.is_private(),
                hide_words=form.lives.words() if form.is_private() else (),
            )
        )  # fmt: skip
        self.add_one.show()
        self.add_one.setFocus()
        form.hide()
        form.deleteLater()

    # -- one that is there --------------------------------------------------------------------------------

    def _ask_who(self, address: kinds.AddressRecorded, column: QVBoxLayout, _checked: bool = False) -> None:
        """Ask under that address; pressed a second time, leave it."""
        again = self._asked == address.address
        self._put_away()
        if again:
            return
        self.lives = LivesThere(tuple(self._people.items()), address.people, "Record who lives there")
        self._asked = address.address
        if not address.confidential or address.address in self._elsewhere:
            self.lives.more.hide()
        self.lives.told.connect(self._tell)
        column.addWidget(self.lives)
        self.lives.show()
        (self.lives.who if self._people else self.lives.more).setFocus()

    def _tell(self) -> None:
        if self.lives is None:
            return
        self.told.emit(self._asked, self.lives.people(), self.lives.words())
        self.add_one.setFocus()
        self._put_away()
        self._draw()

    def _put_away(self) -> None:
        lives, self.lives, self._asked = self.lives, None, ""
        if lives is not None:
            lives.hide()
            lives.deleteLater()

    def _show(self, address: str, _checked: bool = False) -> None:
        self.shown.emit(address)

    def _hide(self, address: str, _checked: bool = False) -> None:
        self.confidential.emit(address)

    def _release(self, address: str, because: LineField, _checked: bool = False) -> None:
        if not because.text().strip():
            because.set_error("Say why.")
            because.setFocus()
            return
        self.release.emit(address, because.text().strip())
