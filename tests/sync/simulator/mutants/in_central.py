"""Mistakes in Central."""

# ruff: noqa: ANN401, ARG005 - what is replaced is of every kind, and inside

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from tests.sync.simulator.digests import chain
from tests.sync.simulator.mutants.planting import mutant
from tests.sync.simulator.office import Office
from tests.sync.simulator.writing import ERASED, target_of
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId
from workstation.domain.travel import Reason
from workstation.sync.central import Answer, Page, Verdict, Welcome


@mutant(Office, "take")
def _repeated_push_gets_a_new_place(_: object) -> object:
    """Nobody looks whether an entry is there already."""

    def take(self: Office, worker: AuthorId, stream: str, entry: Entry) -> Answer:
        mark = chain(entry)
        reason = self.fault(stream, entry)
        if reason is not None:
            return self.keep(worker, entry, mark, reason)
        return self.place(stream, entry, mark, worker)

    return take


@mutant(Office, "take")
def _same_number_is_the_same_entry(right: Any) -> object:
    """An entry is known by its device and number: the branch of a copied file counts as sent already."""

    def take(self: Office, worker: AuthorId, stream: str, entry: Entry) -> Answer:
        if entry.id not in self.state.where and (entry.device, entry.seq) in self.state.numbers:
            return Answer(entry.id, Verdict.DUP, len(self.state.rows[stream]))
        answer: Answer = right(self, worker, stream, entry)
        return answer

    return take


@mutant(Office, "take")
def _same_identity_is_the_same_entry(right: Any) -> object:
    """Another entry under a known identity counts as sent already."""

    def take(self: Office, worker: AuthorId, stream: str, entry: Entry) -> Answer:
        if entry.id in self.state.where:
            return Answer(entry.id, Verdict.DUP, self.state.where[entry.id][1])
        answer: Answer = right(self, worker, stream, entry)
        return answer

    return take


@mutant(Office, "push")
def _one_bad_entry_fails_the_batch(right: Any) -> object:
    """When one entry cannot be taken in, none of its batch is."""

    def push(
        self: Office, worker: AuthorId, stream: str, entries: Sequence[Entry], *, slow: bool = False
    ) -> object:
        if any(self.fault(stream, entry) for entry in entries):
            return tuple(Answer(entry.id, Verdict.QUARANTINED, reason=Reason.UNREADABLE) for entry in entries)
        return right(self, worker, stream, entries, slow=slow)

    return push


@mutant(Office, "keep")
def _refused_is_thrown_away(_: object) -> object:
    """What cannot be in the stream is not kept anywhere."""
    return lambda self, worker, entry, mark, reason: Answer(entry.id, Verdict.QUARANTINED, reason=reason)


@mutant(Office, "take")
def _erased_words_come_back(right: Any) -> object:
    """Words that were erased are taken in again when somebody sends them again."""

    def take(self: Office, worker: AuthorId, stream: str, entry: Entry) -> Answer:
        erased, self.state.erased = self.state.erased, frozenset()
        answer: Answer = right(self, worker, stream, entry)
        self.state.erased |= erased
        return answer

    return take


@mutant(Office, "keep")
def _quarantine_keeps_erased_words(_: object) -> object:
    """Words that were erased go into quarantine when somebody sends them again."""

    def keep(self: Office, worker: AuthorId, entry: Entry, mark: bytes, reason: Reason) -> Answer:
        self.state.kept[entry.id, mark] = (entry, reason, worker)
        return Answer(entry.id, Verdict.QUARANTINED, reason=reason)

    return keep


@mutant(Office, "may_erase")
def _central_lets_one_person_erase(_: object) -> object:
    """Central erases words without asking whether somebody else agreed."""

    def may_erase(self: Office, stream: str, entry: Entry) -> bool:
        if entry.kind == ERASED:
            self.erase(target_of(entry))
        return True

    return may_erase


@mutant(Office, "heed")
def _anybodys_word_erases(right: Any) -> object:
    """Central takes whoever hands an erasure over for its author."""
    return lambda self, _worker, entry: right(self, entry.author, entry)


@mutant(Office, "pull")
def _visible_out_of_order(right: Any) -> object:
    """A push that got its numbers first is seen last: readers skip what is not there yet."""

    def pull(self: Office, worker: AuthorId, stream: str, cursor: int, most: int) -> Page:
        page: Page = right(self, worker, stream, cursor, most)
        if len(page.entries) > 2 and self.commits % 4 == 0:
            return replace(page, entries=(*page.entries[:-2], page.entries[-1]))
        return page

    return pull


@mutant(Office, "settle")
def _an_abort_leaves_a_hole(right: Any) -> object:
    """Numbers come from a sequence, which an aborted push does not give back."""

    def settle(self: Office, *, commit: bool) -> None:
        if self.open is not None and not commit:
            for stream, rows in self.open.rows.items():
                del rows[len(self.state.rows[stream]) : -1]
        right(self, commit=True)

    return settle


@mutant(Office, "fault")
def _clocks_decide(right: Any) -> object:
    """An entry that says it was written before the last one, or far ahead, is not taken in."""

    def fault(self: Office, stream: str, entry: Entry) -> Reason | None:
        if self.state.rows[stream] and entry.happened < self.state.rows[stream][-1].happened:
            return Reason.UNREADABLE
        reason: Reason | None = right(self, stream, entry)
        return reason

    return fault


@mutant(Office, "fault")
def _revoked_computers_write_on(right: Any) -> object:
    """Nobody asks whether a computer was locked out."""

    def fault(self: Office, stream: str, entry: Entry) -> Reason | None:
        locked, self.state.revoked = self.state.revoked, {}
        reason: Reason | None = right(self, stream, entry)
        self.state.revoked = locked
        return reason

    return fault


@mutant(Office, "hello")
def _everybody_reads_everything(right: Any) -> object:
    """Every stream is offered to everybody."""

    def hello(self: Office, worker: AuthorId, device: str) -> Welcome:
        for stream in self.state.rows:
            self.state.grants.setdefault((worker, stream), False)
        welcome: Welcome = right(self, worker, device)
        return welcome

    return hello
