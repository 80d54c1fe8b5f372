"""Find (S7): one box for names, dates, postcodes, phones and contact numbers; results while typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ui.notices import announce
from ui.seat import Screen, Seat
from ui.widgets.buttons import link, secondary
from ui.widgets.field import LineField
from ui.widgets.keycap import keys_line
from ui.widgets.nesting import nest
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.table import Table
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine
from workstation.history.matcher import Found, FoundPerson
from workstation.services import find

_HINT = (
    "Parts of names in any order, a date of birth, a postcode, a phone number or a contact number. "
    "We also look for names that sound alike."
)
_MOST = 50
_STAGES = {
    Stage.OPEN: "Open", Stage.WITH_MANAGER: "With a manager", Stage.SENT_BACK: "Sent back",
    Stage.DECIDED: "Decided", Stage.TWO_ANSWERS: "Two answers stand", Stage.EARLIER: "Before Lintel",
}  # fmt: skip


class FindScreen(Screen):
    """A box and a table. Down goes into the table, a letter typed there goes back to the box."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Find", parent)
        self.box = LineField("Find a child, family, address or contact number", _HINT)
        self.table = Table(
            "People and contacts found",
            (Column("Who", 280, 2), Column("What we hold", 240, 1), Column("Why it was found", 220, 1)),
            two_lines=True,
        )
        self._count = Words("", "secondary")
        self._said = Words("Type a name to begin. Two letters are enough.", "body", wrap=True)
        self._meant = link("")
        self._new = secondary("New contact", "phone-incoming", "Ctrl+N")
        self._asked = ""
        self._pages = QStackedWidget()
        self._lay_out()
        self.box.changed.connect(self.search)
        self.box.edit.returnPressed.connect(self._open_first)
        self.table.opened.connect(self._open)
        self._new.clicked.connect(lambda _checked=False: self.seat.go.new_contact())
        self._meant.clicked.connect(lambda _checked=False: self._take_meant())

    def _lay_out(self) -> None:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._said)
        row = QHBoxLayout()
        row.addWidget(self._meant)
        row.addWidget(self._new)
        row.addStretch(1)
        nest(column, row)
        column.addStretch(1)
        for page in (empty, self.table):
            self._pages.addWidget(page)
        self._meant.hide()
        self._new.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 10)
        whole.setSpacing(12)
        whole.addWidget(self.box)
        whole.addWidget(self._count)
        whole.addWidget(self._pages, 1)
        whole.addWidget(keys_line(("Down", "to the list"), ("Enter", "open"), ("Ctrl+H", "chronology")))

    def icon_name(self) -> str:
        """A glass."""
        return "magnifying-glass"

    def commands(self) -> dict[str, Callable[[], None]]:
        """What can be done to the row with the focus."""
        return {
            "list.open": self._open_current,
            "list.filter": self.enter,
            "contact.chronology": self._chronology,
        }

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.box, self.table]

    def enter(self) -> None:
        """To the box, with what is in it selected."""
        self.box.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.edit.selectAll()

    def search(self, words: str) -> None:
        """Look for these words; the answer to the last letter is the one that is shown."""
        if self.box.text() != words:
            self.box.set_text(words)
        self._asked = words.strip()
        if len(self._asked) < 2:
            self._show(Found())
        else:
            self.seat.bench.latest("find", find.search, self.seat.desk, self._asked, _MOST, done=self._show)

    def _show(self, found: Found) -> None:
        people = [_person_row(person) for person in found.people]
        contacts = [_contact_row(line) for line in found.contacts]
        self.table.show_rows([*people, *contacts])
        some, asked = bool(people or contacts), len(self._asked) >= 2
        self._pages.setCurrentIndex(1 if some else 0)
        said = f"People {len(people)} · Contacts {len(contacts)}" if asked else ""
        self._count.set_words(said)
        self._meant.setVisible(bool(found.near))
        self._new.setVisible(asked and not some)
        self._said.set_words(
            self._nothing(found) if asked else "Type a name to begin. Two letters are enough."
        )
        if found.near:
            self._meant.set_words(f"Yes, {found.near}")
            self._near = found.near
        if said:
            announce(self.box.edit, said if some else self._said.words())

    def _nothing(self, found: Found) -> str:
        if found.near:
            return f"{self._asked} is not a number we use. Did you mean {found.near}?"
        return (
            f"Nothing found for ‘{self._asked}’. We also looked for names that sound alike. "
            f"{find.may_be_held(self.seat.desk)} Try part of the name, or add a new child."
        )

    def _take_meant(self) -> None:
        self.search(self._near)
        self.enter()

    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            self.seat.go.contact(ContactId(key[1]))

    def _open_first(self) -> None:
        rows = self.table.rows_model.rows()
        if rows:
            self._open(rows[0].key)

    def _open_current(self) -> None:
        self._open(self.table.current_key())

    def _chronology(self) -> None:
        key = self.table.current_key()
        if isinstance(key, tuple):
            self.seat.go.chronology(ContactId(key[1]))
        else:
            self.seat.notices.say("Nobody is chosen.", "Find somebody, then go to a row with Down.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the box into the list; typing in the list leads back."""
        if event.key() == Qt.Key.Key_Down and self.box.edit.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        words = event.text()
        if words.isprintable() and words.strip() and not isinstance(self.focusWidget(), QLineEdit):
            self.box.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.box.edit.insert(words)
            self.search(self.box.text())
            return
        super().keyPressEvent(event)


def _person_row(person: FoundPerson) -> Row:
    cells = (
        Cell(
            person.name,
            person.born,
            bold=True,
            icon="user-fill",
            spoken=f"Person: {person.name}, {person.born}",
        ),
        Cell(person.last),
        Cell(person.why),
    )
    return Row(("person", person.contact, person.person), cells)


def _contact_row(line: ContactLine) -> Row:
    at = f"Received {wording.day(line.received_at)}" if line.received_at else ""
    cells = (
        Cell(
            line.child,
            line.number,
            bold=True,
            icon="folder-fill",
            spoken=f"Contact: {line.child}, {line.number}",
        ),
        Cell(line.worry or "No worry named yet", at),
        Cell(_STAGES.get(line.stage, "")),
    )
    return Row(("contact", line.contact), cells)
