"""The record itself: settling, taking back, erasing, printing, and what came before Lintel."""

from __future__ import annotations

from datetime import date
from typing import Literal

from workstation.domain.ids import AuthorId, EntryId, PersonId
from workstation.domain.kinds.shape import Body, YesNo


class Settled(Body, frozen=True):
    """A person settled two standing answers: `keeps` stands, the others it answers stay in the history."""

    keeps: EntryId
    because: str = ""


class ErasureAgreed(Body, frozen=True):
    """One person agrees, under an authority, that the words of an entry be erased. Nothing is gone yet: another
    person has to erase them (`Redacted`), so that nobody erases alone.
    """

    target: EntryId
    authority: str
    because: str


class Redacted(Body, frozen=True):
    """The words of an entry were erased under an authority. The entry itself and its digest remain."""

    target: EntryId
    authority: str
    because: str


class Withdrawn(Body, frozen=True):
    """The author takes back what they wrote moments ago (undo). It stays in the history."""

    because: str = ""


class Printed(Body, frozen=True):
    """A copy was printed or saved: its number, for whom, and which version of the file it shows.

    What became of it is told afterwards (`PrintOutcome`): until then nobody knows whether it came out.
    """

    copy_number: str
    for_whom: str
    saw: str
    hidden: bool = True
    recipient: str = ""
    """Which projection it is: case file, receiving team, referrer, family, quality; empty for letters."""
    paper: str = ""
    """summary, chronology, strategy request, letter, request."""
    full_because: str = ""
    """Why the hidden address is on it."""
    agreed_by: AuthorId | None = None
    """Who agreed that this reader may see the address: never whoever printed it."""
    agreement: EntryId | None = None
    """Their own entry that says so. There was none before they were asked themselves."""
    must_not_see: tuple[str, ...] = ()
    """Who its black band names."""
    override: str = ""
    """Why it went to somebody of the family on paper although post is not known to be safe."""
    shows: tuple[EntryId, ...] = ()
    """The facts, addresses and decision it shows, so that what comes later can be told apart."""
    hid: tuple[str, ...] = ()
    """The addresses that were hidden then."""
    reader: PersonId | None = None
    """Who of the family a family copy is for."""


class FullCopyAsked(Body, frozen=True):
    """Somebody asks a colleague to agree that a named reader has a copy with the hidden address, and says why."""

    for_whom: str
    because: str
    of: AuthorId
    """Who is asked: nobody else can answer."""


class FullCopyDecided(Body, frozen=True):
    """The colleague's own word on that, for this reader and this reason. It is good for one copy, and for a day."""

    request: EntryId
    approved: bool
    because: str


class PrintOutcome(Body, frozen=True):
    """What became of a copy: the printer took it, it was saved as a file, or nothing came out."""

    copy_number: str
    outcome: Literal["printed", "saved", "failed"]


class Recalled(Body, frozen=True):
    """A copy that should not be out there was got back or shredded; or it cannot be found, and why."""

    copy_number: str
    how: Literal["got back", "shredded", "not found"]
    words: str = ""


class EarlierTaken(Body, frozen=True):
    """One row of the past, taken from a file: a dated event of one child before Lintel, or who knows a person.

    `key` says which event of its source this is, so that a newer file corrects it; it is empty where the source
    cannot say. A person of the same contact (`ChildNamed`) may be meant by `child`.
    """

    event: str
    """contact, early help assessment, referral, assessment, section 47 enquiry, child protection conference,
    child in need, child in need plan, child protection plan, child protection review, looked after, care leaver,
    adoption, death, known to an agency."""
    la_child_id: str = ""
    on: date | None = None
    ended: date | None = None
    sex: str = ""
    ethnicity: str = ""
    born: date | None = None
    source: str = ""
    nfa: YesNo = "not known"
    detail: str = ""
    team: str = ""
    worker: str = ""
    marks: tuple[str, ...] = ()
    from_file: str = ""
    row: str = ""
    """Sheet and row it came from, for the person who has to look it up."""
    key: str = ""
    reference: str = ""
    """Its number in the system it came from. Rows of one contact about several children share it."""
    child: str = ""
    as_of: date | None = None
    """The data was right on this day, as its source says (`data current as of`)."""
    agency: str = ""
    """Who told us, or who knows the person."""
    due: date | None = None
    """The expected day of birth of a child not born then."""
    upn: str = ""
    themes: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    """What became of it, as codes of the guide."""
    decided_by: str = ""
    decided_on: date | None = None
    factors: tuple[str, ...] = ()
    """Factors found at the end of an assessment, as codes of the Department for Education (`3B`)."""
