"""Rows as they lie on the pages of a file, whatever tree they once hung on (SQLite's file format, 1.6 and 2.1).

A table keeps its rows on leaves; a table without row numbers, and an index, on inner pages too. A row that is too
long for its page goes on from page to page. Which table a row belongs to is not said here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from workstation.store.sealed_pages import USABLE, Pages

Value = int | float | str | bytes | None
_INNER_OF_INDEX, _LEAF_OF_INDEX, _LEAF_OF_TABLE = 2, 10, 13
_FIRST_HEADER: Final = 100
_MOST_OF_TABLE: Final = USABLE - 35
_MOST_OF_INDEX: Final = (USABLE - 12) * 64 // 255 - 23
_LEAST: Final = (USABLE - 12) * 32 // 255 - 23
_WIDTHS: Final = (0, 1, 2, 3, 4, 6, 8)


class Row(NamedTuple):
    """One row. `number` only where it lies in a table that numbers its rows."""

    number: int | None
    values: tuple[Value, ...]


class _Unreadable(Exception):
    """Part of a row is on a page that cannot be read, or it is no row at all."""


def rows(pages: Pages, damaged: set[int]) -> Iterator[Row]:
    """Every row on every page that can be read. The numbers of the others are added to `damaged`."""
    for number in range(1, pages.count + 1):
        page = pages.page(number)
        if page is None:
            damaged.add(number)
            continue
        for at, kind in _cells(page, _FIRST_HEADER if number == 1 else 0):
            try:
                yield _row(pages, page, at, kind)
            except (_Unreadable, IndexError, ValueError, struct.error):
                continue  # whoever knows which rows there should be says that it is missing


def _cells(page: bytes, header: int) -> Iterator[tuple[int, int]]:
    """Where the rows of this page begin, and of what kind it is."""
    kind = page[header]
    if kind in (_INNER_OF_INDEX, _LEAF_OF_INDEX, _LEAF_OF_TABLE):
        first = header + (12 if kind == _INNER_OF_INDEX else 8)
        for place in range(int.from_bytes(page[header + 3 : header + 5], "big")):
            yield int.from_bytes(page[first + 2 * place : first + 2 * place + 2], "big"), kind


def _row(pages: Pages, page: bytes, at: int, kind: int) -> Row:
    number = None
    size, at = _number(page, at + (4 if kind == _INNER_OF_INDEX else 0))
    if kind == _LEAF_OF_TABLE:
        number, at = _number(page, at)
    most = _MOST_OF_TABLE if kind == _LEAF_OF_TABLE else _MOST_OF_INDEX
    if size <= most:
        return Row(number, _values(page[at : at + size]))
    here = _LEAST + (size - _LEAST) % (USABLE - 4)
    here = here if here <= most else _LEAST
    follows = int.from_bytes(page[at + here : at + here + 4], "big")
    return Row(number, _values(page[at : at + here] + _rest(pages, follows, size - here)))


def _rest(pages: Pages, number: int, size: int) -> bytes:
    """What goes on from page to page."""
    found = bytearray()
    if size > pages.count * USABLE:
        raise _Unreadable
    while len(found) < size:
        page = pages.page(number) if 0 < number <= pages.count else None
        if page is None:
            raise _Unreadable
        found += page[4 : 4 + size - len(found)]
        number = int.from_bytes(page[:4], "big")
    return bytes(found)


def _values(record: bytes) -> tuple[Value, ...]:
    size, at = _number(record, 0)
    body, values = size, list[Value]()
    while at < size:
        kind, at = _number(record, at)
        width = (kind - 12) // 2 if kind > 11 else 8 if kind == 7 else _WIDTHS[kind] if kind < 7 else 0
        part = record[body : body + width]
        if len(part) != width:
            raise _Unreadable
        values.append(_value(kind, part))
        body += width
    return tuple(values)


def _value(kind: int, part: bytes) -> Value:
    if kind == 0:
        return None
    if kind < 7:
        return int.from_bytes(part, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", part)[0])
    if kind in (8, 9):
        return kind - 8
    return part.decode() if kind % 2 else part


def _number(raw: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins."""
    found = 0
    for place in range(8):
        byte = raw[at + place]
        found = found << 7 | byte & 0x7F
        if byte < 0x80:
            return found, at + place + 1
    found = found << 8 | raw[at + 8]
    return found - (1 << 64) if found >= 1 << 63 else found, at + 9
