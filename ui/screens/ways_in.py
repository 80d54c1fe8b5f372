"""The ways by which contacts begin: a call, a notification, a file, the triage meeting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ui.reading import Reading
from ui.screens.pages import Pages
from ui.seat import Beginning, Screen
from ui.widgets.places import Place, Places
from ui.widgets.side_panel import WorkAndPanel
from workstation.domain.notification import Notification
from workstation.domain.people import may_record

if TYPE_CHECKING:
    from workstation.services.notifications import Offered


class WaysIn(Pages):
    """The ways to what begins, beside those to the pages that lie on a contact."""

    def __init__(self, places: Places, work: WorkAndPanel, read_as: Callable[[Reading], None]) -> None:
        super().__init__(places)
        self._work, self._read_as = work, read_as

    def new_contact(self, child: Beginning | None = None) -> None:
        """To the empty contact, or to the one being taken now; with a child who was typed elsewhere."""

        def make() -> Screen:
            from ui.screens.new_contact import NewContactScreen

            return NewContactScreen(self._seat)

        self._places.add(Place("new", make, "New contact", "phone-incoming-fill"))
        screen = self._places.go("new")
        if child is not None and child.name and screen is not None:
            getattr(screen, "begin_with", _nothing_with)(child)

    def written(self) -> None:
        """To a new contact that came in writing; not while another one is being taken down."""
        self.new_contact()
        from ui.screens.new_contact import NewContactScreen

        screen = self._places.shown()
        if isinstance(screen, NewContactScreen):
            screen.enter_written()

    def paper_sheet(self) -> None:
        """To a new contact that is entered from a paper sheet; not while another one is being taken down."""
        self.new_contact()
        from ui.screens.new_contact import NewContactScreen

        screen = self._places.shown()
        if isinstance(screen, NewContactScreen):
            screen.enter_sheet()

    def notifications(
        self, offered: tuple[Offered, ...] = (), then: Callable[[], object] | None = None
    ) -> None:
        """To police notifications: those found in a text, or the page on which a file is chosen."""
        from ui.screens.notifications import NotificationsScreen

        make = partial(NotificationsScreen, self._seat)
        self._places.add(Place("notifications", make, "Police notifications", "download-simple"))
        screen = self._places.go("notifications")
        if isinstance(screen, NotificationsScreen) and offered:
            screen.of_text(offered, then)

    def take_in(self, notification: Notification) -> bool:
        """To a new contact with this notification in its fields; not while another one is being taken down."""
        from ui.screens.new_contact import NewContactScreen

        self._places.add(
            Place("new", partial(NewContactScreen, self._seat), "New contact", "phone-incoming-fill")
        )
        screen = self._places.go("new")
        return isinstance(screen, NewContactScreen) and screen.take_in(notification)

    def meeting(self) -> None:
        """To the triage meeting: today's police notifications, one family at a time."""
        if not may_record(self._seat.desk.worker):
            self._seat.notices.say("The triage meeting is for those who write in contacts.")
            return

        def make() -> Screen:
            from ui.screens.meeting import MeetingScreen

            return MeetingScreen(self._seat)

        self._places.add(Place("meeting", make, "Triage meeting", "users-fill"))
        self._places.go("meeting")

    def bring_in(self) -> None:
        """To bringing in a file."""

        def make() -> Screen:
            from ui.screens.import_file import ImportScreen

            return ImportScreen(self._seat)

        self._places.add(Place("import", make, "Bring in a file", "download-simple"))
        self._places.go("import")


def _nothing_with(_child: Beginning) -> None:
    """A screen that begins with nobody."""
