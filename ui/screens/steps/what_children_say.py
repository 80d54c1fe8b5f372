"""What children say in step 5: their own words, and whether they agree or refuse for themselves."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from ui.screens.steps.evidence_step import fields_in
from ui.screens.steps.parent_rows import ParentRows
from ui.screens.steps.step import Workspace
from ui.seat import Seat
from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Body


class WhatChildrenSay(ParentRows):
    """Rows of children who are heard. Who understands enough is told and asked like an adult from then on."""

    def __init__(self, seat: Seat, contact_id: ContactId, page: Workspace) -> None:
        super().__init__(seat, contact_id, page)
        self.heard.connect(self._heard)
        self.not_heard.connect(self._not_heard)
        self.able.connect(self._able)

    def _heard(self, place: str, words: str, heard_by: str) -> None:
        body = kinds.ChildHeard(person=person_of(place), words=words, heard_by=heard_by)
        self.say_row(place, "heard", self.still_able(body))

    def _not_heard(self, place: str, because: str) -> None:
        self.say_row(
            place, "none", self.still_able(kinds.ChildHeard(person=person_of(place), none_because=because))
        )

    def _able(self, place: str, because: str) -> None:
        """They answer for themselves from now on: their row asks the two questions."""
        person = person_of(place)
        said = (self.open.file.heard(person) if self.open else None) or kinds.ChildHeard(person=person)
        body = replace(said, able=because)
        self.say(body, drafts=self.drafts_of(*fields_in(self.rows[place])), done=self._said_able)

    def _said_able(self, changed: Changed) -> None:
        self._offer_undo("They are told and asked for themselves.", changed)

    def still_able(self, body: kinds.ChildHeard) -> kinds.ChildHeard:
        """What a child says changes nothing of what they can decide."""
        before = self.open.file.heard(body.person) if self.open else None
        return replace(body, able=before.able) if before is not None else body

    def say_row(self, place: str, form: str, *bodies: Body) -> None:
        """Say what one form of a row holds, and be done with the row."""
        row = self.rows[place]
        drafts = self.drafts_of(*fields_in(row.form_of(form)))
        self.say(*bodies, drafts=drafts, done=partial(self.done_with, place))

    def done_with(self, place: str, changed: Changed) -> None:
        """Fold the row, and go on to what needs the person next."""
        row = self.rows.get(place)
        if row is not None:
            row.close_forms()
        self.offer_undo("Saved.", changed)
        self.first_focus() if row is None else self.go_on(row)


def person_of(place: str) -> PersonId:
    """Whose row it is."""
    return PersonId(place.partition(":")[2])
