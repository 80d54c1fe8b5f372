"""What a summary is made of: headings, paragraphs and tables, as frozen words. Nothing here knows of ink."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

Rewrite = Callable[[str], str]
"""Makes other words of words of the record."""
_KINDS: Final = (
    "Contact summary", "Chronology", "Request for information", "Strategy discussion request", "Letter",
    "Outage pack", "Contact sheet",
)  # fmt: skip
"""All that the properties and the name of a file may say of what is in it: which kind of paper it is."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one weight. `ours` are words of Lintel or its guide, not of the record."""

    words: str
    strong: bool = False
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that follow each other; a line break in them stays one."""

    runs: tuple[Run, ...]

    @property
    def words(self) -> str:
        """All its words."""
        return "".join(run.words for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. `shares` are the widths of the columns, in parts of their sum."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy on its way to somebody: what the foot of every page says.

    `unsent`: the contact has entries that Central has not numbered; `alone`: this computer has no Central;
    `offline`: it has one that does not answer, and as of when this copy is, in words.
    """

    number: str
    printed_at: datetime
    printed_by: str
    for_whom: str
    council: str
    marking: str = "OFFICIAL-SENSITIVE"
    unsent: bool = False
    alone: bool = False
    offline: str = ""
    nth: int = 1
    """How many copies of this version there are with this one, for this kind of reader."""
    facts_only: bool = False
    """Without what was decided, for whoever decides before they see it."""
    criteria: Mapping[str, str] = field(default_factory=dict)
    """What the criteria of sign-off are called, by their id."""

    @property
    def mark(self) -> str:
        """What must be seen about where this record is; empty when Central has all of it."""
        if self.alone:
            return "ON THIS COMPUTER ONLY"
        if self.unsent:
            return "NOT YET SENT"
        return "OFFLINE" if self.offline else ""

    @property
    def mark_in_full(self) -> str:
        """The same with as of when it is, for the foot, where there is room."""
        if not self.offline:
            return self.mark
        return f"{self.mark} · {self.offline}" if self.unsent else self.offline


@dataclass(frozen=True, slots=True)
class Head:
    """The box at the top of every page: the child, the contact number, and lines about the children."""

    name: str
    number: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A contact on paper. `notices` stand in boxes above all else; `version` names the record it shows.

    `hidden_in` tells the worker where words were hidden, without the words.
    """

    copy: Copy
    head: Head
    notices: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    version: str
    hidden_in: tuple[str, ...] = ()
    title: str = "Contact summary"
    """Which paper it is, at the top of every page."""
    band: str = ""
    """White on black on every page of a copy that shows a hidden address: who must not see it."""
    pages: int = 0
    """How many pages it should have at most, and is set closer for; 0 where that does not matter."""

    @property
    def kind(self) -> str:
        """Which kind of paper it is, in words of ours alone: nothing of the record, no number."""
        return next((kind for kind in _KINDS if self.title.startswith(kind)), "Paper")


def said(words: str, *, label: str = "", who: str = "") -> Paragraph:
    """A paragraph of the record, after a label of ours in bold and perhaps the name it is about."""
    runs = [Run(label, strong=True, ours=True)] if label else []
    if who:
        runs += [Run(f" {who}" if label else who, strong=True)]
    if runs:
        runs += [Run(". " if not label.endswith(("?", ":")) or who else " ", strong=True, ours=True)]
    return Paragraph((*runs, Run(words)))


def ours(words: str, *, strong: bool = False) -> Paragraph:
    """A paragraph in Lintel's own words."""
    return Paragraph((Run(words, strong=strong, ours=True),))


def rewritten(summary: Summary, rewrite: Callable[[str, str], str]) -> Summary:
    """The same summary with all words of the record rewritten; `rewrite` takes them and the place they are in."""

    def block(part: Paragraph | Table, place: str) -> Paragraph | Table:
        if isinstance(part, Paragraph):
            return _paragraph(part, lambda words: rewrite(words, place))
        return replace(part, rows=tuple(tuple(rewrite(c, place) for c in row) for row in part.rows))

    top, foot = "The top of the page", "The foot of the page"
    copy, head = summary.copy, summary.head
    return replace(
        summary,
        copy=replace(copy, for_whom=rewrite(copy.for_whom, foot), printed_by=rewrite(copy.printed_by, foot)),
        head=Head(
            rewrite(head.name, top),
            rewrite(head.number, top),
            tuple(rewrite(line, top) for line in head.lines),
        ),
        band=rewrite(summary.band, top) if summary.band else "",
        notices=tuple(_paragraph(n, lambda words: rewrite(words, top)) for n in summary.notices),
        sections=tuple(
            Section(s.heading, tuple(block(b, s.heading) for b in s.blocks)) for s in summary.sections
        ),
    )


def _paragraph(part: Paragraph, rewrite: Rewrite) -> Paragraph:
    return Paragraph(tuple(run if run.ours else replace(run, words=rewrite(run.words)) for run in part.runs))
