"""The laws: what must hold while a history runs, and when it is over. Each is one small function.

The numbers are those of the invariants in the sync notes. I20 (a stopped computer holds up others no longer than
the time-outs) needs real connections, and I23 (planted mistakes are caught) is `mutants`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from itertools import repeat
from typing import TYPE_CHECKING, Final

from tests.sync.simulator.digests import chain, link
from tests.sync.simulator.told import fold_laws
from tests.sync.simulator.violation import Violation
from tests.sync.simulator.writing import AGREED, ERASED, FROM_NEWER, target_of
from workstation.domain.entries import Entry
from workstation.domain.ids import EntryId
from workstation.domain.travel import Mark, Reason
from workstation.sync.exchange import Round

if TYPE_CHECKING:
    from tests.sync.simulator.journal import Disk
    from tests.sync.simulator.world import Computer, World

_NOWHERE: Final = Mark()
_FAULTS: Final = frozenset({Reason.NOT_YOURS, Reason.ALTERED, Reason.TOO_LONG, Reason.UNREADABLE})
_NO_MARKS: Final[Mapping[str, Mark]] = {}


# -- while it runs ------------------------------------------------------------------------------------------------


def after_crash(computer: Computer) -> None:
    """What a computer has after the power was gone."""
    told_is_on_the_disk(computer)
    mark_is_covered(computer.journal.disk)


def told_is_on_the_disk(computer: Computer) -> None:
    """I1: what the screen called saved is on the disk."""
    disk = computer.journal.disk
    for id_, mark in computer.told.items():
        if disk.chains.get(id_) != mark and (id_, mark) not in disk.aside:
            raise Violation("I1", f"{computer.name} was told that {id_} is saved, and it is not")


def mark_is_covered(disk: Disk, seen: Mapping[str, Mark] = _NO_MARKS) -> None:
    """I7, I8: the mark never says more than what is here, and its chain is the chain of what is here. A mark in
    `seen` was looked at before.
    """
    for stream, mark in disk.marks.items():
        if mark == seen.get(stream):
            continue
        places = zip(repeat(stream), range(1, mark.cursor + 1), strict=False)
        try:
            read = list(map(disk.at.__getitem__, places))
        except KeyError as missing:
            place = missing.args[0][1]
            where = f"the mark of {stream} is at {mark.cursor}, and {place} is not here"
            raise Violation("I7", where) from None
        if reduce(link, map(disk.chains.__getitem__, read), b"") != mark.chain:
            raise Violation("I7", f"the chain at {mark.cursor} of {stream} is not that of what is here")


def before_save(world: World, computer: Computer, entry: Entry, odd: str) -> None:
    """I12, I13, I22: later than all it answers and than all this computer wrote; under a name that is its own."""
    disk = computer.journal.disk
    for answered in entry.answers:
        if entry.recorded <= disk.entries[answered].recorded:
            raise Violation("I12", f"{entry.id} is stamped before {answered}, which it answers")
    if entry.recorded <= disk.last:
        raise Violation("I13", f"{entry.id} is stamped before what {computer.name} had")
    for other in world.written.get((entry.device, entry.seq), ()):
        since = world.office.since.get(world.marks[other])
        honest = not odd and (other, world.marks[other]) not in world.odd
        if honest and since is not None and since <= computer.seen:
            raise Violation(
                "I22", f"{computer.name} goes on as {entry.device} with {entry.seq}, as {other} did"
            )


class Look:
    """A round of one computer: how things stood before it, and what must be so after it."""

    def __init__(self, world: World, computer: Computer) -> None:
        self.world, self.computer = world, computer
        office, disk = world.office, computer.journal.disk
        self.epoch, self.rights = office.epoch, office.rights
        self.waited = {id_: disk.chains[id_] for id_ in disk.waits if id_ not in disk.refused}
        self.notice = dict(computer.notice)
        computer.line.forked.clear()
        self.marks = disk.marks.copy()

    @property
    def undisturbed(self) -> bool:
        """Whether Central told one story from the first to the last call of this round."""
        office = self.world.office
        return (self.epoch, self.rights) == (office.epoch, office.rights)

    def odd(self) -> None:
        """Only a Central that was tampered with is found odd."""
        if self.undisturbed and not self.world.office.tampered:
            raise Violation("ODD", f"{self.computer.name} calls an honest Central odd")

    def done(self, done: Round) -> None:
        """After a round that came to its end."""
        mark_is_covered(self.computer.journal.disk, self.marks)
        if not self.undisturbed:
            return
        self.computer.seen = self.computer.line.hello_at
        keys_are_kept(self.computer)
        if self.computer.journal.device in self.computer.line.forked:
            raise Violation("I22", f"{self.computer.name} was told of a fork, and goes on under its name")
        rewriting_is_noticed(self)
        if done.finished and not done.read_only:
            everything_was_handed_over(self)
        if done.finished:
            positions_are_true(self.world, self.computer)


def keys_are_kept(computer: Computer) -> None:
    """I3: a computer that was known by a key is never known by another."""
    keys = computer.journal.disk.keys
    if keys.items() <= computer.keys.items():
        return
    for device, key in keys.items():
        if computer.keys.setdefault(device, key) != key:
            raise Violation("I3", f"{computer.name} knows {device} by another key now")


def rewriting_is_noticed(look: Look) -> None:
    """I19: who had passed a place sees at the next look that its history was rewritten."""
    office, disk = look.world.office, look.computer.journal.disk
    for stream, (place, mark) in look.notice.items():
        if (look.computer.worker, stream) in office.state.grants and mark != office.state.digests[stream][
            place - 1
        ]:
            id_ = disk.at.get((stream, place))
            if id_ is not None and disk.chains[id_] == mark:
                raise Violation("I19", f"{look.computer.name} does not see that {stream} was rewritten")
        look.computer.notice.pop(stream, None)


def everything_was_handed_over(look: Look) -> None:
    """I17: one bad entry holds up no other: Central has all that waited, good or bad."""
    for id_, mark in look.waited.items():
        if not look.world.office.holds(id_, mark) and not _is_forged_erasure(look.world, id_, mark):
            raise Violation("I17", f"{id_} waited at {look.computer.name}, and Central still has it not")


def _is_forged_erasure(world: World, id_: EntryId, mark: bytes) -> bool:
    """Whether somebody else wrote this to erase: whose name it bears never hands it over. Nor do they what they
    wrote on a computer whose key was swapped, where they cannot tell.
    """
    made = world.made[id_]
    forged = world.odd.get((id_, mark)) == "forged" or made.device in world.swapped
    return forged and made.kind in (AGREED, ERASED)


def positions_are_true(world: World, computer: Computer) -> None:
    """I9: what counts as being at Central is there, since we have looked."""
    where, places = world.office.state.where, computer.journal.disk.places
    if places.items() <= where.items():
        return
    for id_, place in places.items():
        if where.get(id_) != place:
            raise Violation("I9", f"{computer.name} believes {id_} at {place[1]}; it is at {where.get(id_)}")


# -- when it is over ----------------------------------------------------------------------------------------------


def is_calm(world: World) -> bool:
    """Whether no computer has anything left to send or to read."""
    return not restless(world)


def restless(world: World) -> str:
    """Who still has something to do, and what."""
    state = world.office.state
    for computer in world.alive():
        disk = computer.journal.disk
        if computer.journal.waiting(1, 1):
            return f"{computer.name} still has something to send"
        for who, stream in state.grants:
            mark = disk.marks.get(stream, _NOWHERE)
            if who == computer.worker and mark.cursor != len(state.rows[stream]):
                return f"{computer.name} is at {mark.cursor} of {len(state.rows[stream])} in {stream}"
        for entry in world.office.waiting_erasures():
            if entry.author == computer.worker and _can_vouch(world, disk, entry):
                return f"{computer.name} has not vouched for {entry.id}"
    return ""


def _can_vouch(world: World, disk: Disk, entry: Entry) -> bool:
    """Whether the author of this has it here, believes it, and may write where it is."""
    here = disk.chains.get(entry.id) == chain(entry) and entry.id not in disk.doubts
    return here and world.office.state.grants.get((entry.author, entry.stream), False)


def at_the_end(world: World) -> None:
    """Every law that asks for the whole."""
    looked: dict[int, Entry] = {}
    central_is_whole(world, looked)
    held = world.office.all_held()
    for computer in world.alive():
        told_is_on_the_disk(computer)
        mark_is_covered(computer.journal.disk)
        everything_survives(world, computer, held)
        nothing_is_invented(world, computer.name, computer.journal.disk.entries.values(), looked)
        positions_are_true(world, computer)
        nothing_was_seen_without_a_grant(world, computer)
        only_what_is_odd_is_doubted(world, computer)
        nothing_is_erased_alone(world, computer.name, computer.journal.disk.entries.values())
    only_what_is_wrong_is_refused(world)
    words_are_gone(world)
    fold_laws(world)


def central_is_whole(world: World, looked: dict[int, Entry]) -> None:
    """I3-I6: positions 1 to head, each entry at one place, and the chain is that of the entries."""
    state = world.office.state
    for stream, rows in state.rows.items():
        told = b""
        for place, entry in enumerate(rows, start=1):
            if entry.position != place:
                raise Violation("I5", f"place {place} of {stream} holds number {entry.position}")
            if state.where.get(entry.id) != (stream, place):
                raise Violation(
                    "I4", f"{entry.id} is in {stream} at {place} and at {state.where.get(entry.id)}"
                )
            told = link(told, state.digests[stream][place - 1])
            if state.chains[stream][place - 1] != told:
                raise Violation("I5", f"the chain of {stream} breaks at {place}")
        nothing_is_invented(world, "Central", rows, looked)
        nothing_is_erased_alone(world, "Central", rows)


def everything_survives(world: World, computer: Computer, held: frozenset[tuple[EntryId, bytes]]) -> None:
    """I2, I21: Central has all that any computer has, or had told its person was saved."""
    disk = computer.journal.disk
    those = (*computer.told.items(), *disk.chains.items(), *disk.aside)
    if held.issuperset(those):
        return
    for id_, mark in those:
        if (id_, mark) not in held and not _is_forged_erasure(world, id_, mark):
            raise Violation("I2", f"{id_} of {computer.name} is not at Central")


def nothing_is_invented(world: World, where: str, entries: Iterable[Entry], looked: dict[int, Entry]) -> None:
    """I3, I16: every entry is as its author wrote it, byte for byte, or empty; what is not, is known as odd. Those
    in `looked` are good: what many have is one entry in memory.
    """
    for entry in entries:
        if id(entry) in looked:
            continue
        made, looked[id(entry)] = world.made[entry.id], entry
        if entry.digest == made.digest and entry.sig == made.sig and entry.previous == made.previous:
            if entry.body is not None and (entry.body != made.body or entry.salt != made.salt):
                law = "I16" if entry.kind == FROM_NEWER else "I3"
                raise Violation(law, f"{entry.id} says something else at {where}")
        elif (entry.id, chain(entry)) not in world.odd:
            raise Violation("I3", f"nobody wrote {entry.id} as it is at {where}")


def nothing_is_erased_alone(world: World, where: str, entries: Iterable[Entry]) -> None:
    """I15: words go only where one person erased them and another one had agreed."""
    for entry in entries:
        if entry.body is None and not world.two_agreed(entry.id):
            raise Violation(
                "I15", f"the words of {entry.id} are gone at {where}, and no two people agreed to it"
            )


def only_what_is_wrong_is_refused(world: World) -> None:
    """I13: no clock, and nothing else that an honest computer does, keeps its entries out of the stream."""
    for (id_, mark), (_, reason, _by) in world.office.state.kept.items():
        if (id_, mark) not in world.odd and reason in _FAULTS:
            raise Violation("I13", f"{id_} is kept out of the stream as {reason}")


def nothing_was_seen_without_a_grant(world: World, computer: Computer) -> None:
    """I14: no computer has entries of a stream that its person was never given."""
    for entry in computer.journal.disk.entries.values():
        if (computer.worker, entry.stream) not in world.ever:
            raise Violation("I14", f"{computer.name} has {entry.id} of {entry.stream}")


def only_what_is_odd_is_doubted(world: World, computer: Computer) -> None:
    """An honest entry is believed everywhere, and a forged one nowhere."""
    disk = computer.journal.disk
    for id_ in disk.doubts:
        if id_ in disk.written:
            raise Violation("I1", f"{computer.name} doubts {id_}, which was written there")
        swapped = disk.entries[id_].device in world.swapped
        if (id_, disk.chains[id_]) not in world.odd and not swapped:
            raise Violation("I3", f"{computer.name} doubts {id_} ({disk.doubts[id_]})")
    believed = [
        id_ for (id_, mark), odd in world.odd.items()
        if odd in {"forged", "rewritten"} and disk.chains.get(id_) == mark and id_ in disk.places
        and id_ not in disk.doubts and disk.entries[id_].device not in world.swapped
    ]  # fmt: skip
    if believed:
        first = min(believed, key=list(disk.places).index)
        odd = world.odd[first, disk.chains[first]]
        raise Violation("I3", f"{computer.name} believes {first}, which is {odd}")


def words_are_gone(world: World) -> None:
    """I15: words that two people agreed to erase are nowhere, whatever was restored or sent again. Central has them
    until both have handed their word over themselves.
    """
    for stream, rows in world.office.state.rows.items():
        for entry in rows:
            if entry.kind == ERASED and entry.body is not None and (entry.id, chain(entry)) not in world.odd:
                if _vouched(world, entry):
                    _gone_at_central(world, stream, entry)
                if _believed(world, entry):
                    _gone_at_computers(world, stream, entry)


def _vouched(world: World, erasure: Entry) -> bool:
    """Whether Central heard this erasure, and an agreement to it, from those who wrote them."""
    said = [entry for entry, _, vouched in world.office.state.erasing.values() if vouched]
    return erasure.id in {e.id for e in said} and any(_agrees(entry, erasure) for entry in said)


def _believed(world: World, erasure: Entry) -> bool:
    """Whether every computer believes this erasure, and an agreement to it."""
    rows = [entry for part in world.office.state.rows.values() for entry in part]
    agreed = [entry for entry in rows if _agrees(entry, erasure)]
    return any(not _may_be_doubted(world, entry) for entry in agreed) and not _may_be_doubted(world, erasure)


def _agrees(entry: Entry, erasure: Entry) -> bool:
    """Whether this is somebody else's word for the erasure. What was said in another contact is about something
    else that has the same identity, because somebody forged one of the two.
    """
    return (
        entry.kind == AGREED
        and entry.author != erasure.author
        and (entry.contact, target_of(entry)) == (erasure.contact, target_of(erasure))
    )


def _may_be_doubted(world: World, entry: Entry) -> bool:
    return entry.device in world.swapped or (entry.id, chain(entry)) in world.odd


def _gone_at_central(world: World, stream: str, erasure: Entry) -> None:
    """Of this contact: somebody may have forged something else under the same identity, in another contact, and
    whose words those are nobody agreed to erase.
    """
    target, state = target_of(erasure), world.office.state
    rows = [entry for part in state.rows.values() for entry in part]
    rows += [entry for entry, _, _ in state.kept.values()]
    held = [e for e in rows if (e.id, e.contact, e.stream) == (target, erasure.contact, stream)]
    if any(entry.body is not None for entry in held):
        raise Violation("I15", f"Central still has the words of {target}")


def _gone_at_computers(world: World, stream: str, erasure: Entry) -> None:
    target = target_of(erasure)
    for computer in world.alive():
        disk = computer.journal.disk
        held = [disk.entries[target]] if target in disk.entries else []
        held += [entry for entry in disk.aside.values() if entry.id == target]
        held = [entry for entry in held if (entry.contact, entry.stream) == (erasure.contact, stream)]
        reads = (computer.worker, stream) in world.office.state.grants
        if reads and any(entry.body is not None for entry in held):
            raise Violation("I15", f"{computer.name} still has the words of {target}")
