"""The print log after the printing: what became of a copy, and that one was got back."""

from __future__ import annotations

from typing import Literal

from workstation.domain import copies, kinds, wording
from workstation.domain.changed import Changed
from workstation.domain.copies import PaperCopy
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body
from workstation.domain.people import may_read
from workstation.services import record
from workstation.services.desk import Desk
from workstation.trouble import BadInput, NotYours, RuleTrouble

_BECAME = {
    "unknown": "not known whether it came out",
    "failed": "did not come out",
    "saved": "saved as a file",
}
_BACK = {"got back": "got back", "shredded": "shredded", "not found": "could not be found"}


class NoSuchCopy(RuleTrouble):
    """No copy of this contact has that number."""

    advice = "Read the number at the foot of the page again."
    code = "LT-903"


def came_out(
    desk: Desk, contact: ContactId, number: str, outcome: Literal["printed", "saved", "failed"]
) -> Changed:
    """What became of a copy. It can be said again: the last word counts."""
    copy = _copy(desk, contact, number)
    if copy.outcome == outcome:
        return Changed(frozenset(), frozenset())
    return _note(desk, contact, kinds.PrintOutcome(copy_number=number, outcome=outcome))


def newest(desk: Desk, contact: ContactId) -> str:
    """The number of the copy that was made last; empty when there is none."""
    return next((copy.number for copy in reversed(copies.copies(desk.file(contact)))), "")


def got_back(
    desk: Desk, contact: ContactId, number: str, how: Literal["got back", "shredded", "not found"],
    words: str = "",
) -> Changed:  # fmt: skip
    """A copy was got back or shredded; or it cannot be found, and what was done to find it."""
    _copy(desk, contact, number)
    if how == "not found" and not words.strip():
        raise BadInput("Where have you looked for it?", "Say whom you asked. The manager will see it.")
    return _note(desk, contact, kinds.Recalled(copy_number=number, how=how, words=words.strip()))


def _copy(desk: Desk, contact: ContactId, number: str) -> PaperCopy:
    if not may_read(desk.worker):
        raise NotYours(f"{desk.worker.role} does not read contacts.")
    found = next((c for c in copies.copies(desk.file(contact)) if c.number == number.strip()), None)
    if found is None:
        raise NoSuchCopy
    return found


def _note(desk: Desk, contact: ContactId, body: Body) -> Changed:
    made = desk.store.journal.append(contact, [body], desk.worker.id, edition=desk.guide.edition)
    return record.changed(desk, made)


def in_words(copy: PaperCopy) -> str:
    """`K7QM3-412-PA7X, for case file, 24 Nov 2026 14:12`, what became of it, and why it should come back."""
    said = copy.said
    parts = [f"{copy.number}, for {said.body.for_whom}, {wording.moment(said.happened)}"]
    if said.body.full_because:
        parts.append("with the address")
    if copy.back is not None:
        words = f": {copy.back.body.words}" if copy.back.body.words else ""
        parts.append(f"{_BACK[copy.back.body.how]} {wording.moment(copy.back.happened)}{words}")
    elif copy.outcome in _BECAME:
        parts.append(_BECAME[copy.outcome])
    return ". ".join((", ".join(parts), *(copy.why if copy.wanted else ())))
