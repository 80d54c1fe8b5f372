"""Who a contact is about: children, adults, addresses."""

from __future__ import annotations

from datetime import date
from typing import Literal

from workstation.domain.ids import PersonId
from workstation.domain.kinds.shape import Body, Born, Name, YesNo


class ChildNamed(Body, frozen=True):
    """A child of the contact, as known now."""

    person: PersonId
    name: Name
    born: Born = Born()
    sex: Literal["F", "M", "U", ""] = ""
    la_child_id: str = ""
    nhs: str = ""
    upn: str = ""
    school: str = ""
    gp: str = ""
    postcode: str = ""
    where_now: str = ""
    """Where the child is at this moment; `not known` is an answer."""
    ethnicity: str = ""
    """As the child or a parent says: a code of the Department for Education (`WBRI`; `REFU` where they would not
    say), their own words where no code fits. Empty while nobody was asked.
    """
    disability: tuple[str, ...] = ()
    """As the child, a parent or somebody who knows them says: codes of the Department for Education (`AUT`; `NONE`
    alone where there is none), their own words where no code fits. Empty while nobody was asked.
    """


class ChildNotNamed(Body, frozen=True):
    """Nobody can say yet which child this is about, and why."""

    because: str


class AdultNamed(Body, frozen=True):
    """An adult or other person in the picture. `known` false: for example a father nobody has named."""

    person: PersonId
    name: Name = Name()
    title: str = ""
    relationship: str = ""
    known: bool = True
    born: Born = Born()
    lives_there: YesNo = "not known"
    responsibility: YesNo = "not known"
    """Parental responsibility (Children Act 1989 s3)."""
    safe_contact: str = ""
    safe_when: str = ""
    do_not_use: str = ""
    """The number or way that must not be used."""
    code_word: str = ""
    """A word that tells each other that it is safe to speak."""
    no_letters: bool = False
    """Nothing may be sent on paper: somebody else opens the post."""
    offending: YesNo = "not known"
    """Known, or suspected, to have offended in a way that matters for a child."""


class PersonRemoved(Body, frozen=True):
    """A person was named here by mistake."""

    person: PersonId
    because: str


class AddressRecorded(Body, frozen=True):
    """Where people of this contact live. A confidential address is kept by the journal alone: see `fold`."""

    address: str
    people: tuple[PersonId, ...] = ()
    lines: str = ""
    postcode: str = ""
    confidential: bool = False
    since: date | None = None
    until: date | None = None
    hide_words: tuple[str, ...] = ()
    """More words that would give a confidential address away: school, surgery, workplace, vehicle."""


class ConfidentialityChanged(Body, frozen=True):
    """An address became confidential. `confidential` is false only in entries of the first versions, which ended a
    secret with it. That counts for nothing now, because anybody may write it: see `AddressReleased`.
    """

    address: str
    confidential: bool = True
    because: str = ""


class AddressReleased(Body, frozen=True):
    """A manager decided, with a reason, that an address need not be hidden any more."""

    address: str
    because: str = ""


class AddressShown(Body, frozen=True):
    """Somebody looked at a hidden address for a moment, and why."""

    address: str
    why: str
