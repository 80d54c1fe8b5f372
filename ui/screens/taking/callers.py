"""Who rings: agencies we know, how their roles are called, and which kind of source each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workstation.guidebook.codes import codes
from workstation.services.desk import KnownAgency

ROLES: Final = (
    ("Deputy safeguarding lead", ("dsl", "ddsl", "safeguarding")),
    ("Designated safeguarding lead", ("dsl", "safeguarding")),
    ("Head teacher", ("head", "ht")),
    ("Class teacher", ("teacher",)),
    ("Head of year", ("hoy", "pastoral")),
    ("Nursery manager", ("nursery", "manager")),
    ("Health visitor", ("hv",)),
    ("School nurse", ("sn", "nurse")),
    ("Midwife", ("mw",)),
    ("GP", ("doctor", "dr")),
    ("Practice nurse", ("nurse",)),
    ("Paediatrician", ("consultant", "doctor")),
    ("A&E nurse", ("ae", "a&e", "nurse", "hospital")),
    ("Police officer", ("pc", "officer", "police")),
    ("Police child protection team", ("ppu", "cpt", "mash")),
    ("Housing officer", ("housing",)),
    ("Probation officer", ("probation", "po")),
    ("Social worker", ("sw",)),
    ("Family support worker", ("fsw", "early help")),
    ("Domestic abuse worker", ("idva", "da")),
    ("Mother", ("mum", "parent")),
    ("Father", ("dad", "parent")),
    ("Grandparent", ("nan", "gran", "grandad")),
    ("Neighbour", ("neighbor",)),
)
"""How people say what they are. The first one that answers to an abbreviation is put in when it is left."""

_BY_KIND: Final = {
    "school": "2A", "nursery": "2B", "health_visitor": "3B", "midwife": "3D", "gp": "3A", "police": "6",
    "da_service": "8", "drug_alcohol": "8", "mental_health": "3F", "camhs": "3F", "housing": "4",
    "early_help": "5D", "other_la": "5C", "hospital": "3E", "probation": "7", "school_nurse": "3C",
    "voluntary": "8", "adult_care": "5A", "court": "7",
}  # fmt: skip
_TELLING: Final = (
    ("school nurse", "3C"), ("nursery", "2B"), ("school", "2A"), ("teacher", "2A"), ("academy", "2A"),
    ("college", "2A"), ("police", "6"), ("constabulary", "6"), ("health visit", "3B"), ("surgery", "3A"),
    ("medical centre", "3A"), ("gp", "3A"), ("a&e", "3E"), ("hospital", "3E"), ("midwi", "3D"),
    ("maternity", "3D"), ("camhs", "3F"), ("nhs", "3F"), ("housing", "4"), ("homes", "4"), ("probation", "7"),
    ("court", "7"), ("cafcass", "7"), ("early help", "5D"), ("council", "5C"), ("refuge", "8"),
    ("charity", "8"), ("neighbour", "1B"), ("anonymous", "9"), ("domestic abuse", "8"), ("grandparent", "1A"),
    ("grandma", "1A"), ("mum", "1A"), ("mother", "1A"), ("dad", "1A"), ("father", "1A"), ("family", "1A"),
)  # fmt: skip
_SHORTEST: Final = 2
"""Letters of a name before anybody is offered."""
UNKNOWN: Final = "10"
ANONYMOUS: Final = "9"


def source_of_known(agency: KnownAgency) -> str:
    """The DfE source code of an agency the council knows."""
    return _BY_KIND.get(agency.kind) or source_of(agency.name)


def agencies_like(known: Sequence[KnownAgency], text: str, most: int = 6) -> list[KnownAgency]:
    """Agencies whose words begin like what was typed, in any order."""
    wanted = text.lower().split()
    if not wanted:
        return []
    found = [a for a in known if _begins(a.name, wanted)]
    return sorted(found, key=lambda a: (not a.name.lower().startswith(wanted[0]), a.name))[:most]


def people_like(
    known: Sequence[KnownAgency], text: str, agency: str = "", most: int = 6
) -> list[tuple[str, KnownAgency]]:
    """Who answers at an agency we know and is called like what was typed. Once an agency is named, only its own."""
    wanted = text.lower().split()
    if len(text.strip()) < _SHORTEST:
        return []
    named = agency.strip().lower()
    found = [
        (person, a)
        for a in known
        if not named or a.name.lower() == named
        for person in a.people
        if _begins(person, wanted)
    ]
    return sorted(found, key=lambda one: (not one[0].lower().startswith(wanted[0]), one[0], one[1].name))[
        :most
    ]


def _begins(name: str, wanted: Sequence[str]) -> bool:
    words = name.lower().split()
    return all(any(word.startswith(start) for word in words) for start in wanted)


def roles_like(text: str, most: int = 6) -> list[str]:
    """Roles that begin so, or that people call so."""
    wanted = text.lower().strip()
    if not wanted:
        return []
    exact = [role for role, also in ROLES if wanted in also]
    begun = [
        role
        for role, also in ROLES
        if _begins(role, wanted.split()) or any(a.startswith(wanted) for a in also)
    ]
    return list(dict.fromkeys([*exact, *begun]))[:most]


def role_in_full(text: str) -> str:
    """`dsl` in full; anything that is no abbreviation stays as it was typed."""
    wanted = text.lower().strip()
    return next((role for role, also in ROLES if wanted in also and len(wanted) <= 4), text)


def source_of(agency: str, role: str = "") -> str:
    """The DfE source code that an agency's name or a role tells; unknown when neither does."""
    for text in (agency.lower(), role.lower()):
        found = next((code for word, code in _TELLING if word in text), "")
        if found:
            return found
    return UNKNOWN


def sources_like(text: str, most: int = 8) -> list[tuple[str, str]]:
    """Kinds of source for what was typed: (code, words). Nothing typed offers the usual ones."""
    wanted = text.lower().strip()
    every = codes("source").all
    if not wanted:
        return [(c.code, c.plain) for c in every if c.code != UNKNOWN][:most]
    hits = [c for c in every if wanted in c.plain.lower() or any(wanted in also.lower() for also in c.also)]
    hits.sort(key=lambda c: not c.plain.lower().startswith(wanted))
    return [(c.code, c.plain) for c in hits][:most]


def source_words(code: str) -> str:
    """`School`."""
    return codes("source").plain(code)
