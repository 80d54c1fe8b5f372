"""The ways from everywhere to everywhere: what `seat.go` does. A screen is made when somebody first goes there."""

from __future__ import annotations

from functools import partial

from ui.screens.pages import key_of
from ui.screens.ways_in import WaysIn
from ui.seat import Screen
from ui.widgets.places import Place
from workstation.domain.ids import ContactId
from workstation.domain.people import may_sign


class Ways(WaysIn):
    """Every way a screen can send a person. It opens places and pages; screens are made when first needed."""

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

    def offline(self) -> None:
        """To what is sent, what waits, and what is here without the server."""

        def make() -> Screen:
            from ui.screens.exchange import ExchangeScreen

            return ExchangeScreen(self._seat)

        self._places.add(Place("offline", make, "Offline and sending", "cloud-check-fill"))
        self._places.go("offline")

    def apart(self) -> None:
        """To what the server keeps apart, for a manager."""
        if not may_sign(self._seat.desk.worker):
            self._seat.notices.say("Only a manager decides about what the server keeps apart.")
            return

        def make() -> Screen:
            from ui.screens.apart import ApartScreen

            return ApartScreen(self._seat)

        self._places.add(Place("apart", make, "Kept apart", "warning-fill"))
        self._places.go("apart")

    def closed(self) -> None:
        """To what is kept closed until one says why one has to read it: it is on the page about the line."""
        from ui.screens.exchange import ExchangeScreen

        self.offline()
        screen = self._places.shown()
        if isinstance(screen, ExchangeScreen):
            screen.to_closed()

    def watch(self) -> None:
        """To what the server warns of, and who opened what is kept closed, for a manager."""
        if not may_sign(self._seat.desk.worker):
            self._seat.notices.say("Only a manager sees what the server warns of.")
            return

        def make() -> Screen:
            from ui.screens.watch import WatchScreen

            return WatchScreen(self._seat)

        self._places.add(Place("watch", make, "Warnings", "eye-fill"))
        self._places.go("watch")

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

    def rules(self) -> None:
        """To what each rule says, and how often it spoke."""

        def make() -> Screen:
            from ui.screens.rules import RulesScreen

            return RulesScreen(self._seat)

        self._places.add(Place("rules", make, "Rules", "scales"))
        self._places.go("rules")

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


def _nothing() -> None:
    """A step that is not there yet."""
