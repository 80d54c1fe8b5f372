"""The ways to the pages that lie on a contact: its chronology, its papers, what is left to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.seat import Letter, Screen, Seat
from ui.widgets.places import Place, Places
from workstation.domain.ids import ContactId

if TYPE_CHECKING:
    from workstation.services.copy_order import Filtered


class Pages:
    """Each page is laid on the place of its contact, and made when somebody first goes there."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._sitting: Seat | None = None

    def take_seat(self, seat: Seat) -> None:
        """The seat that every screen is made with. It holds these ways, so it comes after them."""
        self._sitting = seat

    @property
    def _seat(self) -> Seat:
        if self._sitting is None:
            raise LookupError("nobody has sat down")
        return self._sitting

    def place_of(
        self,
        contact_id: ContactId,
        title: str = "Opening…",
        icon: str = "folder-fill",
        step: int | None = None,
    ) -> Place:
        """The tab of a contact, not made yet."""

        def make() -> Screen:
            from ui.screens.workspace import WorkspaceScreen

            return WorkspaceScreen(self._seat, contact_id, step=step)

        return Place(key_of(contact_id), make, title, icon, contact_id)

    def chronology(self, contact_id: ContactId) -> None:
        """To everything on record about the children of a contact."""

        def make() -> Screen:
            from ui.screens.chronology import ChronologyScreen

            return ChronologyScreen(self._seat, contact_id)

        self._lay_on(contact_id, "chronology", make)

    def send(self, contact_id: ContactId) -> None:
        """To the last look before a contact goes to a manager."""

        def make() -> Screen:
            from ui.screens.send import SendScreen

            return SendScreen(self._seat, contact_id)

        self._lay_on(contact_id, "send", make)

    def print_summary(self, contact_id: ContactId) -> None:
        """To the paper preview."""

        def make() -> Screen:
            from ui.screens.print_summary import PrintScreen

            return PrintScreen(self._seat, contact_id)

        self._lay_on(contact_id, "print", make)

    def print_chronology(self, contact_id: ContactId, filtered: Filtered) -> None:
        """To the chronology on paper, as it was filtered; another filter makes another page."""

        def make() -> Screen:
            from ui.screens.print_summary import chronology_screen

            return chronology_screen(self._seat, contact_id, filtered)

        self._lay_on(contact_id, f"print chronology {hash(filtered)}", make)

    def print_strategy(self, contact_id: ContactId) -> None:
        """To the request for a strategy discussion, ready to print."""

        def make() -> Screen:
            from ui.screens.print_summary import strategy_screen

            return strategy_screen(self._seat, contact_id)

        self._lay_on(contact_id, "print strategy", make)

    def print_letter(self, contact_id: ContactId, letter: Letter) -> None:
        """To a letter to somebody of the family, ready to print."""

        def make() -> Screen:
            from ui.screens.print_summary import letter_screen

            return letter_screen(self._seat, contact_id, letter)

        self._lay_on(contact_id, "print letter", make)

    def after(self, contact_id: ContactId) -> None:
        """To what is still to do: tasks of an act now, and what comes after the decision."""

        def make() -> Screen:
            from ui.screens.after.screen import AfterScreen

            return AfterScreen(self._seat, contact_id)

        self._lay_on(contact_id, "after", make)

    def settle(self, contact_id: ContactId) -> None:
        """To the page on which a person chooses between two answers."""

        def make() -> Screen:
            from ui.screens.settle import SettleScreen

            return SettleScreen(self._seat, contact_id)

        self._lay_on(contact_id, "settle", make)

    def _lay_on(self, contact_id: ContactId, name: str, make: Callable[[], Screen]) -> None:
        self._places.add(self.place_of(contact_id))
        self._places.push(key_of(contact_id), name, make)


def key_of(contact_id: ContactId) -> str:
    """The key of the place of a contact."""
    return f"contact/{contact_id}"
