"""Facts of the history as notes: the sentence, and behind its `Why am I seeing this?` the contacts it counted."""

from __future__ import annotations

from ui.widgets import past_words
from ui.widgets.chip import ChipLook
from ui.widgets.fact_note import Counted, FactNote, Style
from workstation.domain import wording
from workstation.domain.guide import Guide
from workstation.domain.past import Fact, Past, PastContact

ICONS = {
    "stack": "stack-fill", "hand": "hand-palm", "user": "user-fill", "users": "users-fill",
    "clock-counter-clockwise": "clock", "folder-open": "folder-open-fill", "scales": "scales-fill",
}  # fmt: skip
"""Names of facts' icons as they are called here."""
_LONG = 150
"""Letters of a sentence that are too many beside the work: five lines and more of bold."""


def icon_of(fact: Fact) -> str:
    """The shipped drawing for a fact."""
    return ICONS.get(fact.icon, fact.icon)


def note_of(fact: Fact, past: Past, guide: Guide) -> FactNote:
    """A fact as a box; one that nobody has to weigh as a line without one."""
    style: Style = "line" if fact.tone == "information" and fact.rule != "HR9" else "box"
    counted = counted_of(fact, past, guide)
    return FactNote(
        fact.tone, fact.headline, fact.detail, icon=icon_of(fact), why=counted, because=fact.why, style=style
    )


def brief_note() -> FactNote:
    """A note with room for any fact where there is little room, to be told by `tell_briefly`."""
    return FactNote("information", "", style="short")


def brief_of(fact: Fact, past: Past, guide: Guide) -> FactNote:
    """A fact where there is little room: the sentence without its details, which are behind its why."""
    note = brief_note()
    tell_briefly(note, fact, past, guide)
    return note


def tell_briefly(note: FactNote, fact: Fact, past: Past, guide: Guide) -> None:
    """Say another fact in a note of `brief_note`."""
    said, more = _brief(fact.headline)
    because = " ".join(part for part in (more, fact.detail, fact.why) if part)
    note.tell_again(fact.tone, said, icon=icon_of(fact), why=counted_of(fact, past, guide), because=because)


def _brief(headline: str) -> tuple[str, str]:
    """A long sentence that lists something after a colon, without the list; and the whole of it then."""
    head, colon, _list = headline.partition(": ")
    return (f"{head}.", headline) if colon and len(headline) > _LONG else (headline, "")


def chips_of_facts(past: Past, most: int = 3) -> tuple[ChipLook, ...]:
    """The most telling facts as chips: repeats and declines first, then what has to be weighed."""
    telling = sorted((f for f in past.facts if f.chip), key=rank)
    return tuple(ChipLook(f.banner or f.chip, f.tone, icon_of(f)) for f in telling[:most])


def rank(fact: Fact) -> int:
    """Repeats and declines of the children first, then what has to be weighed, then the rest."""
    return 0 if fact.rule in ("HR1", "HR4") and fact.about == "child" else 1 if fact.flagged else 2


def counted_of(fact: Fact, past: Past, guide: Guide) -> tuple[Counted, ...]:
    """What a fact was counted from: what was counted on which days, then every contact once, to be opened."""
    by_key = {c.key: c for c in past.on_record}
    together: dict[tuple[str, ...], list[str]] = {}
    for tally in fact.tallies:
        keys = tuple(key for key in tally.counted if key in by_key)
        if keys:
            together.setdefault(keys, []).append(tally.what)
    counts = (Counted(_count(what, [by_key[k] for k in keys])) for keys, what in together.items())
    found = (by_key[key] for key in fact.counted if key in by_key)
    contacts = sorted(found, key=lambda c: (c.at, c.key))
    return (*counts, *(_line(c, guide) for c in contacts))


def _count(what: list[str], contacts: list[PastContact]) -> str:
    """`3 police notifications, 3 contacts about alcohol: 17 Jan 2026 and 09 Jun 2026.`."""
    days = [past_words.when(c) for c in sorted(contacts, key=lambda c: (c.at, c.key))]
    return f"{wording.sentence(', '.join(dict.fromkeys(what)))}: {wording.listed(days)}."


def _line(contact: PastContact, guide: Guide) -> Counted:
    """`17 Jan 2026 · C26-18371-M` to press, and beside it what it was about and how it ended."""
    about = f"{past_words.source_of(contact)}: {past_words.about(contact)}"
    ended = past_words.outcome(contact, guide)
    more = (about, "" if ended == past_words.NOTHING else ended, past_words.whose(contact))
    name = " · ".join(part for part in (past_words.when(contact), contact.number) if part)
    return Counted(name, contact.contact, " · ".join(part for part in more if part))
