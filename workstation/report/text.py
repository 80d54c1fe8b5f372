"""The same summary as plain text of at most 80 columns, for the terminal, the clipboard and screen readers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from workstation.domain import wording
from workstation.report.parts import Copy, Paragraph, Summary, Table

WIDTH: Final = 80


def text(summary: Summary) -> str:
    """The summary line by line; it ends with a line break."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    copy, head = summary.copy, summary.head
    yield from _wrapped(" · ".join(part for part in (copy.marking, copy.mark) if part))
    yield from _wrapped(f"{copy.council} · Front door · {summary.title}")
    yield "=" * WIDTH
    yield from _wrapped(f"{head.name} · {head.number}")
    for line in head.lines:
        yield from _wrapped(line)
    yield "=" * WIDTH
    if summary.band:
        yield from _wrapped(f"!!! {summary.band}", "    ")
    for notice in summary.notices:
        yield from _wrapped(f"! {notice.words}", "  ")
    for section in summary.sections:
        yield ""
        yield from _wrapped(section.heading.upper())
        for block in section.blocks:
            yield from _paragraph(block) if isinstance(block, Paragraph) else _table(block)
    yield ""
    yield "-" * WIDTH
    for line in foot(copy, summary.version):
        yield from _wrapped(line)


def foot(copy: Copy, version: str) -> tuple[str, str]:
    """What every page says at its foot."""
    mark = f" · {copy.mark_in_full}" if copy.mark_in_full else ""
    return (
        f"Printed {wording.moment(copy.printed_at)} by {copy.printed_by} for: {copy.for_whom}",
        f"{_again(copy)}Copy number {copy.number} · version {version} · shred when no longer needed{mark}",
    )


def _again(copy: Copy) -> str:
    """That this is not the first copy of the same version."""
    return f"Copy {copy.nth} of this version · " if copy.nth > 1 else ""


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    yield from _wrapped(paragraph.words)


def _table(table: Table) -> Iterator[str]:
    """Each row as a small list: columns side by side are hard to hear, and narrow ones hard to read."""
    for row in table.rows:
        yield from _wrapped(f"- {row[0]}", "  ")
        for head, cell in zip(table.heads[1:], row[1:], strict=True):
            yield from _wrapped(f"  {head}: {cell}", "    ")


def _wrapped(words: str, indent: str = "") -> Iterator[str]:
    """Lines of at most 80 columns; later lines begin with the indent."""
    for number, line in enumerate(words.replace(wording.NBSP, " ").split("\n")):
        yield from _line(line, indent if number else "", indent)


def _line(words: str, first: str, indent: str) -> Iterator[str]:
    now, room, empty = first, WIDTH - len(first), True
    for piece in (p for word in words.split(" ") for p in _pieces(word, WIDTH - len(indent) - 2)):
        width = columns(piece)
        if not empty and width + 1 > room:
            yield now.rstrip()
            now, room, empty = indent, WIDTH - len(indent), True
        now += piece if empty else f" {piece}"
        room -= width + (0 if empty else 1)
        empty = False
    yield now.rstrip()


def _pieces(word: str, most: int) -> Iterator[str]:
    """A word, cut where it is longer than a line."""
    if columns(word) <= most:
        yield word
        return
    piece = ""
    for character in word:
        if piece and columns(piece) + columns(character) > most:
            yield piece
            piece = ""
        piece += character
    yield piece


def columns(words: str) -> int:
    """How many columns a terminal needs: two for a Chinese character, none for an accent on its own."""
    if words.isascii():
        return len(words)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words
    )
