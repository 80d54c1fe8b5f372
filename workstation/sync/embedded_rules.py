"""What an embedded Central does with each entry it is handed: the rules of `push_v1` once more, in Python.

One call is one transaction of the file, so a position that was told stays told. Both sets of rules pass the same
contract (`tests/sync/test_central.py`); the database's is the one that holds against a hostile client.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from workstation.domain.entries import MOST_BYTES, Entry, chain, genuine
from workstation.domain.people import ACTS_OF_MANAGERS
from workstation.domain.times import in_range, milliseconds
from workstation.domain.travel import Reason, link
from workstation.domain.wire import from_wire, to_wire
from workstation.sync.central import Answer, Verdict

_AGREED: Final = "ErasureAgreed"
_ERASED: Final = "Redacted"
_WORD: Final = re.compile(r"[!-+.-~-]{1,80}")
_EDITION: Final = re.compile(r"[ -~]{0,80}")
_ANSWERS: Final = re.compile(r"[!-~]{0,40000}")
_MOST_NUMBER: Final = 2**63 - 1


@dataclass
class Taking:
    """One batch for one stream, handed over by one worker, inside a transaction that somebody else began."""

    raw: Any
    worker: str
    stream: str
    head: int
    told: bytes

    def take(self, entry: Entry, *, forgive: bool = False) -> Answer:
        """Take one entry in, or keep it apart. `forgive`: a supervisor lets in what a lock-out kept out."""
        reason = _unreadable(entry)
        if reason is None:
            known = self._one("SELECT position, hash FROM entry WHERE id = ?", entry.id)
            if known is not None:
                return self._known(entry, known[0], known[1])
            reason = self._fault(entry, forgive=forgive)
        if reason is not None:
            self.keep_apart(entry, reason)
            return Answer(entry.id, Verdict.QUARANTINED, reason=reason)
        return self._added(entry)

    def _known(self, entry: Entry, position: int, here: bytes) -> Answer:
        if here != chain(entry):
            self.keep_apart(entry, Reason.CLASH)
            self._warn("clash", entry)
            return Answer(entry.id, Verdict.CLASH, reason=Reason.CLASH)
        self._fill(entry)
        self._settle(entry)
        self._heed(entry, known=True)
        return Answer(entry.id, Verdict.DUP, position, forked=self._forked(entry))

    def _added(self, entry: Entry) -> Answer:
        forked = self._forked(entry)
        if self._one("SELECT 1 FROM erased WHERE target = ? AND stream = ?", entry.id, self.stream):
            entry = replace(entry, body=None, salt=b"")
        elif entry.body is None:
            self._warn("wordless", entry)
        digest = chain(entry)
        self.head, self.told = self.head + 1, link(self.told, digest)
        self._run(
            "INSERT INTO entry (stream, position, id, contact, kind, device, seq, hash, chain, wire, handed_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self.stream, self.head, entry.id, entry.contact, entry.kind, entry.device, entry.seq, digest, self.told,
            to_wire(replace(entry, position=None)), self.worker,
        )  # fmt: skip
        self._run(
            "UPDATE device SET seq = ?, seq_chain = ? WHERE id = ? AND seq < ?",
            entry.seq, digest, entry.device, entry.seq,
        )  # fmt: skip
        if forked:
            self._warn("fork", entry)
        self._heed(entry)
        self._settle(entry)
        return Answer(entry.id, Verdict.OK, self.head, forked=forked)

    # -- what is wrong with one ---------------------------------------------------------------------------

    def _fault(self, entry: Entry, *, forgive: bool) -> Reason | None:
        if not genuine(entry):
            return Reason.ALTERED
        device = self._one("SELECT worker, revoked_after FROM device WHERE id = ?", entry.device)
        if device is None:
            return Reason.UNKNOWN_DEVICE
        owner, revoked_after = device
        if owner != entry.author:
            return Reason.NOT_YOURS
        if revoked_after is not None and entry.seq > revoked_after and not forgive:
            return Reason.REVOKED
        if entry.kind in ACTS_OF_MANAGERS and not forgive and not self._is_manager(owner):
            return Reason.ROLE
        return None if self._may_erase(entry) else Reason.ERASURE

    def _is_manager(self, worker: str) -> bool:
        known = self._one("SELECT manager FROM worker WHERE id = ?", worker)
        return known is not None and bool(known[0])

    def _may_erase(self, entry: Entry) -> bool:
        """Whether this erases nothing, or is the second of two people's word on an entry of this contact."""
        if entry.kind not in (_AGREED, _ERASED):
            return True
        target = _target(entry)
        if target is None or entry.kind == _AGREED:
            return target is not None
        agreed = (
            "SELECT 1 FROM erasing WHERE target = ? AND stream = ? AND contact = ? AND author <> ?"
            " AND kind = 'ErasureAgreed'"
        )
        return (
            self._erasable(target, entry.contact)
            and self._one(agreed, target, self.stream, entry.contact, entry.author) is not None
        )

    def _erasable(self, target: str, contact: str) -> bool:
        """Whether words of this contact may go: that of the two entries which erase is never erased itself."""
        there = self._one("SELECT stream, contact, kind FROM entry WHERE id = ?", target)
        return there is None or (there[:2] == (self.stream, contact) and there[2] not in (_AGREED, _ERASED))

    def _forked(self, entry: Entry) -> bool:
        same = "SELECT 1 FROM entry WHERE device = ? AND seq = ? AND id <> ?"
        return self._one(same, entry.device, entry.seq, entry.id) is not None

    # -- what follows from one ----------------------------------------------------------------------------

    def _heed(self, entry: Entry, *, known: bool = False) -> None:
        """One of the two entries that erase is in the stream, or (`known`) was handed over again. It counts once
        its author has handed it over in their own name: nobody else's word for it does.
        """
        if entry.kind not in (_AGREED, _ERASED):
            return
        own = entry.author == self.worker
        if known:
            vouch = "UPDATE erasing SET vouched = 1 WHERE entry = ? AND ?"
            self._run(vouch, entry.id, own)
        else:
            self._run(
                "INSERT INTO erasing VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                entry.id, self.stream, entry.contact, entry.kind, _target(entry), entry.author, self.worker, own,
            )  # fmt: skip
        (target,) = self._one("SELECT target FROM erasing WHERE entry = ?", entry.id)
        if not self.erase(target) and entry.kind == _ERASED:
            self._warn("erasure waits", entry)

    def erase(self, target: str, confirmed_by: str | None = None) -> bool:
        """Empty what two people erased, if both handed their word over themselves, or if `confirmed_by` may speak
        for the one who did not: a third person, who did not bring that word here either.
        """
        pairs = self.raw.execute(
            "SELECT r.contact, r.author, r.handed_by, r.vouched, a.author, a.handed_by, a.vouched FROM erasing r"
            " JOIN erasing a ON a.target = r.target AND a.stream = r.stream AND a.contact = r.contact"
            " AND a.author <> r.author"
            " WHERE r.target = ? AND r.stream = ? AND r.kind = 'Redacted' AND a.kind = 'ErasureAgreed'",
            (target, self.stream),
        ).fetchall()
        if not any(self._erasable(target, pair[0]) and _counts(pair[1:], confirmed_by) for pair in pairs):
            return False
        self._run("INSERT OR IGNORE INTO erased (target, stream) VALUES (?, ?)", target, self.stream)
        self._bare("entry", "id = ? AND stream = ?", target, self.stream)
        self._bare("quarantine", "id = ? AND stream = ?", target, self.stream)
        return True

    def _bare(self, table: str, which: str, *values: object) -> None:
        """Take the words out of these rows."""
        for number, wire in self.raw.execute(
            f"SELECT rowid, wire FROM {table} WHERE {which}",  # noqa: S608 - both are ours
            values,
        ).fetchall():
            bare = to_wire(replace(from_wire(wire), body=None, salt=b""))
            self._run(f"UPDATE {table} SET wire = ? WHERE rowid = ?", bare, number)  # noqa: S608 - as above

    def _fill(self, entry: Entry) -> None:
        """Words that come after their skeleton, and were not erased, find their place."""
        if entry.body is None or not genuine(entry):
            return
        if self._one("SELECT 1 FROM erased WHERE target = ? AND stream = ?", entry.id, self.stream):
            return
        here = self._one("SELECT wire FROM entry WHERE id = ?", entry.id)
        if here is not None and from_wire(here[0]).body is None:
            whole = to_wire(replace(entry, position=None))
            self._run("UPDATE entry SET wire = ? WHERE id = ?", whole, entry.id)

    def keep_apart(self, entry: Entry, reason: Reason) -> None:
        """Keep something where a supervisor sees it, once. What no file can hold stays with whoever wrote it."""
        try:
            wire = to_wire(replace(entry, position=None))
        except (UnicodeEncodeError, OverflowError, msgspec.MsgspecError):
            return
        if self._one("SELECT 1 FROM erased WHERE target = ? AND stream = ?", entry.id, self.stream):
            wire = to_wire(replace(entry, body=None, salt=b"", position=None))
        mark = hashlib.sha256(self.stream.encode() + b"\x1f" + wire).digest()
        self._run(
            "INSERT OR IGNORE INTO quarantine (mark, id, stream, device, seq, reason, wire, handed_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            mark, entry.id, self.stream, entry.device, min(entry.seq, _MOST_NUMBER), reason.value, wire,
            self.worker,
        )  # fmt: skip

    def _settle(self, entry: Entry) -> None:
        """What waited apart and is in now waits no more."""
        rows = self.raw.execute("SELECT mark, wire FROM quarantine WHERE id = ?", (entry.id,)).fetchall()
        for mark, wire in rows:
            if chain(from_wire(wire)) == chain(entry):
                self._run("DELETE FROM quarantine WHERE mark = ?", mark)

    def _warn(self, kind: str, entry: Entry) -> None:
        self._run(
            "INSERT OR IGNORE INTO alarm (kind, entry, device, stream, worker, at) VALUES (?, ?, ?, ?, ?, ?)",
            kind, entry.id, entry.device, self.stream, self.worker, milliseconds(entry.happened),
        )  # fmt: skip

    def _one(self, question: str, *values: object) -> Any:  # noqa: ANN401 - whatever the columns hold
        return self.raw.execute(question, values).fetchone()

    def _run(self, statement: str, *values: object) -> None:
        self.raw.execute(statement, values)


def _unreadable(entry: Entry) -> Reason | None:
    """What PostgreSQL could not keep, so that a file moved there later has nothing in it that would stay behind."""
    words = (entry.id, entry.contact, entry.kind, entry.author, entry.device)
    if not all(_WORD.fullmatch(word) for word in words) or not _EDITION.fullmatch(entry.edition):
        return Reason.UNREADABLE
    if not _ANSWERS.fullmatch(",".join(entry.answers)) or len(entry.sig) > 256:
        return Reason.UNREADABLE
    if not (0 < entry.seq <= _MOST_NUMBER and 0 <= entry.recorded <= _MOST_NUMBER):
        return Reason.UNREADABLE
    if entry.happened.tzinfo is None or not in_range(entry.happened.date()):
        return Reason.UNREADABLE
    if not _is_text(entry.body or b""):
        return Reason.UNREADABLE
    return Reason.TOO_LONG if len(entry.body or b"") > MOST_BYTES else None


def _is_text(body: bytes) -> bool:
    try:
        return "\0" not in body.decode()
    except UnicodeDecodeError:
        return False


def _counts(pair: Sequence[Any], confirmed_by: str | None) -> bool:
    """Whether both entries of a pair (author, handed over by, vouched; twice) count, with a third person's word."""
    words = (pair[:3], pair[3:])
    if confirmed_by is None or confirmed_by in (pair[0], pair[3]):
        return all(vouched for _, _, vouched in words)
    return all(vouched or by != confirmed_by for _, by, vouched in words)


class _Erasing(msgspec.Struct):
    target: str


def _target(entry: Entry) -> str | None:
    try:
        return msgspec.json.decode(entry.body or b"", type=_Erasing).target
    except msgspec.MsgspecError:
        return None
