"""Who takes on what was decided: each service for its own children, since when, and how far that is (G9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain import kinds
from workstation.domain.contact import ContactFile, Said
from workstation.domain.guide import Guide
from workstation.domain.ids import PersonId

READ_HERE: Final = "Read in Lintel"
"""How whoever was passed the information says that they have read it, where they do so themselves."""


class Handing(Struct, frozen=True):
    """One service that takes on what was decided of some of the children: when it was given it, and who has it."""

    service: str
    stepdown: bool = False
    children: tuple[PersonId, ...] = ()
    given: Said[kinds.HandedOver] | None = None
    taken: Said[kinds.HandOverTaken] | None = None


class Passing(Struct, frozen=True):
    """Information that went to whoever has a case of some of the children, and who of them has read it."""

    children: tuple[PersonId, ...]
    passed: Said[kinds.InformationPassed]
    taken: Said[kinds.HandOverTaken] | None = None


def decided_since(file: ContactFile, signed: Said[kinds.SignedOff]) -> datetime:
    """Since when exactly this is decided: what was told and handed over before says nothing of it. Signed once more
    with the same outcomes, because something was added, it is the same decision; opened again, it is another one.
    """
    since, earlier = signed.happened, {said.entry for said in file.earlier_decisions}
    for said in reversed(file.log(kinds.SignedOff)):
        if said.entry in earlier or said.body.decisions != signed.body.decisions:
            break
        since = min(since, said.happened)
    return since


def last_signed(file: ContactFile) -> Said[kinds.SignedOff] | None:
    """The newest sign-off of a contact that nobody opened again since, also while a manager reads it once more,
    or has sent it back.
    """
    signed, earlier = file.log(kinds.SignedOff), {said.entry for said in file.earlier_decisions}
    return signed[-1] if signed and signed[-1].entry not in earlier else None


def handings(file: ContactFile, guide: Guide) -> tuple[Handing, ...]:
    """The services that take on what was decided, each with its own hand-over since it was decided."""
    signed = last_signed(file)
    if signed is None:
        return ()
    wanted = tuple(_wanted(signed.body.decisions, guide))
    given = _given(file, [one.service for one in wanted], decided_since(file, signed))
    asked_for = wanted or tuple(Handing(service) for service in given)
    found = (replace(one, given=given.get(one.service)) for one in asked_for)
    return tuple(replace(one, taken=_taken(file, one)) for one in found)


def _wanted(decisions: tuple[kinds.Decision, ...], guide: Guide) -> Iterator[Handing]:
    every = [(guide.outcome(d.outcome), d.child) for d in decisions]
    for service in dict.fromkeys(outcome.handover for outcome, _child in every if outcome.handover):
        here = [(outcome.stepdown, child) for outcome, child in every if outcome.handover == service]
        yield Handing(service, any(down for down, _child in here), tuple(child for _down, child in here))


def _given(file: ContactFile, wanted: list[str], since: datetime) -> dict[str, Said[kinds.HandedOver]]:
    """For each service its newest hand-over. One that names none of them, because a worker wrote what it is called
    there, is that of the first that has none yet.
    """
    found: dict[str, Said[kinds.HandedOver]] = {}
    for said in file.log(kinds.HandedOver):
        if said.entry in file.taken_back or said.happened < since:
            continue
        words = said.body.service
        named = [service for service in wanted if service.casefold() in words.casefold()]
        left = [service for service in wanted if service not in found]
        for service in named or left[:1] or wanted[-1:] or [words]:
            found[service] = said
    return found


def _taken(file: ContactFile, one: Handing) -> Said[kinds.HandOverTaken] | None:
    """Who said that this service has it. Where nobody wrote of which service, it is whatever was given before,
    unless they meant the information that was passed: whoever read that has nothing of this.
    """
    found = None
    for said in file.log(kinds.HandOverTaken) if one.given is not None else ():
        if said.entry in file.taken_back or (one.given is not None and said.happened < one.given.happened):
            continue
        if said.body.service in ("", one.service) and not _of_what_was_passed(file, said):
            found = said
    return found


def passings(file: ContactFile) -> tuple[Passing, ...]:
    """To whom it was passed as information, of each child the last time, oldest first. What was passed before it
    was opened again says nothing of what came since.
    """
    again, everybody = file.opened_again, tuple(c.person for c in file.children)
    found: list[tuple[tuple[PersonId, ...], Said[kinds.InformationPassed]]] = []
    for said in file.log(kinds.InformationPassed):
        if said.entry in file.taken_back or (again is not None and said.when < again.when):
            continue
        theirs = tuple(p for p in everybody if p in said.body.children) or everybody
        others = ((tuple(p for p in left if p not in theirs), one) for left, one in found)
        found = [*((left, one) for left, one in others if left), (theirs, said)]
    return tuple(Passing(children, said, _read(file, children, said)) for children, said in found)


def not_passed(file: ContactFile, children: Iterable[PersonId]) -> tuple[PersonId, ...]:
    """Of whom nothing was passed to whoever has them."""
    passed = {person for one in passings(file) for person in one.children}
    return tuple(person for person in children if person not in passed)


def _read(
    file: ContactFile, children: tuple[PersonId, ...], passed: Said[kinds.InformationPassed]
) -> Said[kinds.HandOverTaken] | None:
    """Who has read it: the first who said so afterwards, of these children or without saying of whom."""
    for said in file.log(kinds.HandOverTaken):
        of_these = not said.body.children or bool(set(said.body.children) & set(children))
        late = said.entry in file.taken_back or said.happened < passed.happened
        if of_these and not late and not said.body.service:
            return said
    return None


def _of_what_was_passed(file: ContactFile, taken: Said[kinds.HandOverTaken]) -> bool:
    """Whether somebody meant the information: they say of which children, they read it here, or, as the first
    versions wrote it, they are the first to have it.
    """
    if taken.body.service:
        return False
    if taken.body.children or taken.body.how == READ_HERE:
        return True
    return any(one.taken is not None and one.taken.entry == taken.entry for one in passings(file))
