"""Known mistakes, each planted in one place. The laws must catch every one of them, or they are no laws (I23).

A mistake in the exchange or the fold is planted in the real code. One in a journal or in Central is planted in the
simulated one, which does what the real ones are told to do. A new mistake is first added here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from tests.sync.simulator import world
from tests.sync.simulator.digests import chain
from tests.sync.simulator.journal import SimJournal
from tests.sync.simulator.office import Office
from tests.sync.simulator.writing import FROM_NEWER
from workstation.domain import fold
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, EntryId
from workstation.domain.travel import DeviceKey, Doubt, Mark, Reason
from workstation.sync import doubts, exchange, heal
from workstation.sync.central import Answer, CentralOdd, Page, Proof, Verdict, Welcome

_Going = exchange._Going
_Plant = Callable[[Any], Any]


@dataclass(frozen=True)
class Mutant:
    """A mistake: what it is, where it is planted, and how."""

    name: str
    what: str
    where: object
    attribute: str
    plant: _Plant
    """From what is there to what is there instead."""

    @contextlib.contextmanager
    def planted(self) -> Iterator[None]:
        """While this block lasts the mistake is in the code."""
        right = self.where.__dict__[self.attribute]
        setattr(self.where, self.attribute, self.plant(right))
        try:
            yield
        finally:
            setattr(self.where, self.attribute, right)


ALL: Final[dict[str, Mutant]] = {}


def _mutant(where: object, attribute: str) -> Callable[[_Plant], _Plant]:
    """Enter a mistake: its function's name is its name, and its docstring says what it is."""

    def enter(plant: _Plant) -> _Plant:
        name = plant.__name__.strip("_").replace("_", "-")
        ALL[name] = Mutant(name, (plant.__doc__ or "").strip(), where, attribute, plant)
        return plant

    return enter


# -- in the journal -----------------------------------------------------------------------------------------------


@_mutant(SimJournal, "receive")
def _cursor_before_rows(_: object) -> object:
    """The mark is saved in one transaction, and the entries in the next."""

    def receive(
        self: SimJournal,
        stream: str,
        before: Mark,
        page: Sequence[Entry],
        after: Mark,
        doubtful: Mapping[EntryId, Doubt],
    ) -> frozenset[object]:
        self.begin()
        self.check_page(stream, page)
        self.disk.marks[stream] = after
        self.gate()
        self.disk.marks[stream] = before
        self.take_rows(stream, page, doubtful)
        self.move_mark(stream, after)
        self.gate()
        return frozenset()

    return receive


@_mutant(SimJournal, "append")
def _entry_and_outbox_apart(_: object) -> object:
    """An entry is written in one transaction, and that it waits in the next."""

    def append(self: SimJournal, entry: Entry) -> None:
        self.begin()
        self.keep(entry)
        waits = self.disk.waits.pop(entry.id)
        self.gate()
        self.disk.waits[entry.id] = waits

    return append


@_mutant(SimJournal, "append")
def _saved_is_shown_before_the_disk(right: Any) -> object:
    """The screen says saved, and the transaction begins a moment later."""

    def append(self: SimJournal, entry: Entry) -> None:
        with contextlib.suppress(world.Crash):
            right(self, entry)

    return append


@_mutant(SimJournal, "waiting")
def _acknowledged_on_send(right: Any) -> object:
    """What was handed to the line counts as sent, whether an answer came or not."""

    def waiting(self: SimJournal, most: int, most_bytes: int) -> tuple[Entry, ...]:
        batch: tuple[Entry, ...] = right(self, most, most_bytes)
        sent = self.disk.__dict__.setdefault("sent", set())
        fresh = [entry for entry in batch if entry.id not in sent]
        sent.update([entry.id for entry in fresh])
        self.disk.refused.update(dict.fromkeys([entry.id for entry in batch], Reason.CLASH))
        return tuple(fresh)

    return waiting


@_mutant(SimJournal, "forget")
def _acknowledged_is_forgotten(right: Any) -> object:
    """What Central had once confirmed is not kept for sending again."""

    def forget(self: SimJournal, stream: str, after: Mark, positions: Sequence[int]) -> int:
        waited = set(self.disk.waits)
        count: int = right(self, stream, after, positions)
        self.disk.waits = {id_: at for id_, at in self.disk.waits.items() if id_ in waited}
        return count

    return forget


@_mutant(SimJournal, "forget")
def _only_own_are_sent_again(right: Any) -> object:
    """After Central went back everybody sends only what they wrote themselves."""

    def forget(self: SimJournal, stream: str, after: Mark, positions: Sequence[int]) -> int:
        disk, waited = self.disk, set(self.disk.waits)
        count: int = right(self, stream, after, positions)
        own = {id_ for id_, entry in disk.entries.items() if entry.author == self.worker}
        disk.waits = {id_: at for id_, at in disk.waits.items() if id_ in waited or id_ in own}
        return count

    return forget


@_mutant(SimJournal, "forget")
def _absence_is_deletion(right: Any) -> object:
    """What Central does not have any more is taken away here as well."""

    def forget(self: SimJournal, stream: str, after: Mark, positions: Sequence[int]) -> int:
        disk, waited = self.disk, set(self.disk.waits)
        count: int = right(self, stream, after, positions)
        for id_ in [id_ for id_ in disk.waits if id_ not in waited]:
            for held in (disk.waits, disk.entries, disk.chains):
                held.pop(id_)  # type: ignore[attr-defined]
        return count

    return forget


@_mutant(SimJournal, "check_places")
def _clash_of_places_is_accepted(_: object) -> object:
    """A position that another entry has here is accepted in an answer."""
    return lambda *_: None


@_mutant(SimJournal, "learn")
def _keys_are_replaced(_: object) -> object:
    """A computer that is known gets another key when Central says so."""

    def learn(self: SimJournal, keys: Sequence[DeviceKey]) -> None:
        self.disk.keys.update({key.device: key for key in keys})

    return learn


@_mutant(SimJournal, "told")
def _doubtful_is_shown(_: object) -> object:
    """An entry whose signature is false is shown like any other."""

    def told(self: SimJournal, contact: str) -> list[Entry]:
        places = self.disk.places
        return [
            replace(entry, position=places.get(id_))
            for id_, entry in self.disk.entries.items()
            if entry.contact == contact
        ]

    return told


@_mutant(SimJournal, "tip")
def _next_follows_on_a_forgery(_: object) -> object:
    """The next entry follows on whatever came last under our name, though we did not write it."""

    def tip(self: SimJournal, device: str) -> tuple[int, bytes]:
        own = [(seq, marks[-1]) for (name, seq), marks in self.disk.numbers.items() if name == device]
        return max(own, default=(0, b""))

    return tip


@_mutant(SimJournal, "rename")
def _new_name_is_not_saved(right: Any) -> object:
    """After a copy was found, the new name is not written down."""

    def rename(self: SimJournal) -> str:
        old = self.disk.device
        right(self)
        self.disk.device = old
        return old

    return rename


@_mutant(SimJournal, "is_agreed")
def _one_person_erases(_: object) -> object:
    """Words go when one person says so."""
    return lambda self, by: by.id not in self.disk.doubts


@_mutant(SimJournal, "erase")
def _words_stay_on_computers(_: object) -> object:
    """Words are erased at Central, and stay where they were read."""
    return lambda *_: None


@_mutant(SimJournal, "keep")
def _unknown_kinds_are_written_anew(right: Any) -> object:
    """What a newer version wrote is read and written again."""

    def keep(self: SimJournal, entry: Entry, doubt: Doubt | None = None) -> None:
        if entry.kind == FROM_NEWER and entry.body is not None:
            with contextlib.suppress(msgspec.DecodeError):
                entry = replace(entry, body=msgspec.json.encode(msgspec.json.decode(entry.body)))
        right(self, entry, doubt)

    return keep


@_mutant(SimJournal, "take_rows")
def _first_doubt_stays(right: Any) -> object:
    """An entry that was once doubted is doubted for ever, though later it came with a good signature."""

    def take_rows(
        self: SimJournal, stream: str, page: Sequence[Entry], doubtful: Mapping[EntryId, Doubt]
    ) -> None:
        before = {entry.id: self.disk.doubts[entry.id] for entry in page if entry.id in self.disk.doubts}
        right(self, stream, page, {**before, **doubtful})

    return take_rows


# -- in the exchange ----------------------------------------------------------------------------------------------


@_mutant(_Going, "_take")
def _no_continuity_check(_: object) -> object:
    """Nobody looks whether Central's chain is ours: the cursor alone says where to read on."""

    def take(self: Any, stream: str, mark: Mark, page: Page, *, surely: bool) -> bool:
        if page.entries:
            after = exchange._walked(stream, mark, page)
            doubtful = self.witness.doubts(page.entries)
            with contextlib.suppress(exchange.PlaceTaken, exchange.EntryDiffers):
                self.journal.receive(stream, mark, page.entries, after, doubtful)
        return True

    return take


@_mutant(exchange, "_walked")
def _chain_is_adopted(right: Any) -> object:
    """The chain after a page is taken over from Central, and not worked out from its entries."""

    def walked(stream: str, mark: Mark, page: Page) -> Mark:
        return Mark(right(stream, mark, page).cursor, page.chain)

    return walked


@_mutant(heal, "_common")
def _check_by_identity(right: Any) -> object:
    """Where the stories part is looked for by the entry at a place, and not by the chain."""

    def common(journal: Any, central: Any, stream: str) -> Mark:
        mark: Mark = journal.mark(stream)
        there: Sequence[Proof] = central.proofs(stream, [mark.cursor]) if mark.cursor else ()
        if there and there[0].entry == journal.disk.chains[journal.disk.at[stream, mark.cursor]]:
            return mark
        found: Mark = right(journal, central, stream)
        return found

    return common


@_mutant(heal, "_proofs")
def _one_common_anchor(_: object) -> object:
    """Only what was read is compared; what was promised counts as good as long as the read part is."""

    def proofs(central: object, stream: str, positions: Sequence[int]) -> list[Proof]:
        return [_Any(position) for position in positions]  # type: ignore[misc]

    return proofs


class _Any:
    """A proof that agrees with everything."""

    def __init__(self, position: int) -> None:
        self.position, self.entry = position, self

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


@_mutant(_Going, "settle_name")
def _no_fork_check(_: object) -> object:
    """Nobody looks whether the file was copied or put back."""

    def settle_name(self: Any, welcome: Welcome) -> None:
        if not welcome.enrolled and not welcome.read_only:
            self.enrol()

    return settle_name


@_mutant(_Going, "_note")
def _fork_is_ignored(right: Any) -> object:
    """Central says that somebody else goes on under our name, and nothing follows from it."""
    return lambda self, stream, answers, forked: right(self, stream, answers, ())


@_mutant(_Going, "check_lost")
def _lost_streams_are_not_looked_after(_: object) -> object:
    """Who lost a stream does not see that Central lost what they wrote there."""
    return lambda *_: None


@_mutant(_Going, "check_lost")
def _losing_a_stream_drops_what_waits(_: object) -> object:
    """What waits in a stream that was taken away is not sent."""

    def check_lost(self: Any, welcome: Welcome) -> None:
        granted, disk = {head.stream for head in welcome.streams}, self.journal.disk
        disk.waits = {id_: at for id_, at in disk.waits.items() if disk.entries[id_].stream in granted}

    return check_lost


@_mutant(_Going, "show_aside")
def _what_is_set_aside_stays_here(_: object) -> object:
    """An entry whose identity Central gave to another one is kept on one computer only."""
    return lambda *_: None


@_mutant(_Going, "follow_all")
def _an_odd_stream_ends_the_round(_: object) -> object:
    """When one stream cannot be read, nothing is sent and no other is read."""

    def follow_all(self: Any, welcome: Welcome, pages: int, *, enough: bool = False) -> None:
        for head in welcome.streams:
            self.follow(head, pages, enough=enough)

    return follow_all


@_mutant(_Going, "_take")
def _a_known_identity_ends_the_round(_: object) -> object:
    """Another text for an entry that has a position is never a reason to look where Central went back."""

    def take(self: Any, stream: str, mark: Mark, page: Page, *, surely: bool) -> bool:
        if page.head < self.journal.furthest(stream):
            return False
        after = exchange._walked(stream, mark, page)
        if after.chain != page.chain:
            return False
        try:
            self.journal.receive(stream, mark, page.entries, after, self.witness.doubts(page.entries))
        except exchange.EntryDiffers:
            raise CentralOdd from None
        except exchange.PlaceTaken:
            return False
        return True

    return take


@_mutant(doubts.Witness, "doubts")
def _keys_are_asked_for_once(right: Any) -> object:
    """The keys of new computers are asked for once in a round, though a round has many pages."""

    def judge(self: Any, page: Sequence[Entry]) -> object:
        self.__class__ = _AskedOnce
        return right(self, page)

    return judge


class _AskedOnce(doubts.Witness):
    """Never forgets that it has asked."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "_asked" and value is False):
            super().__setattr__(name, value)


@_mutant(doubts.Witness, "_signed")
def _signatures_are_not_checked(_: object) -> object:
    """Every signature is good."""
    return lambda *_: True


# -- in the fold --------------------------------------------------------------------------------------------------


@_mutant(fold, "_standing")
def _last_writer_wins(right: Any) -> object:
    """Of two answers that do not know each other, only the last one stands."""

    def standing(*args: object) -> object:
        return {asked: said[-1:] for asked, said in right(*args).items()}

    return standing


@_mutant(fold, "_answered")
def _time_decides_what_stands(right: Any) -> object:
    """An answer counts only if it comes later in the story than what it answers."""

    def answered(entries: list[Entry], bodies: object) -> object:
        told: set[EntryId] = set()
        for entry in entries:
            told.update(entry.answers if entry.position is not None and entry.position % 5 else ())
        return right(entries, bodies) & told

    return answered


@_mutant(fold, "in_order")
def _only_positions_order(_: object) -> object:
    """The story is sorted by Central's numbers alone."""
    return lambda entries: sorted(entries, key=lambda entry: entry.order)


# -- in Central ---------------------------------------------------------------------------------------------------


@_mutant(Office, "take")
def _repeated_push_gets_a_new_place(_: object) -> object:
    """Nobody looks whether an entry is there already."""

    def take(self: Office, worker: AuthorId, stream: str, entry: Entry) -> Answer:
        mark = chain(entry)
        reason = self.fault(worker, stream, entry)
        return self.place(stream, entry, mark) if reason is None else self.keep(entry, mark, reason)

    return take


@_mutant(Office, "take")
def _same_number_is_the_same_entry(right: Any) -> object:
    """An entry is known by its device and number: the branch of a copied file counts as sent already."""

    def take(self: Office, worker: AuthorId, stream: str, entry: Entry) -> Answer:
        if entry.id not in self.state.where and (entry.device, entry.seq) in self.state.numbers:
            return Answer(entry.id, Verdict.DUP, len(self.state.rows[stream]))
        answer: Answer = right(self, worker, stream, entry)
        return answer

    return take


@_mutant(Office, "take")
def _same_identity_is_the_same_entry(right: Any) -> object:
    """Another entry under a known identity counts as sent already."""

    def take(self: Office, worker: AuthorId, stream: str, entry: Entry) -> Answer:
        if entry.id in self.state.where:
            return Answer(entry.id, Verdict.DUP, self.state.where[entry.id][1])
        answer: Answer = right(self, worker, stream, entry)
        return answer

    return take


@_mutant(Office, "push")
def _one_bad_entry_fails_the_batch(right: Any) -> object:
    """When one entry cannot be taken in, none of its batch is."""

    def push(
        self: Office, worker: AuthorId, stream: str, entries: Sequence[Entry], *, slow: bool = False
    ) -> object:
        if any(self.fault(worker, stream, entry) for entry in entries):
            return tuple(Answer(entry.id, Verdict.QUARANTINED, reason=Reason.UNREADABLE) for entry in entries)
        return right(self, worker, stream, entries, slow=slow)

    return push


@_mutant(Office, "keep")
def _refused_is_thrown_away(_: object) -> object:
    """What cannot be in the stream is not kept anywhere."""
    return lambda self, entry, mark, reason: Answer(entry.id, Verdict.QUARANTINED, reason=reason)


@_mutant(Office, "place")
def _erased_words_come_back(right: Any) -> object:
    """Words that were erased are taken in again when somebody sends them again."""

    def place(self: Office, stream: str, entry: Entry, mark: bytes, *, obey: bool = True) -> Answer:
        erased, self.state.erased = self.state.erased, frozenset()
        answer: Answer = right(self, stream, entry, mark, obey=obey)
        self.state.erased |= erased
        return answer

    return place


@_mutant(Office, "keep")
def _quarantine_keeps_erased_words(_: object) -> object:
    """Words that were erased go into quarantine when somebody sends them again."""

    def keep(self: Office, entry: Entry, mark: bytes, reason: Reason) -> Answer:
        self.state.kept[entry.id, mark] = (entry, reason)
        return Answer(entry.id, Verdict.QUARANTINED, reason=reason)

    return keep


@_mutant(Office, "may_erase")
def _central_lets_one_person_erase(_: object) -> object:
    """Central erases words without asking whether somebody else agreed."""
    return lambda *_: True


@_mutant(Office, "pull")
def _visible_out_of_order(right: Any) -> object:
    """A push that got its numbers first is seen last: readers skip what is not there yet."""

    def pull(self: Office, worker: AuthorId, stream: str, cursor: int, most: int) -> Page:
        page: Page = right(self, worker, stream, cursor, most)
        if len(page.entries) > 2 and self.commits % 4 == 0:
            return replace(page, entries=(*page.entries[:-2], page.entries[-1]))
        return page

    return pull


@_mutant(Office, "settle")
def _an_abort_leaves_a_hole(right: Any) -> object:
    """Numbers come from a sequence, which an aborted push does not give back."""

    def settle(self: Office, *, commit: bool) -> None:
        if self.open is not None and not commit:
            for stream, rows in self.open.rows.items():
                del rows[len(self.state.rows[stream]) : -1]
        right(self, commit=True)

    return settle


@_mutant(Office, "fault")
def _clocks_decide(right: Any) -> object:
    """An entry that says it was written before the last one, or far ahead, is not taken in."""

    def fault(self: Office, worker: AuthorId, stream: str, entry: Entry) -> Reason | None:
        if self.state.rows[stream] and entry.happened < self.state.rows[stream][-1].happened:
            return Reason.UNREADABLE
        reason: Reason | None = right(self, worker, stream, entry)
        return reason

    return fault


@_mutant(Office, "fault")
def _revoked_computers_write_on(right: Any) -> object:
    """Nobody asks whether a computer was locked out."""

    def fault(self: Office, worker: AuthorId, stream: str, entry: Entry) -> Reason | None:
        locked, self.state.revoked = self.state.revoked, {}
        reason: Reason | None = right(self, worker, stream, entry)
        self.state.revoked = locked
        return reason

    return fault


@_mutant(Office, "hello")
def _everybody_reads_everything(right: Any) -> object:
    """Every stream is offered to everybody."""

    def hello(self: Office, worker: AuthorId, device: str) -> Welcome:
        for stream in self.state.rows:
            self.state.grants.setdefault((worker, stream), False)
        welcome: Welcome = right(self, worker, device)
        return welcome

    return hello


# -- in how people write ------------------------------------------------------------------------------------------


@_mutant(world, "next_hybrid")
def _the_bare_clock(_: object) -> object:
    """An entry is stamped with the clock as it stands, wherever it jumped to."""
    return lambda _last, now: int(now.timestamp() * 1000) << 16
