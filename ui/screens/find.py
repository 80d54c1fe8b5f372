"""Find (S7): one box for names, dates, postcodes, phones and contact numbers; results while typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.screens.finding import rows
from ui.screens.finding.found_table import FoundTable
from ui.screens.finding.nothing import NothingFound
from ui.seat import Beginning, Screen, Seat
from ui.widgets.field import LineField
from ui.widgets.keycap import keys_line
from ui.widgets.next_turn import paint_next_turn
from ui.widgets.said_later import SaidLater
from ui.widgets.words import Words
from workstation.history.matcher import Found
from workstation.services import find
from workstation.trouble import Trouble

_HINT = (
    "Parts of names in any order, or a date of birth or part of one. A postcode, an address or a phone number. "
    "A contact number, or an NHS, pupil or council number. Each word narrows. Names that sound alike are found too."
)
_MOST, _SHORTEST, _LOW = 20, 2, 440
_KEYS = (
    ("Down", "to the list"), ("Enter", "open"), ("Ctrl+H", "chronology"), ("Ctrl+N", "new contact for them"),
)  # fmt: skip
_PRIVATE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
"""A keyboard that learns words would keep a name for good."""


class FindScreen(Screen):
    """A box and a table. Down goes into the table, a letter typed there goes back to the box."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Find", parent)
        self.box = LineField("Find a child, family, address or contact number", _HINT)
        self.box.edit.setInputMethodHints(_PRIVATE)
        self.table = FoundTable()
        self.table.letters = False
        self.count = Words("", "secondary", wrap=True)
        self.nothing = NothingFound()
        self.held = Words("", "small", wrap=True)
        self._asked = self._answered = ""
        self._enter_waits = False
        self._said = SaidLater(self.box.edit)
        self._keys = keys_line(*_KEYS)
        self._pages = QStackedWidget()
        self._lay_out()
        self.table.installEventFilter(self)
        self.box.changed.connect(self.search)
        self.box.edit.returnPressed.connect(self._open_first)
        self.table.opened.connect(self._open)
        self.nothing.add_child.clicked.connect(lambda _checked=False: self._new_contact())
        self.nothing.meant.connect(self._take_meant)

    def _lay_out(self) -> None:
        for page in (self.nothing, self.table):
            self._pages.addWidget(page)
        self.held.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 10)
        whole.setSpacing(10)
        whole.addWidget(self.box)
        whole.addWidget(self.count)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self.held)
        whole.addWidget(self._keys)

    def icon_name(self) -> str:
        """A glass."""
        return "magnifying-glass"

    def commands(self) -> dict[str, Callable[[], None]]:
        """What can be done to the row with the focus."""
        return {
            "list.open": self._open_current,
            "list.filter": self.enter,
            "contact.chronology": self._chronology,
            "contact.new": self._new_contact,
        }

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.box, self.table]

    def enter(self) -> None:
        """To the box, with what is in it selected."""
        self.box.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.edit.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has room for what was found, and not for how to look."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        low = self.height() < theme.px(_LOW)
        self.box.hint.setVisible(not (low and self._asked))
        self._keys.setVisible(not low)

    # -- looking -------------------------------------------------------------------------------------------

    def search(self, words: str) -> None:
        """Look for these words. What was found before stays until the answer to the last letter is there."""
        if self.box.text() != words:
            self.box.set_text(words)
        self._asked = " ".join(words.split())
        self._enter_waits = False
        if len(self._asked) < _SHORTEST:
            self._answered = self._asked
            self._show(Found())
        self.seat.bench.latest(
            "find", _look, self.seat.desk, self._asked, done=self._take, trouble=self._not_now
        )

    def _take(self, answer: tuple[str, Found]) -> None:
        self._answered, found = answer
        self._show(found)
        self._make_room()
        if self._enter_waits:
            self._open_first()

    def _not_now(self, trouble: Trouble) -> None:
        """Nobody may look among others' work now: said on the page, not once for every letter."""
        self._answered = self._asked
        self._show(Found())
        self.nothing.say(f"{trouble.title} {trouble.what_to_do}")

    def _show(self, found: Found) -> None:
        shown = rows.rows_of(found)
        asked = len(self._answered) >= _SHORTEST
        paint_next_turn(self.table)
        self.table.show_found(shown)
        if shown and not self.table.hasFocus():
            self.table.go_to_row(1)
        held = find.may_be_held(self.seat.desk) if asked else ""
        self._pages.setCurrentIndex(1 if shown else 0)
        self.count.set_words(_counted(found) if asked else "")
        self.held.set_words(held)
        self.held.setVisible(bool(held and shown))
        self.nothing.show_nothing(found, self._answered if asked else "", held)
        if asked:
            self._said.say(rows.spoken(found) if shown else self.nothing.words())
        else:
            self._said.hush()

    def _take_meant(self, number: str) -> None:
        self.search(number)
        self.enter()

    # -- what the rows lead to -----------------------------------------------------------------------------

    def _open(self, key: object) -> None:
        contact = rows.contact_of(key)
        if contact is not None:
            self.seat.go.contact(contact)
        elif isinstance(key, tuple) and key[0] == rows.AGENCY:
            _, name, phone, people = key
            ask = f"Ask for {people[0]}." if people else ""
            self.seat.notices.say(f"{name}: {phone or 'no phone recorded'}.", ask)

    def _open_first(self) -> None:
        """Enter in the box: the first row, but never one of an older search."""
        if self._answered != self._asked:
            self._enter_waits = True
            return
        self._enter_waits = False
        self._open_current()

    def _open_current(self) -> None:
        self._open(self.table.current_key())

    def _chronology(self) -> None:
        contact = rows.contact_of(self.table.current_key())
        if contact is not None:
            self.seat.go.chronology(contact)
        else:
            self.seat.notices.say("Nobody is chosen.", "Find somebody, then go to a row with Down.")

    def _new_contact(self) -> None:
        """A contact about whoever was typed; or, from the list, about the person who is chosen there."""
        key = self.table.current_key()
        if self.table.hasFocus() and isinstance(key, tuple) and key[0] == rows.PERSON:
            self.seat.bench.run(find.called_on_record, self.seat.desk, key[2], done=self._begin)
        else:
            from workstation.history.typed import read

            typed = read(self.box.text(), self.seat.desk.now().date())
            self.seat.go.new_contact(Beginning(typed.names, typed.born, typed.postcode))

    def _begin(self, told: tuple[str, str, str]) -> None:
        self.seat.go.new_contact(Beginning(*told))

    # -- keys ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the box into the list."""
        if event.key() == Qt.Key.Key_Down and self.box.edit.hasFocus():
            if self._pages.currentWidget() is self.table:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Typing in the list leads back to the box; so do Backspace, and Up from the first row."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._back_to_box(event)
        return super().eventFilter(watched, event)

    def _back_to_box(self, event: QKeyEvent) -> bool:
        words, edit = event.text(), self.box.edit
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        first = event.key() == Qt.Key.Key_Up and self.table.currentIndex().row() <= 1
        typed = not held and words.isprintable() and bool(words.strip())
        if not (first or typed or event.key() == Qt.Key.Key_Backspace):
            return False
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.end(False)
        if typed:
            edit.insert(words)
        elif not first:
            edit.backspace()
        if not first:
            self.search(self.box.text())
        return True


def _look(desk: object, words: str) -> tuple[str, Found]:
    """Runs beside the window. An answer says what it is an answer to."""
    return words, find.search(desk, words, _MOST) if len(words) >= _SHORTEST else Found()  # type: ignore[arg-type]


def _counted(found: Found) -> str:
    """How much was found, and how the words were taken where they were more than a name."""
    if len(found.asked) > 1 or any(not taken.startswith("name ") for taken in found.asked):
        return f"{rows.counts(found)} · looked for {', '.join(found.asked)}"
    return rows.counts(found)
