"""The laws of what is shown: the same everywhere, nothing lost in it, parents before children."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.sync.simulator.digests import chain, decode
from tests.sync.simulator.violation import Violation
from tests.sync.simulator.writing import AGREED, ERASED
from workstation.domain import fold as folding
from workstation.domain import kinds
from workstation.domain.contact import ContactFile
from workstation.domain.entries import Entry
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.kinds import Body, question

if TYPE_CHECKING:
    from tests.sync.simulator.world import Computer, World


def fold_laws(world: World) -> None:
    """I10, I11, I12 for every contact, at two computers that may read it."""
    for contact, stream in world.contacts.items():
        readers = [c for c in world.alive() if (c.worker, stream) in world.office.state.grants]
        shown: tuple[Computer, dict[EntryId, Entry], ContactFile] | None = None
        for computer in readers[:2]:
            told = [entry for entry in computer.journal.told(contact) if not uncertain(world, entry)]
            only_the_truth(world, computer, told)
            file = folding.fold(contact, told)
            everything_is_shown(contact, told, file)
            parents_come_first(told, file)
            numbered = {entry.id: entry for entry in told if entry.position is not None}
            if len(numbered) != len(told) or erasures_are_uncertain(world, computer):
                continue
            if shown is not None:
                same_everywhere(computer, numbered, file, shown)
            shown = (computer, numbered, file)
        if shown is not None:
            in_any_order(world, contact, *shown)


def uncertain(world: World, entry: Entry) -> bool:
    """Whether computers may judge it differently, by what they learnt first and what came with it on a page."""
    return entry.device in world.swapped or world.odd.get((entry.id, chain(entry))) == "signature"


def erasures_are_uncertain(world: World, computer: Computer) -> bool:
    """Whether other computers may have erased something else."""
    entries = computer.journal.disk.entries.values()
    return any(entry.kind in (AGREED, ERASED) and uncertain(world, entry) for entry in entries)


def only_the_truth(world: World, computer: Computer, told: list[Entry]) -> None:
    """I3: what was forged is never shown as true."""
    for entry in told:
        if world.odd.get((entry.id, chain(entry))) in {"forged", "rewritten"}:
            raise Violation("I3", f"{computer.name} shows {entry.id} as true")


def same_everywhere(
    computer: Computer,
    told: dict[EntryId, Entry],
    file: ContactFile,
    shown: tuple[Computer, dict[EntryId, Entry], ContactFile],
) -> None:
    """I10: two computers that have read the same show the same."""
    other, theirs, seen = shown
    if {id_: e.position for id_, e in told.items()} != {id_: e.position for id_, e in theirs.items()}:
        raise Violation("I10", f"{computer.name} and {other.name} have not the same of {file.contact}")
    if file != seen:
        raise Violation("I10", f"{computer.name} and {other.name} show {file.contact} differently")


def in_any_order(
    world: World, contact: ContactId, computer: Computer, told: dict[EntryId, Entry], file: ContactFile
) -> None:
    """I10: in whatever order entries came, the same is shown."""
    mixed = list(told.values())
    world.dice.shuffle(mixed)
    if folding.fold(contact, mixed) != file:
        raise Violation("I10", f"{contact} at {computer.name} depends on the order in which its entries came")


def everything_is_shown(contact: ContactId, told: list[Entry], file: ContactFile) -> None:
    """I11: every text is in the story, and stands until somebody answers it; what cannot be read is counted."""
    bodies = {entry.id: decode(entry.kind, entry.body) if entry.body is not None else None for entry in told}
    if {said.entry for said in file.story} | {unread.entry for unread in file.unread} != set(bodies):
        raise Violation("I11", f"something of {contact} is not shown")
    answers = [(bodies[e.id], e) for e in told if e.answers and bodies[e.id] is not None]
    gone = {a for body, e in answers if isinstance(body, kinds.Withdrawn) for a in e.answers}
    answered = set(gone)
    for body, entry in answers:
        if entry.id not in gone and _has_words(body, bodies):
            answered.update(entry.answers)
    standing = {said.entry for said_all in file.standing.values() for said in said_all}
    for id_, body in bodies.items():
        if body is not None and question(body) is not None and (id_ in standing) == (id_ in answered):
            raise Violation("I11", f"{id_} of {contact} should {'not ' if id_ in answered else ''}stand")


def _has_words(body: Body | None, bodies: Mapping[EntryId, Body | None]) -> bool:
    """Whether it is known what an answer says; a settlement may keep another settlement."""
    for _ in bodies:
        if not isinstance(body, kinds.Settled):
            break
        body = bodies.get(body.keeps)
    return body is not None and not isinstance(body, kinds.Settled)


def parents_come_first(told: list[Entry], file: ContactFile) -> None:
    """I12: nothing is shown before what it answers."""
    place = {said.entry: number for number, said in enumerate(file.story)}
    for entry in told:
        for answered in entry.answers:
            if entry.id in place and place.get(answered, -1) > place[entry.id]:
                raise Violation("I12", f"{entry.id} is shown before {answered}, which it answers")
