"""Facts of the history as notes: the sentence, and behind its `Why am I seeing this?` the contacts it counted."""

from __future__ import annotations

from collections.abc import Mapping

from ui.widgets import past_words
from ui.widgets.fact_note import Counted, FactNote
from workstation.domain.guide import Guide
from workstation.domain.past import Fact, Past, PastContact, Tally

ICONS = {
    "stack": "stack-fill", "hand": "hand-palm", "user": "user-fill", "users": "users-fill",
    "clock-counter-clockwise": "clock", "folder-open": "folder-open-fill", "scales": "scales-fill",
}  # fmt: skip
"""Names of facts' icons as they are called here."""


def icon_of(fact: Fact) -> str:
    """The shipped drawing for a fact."""
    return ICONS.get(fact.icon, fact.icon)


def note_of(fact: Fact, past: Past, guide: Guide, *, in_line: bool = False) -> FactNote:
    """A fact as a box; one that nobody has to weigh, or where there is little room, as a line without one."""
    quiet = in_line or (fact.tone == "information" and fact.rule != "HR9")
    return FactNote(
        fact.tone, fact.headline, fact.detail, icon=icon_of(fact), why=counted_of(fact, past, guide),
        because=fact.why, quiet=quiet,
    )  # fmt: skip


def counted_of(fact: Fact, past: Past, guide: Guide) -> tuple[Counted, ...]:
    """What a fact was counted from, tally by tally: a line that says what, then its contacts, to be opened."""
    by_key = {c.key: c for c in past.contacts}
    return tuple(line for tally in fact.tallies for line in _of_tally(tally, by_key, guide))


def _of_tally(tally: Tally, by_key: Mapping[str, PastContact], guide: Guide) -> tuple[Counted, ...]:
    found = sorted((by_key[key] for key in tally.counted if key in by_key), key=lambda c: (c.at, c.key))
    if not found:
        return ()
    heading = Counted(f"{tally.what[:1].upper()}{tally.what[1:]}: {len(found)} earlier")
    return (heading, *(Counted(_line(c, guide), c.contact) for c in found))


def _line(contact: PastContact, guide: Guide) -> str:
    """`17 Jan 2026 · C26-18371-M · Police: domestic abuse, alcohol · NFA`."""
    about = f"{past_words.source_of(contact)}: {past_words.about(contact)}"
    ended = past_words.outcome(contact, guide)
    parts = (past_words.when(contact), contact.number, about, "" if ended == past_words.NOTHING else ended)
    return " · ".join(part for part in (*parts, past_words.whose(contact)) if part)
