"""The team queue (S2): what waits, how long it has, what is known already, and who has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.queue_model import Asked, QueueModel
from ui.screens import take
from ui.screens.queue_view import QueueView
from ui.seat import Screen, Seat
from ui.widgets.next_turn import paint_next_turn
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.queue import QueuePage, View
from workstation.domain.times import local
from workstation.services import find
from workstation.services.desk import Desk
from workstation.trouble import Trouble

_MINUTE, _TRY_AGAIN, _PICTURE_FIRST = 60_000, 10_000, 100


class QueueScreen(Screen):
    """The list everybody works from. It refreshes each minute and never moves a row under the cursor."""

    counted = Signal(int, int)
    """How many contacts there are in all, and how many wait for this person to sign."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Queue", parent)
        self._desk = seat.desk
        self.model, self._loading = QueueModel(), False
        # The record is asked while the widgets are still being made: the answer waits until they are there.
        self.load()
        self.view = QueueView(_calendar_words(self._desk))
        self.head, self.table = self.view.head, self.view.table
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)
        self._connect()
        self._minute = QTimer(self, interval=_MINUTE)
        self._minute.timeout.connect(self.refresh)
        self._again = QTimer(self, singleShot=True, interval=_TRY_AGAIN)
        self._again.timeout.connect(self.refresh)

    def _connect(self) -> None:
        self.head.asked.connect(self.ask)
        self.head.left_filter.connect(self.table.setFocus)
        self.head.new_rows.connect(self.show_new)
        self.head.show_all.connect(self._forget_filter)
        self.head.take.connect(self.take_next)
        self.head.new_contact.connect(self.seat.go.new_contact)
        self.view.show_all.clicked.connect(lambda _checked=False: self._forget_filter())
        self.table.opened.connect(self.seat.go.contact)
        self.table.commanded.connect(self._command)
        self.table.bottom_near.connect(self._fetch_more)

    # -- what the window asks of every screen ---------------------------------------------------------------

    def icon_name(self) -> str:
        """A tray."""
        return "tray-fill"

    def commands(self) -> dict[str, Callable[[], None]]:
        """What can be done to the row with the focus, and to the list."""
        return {
            "go.next_need": self.next_need, "contact.take": self.take_next, "list.filter": self.head.go_to_filter,
            "list.open": lambda: self._on_row(self.seat.go.contact), "list.take": lambda: self._on_row(self._take),
            "list.park": self._park, "contact.park": self._park, "contact.escalate": self._escalate,
            "contact.chronology": lambda: self._on_row(self.seat.go.chronology),
            "contact.print": lambda: self._on_row(self.seat.go.print_summary),
        }  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.head, self.table]

    def enter(self) -> None:
        """Look again, and go to the row that had the focus."""
        self.table.setFocus()
        if not self._loading:
            self.load()
        self._minute.start()

    def leave(self) -> None:
        """Nobody looks: stop looking again."""
        self._minute.stop()

    def reload(self, changed: Changed) -> None:
        """Something changed: bring the rows up to date where they stand."""
        if self._minute.isActive():
            self.refresh(mine=changed.by == "me")

    # -- reading ----------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Show the list as it is now, in its order."""
        self._loading = True
        self.seat.bench.latest("queue", self.model.reading(self._desk), done=self._show, trouble=self._say)

    def refresh(self, *, mine: bool = False) -> None:
        """Bring the shown rows up to date; new ones wait."""
        if self._loading:
            # Overtaken by this, the rows that were asked for would only be mixed into those of before.
            self.load()
            return
        done = self._show_mine if mine else self._bring_up_to_date
        self.seat.bench.latest("queue", self.model.reading(self._desk), done=done, trouble=self._say)

    def ask(self, asked: Asked) -> None:
        """Show something else."""
        self.model.asked = asked
        self.load()

    def show_new(self) -> None:
        """Let the new rows in."""
        self.load()
        self.table.setFocus()

    def _forget_filter(self) -> None:
        self.head.clear_filter()
        self.table.setFocus()

    def _fetch_more(self) -> None:
        if self.model.has_more:
            work = self.model.reading(self._desk, offset=len(self.model.rows))
            self.seat.bench.latest("queue.more", work, done=self._add)

    def _show(self, page: QueuePage) -> None:
        self._loading = False
        self.model.show(page)
        self._update()
        if not page.compared:
            QTimer.singleShot(_PICTURE_FIRST, self._compare)

    def _compare(self) -> None:
        """The list is on screen; now read everybody, and say in each row who may be known."""
        self.seat.bench.run(find.get_ready, self._desk, done=self._compared)

    def _compared(self, _nothing: None) -> None:
        self.refresh()

    def _show_mine(self, page: QueuePage) -> None:
        self.model.refresh(page)
        self._update()

    def _bring_up_to_date(self, page: QueuePage) -> None:
        current = self.table.current_key() if self.table.hasFocus() else None
        paint_next_turn(self.table)  # somebody may be typing above it
        self.model.refresh(page, keep=cast("ContactId | None", current))
        self._update()

    def _add(self, page: QueuePage) -> None:
        self.model.add(page)
        self._update()

    def _update(self) -> None:
        self._again.stop()
        self.view.show_model(self.model)
        page = self.model.page
        if page is not None:
            self.counted.emit(page.views.get(View.EVERYONE, 0), page.to_sign)

    def _say(self, trouble: Trouble) -> None:
        """Not able to read: what is shown stays, with the time it is from."""
        self._loading = False
        page = self.model.page
        seen = f" What you see is from {wording.clock(page.at)}." if page else ""
        self.view.say(f"We could not read the queue.{seen} Trying again.")
        self._again.start()

    # -- acting -----------------------------------------------------------------------------------------------

    def next_need(self) -> None:
        """F8: let new rows in if there are any; else to the next row that cannot wait."""
        if self.model.new_words():
            self.show_new()
            return
        current = cast("ContactId | None", self.table.current_key())
        found = self.model.next_needing(current, self._desk.worker.id)
        self.table.setFocus()
        if found is None:
            self.seat.notices.say("Nothing else in this list needs you now.")
            return
        self.table.go_to_row(self.table.rows_model.row_of(found))

    def take_next(self) -> None:
        """Ctrl+T, and the button."""
        take.take_next(self.seat)

    def _command(self, id: str, _key: object) -> None:
        self.commands()[id]()

    def _on_row(self, act: Callable[[ContactId], object]) -> None:
        key = self.table.current_key()
        if key is None:
            self.seat.notices.say("No contact is chosen.", "Go to a row of the list first.")
        else:
            act(cast(ContactId, key))

    def _take(self, contact: ContactId) -> None:
        row = self.model.row(contact)
        if row is not None and row.line.worker == self._desk.worker.id:
            self.seat.notices.say(f"{row.line.child} is yours already.")
        else:
            take.take(self.seat, contact, self._child(contact))

    def _park(self) -> None:
        from ui.screens import park

        self._on_row(lambda contact: park.ask(self.seat, self, contact, self._child(contact)))

    def _escalate(self) -> None:
        from ui.screens import escalate

        contact = cast("ContactId", self.table.current_key())
        escalate.ask_about(self.seat, self, contact, self._child(contact), row=True)

    def _child(self, contact: ContactId) -> str:
        row = self.model.row(contact)
        return row.line.child if row else ""


def _calendar_words(desk: Desk) -> str:
    closed = desk.days.next_closed(local(desk.now()).date())
    said = "Times count working days in England."
    return f"{said} Next non-working day: {closed:%a} {wording.day(closed)}." if closed else said
