"""Everything that is typed and chosen at sign-off, kept on this computer until the contact is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.screens.drafting import Draft
from ui.seat import Seat
from ui.widgets.field import LineField, TextField
from workstation.domain.ids import ContactId
from workstation.services import words


class Kept:
    """What is kept of one contact. `before` is what was kept when it was opened."""

    def __init__(self, seat: Seat, contact: ContactId | None, before: Mapping[str, str]) -> None:
        self._seat, self._contact, self._before = seat, contact, before
        self._drafts: list[Draft] = []
        self._chosen: set[str] = set()

    def field(
        self, field: LineField | TextField, place: str, commit: Callable[[], object] | None = None
    ) -> Callable[[str], None]:
        """Keep what is typed into a field; what was typed before is in it again."""
        draft = Draft(self._seat, field, self._key(place), self._contact)
        draft.restore(self._before.get(draft.key, ""))
        self._drafts.append(draft)
        return draft.fill

    def chosen(self, place: str) -> str:
        """A choice that was kept. It has no cursor in front of it, as what is typed has."""
        self._chosen.add(place)
        return self._before.get(self._key(place), "").strip()

    def choose(self, place: str, value: str) -> None:
        """Keep a choice."""
        self._chosen.add(place)
        self._seat.bench.run(words.keep, self._seat.desk, self._key(place), self._contact, value)

    def keep_now(self) -> None:
        """Keep everything that is being typed, now."""
        for draft in self._drafts:
            draft.keep_now()

    def drop(self) -> None:
        """It is decided: nothing of it is needed any more."""
        for draft in self._drafts:
            draft.drop()
        for place in self._chosen:
            self.choose(place, "")

    def _key(self, place: str) -> str:
        return f"sign/{self._contact}/{place}"
