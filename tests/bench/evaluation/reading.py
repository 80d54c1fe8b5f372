"""Reads an evaluation set, however rough: what cannot be used is left out, and nothing stops the rest."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from workstation.domain import said_dates
from workstation.domain.entries import check
from workstation.domain.kinds import Born
from workstation.trouble import BadInput

_KINDS: Final = frozenset({"known", "estimated", "edd", "unknown"})
_DAY: Final = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_YEAR: Final = re.compile(r"(\d{4})")
_LONGEST: Final = 300
"""No field of a person is longer; what is longer is cut."""
_AS_JSON: Final = "json:"
"""So begins an id that is no plain text, so that the answer can give it back as it was."""
_OURS: Final = ("phone ", "asked about", _AS_JSON)
"""An id that begins like one of ours is kept as JSON too."""
_PLAIN_ID: Final = re.compile(r"[!-~]([ -~]{0,98}[!-~])?")


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lived."""

    line: str
    town: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the store; every field is there, empty when it was missing or of the wrong kind."""

    id: str
    forename: str
    middle: str
    surname: str
    born: Born
    sex: str
    also: tuple[str, ...]
    addresses: tuple[Address, ...]
    phones: tuple[str, ...]
    nhs: str
    relations: tuple[tuple[str, str], ...]
    """Pairs of (id of the other, kind)."""
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherPerson:
    """Somebody named in an enquiry beside the person asked about."""

    role: str
    forename: str
    surname: str
    born: Born


@dataclass(frozen=True, slots=True)
class Question:
    """An enquiry. `qid` is as it was written; None when there was none."""

    qid: str | float | None
    person: Person
    others: tuple[OtherPerson, ...]


@dataclass(slots=True)
class Oddities:
    """What could not be used."""

    not_json: int = 0
    without_id: int = 0
    twice: int = 0

    def __str__(self) -> str:
        said = (
            (self.not_json, "not JSON"),
            (self.without_id, "without an id"),
            (self.twice, "with an id used before"),
        )
        return ", ".join(f"{count} {words}" for count, words in said if count)


def people(
    path: Path, odd: Oddities, year: int, wanted: Callable[[bytes], bool] | None = None
) -> Iterator[Person]:
    """The people of a store, each id once. `year` is the present one: a year of birth alone becomes an age. Of many
    only those whose lines are `wanted`.
    """
    seen: set[str] = set()
    for row in _rows(path, odd, wanted):
        id_ = id_of(row.get("id"))
        if not id_:
            odd.without_id += 1
        elif id_ in seen:
            odd.twice += 1
        else:
            seen.add(id_)
            yield _person(row, id_, year)


def questions(path: Path, odd: Oddities, year: int) -> Iterator[Question]:
    """The enquiries, in their order. One without an identity is asked all the same."""
    for row in _rows(path, odd):
        qid = row.get("qid")
        if qid is None or isinstance(qid, list | dict):
            odd.without_id, qid = odd.without_id + 1, None
        asked = [_described(each) for each in _list(row.get("person", row))] or [{}]
        others = [*_list(row.get("others")), *({**each, "role": "sibling"} for each in asked[1:])]
        yield Question(qid, _person(asked[0], "", year), tuple(_others(others, year)))


def id_of(value: object) -> str:
    """The identity of somebody of the set as we keep it; empty when it is none."""
    if isinstance(value, str) and _PLAIN_ID.fullmatch(value) and not value.startswith(_OURS):
        return value
    if (not value and value != 0) or not isinstance(value, str | int | float):
        return ""
    return _AS_JSON + json.dumps(value)


def loosely(id_: str) -> str:
    """The words of an identity: a number and the same digits as text are one."""
    return str(as_given(id_))


def as_given(id_: str) -> str | float:
    """The identity as the set wrote it, a number as a number."""
    if not id_.startswith(_AS_JSON):
        return id_
    found: str | float = json.loads(id_.removeprefix(_AS_JSON))
    return found


def lines(path: Path) -> Iterator[bytes]:
    """The lines of a file, or of the same file packed, whatever it is called."""
    if not path.exists() and path.with_name(path.name + ".gz").exists():
        path = path.with_name(path.name + ".gz")
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
    with gzip.open(path) if packed else path.open("rb") as file:
        yield from (line for line in file if line.strip())


def _rows(
    path: Path, odd: Oddities, wanted: Callable[[bytes], bool] | None = None
) -> Iterator[dict[str, Any]]:
    for line in filter(wanted, lines(path)):
        row = _decoded(line.strip().removeprefix(b"\xef\xbb\xbf"))
        if isinstance(row, dict):
            yield row
        else:
            odd.not_json += 1


def _decoded(line: bytes) -> object:
    """What a line holds; None when it cannot be read. Python's own reader forgives more, and is slower; what is not
    UTF-8 is as Windows writes it.
    """
    try:
        return msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return json.loads(line.decode("utf-8" if _is_utf8(line) else "cp1252", "replace"))
    except (ValueError, RecursionError):
        return None


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _person(row: dict[str, Any], id_: str, year: int) -> Person:
    addresses = _list(row.get("addresses")) or _list(row.get("address"))
    phones = _list(row.get("phones")) or _list(row.get("phone"))
    return Person(
        id=id_,
        forename=_text(row.get("forename")),
        middle=_text(row.get("middle")),
        surname=_text(row.get("surname")),
        born=_born(row.get("dob"), row.get("dob_kind"), year),
        sex=sex if (sex := _text(row.get("sex")).upper()[:1]) in {"F", "M"} else "",
        also=tuple(_also(row)),
        addresses=tuple(_addresses(addresses)),
        phones=tuple(phone for phone in map(_text, phones) if phone),
        nhs=_text(row.get("nhs")),
        relations=tuple(_relations(_list(row.get("relations")))),
        contacts=tuple(contact for contact in map(_text, _list(row.get("contacts"))) if contact),
    )


def _described(value: object) -> dict[str, Any]:
    """Somebody as a table; a name alone, or a table with the whole name in one field, is a name in one box."""
    row = _table(value) or {"forename": value}
    return {"forename": row.get("name"), **row} if not row.get("forename") and "name" in row else row


def _also(row: dict[str, Any]) -> Iterator[str]:
    """Other names in whole; a part that is missing in one is as it is in the first name."""
    own = (_text(row.get("forename")), _text(row.get("surname")))
    for alias in map(_table, _list(row.get("aliases"))):
        forename, surname = _text(alias.get("forename")) or own[0], _text(alias.get("surname")) or own[1]
        if (forename, surname) != own and (forename or surname):
            yield f"{forename} {surname}".strip()


def _addresses(found: Iterable[object]) -> Iterator[Address]:
    for each in (_table(one) or {"line": one} for one in found):
        address = Address(_text(each.get("line")), _text(each.get("town")), _text(each.get("postcode"))[:12])
        if address.line or address.postcode or address.town:
            yield address


def _relations(found: Iterable[object]) -> Iterator[tuple[str, str]]:
    for each in map(_table, found):
        to, kind = id_of(each.get("to")), _text(each.get("type")).casefold()
        if to and kind:
            yield to, kind


def _others(found: object, year: int) -> Iterator[OtherPerson]:
    for each in map(_described, _list(found)):
        forename, surname = _text(each.get("forename")), _text(each.get("surname"))
        if forename or surname:
            born = _born(each.get("dob"), each.get("dob_kind"), year)
            yield OtherPerson(_text(each.get("role")).casefold() or "other", forename, surname, born)


def _born(said: object, kind: object, year: int) -> Born:
    """A date of birth, an expected one, or an age; nothing when it cannot be read."""
    words, kind = _text(said), _text(kind).casefold()
    if kind not in _KINDS:
        kind = "known"
    found = _DAY.match(words)
    day = _day(*map(int, found.groups())) if found else None
    if day is not None:
        return (
            Born(due=day) if kind == "edd" else Born(on=day, said="estimated" if kind == "estimated" else "")
        )
    if (only := _YEAR.match(words)) and 0 <= year - int(only[1]) <= 120:
        return Born(age=year - int(only[1]), said=only[1])
    return _said(words, year) if "/" in words or "." in words else Born()


def _said(words: str, year: int) -> Born:
    """A date written with the day first, as people write it."""
    found = said_dates.understood(words, date(year, 12, 31))
    return found if found is not None and found.on is not None else Born()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
        check(found)
    except (ValueError, BadInput):
        return None
    return found


def _text(value: object) -> str:
    """What a field says, without what cannot be kept; numbers as they are written."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    words = str(value).replace("\x00", "").encode("utf-8", "ignore").decode()
    return " ".join(words.split())[:_LONGEST]


def _list(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
