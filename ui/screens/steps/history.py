"""Step 3: what the history tells. Facts first, then the strip, the table, and the worker's own view (S4.3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QShowEvent

from ui.notices import announce
from ui.screens import linking
from ui.screens.drafting import Draft
from ui.screens.steps import perhaps_family
from ui.screens.steps.came_back import CameBack
from ui.screens.steps.looked import Looked
from ui.screens.steps.past_view import PastView
from ui.screens.steps.step import Step, Workspace
from ui.screens.steps.view_card import ViewCard
from ui.screens.steps.who_cards import WhoCards
from ui.seat import Seat
from ui.widgets.buttons import command_button
from ui.widgets.family_card import FamilyCard
from workstation.domain import kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.household import Household
from workstation.domain.ids import ContactId
from workstation.domain.times import local
from workstation.services import find
from workstation.services.find import OpenContact


class HistoryStep(Step):
    """Everything on record about these children, what the rules say of it, and what the worker makes of it."""

    number = 3
    title = "History"
    heading = "What does the history tell you?"
    next_words = "Save and next: Agencies"

    def __init__(self, seat: Seat, contact_id: ContactId, page: Workspace) -> None:
        super().__init__(seat, contact_id, page)
        self.who = WhoCards(self)
        self.matches, self.events, self.clashes = self.who.matches, self.who.events, self.who.clashes
        self.family = FamilyCard(self.desk.guide)
        self.came_back = CameBack(self)
        self.past = PastView(self.desk.guide, contact_id)
        self.table = self.past.table
        self.looking = Looked(self.next_words)
        self.looked = self.looking.button
        self.card = ViewCard(self.desk.guide, self.next)
        self._why = self.keep(self.card.why, "history.why", self._why_left)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        prints = partial(self.page.run_command, "contact.print")
        self.add_head_button(
            command_button("contact.chronology", "secondary", "list-bullets", run=self._chronology)
        )
        self.add_head_button(command_button("contact.print", "secondary", "printer", run=prints))
        for card in (self.who, self.past, self.who.below, self.came_back.card, self.family):
            self.column.addWidget(card)
        self.column.addWidget(self.looking)
        self.column.addWidget(self.card)
        self.foot = self.card
        self.places |= {
            "history.why": self.card.why,
            "history.link": self.table,
            "history.same": self.came_back.card.choice,
        }

    def _connect(self) -> None:
        for shown in (self.past, self.events, self.family):
            shown.opened.connect(self._open)
        self.looked.clicked.connect(self._say_looked)
        self.card.viewed.connect(self._view_chosen)
        self.card.links_changed.connect(self._links_changed)

    # -- the step -----------------------------------------------------------------------------------------

    def show_contact(self, shown: OpenContact) -> None:
        """Facts, strip and table from the record; the view unless it is being written."""
        super().show_contact(shown)
        self.who.show_contact(shown)
        self.seat.bench.latest(
            ("household", self.contact_id, id(self)), find.household, self.desk, self.contact_id,
            done=self._show_family,
        )  # fmt: skip
        self.came_back.read()
        none = perhaps_family.look(self, self.family, shown.past)
        self.looking.show_state(nothing=none, said=shown.file.history_view is not None)
        self.places["history.view"] = self.looked if none else self.card.choice
        self.card.setVisible(not none)
        self.past.show_contact(shown, local(self.desk.now()).date())
        self._show_view(shown)

    def _show_family(self, household: Household) -> None:
        self.family.show_household(household, local(self.desk.now()).date(), find.may_be_held(self.desk))

    def first_focus(self) -> None:
        """A question about who it is comes first; then the facts; words that were begun before them."""
        asked = self.who.first()
        if asked is not None:
            asked.setFocus()
        elif self.looked.isVisibleTo(self):
            self.looked.setFocus()
        elif self._why.text() or self.card.choice.value():
            self.card.why.setFocus()
        else:
            self.past.first().setFocus()

    def foot_stays(self) -> bool:
        """Who it is comes before what the history says of them."""
        return self.who.first() is None

    def commands(self) -> dict[str, Callable[[], None]]:
        """Ctrl+L links the row that is chosen in the table."""
        return {"contact.link": self._link_row, "contact.chronology": self._chronology}

    def save(self) -> None:
        """Say the view and its why, as far as there are any."""
        if self._why.dirty and self.card.choice.value():
            self._say_view(self._why)

    def save_and_next(self) -> None:
        """Without a view the words stay here as a draft; where nothing was found, looking is asked for once."""
        self.save()
        if self._why.text() and not self.card.choice.value():
            self.card.choice.set_error("Choose what the history tells you.")
            self.card.choice.setFocus()
            return
        if not self.looking.asks_first():
            self.page.go_to(self.number + 1)

    def _open(self, contact: str) -> None:
        """An earlier contact opens in a tab of its own; this one is here already."""
        if contact == self.contact_id:
            self.seat.notices.say("That is this contact.")
        else:
            self.seat.go.contact(ContactId(contact))

    # -- the view -----------------------------------------------------------------------------------------

    def _show_view(self, shown: OpenContact) -> None:
        view = shown.file.history_view
        if view is not None:
            if not self._why.dirty:
                self.card.set_view(view.body.view if view.body.view != "none found" else None)
            self.card.set_links(view.body.linked, none_matter=view.body.none_matter)
            self._why.fill(view.body.why)
        self._show_links()

    def _show_links(self) -> None:
        if self.open is not None:
            self.card.show_links(self.open.past.on_record, flagged=self.open.past.flagged)
            self.past.show_links(self.card.linked)

    def _link_row(self) -> None:
        contact = self.table.current_key()
        if contact is None:
            self.seat.notices.say(
                "Choose a contact in the table first.", "Arrows move through it; Ctrl+L links it."
            )
        elif contact == self.contact_id:
            self.seat.notices.say("That is this contact.", "Link an earlier one.")
        else:
            self.toggle_link(str(contact))

    def toggle_link(self, contact: str) -> None:
        """Put the earlier contact of a row into the reasons, or take it out again."""
        linked = self.card.toggle(self.table.contact_id(contact))
        found = self.past.contact_of(contact)
        announce(self.table, f"{wording.day(found.at) if found else ''} {'linked' if linked else 'unlinked'}")

    def _links_changed(self) -> None:
        self._show_links()
        if self.card.choice.value():
            self._say_view(self._why)
        else:
            self.seat.bench.run(linking.keep, self.desk, self.contact_id, self.card.linked)

    def showEvent(self, event: QShowEvent) -> None:
        """Contacts linked in the chronology meanwhile are linked here too."""
        super().showEvent(event)
        if self.open is not None and self.open.file.history_view is None:
            key = linking.key_of(self.contact_id)
            self.seat.bench.latest(key, linking.kept, self.desk, self.contact_id, done=self._take_links)

    def _take_links(self, linked: tuple[ContactId, ...] | None) -> None:
        if linked and not self.card.choice.value():
            self.card.set_links(linked)
            self._show_links()

    def _view_chosen(self, _view: str) -> None:
        self._show_links()
        self._say_view(self._why)

    def _why_left(self, draft: Draft) -> None:
        if self.card.choice.value():
            self._say_view(draft)

    def _say_view(self, why: Draft) -> None:
        view = self.card.choice.value()
        body = kinds.HistoryWeighed(
            view=view,  # type: ignore[arg-type]
            why=why.text(),
            linked=self.card.linked,
            none_matter=self.card.none_matter,
            searched=self.open.past.searched if self.open else (),
            up_to=self.open.past.stale if self.open else None,
        )
        self.say(body, drafts=[why], done=self._view_said)

    def _view_said(self, _changed: Changed) -> None:
        self.seat.bench.run(linking.keep, self.desk, self.contact_id, ())
        at = wording.clock(self.desk.now())
        self.card.why.set_hint(f"Saved. This is your view at {at}; you can change it until you send.")

    def _say_looked(self) -> None:
        if self.open is None or self.open.file.history_view is not None:
            self.page.go_to(self.number + 1)
            return
        past = self.open.past
        body = kinds.HistoryWeighed(view="none found", searched=past.searched, up_to=past.stale)
        self.say(body, done=self._looked_said)

    def _looked_said(self, _changed: Changed) -> None:
        self.page.go_to(self.number + 1)

    def _chronology(self) -> None:
        self.seat.go.chronology(self.contact_id)
