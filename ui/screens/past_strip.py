"""The history of a contact as a strip: lanes by kind of worry, three years, a square where support was declined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from ui.widgets.past_words import about, outcome, parents, source_of
from ui.widgets.strip_data import Mark, StripData, years_back
from workstation.domain.guide import Guide, source_letter
from workstation.domain.ids import ContactId
from workstation.domain.past import Past, PastContact
from workstation.domain.times import local

KEY_LINE = (
    "P police   S school   H health   L local authority   F family or public   D declined support   "
    "○ this contact"
)
_DECLINED = "Declined"


def strip_of(past: Past, contact: ContactId, guide: Guide, now: datetime) -> StripData:
    """What the strip of this contact shows, the contact itself as a ring."""
    today = local(now).date()
    marks = tuple(m for c in past.contacts for m in _marks(c, c.contact == contact, guide))
    lanes = dict.fromkeys(m.lane for m in sorted(marks, key=lambda m: m.date, reverse=True))
    named = [lane for lane in lanes if lane != _DECLINED]
    return StripData((*named, _DECLINED), marks, years_back(today, 3), today, today)


def _marks(contact: PastContact, here: bool, guide: Guide) -> Iterator[Mark]:
    day: date = local(contact.at).date()
    words = f"{source_of(contact)}, {about(contact)}, {outcome(contact, guide)}, parents: {parents(contact)}"
    letter = source_letter(contact.source) if contact.source else "E"
    for lane in dict.fromkeys(guide.theme(t).lane for t in contact.themes) or ("Other",):
        shape = "ring" if here else "dot"
        yield Mark(day, lane, letter, shape, words, contact.contact)  # type: ignore[arg-type] # one of two shapes
    if contact.declines:
        yield Mark(day, _DECLINED, "D", "square", words, contact.contact, "warning")
