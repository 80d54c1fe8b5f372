"""What every screen is given, and what every screen must be able to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.bench import Bench
from ui.changes import Changes
from ui.notices import Notices
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.notification import Notification
from workstation.services.desk import Desk

if TYPE_CHECKING:
    from workstation.services.copy_order import Filtered
    from workstation.services.notifications import Offered


class Beginning(Struct, frozen=True):
    """What was typed of a child elsewhere, to begin a contact with."""

    name: str = ""
    born: str = ""
    postcode: str = ""


class Letter(Struct, frozen=True):
    """A letter to somebody of the family; `override` is why it is sent although post is not known to be safe."""

    person: PersonId
    to: str
    words: str
    override: str = ""


class Go(Protocol):
    """Every place a screen can send a person to. The window is one; tests may bring their own."""

    def queue(self) -> None:
        """To the team queue."""

    def contact(self, contact_id: ContactId, step: int | None = None) -> None:
        """To a contact, at the first step that needs them unless a step is named."""

    def new_contact(self, child: Beginning | None = None) -> None:
        """To an empty contact, ready to type; with what is known of a child already."""

    def paper_sheet(self) -> None:
        """To a new contact that is entered from a paper sheet."""

    def chronology(self, contact_id: ContactId) -> None:
        """To everything on record about the children of a contact."""

    def send(self, contact_id: ContactId) -> None:
        """To the last look before a contact goes to a manager."""

    def sign_off(self, contact_id: ContactId | None = None) -> None:
        """To what waits for this manager."""

    def opinion(self, contact_id: ContactId | None = None) -> None:
        """To what this person's second opinion is asked for."""

    def print_summary(self, contact_id: ContactId) -> None:
        """To the paper preview."""

    def print_chronology(self, contact_id: ContactId, filtered: Filtered) -> None:
        """To the chronology on paper, as it was filtered."""

    def print_strategy(self, contact_id: ContactId) -> None:
        """To the request for a strategy discussion, ready to print."""

    def print_letter(self, contact_id: ContactId, letter: Letter) -> None:
        """To a letter to somebody of the family, ready to print."""

    def after(self, contact_id: ContactId) -> None:
        """To what is still to do: tasks of an act now, and what comes after the decision."""

    def notifications(
        self, offered: tuple[Offered, ...] = (), then: Callable[[], object] | None = None
    ) -> None:
        """To police notifications: those found in a text, or the page on which a file is chosen. `then` is done
        once those of the text are on record.
        """

    def take_in(self, notification: Notification) -> bool:
        """To a new contact with this notification in its fields; not while another one is being taken down."""

    def meeting(self) -> None:
        """To the triage meeting."""

    def find(self, text: str = "") -> None:
        """To the search page, with words already in the box."""

    def settle(self, contact_id: ContactId) -> None:
        """To the page on which a person chooses between two answers."""

    def offline(self) -> None:
        """To what is sent, what waits, and what is here without the server."""

    def apart(self) -> None:
        """To what the server keeps apart, for a manager."""

    def closed(self) -> None:
        """To what is kept closed until one says why one has to read it."""

    def watch(self) -> None:
        """To what the server warns of, and who opened what is kept closed, for a manager."""

    def rules(self) -> None:
        """To what each rule says, and how often it spoke."""

    def settings(self) -> None:
        """To this person's settings."""

    def help(self, topic: str = "") -> None:
        """To the help page of a topic."""

    def close_tab(self) -> None:
        """Close the screen that asks."""


@dataclass(frozen=True)
class Seat:
    """Everything a screen works with. It is handed over once, when the screen is made."""

    desk: Desk
    bench: Bench
    changes: Changes
    notices: Notices
    go: Go


class Screen(QWidget):
    """One place in the window. Give it `setAccessibleName` with what its tab says."""

    retitled = Signal()
    """Sent when `title` or `icon_name` would answer differently now."""

    def __init__(self, seat: Seat, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seat = seat
        self.setAccessibleName(name)

    def title(self) -> str:
        """What the tab says. Never an address."""
        return self.accessibleName()

    def icon_name(self) -> str:
        """The icon of the tab."""
        return "folder-fill"

    def commands(self) -> dict[str, Callable[[], None]]:
        """What this screen does for each command id that makes sense on it."""
        return {}

    def reload(self, changed: Changed) -> None:
        """Something in the record changed: read again what is shown, if it is about this."""

    def enter(self) -> None:
        """The person came here: put the focus where work goes on."""
        self.setFocus()

    def hold(self) -> None:
        """The window is being locked: keep what is half typed, say none of it. Drafts are kept already."""

    def leave(self) -> None:
        """The person goes elsewhere: hide what must not be seen and keep where they were."""
