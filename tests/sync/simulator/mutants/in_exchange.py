"""Mistakes in the exchange and in the fold: the real ones."""

# ruff: noqa: ANN401 - what is replaced is of every kind, and inside

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

from tests.sync.simulator.mutants.planting import mutant
from workstation.domain import fold
from workstation.domain.entries import Entry
from workstation.domain.ids import EntryId
from workstation.domain.travel import Mark
from workstation.store.record import EntryDiffers, PlaceTaken
from workstation.sync import doubts, exchange, heal, vouching
from workstation.sync.central import CentralOdd, Page, Proof, Welcome

_Going = exchange._Going


@mutant(_Going, "_take")
def _no_continuity_check(_: object) -> object:
    """Nobody looks whether Central's chain is ours: the cursor alone says where to read on."""

    def take(self: Any, stream: str, mark: Mark, page: Page, *, surely: bool) -> bool:
        if page.entries:
            after, digests = exchange._walked(stream, mark, page)
            doubtful = self.witness.doubts(page.entries, digests)
            with contextlib.suppress(PlaceTaken, EntryDiffers):
                self.journal.receive(stream, mark, page.entries, after, doubtful)
        return True

    return take


@mutant(exchange, "_walked")
def _chain_is_adopted(right: Any) -> object:
    """The chain after a page is taken over from Central, and not worked out from its entries."""

    def walked(stream: str, mark: Mark, page: Page) -> tuple[Mark, list[bytes]]:
        after, digests = right(stream, mark, page)
        return Mark(after.cursor, page.chain), digests

    return walked


@mutant(heal, "_common")
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


@mutant(heal, "_proofs")
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


@mutant(_Going, "settle_name")
def _no_fork_check(_: object) -> object:
    """Nobody looks whether the file was copied or put back."""

    def settle_name(self: Any, welcome: Welcome) -> None:
        if not welcome.enrolled and not welcome.read_only:
            self.enrol()

    return settle_name


@mutant(exchange, "_forked")
def _fork_is_ignored(_: object) -> object:
    """Central says that somebody else goes on under our name, and nothing follows from it."""
    return lambda *_: set()


@mutant(_Going, "check_lost")
def _lost_streams_are_not_looked_after(_: object) -> object:
    """Who lost a stream does not see that Central lost what they wrote there."""
    return lambda *_: None


@mutant(_Going, "check_lost")
def _losing_a_stream_drops_what_waits(_: object) -> object:
    """What waits in a stream that was taken away is not sent."""

    def check_lost(self: Any, welcome: Welcome) -> None:
        granted, disk = {head.stream for head in welcome.streams}, self.journal.disk
        disk.waits = {id_: at for id_, at in disk.waits.items() if disk.entries[id_].stream in granted}

    return check_lost


@mutant(_Going, "show_aside")
def _what_is_set_aside_stays_here(_: object) -> object:
    """An entry whose identity Central gave to another one is kept on one computer only."""
    return lambda *_: None


@mutant(_Going, "follow_all")
def _an_odd_stream_ends_the_round(_: object) -> object:
    """When one stream cannot be read, nothing is sent and no other is read."""

    def follow_all(self: Any, welcome: Welcome, pages: int, *, enough: bool = False) -> None:
        for head in welcome.streams:
            self.follow(head, pages, enough=enough)

    return follow_all


@mutant(_Going, "_take")
def _a_known_identity_ends_the_round(_: object) -> object:
    """Another text for an entry that has a position is never a reason to look where Central went back."""

    def take(self: Any, stream: str, mark: Mark, page: Page, *, surely: bool) -> bool:
        if page.head < self.journal.furthest(stream):
            return False
        after, digests = exchange._walked(stream, mark, page)
        if after.chain != page.chain:
            return False
        try:
            doubtful = self.witness.doubts(page.entries, digests)
            self.journal.receive(stream, mark, page.entries, after, doubtful)
        except EntryDiffers:
            raise CentralOdd from None
        except PlaceTaken:
            return False
        return True

    return take


@mutant(doubts.Witness, "doubts")
def _keys_are_asked_for_once(right: Any) -> object:
    """The keys of new computers are asked for once in a round, though a round has many pages."""

    def judge(self: Any, page: Sequence[Entry], digests: Sequence[bytes]) -> object:
        self.__class__ = _AskedOnce
        return right(self, page, digests)

    return judge


class _AskedOnce(doubts.Witness):
    """Never forgets that it has asked."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "_asked" and value is False):
            super().__setattr__(name, value)


@mutant(doubts, "_signed")
def _signatures_are_not_checked(_: object) -> object:
    """Every signature is good."""
    return lambda *_: True


@mutant(fold, "_standing")
def _last_writer_wins(right: Any) -> object:
    """Of two answers that do not know each other, only the last one stands."""

    def standing(*args: object) -> object:
        return {asked: said[-1:] for asked, said in right(*args).items()}

    return standing


@mutant(fold, "_answered")
def _time_decides_what_stands(right: Any) -> object:
    """An answer counts only if it comes later in the story than what it answers."""

    def answered(entries: list[Entry], bodies: object) -> object:
        told: set[EntryId] = set()
        for entry in entries:
            told.update(entry.answers if entry.position is not None and entry.position % 5 else ())
        return right(entries, bodies) & told

    return answered


@mutant(fold, "in_order")
def _only_positions_order(_: object) -> object:
    """The story is sorted by Central's numbers alone."""
    return lambda entries: sorted(entries, key=lambda entry: entry.order)


@mutant(vouching, "awaited")
def _nobody_vouches_again(_: object) -> object:
    """Who erased does not tell Central so again, when it heard it from others."""
    return lambda *_: ()


@mutant(vouching, "without_forged")
def _a_forgery_is_handed_over_by_its_victim(_: object) -> object:
    """What somebody forged to erase is sent by whose name it bears, and Central believes it."""
    return lambda _journal, _worker, batch: list(batch)
