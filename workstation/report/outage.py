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
from workstation.domain.guide import Ask, Guide
from workstation.domain.matrix import Choice
from workstation.domain.paper_sheet import SheetReference
from workstation.report.called import words_of
from workstation.report.parts import Copy, Head, Paragraph, Section, Summary, Table, ours, said
from workstation.report.summary import presentable

TITLE: Final = "Outage pack"
SHEET: Final = "Contact sheet"
BOX: Final = f"[{wording.NBSP * 3}]"
"""To tick. The fonts for paper have no sign for it."""
_HIDDEN: Final = "Address hidden: do not write it down"
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
    """Who to ring, and on which number."""

    who: str
    phone: str


def front(
    copy: Copy, waiting: Sequence[Waiting], numbers: Sequence[Ring], about: tuple[str, str], *,
    more: int = 0, hide: tuple[str, ...] = (),
) -> Summary:  # fmt: skip
    """The first pages: whom to ring, and who waits. `about` says of when the list is and which sheets follow,
    `more` how many contacts it has no room for; `hide` are words that must not be on it.
    """
    last = (ours(f"{wording.count(more, 'more contact')} not on this list: ring the duty manager."),)
    whole = Summary(
        copy=copy,
        head=Head(TITLE, f"Pack {copy.number}", about),
        notices=(ours(
            "No address is on this list, and none may be written on it. Keep it where nobody else reads it, and "
            "shred it when Lintel is back.", strong=True,
        ),),
        sections=(
            Section("Who to ring", (_ring(numbers),)),
            Section("Waiting now, act now first", (*_list(waiting), *(last if more else ()))),
            Section("What to do while Lintel is away", tuple(ours(words) for words in _STEPS)),
        ),
        version="list",
        title=TITLE,
    )  # fmt: skip
    return presentable(whole, hide, words_of(name for one in waiting for name in (one.child, one.worker)))


_STEPS: Final = (
    "Take each new contact on a sheet of its own. Its reference, such as R-07, is its number until then.",
    "A child in danger comes first: ring, then write down whom you rang, who agreed, and when.",
    "Afterwards enter each sheet: New contact, then Paper. Its clock began when it came in, as written.",
    "Lintel says so when a sheet is entered a second time: nothing is saved twice.",
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
            "\n".join(part for part in (one.child, one.born, _HIDDEN if one.hidden else "") if part),
            one.worry or "Not said yet", one.worker, one.due,
        )
        for one in waiting
    )  # fmt: skip
    yield Table(("Contact", "Child", "Worry", "Worker", "Due"), rows, (24, 27, 21, 16, 18))


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
    yield Section("Is a child in danger now?", (_danger(),))
    yield Section("What they told us, word for word", (Table(("Their words",), ((_room(22),),), (1,)),))
    yield Section("Children", (_people(
        ("Name", "Born, or about how old", "School or nursery", "Where are they now?"), (30, 20, 25, 25), rows=4
    ),))  # fmt: skip
    yield Section("Adults", (_people(
        ("Name", "Who they are to the child", "Phone, safe time", "Lives there?"), (30, 25, 27, 18), rows=4
    ), _boxes((f"Address\n{BOX} Keep it hidden", 3))))  # fmt: skip
    asked = list(_questions(guide))
    yield from (section for section, of in asked if of != ("police",))
    yield Section("What the worry is about (up to 4)", (_ticks(guide.themes),))
    yield Section("Parents", (_parents(guide),))
    if guide.factors:
        yield Section("For each adult: yes, no, or not known and why", (_factors(guide),))
    yield Section("Reasons", (_boxes(*((each.words, 5) for each in guide.reasons)),))
    yield Section("What should happen", (_ticks(guide.outcomes), _boxes(
        ("Who decided, and their role", 2), ("Date and time", 2), ("What they asked for", 3),
    )))  # fmt: skip
    yield Section("Who else knows these children", (_boxes(
        ("Lawful basis for asking", _lines(guide.bases))
    ), _agencies(guide)))  # fmt: skip
    yield from (section for section, of in asked if of == ("police",))


def _boxes(*asked: tuple[str, int | str]) -> Table:
    """Rows of something asked, each with what stands beside it or room for so many lines of type: two are one line
    by hand.
    """
    rows = tuple((words, _room(room) if isinstance(room, int) else room) for words, room in asked)
    return Table(("Asked", _WRITE), rows, (32, 68))


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
    return _boxes(
        ("Date and time it came in", 2), ("Who took it down", 2), ("How it came", _beside(guide.channels)),
        ("From what kind of source", _beside(sources)), ("Who told us: name and role", 2),
        ("From where, and their phone", 2), ("Their own reference", 2),
        ("Afterwards: its number in Lintel, entered by", 2),
    )  # fmt: skip


def _danger() -> Table:
    return _boxes(
        (f"{BOX} No   {BOX} Yes, act now, at (time)", 2), ("What is the danger now?", 3),
        ("Who have you told, and when?", 2), ("Who agreed, and when?", 2),
    )  # fmt: skip


def _people(heads: tuple[str, ...], shares: tuple[int, ...], *, rows: int) -> Table:
    return Table(heads, tuple((_room(2), *("" for _ in heads[1:])) for _ in range(rows)), shares)


def _questions(guide: Guide) -> Iterator[tuple[Section, tuple[str, ...]]]:
    """What whoever contacts us is asked, and which groups are asked it: everybody first."""
    for of, some in groupby(sorted(guide.questions, key=lambda q: q.of), key=lambda q: q.of):
        heading = f"Ask {wording.listed([_GROUPS.get(g, g) for g in of])} too" if of else "Ask"
        rows = tuple((_asked(question), _room(2 if of else 3)) for question in some)
        yield Section(heading, (Table(("Ask, or write: they did not say", _WRITE), rows, (42, 58)),)), of


def _asked(question: Ask) -> str:
    always = "Always ask this." if question.required else ""
    return "\n".join(part for part in (question.words, always, question.caution) if part)


def _parents(guide: Guide) -> Table:
    either = _beside(("Yes", "No", "Not asked"))
    return _boxes(
        ("Each parent: who?", 2), ("Told that we were contacted?", either), ("Agrees that we ask others?", either),
        ("Not told, because", _lines(guide.lawful)), ("Why, in your words, and who agreed", 3),
        ("Safe way to speak to them", _beside(guide.ways)),
    )  # fmt: skip


def _agencies(guide: Guide) -> Table:
    rows = tuple(
        (
            f"{BOX} {one.words}\n{one.ask}".strip(),
            wording.sentence(", ".join(dict.fromkeys(rule.why for rule in one.when))) or "If you choose",
            "",
        )
        for one in guide.agencies
    )
    return Table(("Ask", "When", "Asked at, by whom; what they said"), rows, (40, 27, 33))


def _factors(guide: Guide) -> Table:
    rows = tuple((each.words, "\n", "") for each in guide.factors)
    return Table(("", "Adult 1", "Adult 2"), rows, (30, 35, 35))
