"""One round with Central: follow its story, hand over ours. A plain function, so that it can be simulated.

Nothing here trusts the order in which things happen. A call whose outcome is unknown is asked again: Central
knows an entry by its identity. A Central that went back to an old backup is seen at the next page, because the
chain does not fit; then what it lost waits again, whoever wrote it, and is handed over once more (`sync.md` 4).

Central's story is followed first, as far as anything of it was promised to us, and ours is handed over after: so
an answer does not reach Central ahead of the entry it answers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from msgspec import Struct

from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.travel import Doubt, Mark, Reason
from workstation.store.record import EntryDiffers, PlaceTaken
from workstation.sync import vouching
from workstation.sync.carried import Carried
from workstation.sync.central import (
    MOST_BYTES,
    MOST_ENTRIES,
    PROTOCOL,
    Answer,
    Central,
    CentralOdd,
    CentralRefuses,
    CentralTooNew,
    CentralTrouble,
    Page,
    StreamHead,
    Verdict,
    Welcome,
)
from workstation.sync.doubts import Genuine, Witness
from workstation.sync.first_sync import Poured, pour_far
from workstation.sync.heal import heal

_sha = hashlib.sha256
PAGES: Final = 40
"""The most calls of one kind in a round: a first sync must not keep what waits here from being sent."""
_PATIENCE: Final = 1
"""How often healing may find nothing to heal, in a row, before Central is called odd: it may have gone back
between two questions.
"""


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
    begins_in: str = ""
    """The stream in which whoever sits here begins new contacts (`Welcome.begins_in`)."""
    spoiled: int = 0
    """Pieces of a first sync that were not what they should be."""
    ahead: int = 0
    of: int = 0
    """How many entries are still to be read when it did not get to the end, and how many there are altogether."""
    shut: tuple[str, ...] = ()
    """Streams that are kept closed until whoever sits here says why (`Welcome.shut`)."""
    opened: tuple[tuple[str, datetime], ...] = ()
    """Streams that are kept closed and open to them, and until when by Central's clock."""


def exchange(
    journal: Carried,
    central: Central,
    genuine: Genuine,
    *,
    pages: int = PAGES,
    came: Callable[[frozenset[ContactId]], object] = frozenset,
) -> Round:
    """One round. A `CentralTrouble` or a `StoreTrouble` ends it early; all that was done before is kept. `came` is
    told in either case about which contacts something new is here.
    """
    welcome = central.hello(journal.device)
    if welcome.oldest > PROTOCOL:
        raise CentralTooNew
    going = _Going(journal, central, Witness(journal, central, genuine), welcome.worker, welcome.at)
    try:
        going.go(welcome, pages, genuine)
        going.fold()
    except CentralTrouble:
        going.fold()
        raise
    finally:
        if going.contacts:
            came(frozenset(going.contacts))
    return _round(going, welcome)


@dataclass
class _Going:
    """A round while it goes on."""

    journal: Carried
    central: Central
    witness: Witness
    worker: AuthorId
    at: datetime
    sent: int = 0
    received: int = 0
    healed: int = 0
    refused: int = 0
    renamed: bool = False
    finished: bool = True
    contacts: set[ContactId] = field(default_factory=set)
    odd: CentralOdd | None = None
    poured: Poured = field(default_factory=Poured)

    def go(self, welcome: Welcome, pages: int, genuine: Genuine) -> None:
        """The whole round."""
        self.settle_name(welcome)
        self.check_lost(welcome)
        pour_far(self.poured, self.journal, self.central, genuine, welcome.streams)
        behind = 1 if self.poured.more else pages
        self.follow_all(welcome, behind, enough=not welcome.read_only)
        if not welcome.read_only:
            for stream, said in vouching.awaited(self.journal, welcome):
                self._pushed(stream, said)
            self.hand_over(pages)
            self.show_aside()
        self.follow_all(welcome, behind)
        if self.odd is not None:
            raise self.odd

    def fold(self) -> None:
        """Bring the lists up to date with what came, however far it came: once, not at each page."""
        while folded := self.journal.fold_some():
            self.contacts |= folded

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
        if (copied or not welcome.enrolled) and not welcome.read_only:
            self.enrol()

    def rename(self) -> None:
        self.journal.rename()
        self.renamed = True

    def enrol(self) -> None:
        """Make our name known. What was refused because it was not, is sent again."""
        self.central.enrol(self.journal.own_key())
        self.journal.ask_again()

    # -- theirs -------------------------------------------------------------------------------------------

    def check_lost(self, welcome: Welcome) -> None:
        """What we have of streams that we may read no more is looked after: maybe nobody else has it."""
        granted = {head.stream for head in welcome.streams}
        for stream in self.journal.streams():
            if stream not in granted:
                self.healed += heal(self.journal, self.central, stream)

    def follow_all(self, welcome: Welcome, pages: int, *, enough: bool = False) -> None:
        """Follow every stream. One whose story cannot be true holds up no other, nor what waits here; and it may
        be true once the others are healed, because an identity is in one stream only. One that is refused was
        closed to us since `hello`, which is who says whether we are let in at all.
        """
        self.odd = None
        for head in welcome.streams:
            try:
                self.follow(head, pages, enough=enough)
            except CentralOdd as odd:
                self.odd = odd
            except CentralRefuses as refused:
                if not refused.of_one_stream:
                    raise

    def follow(self, head: StreamHead, pages: int, *, enough: bool) -> None:
        """Read on from our mark, to the end or for so many pages. With `enough`, only until nothing that was
        promised to us lies ahead: the rest can wait until ours is sent.
        """
        stream, in_vain = head.stream, 0
        if self._there(head):
            return
        for _ in range(pages):
            mark = self.journal.mark(stream)
            page = self.central.pull(stream, mark.cursor)
            if self._take(stream, mark, page, surely=in_vain == _PATIENCE):
                cursor = self.journal.mark(stream).cursor
                if cursor >= page.head or (enough and self.journal.furthest(stream) <= cursor):
                    return
                in_vain = 0
            else:
                healed = heal(self.journal, self.central, stream)
                self.healed += healed
                in_vain = 0 if healed else in_vain + 1
                if in_vain > _PATIENCE:
                    raise CentralOdd("The server tells a story that does not fit itself.")
        self.finished = False

    def _there(self, head: StreamHead) -> bool:
        """Whether there is nothing to read: our mark is where Central's story ends, and so is the chain."""
        mark = self.journal.mark(head.stream)
        return mark == Mark(head.head, head.chain) and self.journal.furthest(head.stream) == mark.cursor

    def _take(self, stream: str, mark: Mark, page: Page, *, surely: bool) -> bool:
        """Take over a page; False when it does not go with what we know of Central's story. An entry of a computer
        that Central does not know any more says that it went back just now: look again before it is doubted.
        """
        if page.head < self.journal.furthest(stream):
            return False
        after, digests = _walked(stream, mark, page)
        if after.chain != page.chain:
            return False
        if page.entries:
            doubtful = self.witness.doubts(page.entries, digests)
            if Doubt.DEVICE in doubtful.values() and not surely:
                return False
            try:
                self.contacts |= self.journal.receive(stream, mark, page.entries, after, doubtful)
            except (PlaceTaken, EntryDiffers):
                return False
            self.received += len(page.entries)
        return True

    # -- ours ---------------------------------------------------------------------------------------------

    def hand_over(self, pages: int) -> None:
        """Send what waits, oldest first."""
        for _ in range(pages):
            batch = self.journal.waiting(MOST_ENTRIES, MOST_BYTES)
            if not batch:
                return
            stream = batch[0].stream
            if ours := vouching.without_forged(self.journal, self.worker, batch):
                self._note(stream, self._pushed(stream, ours))
        self.finished = False

    def show_aside(self) -> None:
        """Central keeps also what lost its identity to another entry: in quarantine, for a supervisor to see."""
        aside = self.journal.aside(MOST_ENTRIES)
        for entry in aside:
            self._pushed(entry.stream, [entry])
        if aside:
            self.journal.told_aside(aside)

    def _pushed(self, stream: str, batch: Sequence[Entry]) -> tuple[Answer, ...]:
        """Central's answers. If one says that somebody else goes on under our name, we have another one before
        anything is written down, or a power cut here would leave nobody who knows that it is needed.
        """
        answers = self.central.push(stream, batch)
        if [answer.entry for answer in answers] != [entry.id for entry in batch]:
            raise CentralOdd("The server did not answer for each entry that it was given.")
        if self.journal.device in _forked(batch, answers):
            self.rename()
            self.enrol()
        return answers

    def _note(self, stream: str, answers: Sequence[Answer]) -> None:
        """Write down what became of a batch. Only what is written down counts as sent."""
        placed: dict[EntryId, int] = {}
        kept: dict[EntryId, Reason] = {}
        for answer in answers:
            if answer.position is not None and answer.verdict in (Verdict.OK, Verdict.DUP):
                placed[answer.entry] = answer.position
            else:
                kept[answer.entry] = answer.reason or Reason.CLASH
        if kept:
            self.journal.refuse(kept)
            self.refused += len(kept)
            self._claim(kept)
        try:
            self.journal.confirm(stream, placed)
            self.sent += len(placed)
        except PlaceTaken:
            self.healed += heal(self.journal, self.central, stream)

    def _claim(self, kept: dict[EntryId, Reason]) -> None:
        """Central forgot computers that we know: say whose they were, for a supervisor to agree. Ours, under
        whatever name, count at once.
        """
        if Reason.UNKNOWN_DEVICE in kept.values():
            known = {key.device for key in self.central.devices()}
            forgotten = [key for device, key in self.journal.keys().items() if device not in known]
            for key in forgotten:
                self.central.enrol(key)
            if any(key.worker == self.worker for key in forgotten):
                self.journal.ask_again()


def _round(going: _Going, welcome: Welcome) -> Round:
    """What a round did."""
    poured, heads = going.poured, welcome.streams
    ahead = sum(max(0, head.head - going.journal.mark(head.stream).cursor) for head in heads)
    return Round(
        at=going.at, sent=going.sent, received=going.received + poured.entries, healed=going.healed,
        refused=going.refused, doubtful=going.witness.doubted + poured.doubtful, renamed=going.renamed,
        revoked=welcome.revoked, read_only=welcome.read_only, finished=going.finished, spoiled=poured.spoiled,
        begins_in=welcome.begins_in, ahead=0 if going.finished else ahead, of=sum(head.head for head in heads),
        shut=tuple(kept.stream for kept in welcome.shut),
        opened=tuple((head.stream, head.open_until) for head in heads if head.open_until is not None),
    )  # fmt: skip


def _forked(batch: Sequence[Entry], answers: Sequence[Answer]) -> set[DeviceId]:
    """The names under which two files were written."""
    return {entry.device for entry, answer in zip(batch, answers, strict=True) if answer.forked}


def _walked(stream: str, mark: Mark, page: Page) -> tuple[Mark, Sequence[bytes]]:
    """The mark after a page, worked out from its entries (a digest is never taken over from somebody), and the
    chain digest of each.
    """
    cursor, told = mark.cursor, mark.chain
    for entry, digest in zip(page.entries, page.digests, strict=True):
        cursor += 1
        if entry.position != cursor or entry.stream != stream:
            raise CentralOdd("The server sent a page with a hole in it.")
        told = _sha(told + digest).digest()  # as `domain.travel.link`: each entry comes through here
    return Mark(cursor, told), page.digests
