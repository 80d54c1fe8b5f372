"""A summary laid out on A4: slices one line high, put on pages in order, tables with their heads on each.

A slice is what a page cannot break: one line of a paragraph, or the same line of all cells of a row. A row that
is longer than a page therefore goes on over the next one (`trust.md` A18). Measures are points (1/72 inch).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise
from typing import Final

from workstation.report.letters import Hand
from workstation.report.lines import Line, broken
from workstation.report.parts import Head, Paragraph, Run, Section, Summary, Table
from workstation.report.text import foot

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
LEFT: Final = 42.0
ROOM: Final = WIDTH - 2 * LEFT
BODY: Final = 10.5
SMALL: Final = 9.0
_LEADING: Final = 12.4
_SMALL_LEADING: Final = 11.5
_HEADING, _NAME = 13.0, 15.0
_PAD_X, _PAD_Y = 5.0, 1.5
_TOP, _BOTTOM = 34.0, 28.0
_THIN, _THICK = 0.75, 1.5
_HEAD_LINES: Final = 9
"""More lines about the children than this stand in the body, not in the box on every page."""


Tag = tuple[tuple[str, int], ...]
"""A place in the tree of a tagged PDF: roles from the outside in, each with a number among its like."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words; `x` from the left edge, `y` from the top edge down to the base line.

    `tag` says what it is part of, for whoever hears the page; without one it is furniture that is not read out.
    """

    x: float
    y: float
    size: float
    line: Line
    tag: Tag = ()
    white: bool = False
    """White on a black band."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight black line, with its thickness."""

    x1: float
    y1: float
    x2: float
    y2: float
    thick: float = _THIN


Mark = Words | Rule


@dataclass(frozen=True, slots=True)
class Slice:
    """Marks in a strip of some height. `before` is space above, left out at the top of a page.

    `glued` to the next slice; `table` whose head is repeated when a page begins here; `open` when its row goes
    on below.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0.0
    glued: bool = False
    table: tuple[Slice, ...] = ()
    open: bool = False
    edges: tuple[float, ...] = ()
    row: Line | None = None
    """What the row is called in its first cell, said again where it goes on."""


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
            for mark in (_moved(m, y) for m in each.marks):
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
    """
    number = number or count()
    top, y, rest = _top(summary, hand, number)
    feet = [
        line
        for text, room in zip(foot(summary.copy, summary.version), (ROOM - 70, ROOM), strict=True)
        for line in _lines(text, room, SMALL, hand)
    ]
    floor = HEIGHT - _BOTTOM - _SMALL_LEADING * len(feet) - 6
    slices = [*rest, *(s for section in summary.sections for s in _section(section, hand, number))]
    pages = _paged(slices, start=y + 6, floor=floor)
    again = [_silent(mark) for mark in top]
    return [
        [*(again if at > 1 else top), *page.marks(), *_foot(feet, floor, f"Page {at} of {len(pages)}", hand)]
        for at, page in enumerate(pages, start=1)
    ]


def _lines(words: str, room: float, size: float, hand: Hand, *, strong: bool = False) -> list[Line]:
    return list(broken((Run(words, strong),), room * 1000 / size, hand))


def _put(line: Line, x: float, y: float, size: float, room: float = 0.0, tag: Tag = ()) -> Words:
    """A line at a place; one that belongs to the right edge of its room goes there."""
    indent = room - line.width * size / 1000 if line.right and room else 0.0
    return Words(x + max(indent, 0.0), y, size, line, tag)


def _at_right(words: str, edge: float, y: float, size: float, hand: Hand, *, strong: bool = False) -> Words:
    line = _lines(words, ROOM, size, hand, strong=strong)[0]
    return Words(edge - line.width * size / 1000, y, size, line)


# -- the top of every page ------------------------------------------------------------------------------------


def _top(summary: Summary, hand: Hand, number: Iterator[int]) -> tuple[list[Mark], float, list[Slice]]:
    """Marking and the box with the child on every page, where it ends, and what begins the first page only."""
    copy = summary.copy
    marking = " · ".join(part for part in (copy.marking, copy.mark) if part)
    said = (("P", next(number)),)
    left = _put(_lines(marking, ROOM, SMALL, hand, strong=True)[0], LEFT, _TOP, SMALL, tag=said)
    right = _at_right(f"{copy.council} · Front door · {summary.title}", WIDTH - LEFT, _TOP, SMALL, hand)
    if left.x + left.line.width * SMALL / 1000 > right.x - 12:
        # A long marking comes first; who prints it is said at the foot.
        right = _at_right(summary.title, WIDTH - LEFT, _TOP, SMALL, hand)
    box, bottom, in_full = _box(summary.head, _TOP + 9, hand, number)
    marks = [
        left,
        right,
        *box,
    ]
    if summary.band:
        black, bottom = _band(summary.band, bottom + 6, hand, number)
        marks += black
    notices = [s for notice in summary.notices for s in _notice(notice, hand, number)]
    return marks, bottom, [*notices, *in_full]


def _box(
    head: Head, top: float, hand: Hand, count_on: Iterator[int]
) -> tuple[list[Mark], float, list[Slice]]:
    """The box, its lower edge, and what it has no room for."""
    title, beside = (("H1", next(count_on)),), (("P", next(count_on)),)
    number = _at_right(head.number, WIDTH - LEFT - 8, top + 17, BODY + 1, hand, strong=True)
    number = replace(number, tag=beside)
    names = _lines(head.name, number.x - LEFT - 20, _NAME, hand, strong=True)
    lines = [line for words in head.lines for line in _lines(words, ROOM - 16, BODY, hand)]
    whole = len(names) + len(lines) <= _HEAD_LINES
    marks: list[Mark] = []
    y = top + 18
    for line in names if whole else names[:2]:
        marks.append(_put(line, LEFT + 8, y, _NAME, tag=title))
        y += 19
    marks.append(number)
    about = (("P", next(count_on)),)
    for line in lines if whole else lines[: _HEAD_LINES - 4]:
        marks.append(_put(line, LEFT + 8, y, BODY, tag=about))
        y += 17
    marks += _frame(LEFT, top, WIDTH - LEFT, y - 7, _THICK)
    if whole:
        return marks, y - 7, []
    full = Section("Who this is about", (Paragraph((Run("\n".join((head.name, *head.lines))),)),))
    return marks, y - 7, list(_section(full, hand, count_on))


def _band(words: str, top: float, hand: Hand, number: Iterator[int]) -> tuple[list[Mark], float]:
    """A black band with white words, and where it ends. The words are letters, not a picture of them."""
    tag = (("P", next(number)),)
    lines = _lines(words, ROOM - 20, BODY, hand, strong=True)
    height = _LEADING * len(lines) + 12
    marks: list[Mark] = [Rule(LEFT, top + height / 2, WIDTH - LEFT, top + height / 2, height)]
    for at, line in enumerate(lines):
        marks.append(Words(LEFT + 10, top + 16 + _LEADING * at, BODY, line, tag, white=True))
    return marks, top + height


def _frame(x1: float, y1: float, x2: float, y2: float, thick: float) -> tuple[Rule, ...]:
    return (
        Rule(x1, y1, x2, y1, thick), Rule(x1, y2, x2, y2, thick),
        Rule(x1, y1, x1, y2, thick), Rule(x2, y1, x2, y2, thick),
    )  # fmt: skip


def _notice(notice: Paragraph, hand: Hand, number: Iterator[int]) -> Iterator[Slice]:
    """A box with a thick edge; it may go on over a page."""
    tag = (("P", next(number)),)
    lines = list(broken(notice.runs, (ROOM - 16) * 1000 / BODY, hand))
    for at, line in enumerate(lines):
        first, last = at == 0, at == len(lines) - 1
        above, below = (8.0 if first else 0.0), (8.0 if last else 0.0)
        height = above + _LEADING + below
        marks: list[Mark] = [_put(line, LEFT + 8, above + 10.0, BODY, ROOM - 16, tag)]
        marks += [Rule(x, 0, x, height, 2.0) for x in (LEFT, WIDTH - LEFT)]
        marks += [Rule(LEFT - 1, 0, WIDTH - LEFT + 1, 0, 2.0)] if first else []
        marks += [Rule(LEFT - 1, height, WIDTH - LEFT + 1, height, 2.0)] if last else []
        yield Slice(height, tuple(marks), before=6.0 if first else 0.0, glued=not last and len(lines) < 8)


def _foot(feet: list[Line], floor: float, page: str, hand: Hand) -> Iterator[Mark]:
    yield Rule(LEFT, floor + 6, WIDTH - LEFT, floor + 6, _THIN)
    y = floor + 6 + _SMALL_LEADING
    yield _at_right(page, WIDTH - LEFT, y, SMALL, hand, strong=True)
    for line in feet:
        yield _put(line, LEFT, y, SMALL)
        y += _SMALL_LEADING


# -- slices ---------------------------------------------------------------------------------------------------


def _section(section: Section, hand: Hand, number: Iterator[int]) -> Iterator[Slice]:
    tag = (("H2", next(number)),)
    for line in _lines(section.heading, ROOM, _HEADING, hand, strong=True):
        yield Slice(18.5, (_put(line, LEFT, 14.0, _HEADING, tag=tag),), before=6.0, glued=True)
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _table(block, hand, next(number))
        else:
            yield from _paragraph(block, hand, (("P", next(number)),))


def _paragraph(paragraph: Paragraph, hand: Hand, tag: Tag) -> Iterator[Slice]:
    """Lines, of which the first two and the last two stay together."""
    lines = list(broken(paragraph.runs, ROOM * 1000 / BODY, hand))
    for at, line in enumerate(lines):
        yield Slice(
            _LEADING + (2.5 if at == len(lines) - 1 else 0.0),
            (_put(line, LEFT, 10.2, BODY, ROOM, tag),),
            glued=at < len(lines) - 1 and at in (0, len(lines) - 2),
        )


def _table(table: Table, hand: Hand, number: int) -> Iterator[Slice]:
    shares = [ROOM * share / sum(table.shares) for share in table.shares]
    edges = tuple(LEFT + sum(shares[:n]) for n in range(len(shares) + 1))
    head = tuple(_row(table.heads, edges, hand, (("Table", number), ("TR", 0)), top=True))
    yield from _glued(head)
    again = tuple(_silenced(each) for each in head)
    for at, row in enumerate(table.rows, start=1):
        yield from _row(row, edges, hand, (("Table", number), ("TR", at)), head=again)
    yield Slice(2.5)


def _glued(slices: Sequence[Slice]) -> Iterator[Slice]:
    for each in slices:
        yield Slice(each.height, each.marks, each.before, glued=True, open=each.open, edges=each.edges)


def _row(
    cells: Sequence[str], edges: tuple[float, ...], hand: Hand, tag: Tag, *, top: bool = False,
    head: tuple[Slice, ...] = (),
) -> Iterator[Slice]:  # fmt: skip
    """A row line by line; the `top` one holds the headings. A short row stays on one page."""
    cell = "TH" if top else "TD"
    rooms = [right - left - 2 * _PAD_X for left, right in pairwise(edges)]
    columns = [_lines(words, room, BODY, hand, strong=top) for words, room in zip(cells, rooms, strict=True)]
    count = max(len(lines) for lines in columns)
    for at in range(count):
        first, last = at == 0, at == count - 1
        above = _PAD_Y if first else 0.0
        height = above + _LEADING + (_PAD_Y if last else 0.0)
        marks: list[Mark] = [
            _put(lines[at], edges[n] + _PAD_X, above + 10.3, BODY, rooms[n], (*tag, (cell, n)))
            for n, lines in enumerate(columns)
            if at < len(lines)
        ]
        marks += [Rule(x, 0, x, height) for x in edges]
        marks += [Rule(edges[0], 0, edges[-1], 0)] if first and top else []
        marks += [Rule(edges[0], height, edges[-1], height)] if last else []
        glued = not last and (count <= 8 or at in (0, count - 2))
        name = columns[0][0] if at >= len(columns[0]) else None
        yield Slice(height, tuple(marks), glued=glued, table=head, open=not last, edges=edges, row=name)


# -- pages ----------------------------------------------------------------------------------------------------


def _paged(slices: Iterable[Slice], *, start: float, floor: float) -> list[Page]:
    pages = [Page(start)]
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
        _add(pages[-1], _edge(following.edges, name=following.row))


def _edge(edges: tuple[float, ...], *, below: bool = False, name: Line | None = None) -> Slice:
    """Room above or below the lines of a row that goes on over the page; above, with its name again."""
    marks: list[Mark] = [Rule(x, 0, x, _PAD_Y) for x in edges]
    marks += [Rule(edges[0], _PAD_Y, edges[-1], _PAD_Y)] if below else []
    marks += [_put(name, edges[0] + _PAD_X, _PAD_Y + 10.3, BODY)] if name else []
    return Slice(_PAD_Y, tuple(marks), open=not below, edges=edges)


def _add(page: Page, each: Slice) -> None:
    page.y += each.before if page.placed else 0.0
    page.placed.append((page.y, each))
    page.y += each.height


def _silent(mark: Mark) -> Mark:
    return replace(mark, tag=()) if isinstance(mark, Words) else mark


def _silenced(each: Slice) -> Slice:
    """What is printed again on the next page has been read out once."""
    return replace(each, marks=tuple(_silent(mark) for mark in each.marks))


def _moved(mark: Mark, down: float) -> Mark:
    if isinstance(mark, Words):
        return replace(mark, y=mark.y + down)
    return Rule(mark.x1, mark.y1 + down, mark.x2, mark.y2 + down, mark.thick)
