"""An earlier contact in words: for the call, the table, the chronology and what is read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ui.widgets.past_rows import dated
from workstation.domain import wording
from workstation.domain.guide import Guide
from workstation.domain.history_rules.endings import closed_without
from workstation.domain.past import PastContact
from workstation.domain.times import local
from workstation.guidebook.codes import codes

__all__ = [
    "NOTHING", "about", "closed_without", "in_full", "line_of", "outcome", "parents", "recorded", "source_of",
    "spoken", "what_is_different", "when", "whose",
]  # fmt: skip
NOTHING = "–"


def source_of(contact: PastContact) -> str:
    """`Police`; the agency's name when the source says little; the kind of event for what was before Lintel."""
    if contact.event and not contact.source:
        return "Earlier record"
    plain = codes("source").plain(contact.source)
    return (
        contact.agency
        if contact.agency and plain in ("Other", "Not known", "Voluntary or other", "")
        else plain
    )


def about(contact: PastContact) -> str:
    """`Domestic abuse, alcohol`, or what kind of event it was."""
    words = wording.sentence(contact.about or contact.event)
    return f"{words}: {contact.detail}" if contact.event and contact.detail else words or "Not said"


def outcome(contact: PastContact, guide: Guide) -> str:
    """`NFA`, `Early help and Advice`; `Open` while nobody has decided; with which other one it is one event."""
    if contact.same_event:
        return f"Same event as {contact.same_event}"
    before = _before(contact, guide)
    if contact.open and not contact.event:
        return f"{f'Open with {contact.worker}' if contact.worker else 'Open'}{before}"
    short = wording.listed(_short(contact.outcomes, guide)) or NOTHING
    others = wording.listed(_short(contact.of_others, guide))
    return f"{short} (others: {others}){before}" if others else f"{short}{before}"


def _before(contact: PastContact, guide: Guide) -> str:
    """` (before: NFA)`: what it came to until somebody opened it again."""
    words = [wording.listed(_short(said.outcomes, guide)) for said in contact.before]
    return f" (before: {', then '.join(words)})" if words else ""


def _short(codes: Sequence[str], guide: Guide) -> list[str]:
    return [guide.outcome(code).short or guide.outcome(code).words for code in codes]


def whose(contact: PastContact) -> str:
    """Whom it was about, where that is not the children of the contact that is open, or nobody is sure of it."""
    if contact.perhaps:
        return f"perhaps about them: on record as {contact.perhaps}"
    if contact.same_child:
        return ""
    return f"about {wording.listed(list(contact.children)) or 'somebody else of the household'}"


def recorded(contact: PastContact) -> str:
    """`recorded 05 Jul 2025`, where it was written down on a later day; how old the list is it comes from."""
    if contact.recorded_on is not None:
        return f"recorded {wording.day(contact.recorded_on)}"
    return f"as of {wording.day(contact.as_of)}" if contact.as_of is not None else ""


def when(contact: PastContact) -> str:
    """`03 Jul 2025`, or that nobody knows."""
    return wording.day(contact.at) if dated(contact) else "Not known"


def parents(contact: PastContact) -> str:
    """`Declined: “managing fine”`, `Not spoken to`, `Agreed`."""
    if contact.declines:
        words = contact.declines[-1].words
        return f"Declined: “{words}”" if words else "Declined"
    if contact.parents == "not spoken":
        return "Not spoken to"
    if contact.agreed:
        return "Agreed"
    return "Spoken to" if contact.parents == "spoken" else NOTHING


def line_of(contact: PastContact, guide: Guide) -> tuple[str, tuple[str, ...]]:
    """One line for the call: `14 Jan 2026  School: neglect. NFA. Parent not spoken to.`, and its bold parts."""
    day = when(contact)
    ended = outcome(contact, guide)
    said = parents(contact)
    strong = [day]
    words = f"{day}  {source_of(contact)}: {_lower(about(contact))}."
    if ended != NOTHING:
        words += f" {ended}."
        strong.append(f"{ended}.")
    if contact.declines:
        last = contact.declines[-1]
        quoted = f": “{last.words}”" if last.words else ""
        words += f" {last.who or 'A parent'} declined help{quoted}."
        strong.append("declined")
    elif said == "Not spoken to":
        words += " Parents not spoken to."
    return words, tuple(strong)


def what_is_different(past: Sequence[PastContact]) -> str:
    """A question to ask while the caller is still there."""
    before = [c for c in past if not c.open and dated(c)]
    if not before:
        return ""
    last = local(max(c.at for c in before))
    return f"Ask: what is different from {last:%B}{wording.NBSP}{last.year}?"


def spoken(contact: PastContact, guide: Guide) -> str:
    """One contact in full, for screen readers and previews."""
    day = local(contact.at)
    parts = [
        f"{day.day} {day:%B %Y}" if dated(contact) else "day not known", recorded(contact), source_of(contact),
        about(contact), whose(contact), f"outcome {outcome(contact, guide)}",
        f"decided by {contact.decided_by}" if contact.decided_by else "", f"parents: {parents(contact)}",
    ]  # fmt: skip
    return ", ".join(part for part in parts if part)


def in_full(contact: PastContact, guide: Guide, born: Sequence[tuple[str, date]] = ()) -> str:
    """One contact in sentences, for a look without opening it. `born` gives how old which child was then."""
    ended = outcome(contact, guide)
    by = f", decided by {contact.decided_by}" if contact.decided_by else ""
    said = parents(contact)
    lines = [
        f"{about(contact)}.",
        f"Outcome: {ended}{by}." if ended != NOTHING else "No outcome recorded.",
        f"Parents: {_lower(said)}." if said != NOTHING else "Nothing recorded about the parents.",
        # Names have commas of their own: with more of them between, nobody sees where one ends.
        f"About {'; '.join(contact.children)}." if contact.children else "",
        f"Also named: {'; '.join(contact.adults)}." if contact.adults else "",
        _ages(contact, born),
        f"{wording.sentence(said_when)}." if (said_when := recorded(contact)) else "",
    ]
    return "\n".join(line for line in lines if line)


def _ages(contact: PastContact, born: Sequence[tuple[str, date]]) -> str:
    """`Age then: Ellie 8y, Jayden 4y.`: those of the children who were born."""
    on = local(contact.at).date()
    ages = [f"{name} {wording.age(day, on)}" for name, day in born if day <= on]
    return f"Age then: {', '.join(ages)}." if ages and dated(contact) else ""


def _lower(words: str) -> str:
    """In the middle of a sentence, but `GP` and `DASH` stay as they are."""
    return words[:1].lower() + words[1:] if len(words) > 1 and words[1].islower() else words
