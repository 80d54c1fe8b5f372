"""What every screen is given, and what every screen must be able to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.bench import Bench
from ui.changes import Changes
from ui.notices import Notices
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services.desk import Desk


class Beginning(Struct, frozen=True):
    """What was typed of a child elsewhere, to begin a contact with."""

    name: str = ""
    born: str = ""
    postcode: str = ""


class Go(Protocol):
    """Every place a screen can send a person to. The window is one; tests may bring their own."""

    def queue(self) -> None:
        """To the team queue."""

    def contact(self, contact_id: ContactId, step: int | None = None) -> None:
        """To a contact, at the first step that needs them unless a step is named."""

    def new_contact(self, child: Beginning | None = None) -> None:
        """To an empty contact, ready to type; with what is known of a child already."""

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

    def find(self, text: str = "") -> None:
        """To the search page, with words already in the box."""

    def settle(self, contact_id: ContactId) -> None:
        """To the page on which a person chooses between two answers."""

    def offline(self) -> None:
        """To what is sent, what waits, and what is here without the server."""

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
