"""A summary laid out on A4: slices one line high, put on pages in order, tables with their heads on each.

A slice is what a page cannot break: one line of a paragraph, or the same line of all cells of a row. A row that
is longer than a page therefore goes on over the next one (`trust.md` A18). Measures are points (1/72 inch).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

from workstation.report.letters import Hand
from workstation.report.lines import Line, broken
from workstation.report.parts import Head, Paragraph, Run, Section, Summary
from workstation.report.slices import (
    HEIGHT,
    LEAST,
    LEFT,
    PAD_X,
    PAD_Y,
    RIGHT,
    ROOM,
    THICK,
    THIN,
    Close,
    Mark,
    Rule,
    Slice,
    Style,
    Tag,
    Words,
    in_lines,
    moved,
    of_section,
    put,
    silent,
)  # fmt: skip
from workstation.report.text import foot

_FOOT_LEADING: Final = 12.4
_NAME: Final = 15.0
_TOP, _BOTTOM = 34.0, 28.0
_HEAD_LINES: Final = 9
"""More lines about the children than this stand in the body, not in the box on every page."""
_PAGE_NUMBER: Final = 90.0
"""Room for `Page 12 of 34` at the foot."""
_CLOSER: Final[tuple[Close, ...]] = (1, 2, 3)
"""How close a paper is set, one after the other, that should have few pages."""


@dataclass(slots=True)
class Page:
    """Slices on their way to a page, and how far down it is full."""

    y: float
    placed: list[tuple[float, Slice]] = field(default_factory=list)

    @property
    def last(self) -> Slice | None:
        """The slice at the bottom."""
        return self.placed[-1][1] if self.placed else None

    def marks(self) -> Iterator[Mark]:
        """What is drawn, in the order of reading: a row of a table cell by cell, whatever its lines."""
        row: list[Words] = []
        for y, each in self.placed:
            for mark in (moved(m, y) for m in each.marks):
                if isinstance(mark, Words) and each.edges:
                    row.append(mark)
                else:
                    yield mark
            if not each.open:
                yield from _cell_by_cell(row, each.edges)
                row = []


def _cell_by_cell(row: list[Words], edges: tuple[float, ...]) -> list[Words]:
    return sorted(row, key=lambda words: bisect(edges, words.x))


def laid_out(summary: Summary, hand: Hand, number: Iterator[int] | None = None) -> list[list[Mark]]:
    """The marks of every page, heads, feet and page numbers included. `number` counts the elements on, where one
    PDF holds several papers.

    A paper that should have few pages (`Summary.pages`) and nearly does is set closer, in letters as large: if
    it takes a page more in such letters, it has that page. One that is much longer is not set closer.
    """
    number = number or count()
    pages = _in_style(summary, Style(hand), number)
    if not summary.pages or not summary.pages < len(pages) <= 2 * summary.pages:
        return pages
    for close in _CLOSER:
        some = _in_style(summary, Style(hand, close=close), number)
        pages = min(pages, some, key=len)  # of two that take as many, the one with more room
        if len(pages) <= summary.pages:
            break
    return pages


def _in_style(summary: Summary, style: Style, number: Iterator[int]) -> list[list[Mark]]:
    top, y, rest = _top(summary, style, number)
    again, start = _again(summary, style, number) if style.close else ([silent(mark) for mark in top], y)
    feet = [
        line
        for text, room in zip(foot(summary.copy, summary.version), (ROOM - _PAGE_NUMBER, ROOM), strict=True)
        for line in in_lines(text, room, LEAST, style)
    ]
    floor = HEIGHT - _BOTTOM - _FOOT_LEADING * len(feet) - 6
    slices = [*rest, *(s for section in summary.sections for s in of_section(section, style, number))]
    pages = _paged(slices, first=y + 6, start=start + 6, floor=floor)
    return [
        [*(again if at > 1 else top), *page.marks(), *_foot(feet, floor, f"Page {at} of {len(pages)}", style)]
        for at, page in enumerate(pages, start=1)
    ]


def _at_right(words: str, edge: float, y: float, size: float, style: Style, *, strong: bool = False) -> Words:
    line = in_lines(words, ROOM, size, style, strong=strong)[0]
    return Words(edge - line.width * size / 1000, y, size, line)


# -- the top of every page ------------------------------------------------------------------------------------


def _top(summary: Summary, style: Style, number: Iterator[int]) -> tuple[list[Mark], float, list[Slice]]:
    """Marking and the box with the child on every page, where it ends, and what begins the first page only."""
    box, bottom, in_full = _box(summary.head, _TOP + 9, style, number)
    marks: list[Mark] = [*_first_line(summary, style, (("P", next(number)),)), *box]
    if summary.band:
        black, bottom = _band(summary.band, bottom + 6, style, number)
        marks += black
    notices = [s for notice in summary.notices for s in _notice(notice, style, number)]
    return marks, bottom, [*notices, *in_full]


def _first_line(summary: Summary, style: Style, said: Tag) -> tuple[Words, Words]:
    copy = summary.copy
    marking = " · ".join(part for part in (copy.marking, copy.mark) if part)
    left = put(in_lines(marking, ROOM, LEAST, style, strong=True)[0], LEFT, _TOP, LEAST, tag=said)
    right = _at_right(f"{copy.council} · Front door · {summary.title}", RIGHT, _TOP, LEAST, style)
    if left.x + left.line.width * LEAST / 1000 > right.x - 12:
        # A long marking comes first; who prints it is said at the foot.
        right = _at_right(summary.title, RIGHT, _TOP, LEAST, style)
    return left, right


def _again(summary: Summary, style: Style, number: Iterator[int]) -> tuple[list[Mark], float]:
    """What a close paper says on its later pages of who it is about: name, born, contact number, in one line."""
    head, top = summary.head, _TOP + 9
    born = head.lines[0].split("   ")[0] if head.lines else ""
    contact = _at_right(head.number, RIGHT - 8, top + 15, style.body + 1, style, strong=True)
    room = contact.x - LEFT - 20
    name = in_lines(head.name, room, style.body + 2, style, strong=True)[0]
    used = name.width * (style.body + 2) / 1000 + 14
    marks: list[Mark] = [put(name, LEFT + 8, top + 15, style.body + 2), contact]
    about = in_lines(born, max(room - used, 1), style.body, style)
    if used < room and len(about) == 1:
        marks.append(put(about[0], LEFT + 8 + used, top + 15, style.body))
    marks += [*_first_line(summary, style, ()), *_frame(LEFT, top, RIGHT, top + 22, THICK)]
    if not summary.band:
        return marks, top + 22
    black, bottom = _band(summary.band, top + 28, style, number)
    return [*marks, *(silent(mark) for mark in black)], bottom


def _box(
    head: Head, top: float, style: Style, count_on: Iterator[int]
) -> tuple[list[Mark], float, list[Slice]]:
    """The box, its lower edge, and what it has no room for."""
    title, beside = (("H1", next(count_on)),), (("P", next(count_on)),)
    number = _at_right(head.number, RIGHT - 8, top + 17, style.body + 1, style, strong=True)
    number = replace(number, tag=beside)
    names = in_lines(head.name, number.x - LEFT - 20, _NAME, style, strong=True)
    lines = [line for words in head.lines for line in in_lines(words, ROOM - 16, style.body, style)]
    whole = len(names) + len(lines) <= _HEAD_LINES
    marks: list[Mark] = []
    y = top + 18
    for line in names if whole else names[:2]:
        marks.append(put(line, LEFT + 8, y, _NAME, tag=title))
        y += 19
    marks.append(number)
    about = (("P", next(count_on)),)
    for line in lines if whole else lines[: _HEAD_LINES - 4]:
        marks.append(put(line, LEFT + 8, y, style.body, tag=about))
        y += 14 if style.close else 17
    marks += _frame(LEFT, top, RIGHT, y - 7, THICK)
    if whole:
        return marks, y - 7, []
    full = Section("Who this is about", (Paragraph((Run("\n".join((head.name, *head.lines))),)),))
    return marks, y - 7, list(of_section(full, style, count_on))


def _band(words: str, top: float, style: Style, number: Iterator[int]) -> tuple[list[Mark], float]:
    """A black band with white words, and where it ends. The words are letters, not a picture of them."""
    tag = (("P", next(number)),)
    lines = in_lines(words, ROOM - 20, style.body, style, strong=True)
    height = style.leading * len(lines) + (8 if style.close > 1 else 12)
    marks: list[Mark] = [Rule(LEFT, top + height / 2, RIGHT, top + height / 2, height)]
    for at, line in enumerate(lines):
        marks.append(
            Words(
                LEFT + 10,
                top + (14 if style.close > 1 else 16) + style.leading * at,
                style.body,
                line,
                tag,
                white=True,
            )
        )
    return marks, top + height


def _frame(x1: float, y1: float, x2: float, y2: float, thick: float) -> tuple[Rule, ...]:
    return (
        Rule(x1, y1, x2, y1, thick), Rule(x1, y2, x2, y2, thick),
        Rule(x1, y1, x1, y2, thick), Rule(x2, y1, x2, y2, thick),
    )  # fmt: skip


def _notice(notice: Paragraph, style: Style, number: Iterator[int]) -> Iterator[Slice]:
    """A box with a thick edge; it may go on over a page."""
    tag = (("P", next(number)),)
    lines = list(broken(notice.runs, (ROOM - 16) * 1000 / style.body, style.hand))
    for at, line in enumerate(lines):
        first, last = at == 0, at == len(lines) - 1
        above, below = (style.above if first else 0.0), (style.above if last else 0.0)
        height = above + style.leading + below
        marks: list[Mark] = [put(line, LEFT + 8, above + 10.0, style.body, ROOM - 16, tag)]
        marks += [Rule(x, 0, x, height, 2.0) for x in (LEFT, RIGHT)]
        marks += [Rule(LEFT - 1, 0, RIGHT + 1, 0, 2.0)] if first else []
        marks += [Rule(LEFT - 1, height, RIGHT + 1, height, 2.0)] if last else []
        yield Slice(height, tuple(marks), before=6.0 if first else 0.0, glued=not last and len(lines) < 8)


def _foot(feet: list[Line], floor: float, page: str, style: Style) -> Iterator[Mark]:
    yield Rule(LEFT, floor + 6, RIGHT, floor + 6, THIN)
    y = floor + 6 + _FOOT_LEADING
    yield _at_right(page, RIGHT, y, LEAST, style, strong=True)
    for line in feet:
        yield put(line, LEFT, y, LEAST)
        y += _FOOT_LEADING


# -- pages ----------------------------------------------------------------------------------------------------


def _paged(slices: Iterable[Slice], *, first: float, start: float, floor: float) -> list[Page]:
    pages = [Page(first)]
    for chunk in _chunks(slices):
        _place(pages, chunk, start=start, floor=floor)
    return pages


def _chunks(slices: Iterable[Slice]) -> Iterator[list[Slice]]:
    """Slices that stay together."""
    chunk: list[Slice] = []
    for each in slices:
        chunk.append(each)
        if not each.glued:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _place(pages: list[Page], chunk: list[Slice], *, start: float, floor: float) -> None:
    """Put a chunk on this page, or on the next; one that no page holds is broken after all."""
    height = sum(s.height + s.before for s in chunk)
    full = floor - start
    if pages[-1].y + height > floor and pages[-1].last is not None and height <= full:
        _turn(pages, chunk[0], start)
    for each in chunk:
        if pages[-1].y + each.before + each.height > floor and pages[-1].last is not None:
            _turn(pages, each, start)
        _add(pages[-1], each)


def _turn(pages: list[Page], following: Slice, start: float) -> None:
    above = pages[-1].last
    if above is not None and above.open:
        _add(pages[-1], _edge(above.edges, below=True))
    pages.append(Page(start))
    for each in following.table:
        _add(pages[-1], each)
    if above is not None and above.open:
        _add(pages[-1], _edge(following.edges, following))


def _edge(edges: tuple[float, ...], into: Slice | None = None, *, below: bool = False) -> Slice:
    """Room above or below the lines of a row that goes on over the page; above, with its name again."""
    marks: list[Mark] = [Rule(x, 0, x, PAD_Y) for x in edges]
    marks += [Rule(edges[0], PAD_Y, edges[-1], PAD_Y)] if below else []
    if into is not None and into.row is not None:
        size = next((mark.size for mark in into.marks if isinstance(mark, Words)), LEAST)
        marks.append(put(into.row, edges[0] + PAD_X, PAD_Y + size - 0.2, size))
    return Slice(PAD_Y, tuple(marks), open=not below, edges=edges)


def _add(page: Page, each: Slice) -> None:
    page.y += each.before if page.placed else 0.0
    page.placed.append((page.y, each))
    page.y += each.height
