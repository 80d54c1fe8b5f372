"""One round with Central: follow its story, hand over ours. A plain function, so that it can be simulated.

Nothing here trusts the order in which things happen. A call whose outcome is unknown is asked again: Central
knows an entry by its identity. A Central that went back to an old backup is seen at the next page, because the
chain does not fit; then what it lost waits again, whoever wrote it, and is handed over once more (`sync.md` 4).

Central's story is followed first, as far as anything of it was promised to us, and ours is handed over after: so
an answer does not reach Central ahead of the entry it answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from msgspec import Struct

from workstation.domain.entries import chain
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.travel import Mark, Reason, link
from workstation.store.record import EntryDiffers, PlaceTaken
from workstation.sync.carried import Carried
from workstation.sync.central import (
    MOST_BYTES,
    MOST_ENTRIES,
    PROTOCOL,
    Answer,
    Central,
    CentralOdd,
    CentralTooNew,
    Page,
    StreamHead,
    Verdict,
    Welcome,
)
from workstation.sync.doubts import Genuine, Witness
from workstation.sync.heal import heal

PAGES: Final = 40
"""The most calls of one kind in a round: a first sync must not keep what waits here from being sent."""


class Round(Struct, frozen=True):
    """What one round did, for the status line and the log; no words of the record are in it."""

    at: datetime
    sent: int = 0
    received: int = 0
    healed: int = 0
    refused: int = 0
    doubtful: int = 0
    renamed: bool = False
    revoked: bool = False
    read_only: bool = False
    finished: bool = True
    contacts: frozenset[ContactId] = frozenset()


def exchange(journal: Carried, central: Central, genuine: Genuine, *, pages: int = PAGES) -> Round:
    """One round. A `CentralTrouble` or a `StoreTrouble` ends it early; all that was done before is kept."""
    welcome = central.hello(journal.device)
    if welcome.oldest > PROTOCOL:
        raise CentralTooNew
    going = _Going(journal, central, Witness(journal, central, genuine), welcome.at)
    going.settle_name(welcome)
    for stream in welcome.streams:
        going.follow(stream.stream, stream, pages, enough=not welcome.read_only)
    if not welcome.read_only:
        going.hand_over(pages)
        for stream in welcome.streams:
            going.follow(stream.stream, None, pages)
    return going.done(welcome)


@dataclass
class _Going:
    """A round while it goes on."""

    journal: Carried
    central: Central
    witness: Witness
    at: datetime
    sent: int = 0
    received: int = 0
    healed: int = 0
    refused: int = 0
    renamed: bool = False
    finished: bool = True
    contacts: set[ContactId] = field(default_factory=set)

    def done(self, welcome: Welcome) -> Round:
        return Round(
            at=self.at, sent=self.sent, received=self.received, healed=self.healed, refused=self.refused,
            doubtful=self.witness.doubted, renamed=self.renamed, revoked=welcome.revoked,
            read_only=welcome.read_only, finished=self.finished, contacts=frozenset(self.contacts),
        )  # fmt: skip

    # -- whose file this is -------------------------------------------------------------------------------

    def settle_name(self, welcome: Welcome) -> None:
        """Take a new name if somebody else goes on under ours, and make sure that Central knows it."""
        mine = self.journal.device
        seq, _ = self.journal.tip(mine)
        copied = welcome.seq > seq
        if welcome.seq and not copied:
            copied = welcome.seq_chain not in self.journal.digests_at(mine, welcome.seq)
        if copied:
            self.rename()
        elif not welcome.enrolled:
            self.central.enrol(self.journal.own_key())

    def rename(self) -> None:
        self.journal.rename()
        self.renamed = True
        self.central.enrol(self.journal.own_key())

    # -- theirs -------------------------------------------------------------------------------------------

    def follow(self, stream: str, head: StreamHead | None, pages: int, *, enough: bool = False) -> None:
        """Read on from our mark, to the end or for so many pages. With `enough`, only until nothing that was
        promised to us lies ahead: the rest can wait until ours is sent.
        """
        if head is not None and self._there(stream, head):
            return
        for _ in range(pages):
            mark = self.journal.mark(stream)
            page = self.central.pull(stream, mark.cursor)
            if not self._take(stream, mark, page):
                self.healed += heal(self.journal, self.central, stream)
            elif self.journal.mark(stream).cursor >= page.head or (
                enough and not self.journal.beyond(stream)
            ):
                return
        self.finished = False

    def _there(self, stream: str, head: StreamHead) -> bool:
        """Whether there is nothing to read: our mark is where Central's story ends, and so is the chain."""
        mark = self.journal.mark(stream)
        return mark == Mark(head.head, head.chain) and self.journal.furthest(stream) == mark.cursor

    def _take(self, stream: str, mark: Mark, page: Page) -> bool:
        """Take over a page; False when Central no longer tells the story we know."""
        if page.head < self.journal.furthest(stream):
            return False
        after = _walked(stream, mark, page)
        if after.chain != page.chain:
            if self._same_so_far(stream, mark):
                raise CentralOdd("The server sent a page that does not fit its own chain.")
            return False
        if not page.entries:
            return True
        doubtful = self.witness.doubts(page.entries)
        try:
            self.contacts |= self.journal.receive(stream, mark, page.entries, after, doubtful)
        except PlaceTaken:
            return False
        except EntryDiffers as error:
            raise CentralOdd("The server sent another text for an entry we know.") from error
        self.received += len(page.entries)
        return True

    def _same_so_far(self, stream: str, mark: Mark) -> bool:
        """Whether Central still has our mark's chain at our mark."""
        if mark.cursor == 0:
            return True
        proofs = self.central.proofs(stream, [mark.cursor])
        return bool(proofs) and proofs[0].chain == mark.chain

    # -- ours ---------------------------------------------------------------------------------------------

    def hand_over(self, pages: int) -> None:
        """Send what waits, oldest first."""
        for _ in range(pages):
            batch = self.journal.waiting(MOST_ENTRIES, MOST_BYTES)
            if not batch:
                return
            stream = batch[0].stream
            answers = self.central.push(stream, batch)
            if [answer.entry for answer in answers] != [entry.id for entry in batch]:
                raise CentralOdd("The server did not answer for each entry that it was given.")
            self._note(stream, answers)
        self.finished = False

    def _note(self, stream: str, answers: Sequence[Answer]) -> None:
        """Write down what became of a batch. Only what is written down counts as sent."""
        placed: dict[EntryId, int] = {}
        kept: dict[EntryId, Reason] = {}
        for answer in answers:
            if answer.position is not None and answer.verdict in (Verdict.OK, Verdict.DUP):
                placed[answer.entry] = answer.position
            else:
                kept[answer.entry] = answer.reason or Reason.CLASH
        self._claim(kept)
        if kept:
            self.journal.refuse(kept)
            self.refused += len(kept)
        try:
            self.journal.confirm(stream, placed)
            self.sent += len(placed)
        except PlaceTaken:
            self.healed += heal(self.journal, self.central, stream)
        if any(answer.forked for answer in answers):
            self.rename()

    def _claim(self, kept: dict[EntryId, Reason]) -> None:
        """Central forgot computers that we know: say whose they were, for a supervisor to agree."""
        if Reason.UNKNOWN_DEVICE in kept.values():
            known = {key.device for key in self.central.devices()}
            for device, key in self.journal.keys().items():
                if device not in known:
                    self.central.enrol(key)


def _walked(stream: str, mark: Mark, page: Page) -> Mark:
    """The mark after a page, worked out from its entries: a digest is never taken over from somebody."""
    cursor, told = mark.cursor, mark.chain
    for entry in page.entries:
        cursor += 1
        if entry.position != cursor or entry.stream != stream:
            raise CentralOdd("The server sent a page with a hole in it.")
        told = link(told, chain(entry))
    return Mark(cursor, told)
