"""Step 5: parents and other adults."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from workstation.domain import kinds, wording
from workstation.domain.checks.state import Check, State
from workstation.domain.contact import ContactFile

_clock = lru_cache(maxsize=1024)(wording.clock)
"""The same few moments are written each time a contact is folded anew."""


class AdultLine(Struct, frozen=True):
    """One adult, and how far telling and asking them is."""

    adult: kinds.AdultNamed
    check: Check


def adult_lines(file: ContactFile) -> tuple[AdultLine, ...]:
    """Adults of the contact, those with parental responsibility (or not known to have none) first."""
    ordered = sorted(file.adults, key=lambda a: a.responsibility == "no")
    return tuple(AdultLine(a, adult_check(file, a)) for a in ordered)


def adult_check(file: ContactFile, adult: kinds.AdultNamed) -> Check:
    """How far telling one adult is; support is asked of those who were told and have responsibility."""
    said = file.told(adult.person)
    if said is None:
        return Check(
            State.GAP if not adult.known else State.NOT_STARTED,
            "not known" if not adult.known else "not yet spoken to",
        )
    if isinstance(said.body, kinds.ParentLeft):
        return Check(State.SETTLED, "left for later, with a reason")
    told = said.body
    assert isinstance(told, kinds.ParentTold)  # noqa: S101 - the two kinds that answer this question
    if told.told != "yes":
        return Check(
            State.SETTLED if told.because.strip() else State.GAP,
            "not told" if told.because else "not told, no reason",
        )
    agrees = file.agrees(adult.person)
    if adult.responsibility == "yes" and agrees is None and file.declined(adult.person) is None:
        return Check(State.IN_PROGRESS, f"spoken to {_clock(said.happened)}, support not asked")
    return Check(State.SETTLED, f"spoken to {_clock(said.happened)}")


def parents(file: ContactFile) -> Check:
    """Step 5: each adult told, or a reason not to."""
    lines = adult_lines(file)
    if not lines:
        return Check(State.NOT_STARTED, "No parent recorded")
    settled = sum(line.check.state is State.SETTLED for line in lines)
    if settled == len(lines):
        return Check(State.SETTLED, f"{settled} of {len(lines)} settled")
    if all(file.told(line.adult.person) is None for line in lines):
        return Check(State.NOT_STARTED, "Not yet spoken to")
    if any(line.check.state is State.GAP for line in lines):
        return Check(State.GAP, f"{settled} of {len(lines)} settled")
    return Check(State.IN_PROGRESS, f"{settled} of {len(lines)} settled")
