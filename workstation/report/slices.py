"""What a page is made of: marks in strips one line high, for paragraphs, headings and tables, in one style of type.

A slice is what a page cannot break: one line of a paragraph, or the same line of all cells of a row. A row that
is longer than a page therefore goes on over the next one (`trust.md` A18). Measures are points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from workstation.report.letters import Hand
from workstation.report.lines import Line, broken
from workstation.report.parts import Paragraph, Run, Section, Table

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
LEFT, RIGHT = 42.0, WIDTH - 32.0
"""The edges of what is written: at the left there is room for the holes of a file."""
ROOM: Final = RIGHT - LEFT
LEAST: Final = 10.5
"""Points of the smallest letters there are, at the foot of a page too: a page is read by eyes of every age."""
THIN, THICK = 0.75, 1.5
PAD_X, PAD_Y = 5.0, 1.5
_BALANCED: Final = 6_000
"""Characters of a table for which it is tried which widths of columns make it short."""
Close = Literal[0, 1, 2, 3]
"""How close a paper is set."""

_PARTS: Final = (0.3, 0.6, 1.0)
"""How far from the columns a table asks for towards those its words ask for."""


@dataclass(frozen=True, slots=True)
class Style:
    """The fonts and sizes of one document. `body` are points. What is set `close` has the columns of its tables as
    wide as makes them short, and little above its headings; twice as close, lines nearer to each other as well, and
    rows of five lines go on over the page; at the closest, as near as lines can stand. Its letters are as large.
    """

    hand: Hand
    body: float = LEAST
    close: Close = 0

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return round(self.body * (1.18, 1.18, 1.15, 1.1)[self.close], 1)

    @property
    def after(self) -> float:
        """Room below a paragraph or a table."""
        return (2.5, 1.5, 1.0, 0.8)[self.close]

    @property
    def above(self) -> float:
        """Room above and below the words of a notice."""
        return (8.0, 6.0, 4.5, 3.5)[self.close]

    @property
    def pad(self) -> float:
        """Room above and below the words of a cell."""
        return (PAD_Y, PAD_Y, 1.0, 1.2)[self.close]

    @property
    def together(self) -> int:
        """Lines of a row that stays on one page."""
        return 4 if self.close > 1 else 8

    @property
    def heading(self) -> float:
        """Letters of a heading."""
        return self.body + (2.5, 1.5, 1.5, 1.0)[self.close]


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
    thick: float = THIN


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


def in_lines(words: str, room: float, size: float, style: Style, *, strong: bool = False) -> list[Line]:
    """Words as lines of this width, `size` points high."""
    return list(broken((Run(words, strong),), room * 1000 / size, style.hand))


def put(line: Line, x: float, y: float, size: float, room: float = 0.0, tag: Tag = ()) -> Words:
    """A line at a place; one that belongs to the right edge of its room goes there."""
    indent = room - line.width * size / 1000 if line.right and room else 0.0
    return Words(x + max(indent, 0.0), y, size, line, tag)


def of_section(section: Section, style: Style, number: Iterator[int]) -> Iterator[Slice]:
    """A heading and what stands under it."""
    tag = (("H2", next(number)),)
    more, before = ((5.5, 6.0), (3.5, 3.5), (2.5, 3.0), (2.0, 2.5))[style.close]
    high = style.heading + more
    for line in in_lines(section.heading, ROOM, style.heading, style, strong=True):
        base = high - (4.5, 3.5, 3.0, 2.5)[style.close]
        yield Slice(high, (put(line, LEFT, base, style.heading, tag=tag),), before=before, glued=True)
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _table(block, style, next(number))
        else:
            yield from _paragraph(block, style, (("P", next(number)),))


def _paragraph(words: Paragraph, style: Style, tag: Tag) -> Iterator[Slice]:
    """Lines, of which the first two and the last two stay together."""
    lines = list(broken(words.runs, ROOM * 1000 / style.body, style.hand))
    for at, line in enumerate(lines):
        yield Slice(
            style.leading + (style.after if at == len(lines) - 1 else 0.0),
            (put(line, LEFT, style.body - 0.3, style.body, ROOM, tag),),
            glued=at < len(lines) - 1 and at in (0, len(lines) - 2),
        )


def _table(table: Table, style: Style, number: int) -> Iterator[Slice]:
    edges = _edges(table, style)
    head = tuple(_row(table.heads, edges, style, (("Table", number), ("TR", 0)), top=True))
    yield from _glued(head)
    again = tuple(_silenced(each) for each in head)
    for at, row in enumerate(table.rows, start=1):
        yield from _row(row, edges, style, (("Table", number), ("TR", at)), head=again)
    yield Slice(style.after)


def _edges(table: Table, style: Style) -> tuple[float, ...]:
    """Where the columns end: as the table asks for, or where that makes it shorter as its words ask for."""
    asked = tuple(ROOM * share / sum(table.shares) for share in table.shares)
    ways = [asked]
    if style.close and sum(len(cell) for row in table.rows for cell in row) <= _BALANCED:
        needed = [_natural(column, style) for column in zip(table.heads, *table.rows, strict=True)]
        own = _shared_out(needed)
        ways += [tuple((1 - part) * a + part * o for a, o in zip(asked, own, strict=True)) for part in _PARTS]
    best = min(ways, key=lambda widths: _height(table, widths, style)) if len(ways) > 1 else asked
    return tuple(LEFT + sum(best[:n]) for n in range(len(best) + 1))


def _natural(column: Sequence[str], style: Style) -> tuple[float, float]:
    """The least width of a column (its longest word), and the one in which no line is broken."""
    widths = [
        (
            max((line.width for line in in_lines(part, ROOM * 1000, style.body, style)), default=0.0),
            len(part.split()),
        )
        for cell in column
        for part in (cell, *cell.split())
    ]
    least = max((width for width, words in widths if words == 1), default=0.0)
    whole = max((width for width, _ in widths), default=0.0)
    pad = 2 * PAD_X + 1
    return min(least * style.body / 1000 + pad, ROOM / 3), whole * style.body / 1000 + pad


def _shared_out(needed: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """The room, each column with its least width and its part of the rest."""
    spare = max(ROOM - sum(least for least, _ in needed), 0.0)
    more = [max(min(whole, ROOM) - least, 1.0) ** 0.6 for least, whole in needed]
    widths = [least + spare * wish / sum(more) for (least, _), wish in zip(needed, more, strict=True)]
    return tuple(width * ROOM / sum(widths) for width in widths)


def _height(table: Table, widths: Sequence[float], style: Style) -> int:
    """How many lines it takes in these columns."""
    return sum(
        max(
            len(in_lines(cell, width - 2 * PAD_X, style.body, style))
            for cell, width in zip(row, widths, strict=True)
        )
        for row in (table.heads, *table.rows)
    )


def _glued(slices: Sequence[Slice]) -> Iterator[Slice]:
    for each in slices:
        yield Slice(each.height, each.marks, each.before, glued=True, open=each.open, edges=each.edges)


def _row(
    cells: Sequence[str], edges: tuple[float, ...], style: Style, tag: Tag, *, top: bool = False,
    head: tuple[Slice, ...] = (),
) -> Iterator[Slice]:  # fmt: skip
    """A row line by line; the `top` one holds the headings. A short row stays on one page."""
    cell = "TH" if top else "TD"
    rooms = [right - left - 2 * PAD_X for left, right in pairwise(edges)]
    columns = [
        in_lines(words, room, style.body, style, strong=top) for words, room in zip(cells, rooms, strict=True)
    ]
    count = max(len(lines) for lines in columns)
    for at in range(count):
        first, last = at == 0, at == count - 1
        above = style.pad if first else 0.0
        height = above + style.leading + (style.pad if last else 0.0)
        base = above + style.body - 0.2
        marks: list[Mark] = [
            put(lines[at], edges[n] + PAD_X, base, style.body, rooms[n], (*tag, (cell, n)))
            for n, lines in enumerate(columns)
            if at < len(lines)
        ]
        marks += [Rule(x, 0, x, height) for x in edges]
        marks += [Rule(edges[0], 0, edges[-1], 0)] if first and top else []
        marks += [Rule(edges[0], height, edges[-1], height)] if last else []
        glued = not last and (count <= style.together or at in (0, count - 2))
        name = columns[0][0] if at >= len(columns[0]) else None
        yield Slice(height, tuple(marks), glued=glued, table=head, open=not last, edges=edges, row=name)


def silent(mark: Mark) -> Mark:
    """The same, not read out."""
    return replace(mark, tag=()) if isinstance(mark, Words) else mark


def _silenced(each: Slice) -> Slice:
    """What is printed again on the next page has been read out once."""
    return replace(each, marks=tuple(silent(mark) for mark in each.marks))


def moved(mark: Mark, down: float) -> Mark:
    """The same, further down."""
    if isinstance(mark, Words):
        return replace(mark, y=mark.y + down)
    return Rule(mark.x1, mark.y1 + down, mark.x2, mark.y2 + down, mark.thick)
