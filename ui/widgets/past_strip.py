"""The strip of a history: lanes by theme, the last of them for support that was declined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ui.widgets import past_words
from ui.widgets.strip import Mark, StripData
from workstation.domain.guide import Guide, source_letter
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact
from workstation.domain.times import local

YEARS: Final = 3
DECLINED: Final = "Declined"
EARLIER: Final = "Earlier record"
_LETTERS: Final = {
    "P": "police", "S": "school", "H": "health", "L": "local authority", "F": "family or public", "O": "other",
    "D": "parent declined support",
}  # fmt: skip


def strip_of(contacts: Sequence[PastContact], here: ContactId, guide: Guide, today: date) -> StripData:
    """Three years of contacts. Lanes that today's contact is in are marked as such."""
    start = _years_back(today, YEARS)
    recent = [c for c in contacts if local(c.at).date() >= start]
    own = next((c for c in recent if c.contact == here), None)
    tones = _tones(own, guide)
    marks: list[Mark] = []
    for contact in recent:
        lanes_here = lanes_of(contact, guide)
        marks += [_mark(contact, lane, here, guide, tones.get(lane, "action")) for lane in lanes_here]
        if contact.declines:
            marks.append(_decline(contact, guide))
    order = [theme.lane for theme in guide.themes] + [EARLIER, DECLINED]
    used = {mark.lane for mark in marks} | {DECLINED}
    lanes = tuple(dict.fromkeys(lane for lane in order if lane in used))
    return StripData(lanes, tuple(marks), start, today, today)


def _years_back(day: date, years: int) -> date:
    """The same day some years before; 28 February for a leap day."""
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def lanes_of(contact: PastContact, guide: Guide) -> tuple[str, ...]:
    """The lanes one contact stands in."""
    lanes = tuple(dict.fromkeys(guide.theme(code).lane for code in contact.themes))
    return lanes or (EARLIER,)


def _tones(own: PastContact | None, guide: Guide) -> dict[str, str]:
    """The lanes of today's worries stand out: the first most, the others after it."""
    lanes = lanes_of(own, guide) if own is not None and own.themes else ()
    return {lane: "danger" if at == 0 else "warning" for at, lane in enumerate(lanes)}


def _mark(contact: PastContact, lane: str, here: ContactId, guide: Guide, token: str) -> Mark:
    is_here = contact.contact == here
    return Mark(
        date=local(contact.at).date(),
        lane=lane,
        letter="E" if contact.event and not contact.source else source_letter(contact.source),
        shape="ring" if is_here else "dot",
        words=_words(contact, guide),
        contact_id=contact.contact,
        token=token,
    )


def _decline(contact: PastContact, guide: Guide) -> Mark:
    return Mark(
        local(contact.at).date(), DECLINED, "D", "square", _words(contact, guide), contact.contact, "warning"
    )


def _words(contact: PastContact, guide: Guide) -> str:
    """What is read aloud after the date and the lane."""
    said = past_words.parents(contact)
    parts = [past_words.source_of(contact), past_words.about(contact), past_words.outcome(contact, guide)]
    return ", ".join(part for part in (*parts, said) if part not in ("", past_words.NOTHING))


def key_line(data: StripData) -> str:
    """What the letters mean, for those that are there; and how to go about."""
    letters = dict.fromkeys(letter for letter in _LETTERS if any(m.letter == letter for m in data.marks))
    said = "   ".join(f"{letter} {_LETTERS[letter]}" for letter in letters)
    earlier = "   E earlier record" if any(m.letter == "E" for m in data.marks) else ""
    ring = "   ○ this contact" if any(m.shape == "ring" for m in data.marks) else ""
    return f"{said}{earlier}{ring}        ← → goes through them, Enter opens one"
