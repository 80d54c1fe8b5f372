"""The strip of a history: lanes by theme, the last of them for support that was declined."""

from __future__ import annotations

from datetime import date
from typing import Final

from ui.widgets import past_words
from ui.widgets.past_rows import PastRows, dated, day_of
from ui.widgets.strip import Mark, StripData
from workstation.domain.guide import Guide, source_letter
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact

DECLINED: Final = "Declined"
EARLIER: Final = "Earlier record"
NOT_SAID: Final = "Worry not said"
"""The lane of a contact, such as the one that is open, of which nobody has said yet what kind of worry it is."""
_LETTERS: Final = {
    "P": "police", "S": "school", "H": "health", "L": "local authority", "F": "family or public", "O": "other",
    "D": "parent declined support",
}  # fmt: skip


def strip_of(rows: PastRows, here: ContactId, guide: Guide, today: date) -> StripData:
    """The rows as marks: every row has one in each of its lanes. Lanes of today's contact are marked as such."""
    own = next((c for c in rows.shown if c.contact == here), None)
    tones = _tones(own, guide)
    marks: list[Mark] = []
    for contact in rows.shown:
        day = day_of(contact) if dated(contact) else rows.start
        marks += [
            _mark(contact, day, lane, here, guide, tones.get(lane, "action"))
            for lane in lanes_of(contact, guide)
        ]
        if contact.declines:
            words = _words(contact, guide)
            marks.append(Mark(day, DECLINED, "D", "square", words, contact.key, "warning"))
    order = [theme.lane for theme in guide.themes] + [EARLIER, NOT_SAID, DECLINED]
    used = {mark.lane for mark in marks} | {DECLINED}
    lanes = tuple(dict.fromkeys(lane for lane in (*order, *sorted(used)) if lane in used))
    return StripData(lanes, tuple(marks), rows.start, rows.end, today)


def lanes_of(contact: PastContact, guide: Guide) -> tuple[str, ...]:
    """The lanes one contact stands in."""
    lanes = tuple(dict.fromkeys(guide.theme(code).lane for code in contact.themes))
    return lanes or (EARLIER if contact.event else NOT_SAID,)


def _tones(own: PastContact | None, guide: Guide) -> dict[str, str]:
    """The lanes of today's worries stand out: the first most, the others after it."""
    lanes = lanes_of(own, guide) if own is not None and own.themes else ()
    return {lane: "danger" if at == 0 else "warning" for at, lane in enumerate(lanes)}


def _mark(contact: PastContact, day: date, lane: str, here: ContactId, guide: Guide, token: str) -> Mark:
    return Mark(
        date=day,
        lane=lane,
        letter="E" if contact.event and not contact.source else source_letter(contact.source),
        shape="ring" if contact.contact == here else "dot",
        words=_words(contact, guide),
        contact_id=contact.key,
        token="secondary" if contact.perhaps else token,
    )


def _words(contact: PastContact, guide: Guide) -> str:
    """What is read aloud after the date and the lane."""
    said = past_words.parents(contact)
    parts = [
        past_words.source_of(contact), past_words.about(contact), past_words.whose(contact),
        past_words.outcome(contact, guide), said, "" if dated(contact) else "day not known",
    ]  # fmt: skip
    return ", ".join(part for part in parts if part not in ("", past_words.NOTHING))


def key_line(data: StripData) -> str:
    """What the letters mean, for those that are there; and how to go about."""
    letters = dict.fromkeys(letter for letter in _LETTERS if any(m.letter == letter for m in data.marks))
    said = "   ".join(f"{letter} {_LETTERS[letter]}" for letter in letters)
    earlier = "   E earlier record" if any(m.letter == "E" for m in data.marks) else ""
    ring = "   ○ this contact" if any(m.shape == "ring" for m in data.marks) else ""
    return f"{said}{earlier}{ring}        ← → goes through them, Enter opens one"
