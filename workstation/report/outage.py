"""The outage pack on paper: who waits, whom to ring, and blank contact sheets that ask what the guide asks.

Every question, list and reason on a sheet is the guide's own, so that paper never asks something else than the
screen. What is printed here in words of its own are the boxes that the screen has fields for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from workstation.domain import wording
from workstation.domain.guide import Guide
from workstation.domain.matrix import Choice
from workstation.domain.paper_sheet import SheetReference
from workstation.report.parts import Copy, Head, Paragraph, Section, Summary, Table, ours, said
from workstation.report.summary import presentable

TITLE: Final = "Outage pack"
SHEET: Final = "Contact sheet"
BOX: Final = "☐"
_GROUPS: Final = {
    "public": "the family or the public", "school": "a school", "health": "health", "la": "the council",
    "police": "the police", "other": "anybody else",
}  # fmt: skip
_WRITE: Final = "Write here"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open contact on the list. Nothing here knows of an address."""

    number: str
    child: str
    born: str
    worry: str
    worker: str
    due: str
    act_now: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """Whom to ring, and on which number."""

    who: str
    phone: str


def front(
    copy: Copy, pack: str, waiting: Sequence[Waiting], numbers: Sequence[Ring], *, as_of: str,
    sheets: str, more: int = 0, hide: tuple[str, ...] = (),
) -> Summary:  # fmt: skip
    """The first pages: whom to ring, and who waits. `hide` are words that must not be on them, `as_of` says of when
    the list is, `more` how many contacts it has no room for.
    """
    last = (ours(f"{wording.count(more, 'more contact')} not on this list: ring the duty manager."),)
    whole = Summary(
        copy=copy,
        head=Head(TITLE, f"Pack {pack}", (as_of, f"Contact sheets in this pack: {sheets}")),
        notices=(ours(
            "No address is on this list, and none may be written on it. Keep it where nobody else reads it, and "
            "shred it when Lintel is back.", strong=True,
        ),),
        sections=(
            Section("Whom to ring", (_ring(numbers),)),
            Section("Waiting now, act now first", (*_list(waiting), *(last if more else ()))),
            Section("What to do while Lintel is away", tuple(ours(words) for words in _STEPS)),
        ),
        version="list",
        title=TITLE,
    )  # fmt: skip
    return presentable(whole, hide)


_STEPS: Final = (
    "Take each new contact on a sheet of its own. Its reference, such as R-07, is its number until it is in Lintel.",
    "A child in danger comes first: ring, then write down whom you rang, who agreed, and when.",
    "Afterwards enter each sheet: New contact, then Paper. Its times stay as they were written, and the clock of the "
    "contact began when it came in.",
    "Lintel keeps in mind which references it has printed, and says so when a sheet is entered a second time.",
)


def _ring(numbers: Sequence[Ring]) -> Table:
    return Table(("Number", "Who"), tuple((one.phone, one.who) for one in numbers), (1, 3))


def _list(waiting: Sequence[Waiting]) -> Iterator[Paragraph | Table]:
    if not waiting:
        yield ours("Nobody waits.")
        return
    rows = tuple(
        (
            f"ACT NOW\n{one.number}" if one.act_now else one.number,
            f"{one.child}\n{one.born}".strip() + ("\nAddress hidden: ask before you write it" if one.hidden else ""),
            one.worry or "Not said yet", one.worker, one.due,
        )
        for one in waiting
    )  # fmt: skip
    yield Table(("Contact", "Child", "Worry", "Worker", "Due"), rows, (20, 30, 24, 17, 17))


# -- a blank sheet -------------------------------------------------------------------------------------------------


def sheet(
    reference: SheetReference, guide: Guide, sources: Sequence[str], numbers: Sequence[Ring], copy: Copy
) -> Summary:
    """One blank contact sheet. `sources` are the kinds of source, in words."""
    ring = " · ".join(f"{one.phone} {one.who}" for one in numbers)
    return Summary(
        copy=copy,
        head=Head(SHEET, reference.words, ("Keep this sheet until it is in Lintel, then shred it.",)),
        notices=(said(ring, label="Is a child in danger now? Ring at once:"),),
        sections=tuple(_sections(guide, sources)),
        version=guide.edition,
        title=f"{SHEET} {reference.words}",
    )


def _sections(guide: Guide, sources: Sequence[str]) -> Iterator[Section]:
    yield Section("How it came", (_arrival(guide, sources),))
    yield Section("What they told us, word for word", (_boxes(("Their words", 22)),))
    yield Section("Is a child in danger now?", (_danger(),))
    yield Section("Children", (_people(
        ("Name", "Born, or about how old", "School or nursery", "Where are they now?"), (30, 20, 25, 25), rows=4
    ),))  # fmt: skip
    yield Section("Adults", (_people(
        ("Name", "Who they are to the child", "Phone, safe time", "Lives there?"), (30, 25, 27, 18), rows=4
    ), _boxes((f"Address\n{BOX} Keep it hidden", 3))))  # fmt: skip
    yield from _questions(guide)
    yield Section("What the worry is about (up to 4)", (_ticks(guide.themes),))
    yield Section("Parents", (_parents(guide),))
    yield Section("Who else knows these children", (_agencies(guide), _boxes(
        ("Lawful basis for asking\n" + _lines(guide.bases), 1)
    )))  # fmt: skip
    if guide.factors:
        yield Section("For each adult: yes, no, or not known and why", (_factors(guide),))
    yield Section("Reasons", (_boxes(*((each.words, 6) for each in guide.reasons)),))
    yield Section("What should happen", (_ticks(guide.outcomes), _boxes(
        ("Who decided, and their role", 2), ("Date and time", 2), ("What they asked for", 3),
    )))  # fmt: skip
    yield Section("In Lintel", (_boxes(("Contact number", 2), ("Entered by, date and time", 2)),))


def _boxes(*asked: tuple[str, int]) -> Table:
    """Rows of something asked, and room for as many lines of type as are said: two for one line by hand."""
    rows = tuple((words, _room(lines)) for words, lines in asked)
    return Table(("", _WRITE), rows, (32, 68))


def _room(lines: int) -> str:
    return "\n" * (lines - 1)


def _lines(choices: Iterable[Choice]) -> str:
    return "\n".join(f"{BOX} {each.words}" for each in choices)


def _beside(choices: Iterable[Choice | str]) -> str:
    """Boxes to tick, each kept with its words."""
    words = (each if isinstance(each, str) else each.words for each in choices)
    return "   ".join(f"{BOX} {each}".replace(" ", wording.NBSP) for each in words)


def _ticks(choices: Iterable[Choice]) -> Paragraph:
    return ours(_beside(choices))


def _arrival(guide: Guide, sources: Sequence[str]) -> Table:
    return Table(
        ("", _WRITE),
        (
            ("Date and time it came in", _room(2)),
            ("Who took it down", _room(2)),
            ("How it came", _beside(guide.channels)),
            ("From what kind of source", _beside(sources)),
            ("Who told us: name and role", _room(2)),
            ("From where, and their phone", _room(2)),
            ("Their own reference", _room(2)),
        ),
        (32, 68),
    )


def _danger() -> Table:
    return _boxes(
        (f"{BOX} No   {BOX} Yes, act now, at (time)", 2), ("What is the danger now?", 3),
        ("Who have you told, and when?", 2), ("Who agreed, and when?", 2),
    )  # fmt: skip


def _people(heads: tuple[str, ...], shares: tuple[int, ...], *, rows: int) -> Table:
    return Table(heads, tuple((_room(2), *("" for _ in heads[1:])) for _ in range(rows)), shares)


def _questions(guide: Guide) -> Iterator[Section]:
    """What whoever contacts us is asked: everybody first, then what is asked of some."""
    for of, some in groupby(sorted(guide.questions, key=lambda q: q.of), key=lambda q: q.of):
        heading = f"Ask {wording.listed([_GROUPS.get(g, g) for g in of])} too" if of else "Ask"
        rows = tuple(
            (
                "\n".join(filter(None, (
                    q.words, "Always ask this." if q.required else "", q.caution and f"If not: {q.caution}",
                ))),
                _room(3 if not of else 2),
            )
            for q in some
        )  # fmt: skip
        yield Section(heading, (Table(("Ask, or write: they did not say", _WRITE), rows, (42, 58)),))


def _parents(guide: Guide) -> Table:
    either = _beside(("Yes", "No", "Not asked"))
    rows = [
        ("Each parent: who?", _room(2)),
        ("Told that we were contacted?", either),
        ("Agrees that we ask others?", either),
        ("Not told, because", _lines(guide.lawful)),
        ("Why, in your words, and who agreed", _room(3)),
        ("Safe way to speak to them", _beside(guide.ways)),
    ]
    return Table(("", _WRITE), tuple(rows), (32, 68))


def _agencies(guide: Guide) -> Table:
    rows = tuple(
        (
            f"{BOX} {one.words}\n{one.ask}".strip(),
            wording.sentence(", ".join(dict.fromkeys(rule.why for rule in one.when))) or "If you choose",
            "",
        )
        for one in guide.agencies
    )
    return Table(("Ask", "When", "Asked at, by whom; what they said"), rows, (42, 21, 37))


def _factors(guide: Guide) -> Table:
    rows = tuple((each.words, "\n", "") for each in guide.factors)
    return Table(("", "Adult 1", "Adult 2"), rows, (30, 35, 35))
