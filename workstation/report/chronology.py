"""The chronology on paper: the earlier contacts and events as they were filtered, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workstation.domain import wording
from workstation.domain.past import PastContact
from workstation.domain.past_line import NO_DAY
from workstation.domain.times import local
from workstation.report import checked
from workstation.report.case import Case, came_from, quoted
from workstation.report.parts import Paragraph, Section, Table, ours, said

TITLE = "Chronology"
_HEADS = ("Date", "From", "About", "Outcome", "Parents")
_SHARES = (14, 19, 26, 19, 22)


@dataclass(frozen=True)
class Filtered:
    """What the screen showed: the keys of the rows it kept (None: all), and its filters in words."""

    keys: frozenset[str] | None = None
    filters: str = ""


def sections(case: Case, filtered: Filtered) -> tuple[Section, ...]:
    """The rows, newest first as on the screen, and plainly how many are not on this copy."""
    every = case.past.contacts
    kept = [c for c in every if filtered.keys is None or c.key in filtered.keys]
    rows = tuple(_row(case, contact) for contact in kept)
    table = (Table(_HEADS, rows, _SHARES),) if rows else ()
    notes = (*_counted(case, len(kept), len(every), filtered), *_searched(case))
    return (Section("Earlier contacts and events", (*notes, *table)),)


def _counted(case: Case, kept: int, every: int, filtered: Filtered) -> Iterator[Paragraph]:
    if not every and case.past.perhaps:
        yield ours(checked.NONE_CONFIRMED, strong=True)
    elif not every:
        yield ours("No earlier contacts were found.", strong=True)
    elif kept == every:
        yield ours(f"{wording.count(every, 'entry', 'entries')}, none left out.", strong=True)
    else:
        yield ours(f"{kept} of {every} on this copy, {every - kept} left out by filter.", strong=True)
    if filtered.filters and kept != every:
        yield said(filtered.filters, label="Filter")
    unsure = len(case.past.candidates)
    if unsure:
        yield ours(f"{wording.count(unsure, 'possible match', 'possible matches')} not answered yet.")
    if case.past.perhaps:
        of_them = wording.count(len(case.past.perhaps), "earlier record")
        yield ours(f"{of_them} of people who may be the same, not on this copy.")


def _searched(case: Case) -> Iterator[Paragraph]:
    if case.past.searched:
        yield said(f"{wording.sentence(wording.listed(list(case.past.searched)))}.", label="Searched")
    if case.past.as_of is not None:
        yield ours(f"What colleagues wrote is here up to {wording.moment(case.past.as_of)}.")


def _row(case: Case, contact: PastContact) -> tuple[str, str, str, str, str]:
    day = wording.day(contact.at) if local(contact.at).date() != NO_DAY else "No day known"
    if contact.ended:
        day += f" to {wording.day(contact.ended)}"
    number = f"\n{contact.number}" if contact.number else ""
    source = came_from(contact.source, contact.agency) if contact.source else contact.agency or "Not recorded"
    return (day, f"{source}{number}", _about(case, contact), _ended(case, contact), _parents(contact))


def _about(case: Case, contact: PastContact) -> str:
    about = contact.about or contact.event
    parts = [f"{about}: {contact.detail}" if contact.event and contact.detail else about or "Not recorded"]
    if contact.contact == case.file.contact:
        parts.append("this contact")
    if not contact.same_child:
        parts.append(
            f"about {wording.listed(list(contact.children[:2])) or 'another person of the household'}"
        )
    if contact.same_event:
        parts.append(f"the same event as {contact.same_event}")
    return wording.sentence("; ".join(parts))


def _ended(case: Case, contact: PastContact) -> str:
    if contact.open:
        return checked.still_open(case, contact)
    words = checked.outcome_words(case, contact)
    by = f" ({contact.decided_by})" if contact.decided_by and words else ""
    return f"{words or 'Not recorded'}{by}"


def _parents(contact: PastContact) -> str:
    if contact.declines:
        words = contact.declines[-1].words
        return f"Declined: {quoted(words)}" if words else "Declined"
    if contact.agreed:
        return "Agreed"
    return {"spoken": "Spoken to", "not spoken": "Not spoken to", "declined": "Declined"}.get(
        contact.parents, "Not recorded"
    )
