"""What went before: earlier contacts of these children and their household, and what the fixed rules say of them.

The rules HR1-HR10 of `ux.md` B5 are few, fixed and explain themselves: each fact names the contacts it counted.
They state facts and draw no conclusion (design rule 5). Joins count only where a person confirmed the match.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

from workstation.domain import wording
from workstation.domain.guide import Guide, source_group
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.times import local

YEAR: Final = timedelta(days=365)


class PastDecline(Struct, frozen=True):
    """Support refused in an earlier contact: reason code and their words."""

    reason: str
    words: str = ""
    who: str = ""


class PastContact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One earlier contact (or one dated event from before Lintel), as lists and rules need it."""

    contact: ContactId
    at: datetime
    number: str = ""
    source: str = ""
    agency: str = ""
    themes: tuple[str, ...] = ()
    about: str = ""
    outcomes: tuple[str, ...] = ()
    decided_by: str = ""
    decided_at: datetime | None = None
    parents: Literal["", "spoken", "not spoken", "declined"] = ""
    agreed: bool = False
    declines: tuple[PastDecline, ...] = ()
    children: tuple[str, ...] = ()
    adults: tuple[str, ...] = ()
    open: bool = False
    worker: str = ""
    event: str = ""
    """Empty for a contact in Lintel; else what kind of earlier event this was (Annex A)."""
    detail: str = ""
    watched_until: date | None = None
    as_of: date | None = None
    """The data was right on this day, as the file it came from says; of a contact in Lintel nothing is said."""
    same_child: bool = True
    """About a child of this contact (else about a brother, sister or other person of the household)."""


class Candidate(Struct, frozen=True, kw_only=True):
    """Somebody who may be a person of this contact: a question for the worker, never a join."""

    person: PersonId
    other: PersonId
    other_contact: ContactId
    name: str
    born: str
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()
    """What speaks against it, in words: `another first name: Jaden / Kayden`."""
    strength: str
    """In words: `very likely the same`, `likely`, `may be`."""
    last: str = ""
    """`2 contacts, last 14 Jan 2026`."""
    hidden: bool = False


class Fact(Struct, frozen=True, kw_only=True):
    """A sentence of the history that must be seen, why it is shown, and the short form for a chip."""

    rule: str
    tone: Literal["danger", "warning", "information"]
    headline: str
    detail: str = ""
    chip: str = ""
    icon: str = "stack"
    counted: tuple[ContactId, ...] = ()
    flagged: bool = True
    """Flagged facts have to be weighed before the contact can go to a manager."""


class Past(Struct, frozen=True):
    """The history of a contact: earlier contacts newest first, open questions, and what was searched."""

    contacts: tuple[PastContact, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    facts: tuple[Fact, ...] = ()
    searched: tuple[str, ...] = ()
    as_of: datetime | None = None

    @property
    def flagged(self) -> bool:
        """Whether anything has to be weighed."""
        return any(f.flagged for f in self.facts)


class Present(Struct, frozen=True):
    """What the rules need to know of the contact in hand."""

    contact: ContactId
    at: datetime
    source: str
    themes: tuple[str, ...] = ()
    adults: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Adults who are not a parent: that a mother is named each time says nothing."""


def facts(present: Present, earlier: tuple[PastContact, ...], guide: Guide) -> tuple[Fact, ...]:
    """The facts of the history, the most telling first."""
    before = tuple(c for c in earlier if c.contact != present.contact and c.at <= present.at)
    found = (
        _repeats(present, before, guide),
        _declines(present, before),
        _same_adult(present, before),
        _coming_back(present, before, guide),
        _open_elsewhere(before),
    )
    return tuple(f for f in found if f is not None)


def none_found(searched: tuple[str, ...]) -> Fact:
    """HR9: nothing was found, and what was searched."""
    return Fact(
        rule="HR9",
        tone="information",
        headline="No earlier contacts found.",
        detail=f"Searched: {', '.join(searched)}.",
        chip="First contact",
        icon="star",
        flagged=False,
    )


def _contacts_only(before: tuple[PastContact, ...]) -> tuple[PastContact, ...]:
    return tuple(c for c in before if not c.event or c.event == "contact")


def _repeats(present: Present, before: tuple[PastContact, ...], guide: Guide) -> Fact | None:
    """HR1 and HR2: repeats in 12 months, by source when it is the police, and how the earlier ones ended."""
    recent = tuple(c for c in _contacts_only(before) if present.at - c.at <= YEAR)
    police = tuple(c for c in recent if source_group(c.source) == "police")
    if source_group(present.source) == "police" and police:
        which, what, chip = police, "police notification", f"{wording.nth(len(police) + 1)} police in 12 m"
    elif len(recent) >= 2:
        which, what, chip = recent, "contact", f"{len(recent) + 1} contacts in 12 m"
    else:
        return None
    n = len(which) + 1
    return Fact(
        rule="HR1",
        tone="danger" if n >= 3 and what != "contact" else "warning",
        headline=f"{wording.ordinal(n)} {what} in 12 months.{_how_they_ended(which)}",
        detail=_when_and_what(present, which, guide) + _not_spoken(which),
        chip=chip,
        icon="stack",
        counted=tuple(c.contact for c in which),
    )


def _how_they_ended(which: tuple[PastContact, ...]) -> str:
    closed = [c for c in which if c.outcomes and set(c.outcomes) <= {"O06", "O07"}]
    if len(closed) < len(which):
        return ""
    if len(closed) == 1:
        return " The earlier one was closed with no further action."
    return f" {wording.all_of(len(closed))} earlier ones were closed with no further action."


def _when_and_what(present: Present, which: tuple[PastContact, ...], guide: Guide) -> str:
    dates = wording.listed([wording.day(c.at) for c in sorted(which, key=lambda c: c.at)])
    themes = Counter(t for c in which for t in c.themes)
    words = wording.listed([guide.theme(t).words.lower() for t, _ in themes.most_common(2)])
    adults = Counter(a for c in which for a in c.adults)
    same = [a for a in present.others if adults[a] == len(which) > 1][:1]
    return f"{dates}{': ' + words if words else ''}{', same adult (' + same[0] + ')' if same else ''}."


def _not_spoken(which: tuple[PastContact, ...]) -> str:
    silent = [c for c in which if c.parents == "not spoken"]
    if len(silent) != len(which):
        return ""
    return (
        " The record does not show that a parent was spoken to."
        if len(which) == 1
        else f" {'Neither' if len(which) == 2 else 'No'} record shows that a parent was spoken to."
    )


def _declines(present: Present, before: tuple[PastContact, ...]) -> Fact | None:
    """HR4 and HR5: support declined, when and in which words, and whether the same adult is named today."""
    refused = sorted((c for c in before if c.declines), key=lambda c: c.at)
    if not refused:
        return None
    said = wording.listed([f"{wording.day(c.at)}{_quoted(c.declines[-1].words)}" for c in refused])
    again = [
        a for c in refused for a in c.adults if a in present.adults and a not in {d.who for d in c.declines}
    ]
    who = next((d.who for d in refused[-1].declines if d.who), "")
    declined = f"{who} declined support" if who else "Support declined"
    return Fact(
        rule="HR4",
        tone="warning",
        headline=f"{declined} {wording.times(len(refused))}: {said}.",
        detail=f"Today’s contact names the same adult, {again[-1]}." if again else "",
        chip=f"Declined {wording.times(len(refused))}",
        icon="hand",
        counted=tuple(c.contact for c in refused),
    )


def _quoted(words: str) -> str:
    return f" (“{words}”)" if words else ""


def _same_adult(present: Present, before: tuple[PastContact, ...]) -> Fact | None:
    """HR3: an adult of this contact, not a parent, who is named in earlier ones too."""
    named = Counter(a for c in before for a in c.adults if a in present.others)
    often = [(a, n) for a, n in named.most_common() if n >= 2]
    if not often:
        return None
    adult, n = often[0]
    return Fact(
        rule="HR3",
        tone="information",
        headline=f"{adult} is named in {wording.count(n + 1, 'contact')}.",
        icon="user",
        counted=tuple(c.contact for c in before if adult in c.adults),
        flagged=False,
    )


def _coming_back(present: Present, before: tuple[PastContact, ...], guide: Guide) -> Fact | None:
    """HR6: back from early help, or closed within the last year."""
    stepped = [c for c in before if any(guide.outcome(o).stepdown for o in c.outcomes)]
    if stepped and present.at - (last := max(stepped, key=lambda c: c.at)).at <= YEAR:
        return Fact(
            rule="HR6",
            tone="warning",
            headline=f"Stepped down to early help {wording.day(last.decided_at or last.at)}.",
            detail="New information on a child who was stepped down comes back to the front door.",
            chip="Back from early help",
            icon="arrow-u-up-left",
            counted=(last.contact,),
        )
    closed = [c for c in _contacts_only(before) if not c.open and present.at - c.at <= YEAR]
    if not closed:
        return None
    last = max(closed, key=lambda c: c.at)
    return Fact(
        rule="HR6",
        tone="information",
        headline=f"Closed {_how_long_ago(last.decided_at or last.at, present.at)}.",
        chip=f"Closed {_how_long_ago(last.decided_at or last.at, present.at)}",
        icon="clock-counter-clockwise",
        counted=(last.contact,),
    )


def _how_long_ago(then: datetime, now: datetime) -> str:
    days = (local(now).date() - local(then).date()).days
    if days < 2:
        return "today" if days == 0 else "yesterday"
    if days < 60:
        return f"{days} days ago"
    return f"{round(days / 30.4)} months ago"


def _open_elsewhere(before: tuple[PastContact, ...]) -> Fact | None:
    """HR7: an open contact about the same family."""
    still = [c for c in before if c.open]
    if not still:
        return None
    other = still[0]
    who = wording.listed(list(other.children[:2])) or "This family"
    return Fact(
        rule="HR7",
        tone="warning",
        headline=f"{who} has an open contact{' with ' + other.worker if other.worker else ''}.",
        detail=f"{other.number}, received {wording.day(other.at)}.",
        chip="Open contact",
        icon="folder-open",
        counted=(other.contact,),
    )
