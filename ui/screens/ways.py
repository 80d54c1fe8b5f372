"""The ways from everywhere to everywhere: what `seat.go` does. A screen is made when somebody first goes there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ui.reading import Reading
from ui.seat import Beginning, Screen, Seat
from ui.widgets.places import Place, Places
from ui.widgets.side_panel import WorkAndPanel
from workstation.domain.ids import ContactId
from workstation.domain.people import may_sign


class Ways:
    """Every way a screen can send a person. It opens places and pages; screens are made when first needed."""

    def __init__(self, places: Places, work: WorkAndPanel, read_as: Callable[[Reading], None]) -> None:
        self._places, self._work, self._read_as = places, work, read_as
        self._sitting: Seat | None = None

    def take_seat(self, seat: Seat) -> None:
        """The seat that every screen is made with. It holds these ways, so it comes after them."""
        self._sitting = seat

    @property
    def _seat(self) -> Seat:
        if self._sitting is None:
            raise LookupError("nobody has sat down")
        return self._sitting

    def queue(self) -> None:
        """To the team queue."""
        self._places.go("queue")

    def contact(self, contact_id: ContactId, step: int | None = None) -> None:
        """To a contact, at the first step that needs them unless a step is named."""
        known = self._places.place(key_of(contact_id))
        made = bool(known and known.pages)
        self._places.add(self.place_of(contact_id, step=step))
        self._places.go(key_of(contact_id))
        while self._places.back():
            pass
        screen = self._places.shown()
        if made and step is not None and screen is not None:
            screen.commands().get(f"go.step{step}", _nothing)()

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

    def new_contact(self, child: Beginning | None = None) -> None:
        """To the empty contact, or to the one being taken now; with a child who was typed elsewhere."""

        def make() -> Screen:
            from ui.screens.new_contact import NewContactScreen

            return NewContactScreen(self._seat)

        self._places.add(Place("new", make, "New contact", "phone-incoming-fill"))
        screen = self._places.go("new")
        if child is not None and child.name and screen is not None:
            getattr(screen, "begin_with", _nothing_with)(child)

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

    def settle(self, contact_id: ContactId) -> None:
        """To the page on which a person chooses between two answers."""

        def make() -> Screen:
            from ui.screens.settle import SettleScreen

            return SettleScreen(self._seat, contact_id)

        self._lay_on(contact_id, "settle", make)

    def offline(self) -> None:
        """To what is sent, what waits, and what is here without the server."""

        def make() -> Screen:
            from ui.screens.exchange import ExchangeScreen

            return ExchangeScreen(self._seat)

        self._places.add(Place("offline", make, "Offline and sending", "cloud-check-fill"))
        self._places.go("offline")

    def _lay_on(self, contact_id: ContactId, name: str, make: Callable[[], Screen]) -> None:
        self._places.add(self.place_of(contact_id))
        self._places.push(key_of(contact_id), name, make)

    def sign_off(self, contact_id: ContactId | None = None) -> None:
        """To what waits for this manager."""
        if not may_sign(self._seat.desk.worker):
            self._seat.notices.say(
                "Sign-off is for managers.", "Send your decision from step 6 of a contact."
            )
            return
        if contact_id is not None:
            self._places.close_page("signoff")
        self._places.add(self.place_of_sign_off(contact_id))
        self._places.go("signoff")

    def place_of_sign_off(self, contact_id: ContactId | None = None) -> Place:
        """The tab of a manager, not made yet."""

        def make() -> Screen:
            from ui.screens.sign_off import SignOffScreen

            return SignOffScreen(self._seat, contact_id)

        return Place("signoff", make, "Sign-off", "clipboard-text-fill", fixed=True)

    def opinion(self, contact_id: ContactId | None = None) -> None:
        """To what this person's second opinion is asked for: among what a manager signs, else by itself."""
        if may_sign(self._seat.desk.worker):
            self.sign_off(contact_id)
            return

        def make() -> Screen:
            from ui.screens.sign_off import SignOffScreen

            return SignOffScreen(self._seat, contact_id)

        if contact_id is not None:
            self._places.close_page("opinion")
        self._places.add(Place("opinion", make, "Second opinion", "users-fill"))
        self._places.go("opinion")

    def find(self, text: str = "") -> None:
        """To the search page, with words already in the box."""
        from ui.screens.find import FindScreen

        self._places.add(Place("find", partial(FindScreen, self._seat), "Find", "magnifying-glass"))
        screen = self._places.go("find")
        if isinstance(screen, FindScreen) and text:
            screen.search(text)

    def bring_in(self) -> None:
        """To bringing in a file."""

        def make() -> Screen:
            from ui.screens.import_file import ImportScreen

            return ImportScreen(self._seat)

        self._places.add(Place("import", make, "Bring in a file", "download-simple"))
        self._places.go("import")

    def settings(self) -> None:
        """To this person's settings, beside the work."""
        from ui.screens import settings

        self._work.show_panel(settings.SettingsPanel(self._read_as))

    def help(self, topic: str = "") -> None:
        """To the help page of a topic, beside the work."""
        from ui.screens import help_pages

        self._work.show_panel(help_pages.HelpPanel(topic or help_pages.topic_of(self._places.shown())))

    def close_tab(self) -> None:
        """Close the place in front, or take the top page off it."""
        front = self._places.front()
        if front is None or self._places.back():
            return
        if front.fixed:
            self._seat.notices.say(f"{front.title} always stays open.")
        else:
            self._places.shut(front.key)


def key_of(contact_id: ContactId) -> str:
    """The key of the place of a contact."""
    return f"contact/{contact_id}"


def _nothing_with(_child: Beginning) -> None:
    """A screen that begins with nobody."""


def _nothing() -> None:
    """A step that is not there yet."""
