"""What somebody should look at in the log of Central's PostgreSQL, written as `jsonlog` (`trust.md` 6 E22, E24).

Of each line only who, from where, when and which kind of thing it was is taken. The text of a statement and what is
around it is never read, so it can come out nowhere. Names are as whoever signed in wrote them: they are cut and
cleaned.

PostgreSQL writes who signed in only with `log_connections` on, and in English only with `lc_messages = 'C'`. A log
in which nobody signed in is told as well: it would be silent whatever happened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Final

import msgspec
from msgspec import Struct

from workstation.domain.times import LONDON, local
from workstation.guidebook.calendar import bank_holidays

HANDFUL: Final = 5
"""So many wrong passwords are a person who forgot theirs,"""
MANY_NAMES: Final = 10
"""and so many logins that fail at one address may be a room full of them."""
_MOST: Final = 10_000
"""Who is kept apart from others: somebody may try a million names."""
_LONGEST_NAME: Final = 63
_OTHERS: Final = "(others)"
_SIGNED_IN: Final = ("connection authorized:", "replication connection authorized:")
_SIGNING_IN: Final = "authentication"
"""What the server was doing when it writes that; anybody may write the same words while they do something else."""
_HANDED: Final = re.compile(r"lintel: ([0-9]{1,18}) entries were handed to (.*)", re.DOTALL)
_TURNED: Final = re.compile(
    r'parameter "(log_[a-z_]{1,50}|logging_collector|lc_messages)" (?:changed|removed) '
)
_TIME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8})(?:\.[0-9]+)? (\S+)")
_HOUR_OFFSET: Final = re.compile(r"([+-])([0-9]{2})(?::?([0-9]{2}))?")
_ZONES: Final = {"UTC": UTC, "GMT": UTC, "Z": UTC, "BST": timezone(timedelta(hours=1))}
_REFUSED, _WRONG_PASSWORD, _NOT_LET_IN = "42501", "28P01", "28000"


class What(StrEnum):
    """The kinds of things to look at."""

    OUT_OF_HOURS = "signed in out of hours"
    REFUSED = "was refused"
    WRONG_PASSWORDS = "failed to sign in"
    MANY_NAMES = "many logins failed at one address"
    READ_MUCH = "read much in a day"
    LOG_CHANGED = "the settings of this log were changed"
    DEAF = "nobody signed in"


class Watched(Struct, frozen=True, kw_only=True):
    """What counts as ordinary. Hours are on an English clock, from the first up to the last, Monday to Friday; no
    bank holiday is ordinary. `people` are the logins of those who work with Lintel, at whatever hour; `any_hour`
    those of programs, such as the backup. `entries` is how many of them one person may read in a day.
    """

    since: int = 7
    until: int = 19
    people: frozenset[str] = frozenset()
    any_hour: frozenset[str] = frozenset()
    entries: int = 50_000


class Finding(Struct, frozen=True, kw_only=True):
    """Something to look at: who (a login, for `READ_MUCH` a worker as well), from where, how often and when."""

    what: What
    who: str = ""
    place: str = ""
    many: int = 0
    first: str = ""
    last: str = ""


class Told(Struct, frozen=True):
    """What a log says: how much of it was read, and what to look at."""

    lines: int
    broken: int
    sign_ins: int
    findings: tuple[Finding, ...]


class _Line(Struct, frozen=True):
    """What is taken from a line. Everything else in it is passed over unread."""

    timestamp: str
    user: str = ""
    remote_host: str = ""
    state_code: str = ""
    message: str = ""
    ps: str = _SIGNING_IN


class _Seen(Struct):
    many: int
    first: datetime
    last: datetime


class Watch:
    """Hears one line after the other, in any order, and remembers what stands out."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self._reader = msgspec.json.Decoder(_Line)
        self._seen: dict[tuple[What, str, str], _Seen] = {}
        self._names: dict[str, set[str]] = {}
        self._counts: Counter[str] = Counter()

    def hear(self, written: bytes) -> None:
        """One line of the log. One that cannot be read is counted."""
        self._counts["lines"] += 1
        try:
            line = self._reader.decode(written.decode("utf-8", "replace"))
            self._sort(line)
        except (msgspec.DecodeError, ValueError, OverflowError):
            self._counts["broken"] += 1

    def passed_over(self) -> None:
        """A line too long to be one."""
        self._counts["lines"] += 1
        self._counts["broken"] += 1

    def told(self) -> Told:
        """What was heard so far, the kinds of things in one order and the most frequent first."""
        kinds = list(What)
        found = sorted(
            self._findings(),
            key=lambda one: (kinds.index(one.what), -one.many, one.who, one.place, one.first),
        )
        counts = self._counts
        if not counts["signed in"]:
            found.append(Finding(what=What.DEAF))
        return Told(counts["lines"], counts["broken"], counts["signed in"], tuple(found))

    # -- one line -----------------------------------------------------------------------------------------

    def _sort(self, line: _Line) -> None:
        message = line.message
        if message.startswith(_SIGNED_IN) and line.ps == _SIGNING_IN:
            self._counts["signed in"] += 1
            self._note_sign_in(line)
        elif line.state_code == _REFUSED:
            self._note(What.REFUSED, line)
        elif line.state_code in (_WRONG_PASSWORD, _NOT_LET_IN):
            self._note(What.WRONG_PASSWORDS, line)
            place = _clean(line.remote_host)
            names = self._names.setdefault(place if len(self._names) < _MOST else _OTHERS, set())
            if len(names) <= MANY_NAMES:
                names.add(line.user)
        elif handed := _HANDED.fullmatch(message):
            day = f"{local(_time(line.timestamp)):%Y-%m-%d}"
            self._note(
                What.READ_MUCH, line, int(handed[1]), f"{_clean(handed[2])} ({_clean(line.user)})", day
            )
        elif turned := _TURNED.match(message):
            self._note(What.LOG_CHANGED, line, who=turned[1])

    def _note_sign_in(self, line: _Line) -> None:
        if line.user in self._watched.people or line.user in self._watched.any_hour:
            return
        at = local(_time(line.timestamp))
        ordinary = self._watched.since <= at.hour < self._watched.until and at.weekday() < 5
        if not ordinary or at.date() in bank_holidays(frozenset({at.year})):
            self._note(What.OUT_OF_HOURS, line)

    def _note(self, what: What, line: _Line, many: int = 1, who: str = "", place: str = "") -> None:
        at = local(_time(line.timestamp))
        key = what, who or _clean(line.user), place or _clean(line.remote_host)
        if key not in self._seen and len(self._seen) >= _MOST:
            key = what, _OTHERS, _OTHERS
        seen = self._seen.get(key)
        if seen is None:
            self._seen[key] = _Seen(many, at, at)
        else:
            seen.many += many
            seen.first, seen.last = min(seen.first, at), max(seen.last, at)

    # -- afterwards ---------------------------------------------------------------------------------------

    def _findings(self) -> Iterator[Finding]:
        for (what, who, place), seen in self._seen.items():
            if seen.many > self._least(what):
                yield Finding(
                    what=what, who=who, place=place, many=seen.many,
                    first=f"{seen.first:%Y-%m-%d %H:%M}", last=f"{seen.last:%Y-%m-%d %H:%M}",
                )  # fmt: skip
        for place, names in self._names.items():
            if len(names) > MANY_NAMES:
                yield Finding(what=What.MANY_NAMES, place=place)

    def _least(self, what: What) -> int:
        """How much of it is ordinary."""
        return {What.WRONG_PASSWORDS: HANDFUL, What.READ_MUCH: self._watched.entries}.get(what, 0)


def _clean(name: str) -> str:
    """A name as it may be shown: whoever tries to sign in can write anything for one."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in name[:_LONGEST_NAME])
    return shown or "-"


def _time(written: str) -> datetime:
    """When it was. A zone that is not known is taken for English time, as the log of an English council has it."""
    found = _TIME.fullmatch(written)
    if found is None:
        raise ValueError
    at = datetime.fromisoformat(found[1])
    if found[2] in _ZONES:
        return at.replace(tzinfo=_ZONES[found[2]])
    offset = _HOUR_OFFSET.fullmatch(found[2])
    if offset is None:
        return at.replace(tzinfo=LONDON)
    away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return at.replace(tzinfo=timezone(-away if offset[1] == "-" else away))
