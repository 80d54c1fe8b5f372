"""Central, as a value: the rules of its functions over a state that can be copied and put back.

It is the model that PostgreSQL's functions and the embedded Central are built after: each method is one
transaction. `Office` keeps the states that a backup could bring back, and the push that has not committed yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from typing import Any, Final, Self

from tests.sync.simulator.digests import chain, digest, link, placed, skeleton
from tests.sync.simulator.violation import Violation
from tests.sync.simulator.writing import AGREED, BEGINNING, ERASED, LONGEST, target_of
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Reason
from workstation.sync.central import (
    Answer,
    CentralAway,
    CentralRefuses,
    Page,
    Proof,
    StreamHead,
    Verdict,
    Welcome,
)

STREAMS: Final = ("front-door", "north")


@dataclass
class State:
    """Everything Central knows. Every value in these containers is immutable, so a copy is quick."""

    rows: dict[str, list[Entry]] = field(default_factory=lambda: {stream: [] for stream in STREAMS})
    digests: dict[str, list[bytes]] = field(default_factory=lambda: {stream: [] for stream in STREAMS})
    chains: dict[str, list[bytes]] = field(default_factory=lambda: {stream: [] for stream in STREAMS})
    where: dict[EntryId, tuple[str, int]] = field(default_factory=dict)
    numbers: dict[tuple[DeviceId, int], tuple[bytes, ...]] = field(default_factory=dict)
    tops: dict[DeviceId, int] = field(default_factory=dict)
    devices: dict[DeviceId, DeviceKey] = field(default_factory=dict)
    claims: dict[DeviceId, DeviceKey] = field(default_factory=dict)
    revoked: dict[DeviceId, int] = field(default_factory=dict)
    kept: dict[tuple[EntryId, bytes], tuple[Entry, Reason, AuthorId]] = field(default_factory=dict)
    """The quarantine: what, why, and who handed it over."""
    erasing: dict[EntryId, tuple[Entry, AuthorId, bool]] = field(default_factory=dict)
    """What erases: the entry, who brought it here, and whether its author handed it over too."""
    erased: frozenset[EntryId] = frozenset()
    grants: dict[tuple[AuthorId, str], bool] = field(default_factory=dict)
    """Worker and stream: whether they may also write."""
    had: frozenset[tuple[AuthorId, str]] = frozenset()
    """Who was ever given which stream."""

    def copy(self) -> Self:
        """The same, to be kept while this one goes on."""
        parts: list[Any] = [part.copy() if type(part) is dict else part for part in _parts(self)]
        for by_stream in parts[:3]:
            for stream, each in by_stream.items():
                by_stream[stream] = each.copy()
        return type(self)(*parts)


_parts: Final = attrgetter(*[each.name for each in fields(State)])
"""All that is in a state. The first three are lists by stream."""


class Office:
    """Central with its backups. `epoch` counts how often its story was changed behind everybody's back."""

    def __init__(self, page: int = 500) -> None:
        self.state = State()
        self.page = page
        self.away = False
        self.read_only = False
        self.epoch = 0
        self.tampered = False
        self.altered: list[tuple[str, int, Entry]] = []
        """Rows that were changed under an unchanged chain: where, and as they were."""
        self.rights = 0
        self.commits = 0
        self.since: dict[bytes, int] = {}
        """When an entry was taken in for good, in commits."""
        self.seen: dict[str, int] = {}
        self.open: State | None = None
        """What the commit of a push would make, that holds its lock and has not come to an end."""

    # -- the six questions ----------------------------------------------------------------------------------

    def hello(self, worker: AuthorId, device: DeviceId) -> Welcome:
        state = self.state
        top = state.tops.get(device, 0)
        key = state.devices.get(device)
        streams = tuple(
            [
                self._head(worker, stream, write)
                for (who, stream), write in state.grants.items()
                if who == worker
            ]
        )
        return Welcome(
            worker=worker, at=self.now(), streams=streams, seq=top,
            seq_chain=state.numbers[device, top][0] if top else b"",
            enrolled=key is not None and key.worker == worker,
            read_only=self.read_only, revoked=device in state.revoked,
        )  # fmt: skip

    def _head(self, worker: AuthorId, stream: str, write: bool) -> StreamHead:
        chains = self.state.chains[stream]
        waits = self.waiting_erasures()
        awaited = [entry.id for entry in waits if (entry.author, entry.stream) == (worker, stream)]
        told = chains[-1] if chains else b""
        return StreamHead(stream, len(chains), told, write=write, awaited=tuple(sorted(awaited)))

    def waiting_erasures(self) -> list[Entry]:
        """What says that words go, has not taken effect, and was not handed over by its author."""
        state = self.state
        if not state.erasing:
            return []
        said = [entry for entry, _, vouched in state.erasing.values() if not vouched]
        return [entry for entry in said if target_of(entry) not in state.erased]

    def now(self) -> datetime:
        return BEGINNING

    def push(
        self, worker: AuthorId, stream: str, entries: Sequence[Entry], *, slow: bool = False
    ) -> tuple[Answer, ...]:
        """Take in what can be taken in. A `slow` one keeps the lock of its stream and is not seen yet."""
        if self.read_only:
            raise CentralAway
        self.lock()
        before = self.state
        if slow:
            self.state = before.copy()
        answers = tuple([self.take(worker, stream, entry) for entry in entries])
        if slow:
            self.state, self.open = before, self.state
        else:
            self.committed()
        return answers

    def lock(self) -> None:
        """One push at a time: another waits for it, and gives up after a while."""
        if self.open is not None:
            raise CentralAway

    def pull(self, worker: AuthorId, stream: str, cursor: int, most: int) -> Page:
        if (worker, stream) not in self.state.grants:
            raise CentralRefuses
        rows, chains = self.state.rows[stream], self.state.chains[stream]
        page = tuple(rows[cursor : cursor + min(most, self.page)])
        at = cursor + len(page) if page else min(cursor, len(rows))
        return Page(len(rows), chains[at - 1] if at else b"", page)

    def proofs(self, worker: AuthorId, stream: str, positions: Sequence[int]) -> tuple[Proof, ...]:
        digests, chains = self.state.digests[stream], self.state.chains[stream]
        if (worker, stream) not in self.state.had:
            return ()
        return tuple([Proof(p, digests[p - 1], chains[p - 1]) for p in positions if 0 < p <= len(digests)])

    def devices(self) -> tuple[DeviceKey, ...]:
        return tuple(self.state.devices.values())

    def enrol(self, worker: AuthorId, key: DeviceKey) -> None:
        if self.read_only or self.open is not None:
            raise CentralAway
        if key.device in self.state.devices:
            return
        if key.worker == worker:
            self.let_in(key)
        else:
            self.state.claims.setdefault(key.device, key)

    # -- an administrator, a supervisor ------------------------------------------------------------------------

    def grant(self, rights: Mapping[tuple[AuthorId, str], bool]) -> None:
        """Who may read which stream, and whether they may write to it."""
        self.state.grants = dict(rights)
        self.state.had |= rights.keys()

    def lock_out(self, devices: Mapping[DeviceId, int]) -> None:
        """What these computers write after these numbers stays apart."""
        self.state.revoked = dict(devices)

    def agree(self) -> None:
        """All that was claimed about computers is true."""
        if self.open is None:
            for key in self.state.claims.values():
                self.let_in(key)
            self.state.claims = {}

    def let_in(self, key: DeviceKey) -> None:
        """A computer is known now: what it wrote and others handed over goes in."""
        state = self.state
        if state.devices.setdefault(key.device, key) is not key:
            return
        waits = [(entry, by) for entry, reason, by in state.kept.values() if reason is Reason.UNKNOWN_DEVICE]
        for entry, by in sorted(waits, key=lambda each: each[0].seq):
            if entry.device == key.device:
                self.take(by, entry.stream, entry)
        self.committed()

    # -- the rules of a push ---------------------------------------------------------------------------------

    def take(self, worker: AuthorId, stream: str, entry: Entry) -> Answer:
        """What becomes of one entry."""
        state, mark = self.state, chain(entry)
        if not state.grants.get((worker, stream), False):
            return self.keep(worker, entry, mark, Reason.NOT_GRANTED)
        if entry.body is not None and (len(entry.body) > LONGEST or b"\x00" in entry.body):
            reason = Reason.TOO_LONG if len(entry.body) > LONGEST else Reason.UNREADABLE
            return self.keep(worker, entry, mark, reason)
        place = state.where.get(entry.id)
        if place is not None:
            if state.digests[place[0]][place[1] - 1] == mark:
                self.fill(entry, *place)
                self.heed(worker, entry)
                forked = len(state.numbers[entry.device, entry.seq]) > 1
                return Answer(entry.id, Verdict.DUP, place[1], forked=forked)
            return self.keep(worker, entry, mark, Reason.CLASH)
        fault = self.fault(stream, entry)
        if fault is not None:
            return self.keep(worker, entry, mark, fault)
        return self.place(stream, entry, mark, worker)

    def keep(self, worker: AuthorId, entry: Entry, mark: bytes, reason: Reason) -> Answer:
        """Put an entry where a supervisor sees it; once, however often it is handed over."""
        if entry.id in self.state.erased:
            entry = skeleton(entry)
        self.state.kept[entry.id, mark] = (entry, reason, worker)
        verdict = Verdict.CLASH if reason is Reason.CLASH else Verdict.QUARANTINED
        return Answer(entry.id, verdict, reason=reason)

    def fault(self, stream: str, entry: Entry) -> Reason | None:
        """Why an entry cannot be in the stream; None when it can."""
        state, body = self.state, entry.body
        if entry.stream != stream or (body is not None and digest(body, entry.salt) != entry.digest):
            return Reason.ALTERED
        key = state.devices.get(entry.device)
        if key is None:
            return Reason.UNKNOWN_DEVICE
        if key.worker != entry.author:
            return Reason.NOT_YOURS
        if entry.seq > state.revoked.get(entry.device, entry.seq):
            return Reason.REVOKED
        if entry.kind in (AGREED, ERASED) and not self.may_erase(stream, entry):
            return Reason.ERASURE
        return None

    def may_erase(self, stream: str, entry: Entry) -> bool:
        """Whether somebody else agreed to it, in the same contact and stream, where the target is."""
        target = target_of(entry)
        if entry.kind == AGREED:
            return bool(target)
        said = [each for each, _, _ in self.state.erasing.values() if each.kind == AGREED]
        return self.is_erasable(target, stream, entry.contact) and any(
            (target_of(each), each.stream, each.contact) == (target, stream, entry.contact)
            and each.author != entry.author
            for each in said
        )

    def is_erasable(self, target: EntryId, stream: str, contact: ContactId) -> bool:
        """Whether words of this contact may go: that of the two entries which erase is never erased itself."""
        there = self.state.where.get(target)
        if there is not None:
            row = self.state.rows[there[0]][there[1] - 1]
            return (there[0], row.contact) == (stream, contact) and row.kind not in (AGREED, ERASED)
        return True

    def place(self, stream: str, entry: Entry, mark: bytes, worker: AuthorId, *, obey: bool = True) -> Answer:
        """Give it the next position."""
        state = self.state
        rows, chains = state.rows[stream], state.chains[stream]
        position = len(rows) + 1
        row = placed(skeleton(entry) if entry.id in state.erased else entry, position)
        rows.append(row)
        state.digests[stream].append(mark)
        chains.append(link(chains[-1] if chains else b"", mark))
        state.where[entry.id] = (stream, position)
        state.kept.pop((entry.id, mark), None)
        number = (entry.device, entry.seq)
        others = state.numbers.get(number, ())
        state.numbers[number] = (*others, mark)
        state.tops[entry.device] = max(entry.seq, state.tops.get(entry.device, 0))
        if obey and entry.kind in (AGREED, ERASED):
            state.erasing[entry.id] = (entry, worker, False)
            self.heed(worker, entry)
        return Answer(entry.id, Verdict.OK, position, forked=bool(others))

    def fill(self, entry: Entry, stream: str, position: int) -> None:
        """Words that come after their skeleton, and were not erased, find their place."""
        rows = self.state.rows[stream]
        here = rows[position - 1]
        genuine = entry.body is not None and digest(entry.body, entry.salt) == entry.digest
        if here.body is None and genuine and entry.id not in self.state.erased:
            rows[position - 1] = placed(entry, position)

    def heed(self, worker: AuthorId, entry: Entry) -> None:
        """What erases counts once its author has handed it over in their own name, now or earlier."""
        said = self.state.erasing.get(entry.id)
        if said is not None:
            self.state.erasing[entry.id] = (*said[:2], said[2] or worker == entry.author)
            self.obey(target_of(said[0]), said[0].stream)

    def obey(self, target: EntryId, stream: str) -> None:
        """Erase what two people said is to be erased, if both handed it over themselves."""
        said = [
            entry for entry, _, vouched in self.state.erasing.values()
            if vouched and target_of(entry) == target and entry.stream == stream
        ]  # fmt: skip
        if any(
            (one.kind, other.kind) == (ERASED, AGREED) and one.author != other.author
            and one.contact == other.contact and self.is_erasable(target, stream, one.contact)
            for one in said for other in said
        ):  # fmt: skip
            self.erase(target)

    def erase(self, target: EntryId) -> None:
        """The words go, here and in the quarantine, and do not come back."""
        state = self.state
        state.erased |= {target}
        if target in state.where:
            stream, position = state.where[target]
            state.rows[stream][position - 1] = skeleton(state.rows[stream][position - 1])
        for key, (entry, reason, by) in state.kept.items():
            if entry.id == target:
                state.kept[key] = (skeleton(entry), reason, by)

    # -- what happens to it -----------------------------------------------------------------------------------

    def committed(self) -> None:
        """A push is on the disk: everybody may see it now."""
        self.commits += 1
        for stream, rows in self.state.rows.items():
            first = self.seen.get(stream, 0)
            if first == len(rows):
                continue
            for place in range(first, len(rows)):
                if rows[place].position != place + 1:
                    raise Violation(
                        "I5", f"place {place + 1} of {stream} holds number {rows[place].position}"
                    )
                if self.state.revoked:
                    self.not_locked_out(rows[place])
                self.since.setdefault(self.state.digests[stream][place], self.commits)
            self.seen[stream] = len(rows)

    def not_locked_out(self, entry: Entry) -> None:
        """What a computer wrote after it was locked out is not in a stream."""
        if entry.seq > self.state.revoked.get(entry.device, entry.seq):
            raise Violation("LOCK", f"{entry.id} was written on {entry.device} after it was locked out")

    def settle(self, *, commit: bool) -> None:
        """The open push ends, either way."""
        made, self.open = self.open, None
        if made is not None and commit:
            made.grants, made.had = self.state.grants, self.state.had
            locked, made.revoked = self.state.revoked, {}
            self.state = made
            self.committed()
            made.revoked = locked

    def restore(self, state: State) -> None:
        """Somebody puts an earlier state back. What was open is gone."""
        self.open = None
        self.state = state.copy()
        self.epoch += 1
        self.seen = {stream: len(rows) for stream, rows in self.state.rows.items()}
        there = {mark for digests in self.state.digests.values() for mark in digests}
        self.since = {mark: at for mark, at in self.since.items() if mark in there}

    def all_held(self) -> frozenset[tuple[EntryId, bytes]]:
        """Everything that it `holds`."""
        digests = self.state.digests
        placed = [(id_, digests[stream][place - 1]) for id_, (stream, place) in self.state.where.items()]
        return frozenset(placed).union(self.state.kept)

    def holds(self, id_: EntryId, mark: bytes) -> bool:
        """Whether exactly this entry is here, in a stream or where a supervisor sees it."""
        place = self.state.where.get(id_)
        if place is not None and self.state.digests[place[0]][place[1] - 1] == mark:
            return True
        return (id_, mark) in self.state.kept
