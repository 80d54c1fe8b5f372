"""Reads a file of notifications: it is parsed in the separate process, and what it says is understood here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from workstation.domain.notification import Enclosure, Fields, Letter, Notification
from workstation.intake import limited
from workstation.intake.limited import Limits
from workstation.intake.messages import (
    Cell,
    LetterRead,
    Message,
    PairsRead,
    Row,
    RowsRead,
    SheetBegun,
    TextRead,
)
from workstation.intake.notification.book import Book, book
from workstation.intake.notification.finding import Pair, of_pairs, proposes
from workstation.intake.notification.texts import of_text
from workstation.trouble import IntakeTrouble

_ENOUGH: Final = 3
"""So many headings must be known before a row is believed to be the row of headings."""
_MOST: Final = 500


class NoNotification(IntakeTrouble):
    """There is no police notification in this file that we can read."""

    advice = "Nothing was taken from it. Open it, copy its words, and paste them into a new contact."
    code = "LT-830"


class TooManyNotifications(IntakeTrouble):
    """There are more notifications in this file than one person can look at."""

    advice = "Nothing was taken from it. Ask for a file of one day, or bring it in as earlier history."
    code = "LT-831"


class Read(Struct, frozen=True):
    """What a file holds: the notifications, and sentences about the file as a whole."""

    notifications: tuple[Notification, ...]
    notes: tuple[str, ...] = ()


def read(
    path: Path,
    fields: Fields,
    today: date,
    *,
    limits: Limits | None = None,
    cancelled: Callable[[], bool] | None = None,
    command: Sequence[str] | None = None,
) -> Read:
    """The notifications in a file. `NoNotification` when there is none; other `IntakeTrouble`s of `limited`."""
    taking = _Taking(fields, today)
    for message in limited.read(path, "notification", limits=limits, cancelled=cancelled, command=command):
        taking.take(message)
    if not taking.found:
        raise NoNotification
    return Read(tuple(taking.found), tuple(dict.fromkeys(taking.notes)))


class _Taking:
    """One file being read."""

    def __init__(self, fields: Fields, today: date) -> None:
        self._fields, self._today = fields, today
        self._headings: Row | None = None
        self.found: list[Notification] = []
        self.notes: list[str] = []

    def take(self, message: Message) -> None:
        """One more message of the process."""
        if isinstance(message, TextRead):
            self._add(of_text(message.text, self._fields, self._today))
        elif isinstance(message, LetterRead):
            self._letter(message)
        elif isinstance(message, PairsRead):
            self._pairs(list(message.pairs))
        elif isinstance(message, SheetBegun):
            self._headings = None
        elif isinstance(message, RowsRead):
            for row in message.rows:
                self._row(row)

    def _add(self, found: Sequence[Notification]) -> None:
        self.found += [one for one in found if proposes(one)]
        if len(self.found) > _MOST:
            raise TooManyNotifications

    def _letter(self, message: LetterRead) -> None:
        letter = letter_of(message)
        found = of_text(message.text, self._fields, self._today, letter)
        # An email is somebody's words: with nothing found in it, a person reads it all the same.
        self.found += found if message.text.strip() else ()
        if message.from_page:
            self.notes.append("The email had no plain text. The words are those of its web page.")
        if message.guessed:
            self.notes.append("The email is not written in the letters it says. Check names with accents.")
        if letter.enclosures:
            self.notes.append("Files that came with it are listed and were not opened.")

    def _pairs(self, pairs: list[Pair]) -> None:
        self._add([of_pairs(pairs, as_text(pairs), self._fields, self._today)])

    def _row(self, row: Row) -> None:
        if row.fault:
            self.notes.append(f"Row {row.number} was not read: {row.fault}.")
            return
        if row.odd:
            self.notes.append(f"Row {row.number}: {row.odd}. Compare it with the file.")
        if self._headings is None:
            if _known(row, book(self._fields)) >= _ENOUGH:
                self._headings = row
            return
        pairs = list(_paired(self._headings, row))
        if pairs:
            self._pairs(pairs)


def letter_of(message: LetterRead) -> Letter:
    """The email as the record will speak of it."""
    return Letter(
        address=message.address, called=message.called, subject=message.subject,
        sent=datetime.fromisoformat(message.sent) if message.sent else None,
        enclosures=tuple(Enclosure(a.name, a.kind, a.size) for a in message.attached),
    )  # fmt: skip


def as_text(pairs: Sequence[Pair]) -> str:
    """A row or an object in words: each heading with its value, as they stood."""
    return "\n".join(f"{heading}: {words}" for heading, words in pairs)


def _known(row: Row, headings: Book) -> int:
    return sum(headings.heading(cell.text) is not None for cell in row.cells if cell is not None)


def _paired(headings: Row, row: Row) -> Iterator[Pair]:
    for heading, cell in zip(headings.cells, row.cells, strict=False):
        if heading is not None and cell is not None and (words := _said(cell)):
            yield heading.text.strip(), words


def _said(cell: Cell) -> str:
    """What a cell says; one without a value says so."""
    if cell.kind in ("formula", "broken", "error"):
        return ""
    return f"[{cell.text} characters, too long to take]" if cell.kind == "long" else cell.text.strip()
