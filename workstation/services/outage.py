"""The outage pack (S9): printed before or while Central is away, so that the front door goes on with paper.

    taken = take(desk, sheets=10)      # on the store thread: takes references, and writes the pack down
    pages(taken)                       # anywhere: the PDF

A pack is about no one contact, so no contact's record says that it was printed. What says so is a note in this
computer's own file (`sheets`), encrypted like the rest and never sent. References are taken before there is a page:
a pack that was never printed leaves a gap, and no reference is printed twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from workstation.domain import paper_sheet, queue, wording
from workstation.domain.contact import Stage
from workstation.domain.fold import hidden_words
from workstation.domain.line import ContactLine
from workstation.domain.paper_sheet import MOST_SHEETS, USUAL_SHEETS, SheetReference
from workstation.domain.people import may_read
from workstation.domain.queue import ClockKind
from workstation.guidebook.codes import codes
from workstation.report import outage as paper
from workstation.report import pdf
from workstation.report.parts import Copy, Summary
from workstation.services import covering, protect, standing
from workstation.services import sheets as sheets_here
from workstation.services.desk import Desk
from workstation.services.sheets import Pack
from workstation.services.standing import Phrase
from workstation.trouble import BadInput, NotYours

FILE_NAME: Final = "Outage pack.pdf"
_MOST_LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """A pack with its references taken, and the papers it is made of."""

    pack: Pack
    papers: tuple[Summary, ...]


def take(desk: Desk, sheets: int = USUAL_SHEETS) -> Taken:
    """Take references for this many sheets, write the pack down, and give what is to be printed.

    `BadInput` for no sheets or too many, `NotYours` for a role that does not read contacts.
    """
    if not may_read(desk.worker):
        raise NotYours(f"{desk.worker.role} does not read contacts.")
    if not 1 <= sheets <= MOST_SHEETS:
        raise BadInput("That many sheets cannot be printed.", f"Choose a number from 1 to {MOST_SHEETS}.")
    before, now = sheets_here.packs(desk), desk.now()
    first = before[-1].last + 1 if before else 1
    lines, more = _open_lines(desk)
    letters = paper_sheet.pack_letters(desk.store.device, now, first)
    pack = Pack(letters, first, first + sheets - 1, now, desk.worker.name, len(lines) + more)
    papers = (_front(desk, pack, lines, more), *_sheets(desk, pack))
    sheets_here.remember(desk, pack)
    return Taken(pack, papers)


def pages(taken: Taken) -> bytes:
    """The pack as a PDF. It asks nothing of the desk, so it can be done beside the work."""
    return pdf.drawn_together(taken.papers)[0]


# -- what is on it -------------------------------------------------------------------------------------------------


def _front(desk: Desk, pack: Pack, lines: tuple[ContactLine, ...], more: int) -> Summary:
    stories = desk.store.journal.of_contacts([line.contact for line in lines])
    hide = dict.fromkeys(word for story in stories.values() for word in hidden_words(story))
    return paper.front(
        _copy(desk, pack, pack.letters), [_waiting(desk, line) for line in lines], _ring(desk),
        (as_of(desk), f"Contact sheets in this pack: {pack.sheets}"), more=more, hide=tuple(hide),
    )  # fmt: skip


def _open_lines(desk: Desk) -> tuple[tuple[ContactLine, ...], int]:
    """The open contacts, act now first, then by time left. Once the lease is over: what only this worker wrote."""
    if desk.all_open:
        lines, total = desk.store.register.queue("everyone", now=desk.now(), limit=_MOST_LISTED)
    else:
        own = map(desk.store.register.contact, desk.store.notes.only_waiting(desk.worker.id))
        found = [line for line in own if line is not None and line.stage is not Stage.DECIDED]
        lines = tuple(sorted(found, key=lambda line: (line.act_now_since is None, line.contact)))[
            :_MOST_LISTED
        ]
        total = len(found)
    return tuple(covering.lines(desk, lines)), total - len(lines)


def _waiting(desk: Desk, line: ContactLine) -> paper.Waiting:
    worker, clock = desk.person(line.worker), queue.time_left(line, desk.person(line.manager), desk.now())
    due = wording.near(line.due_at, desk.now()) if line.due_at else "No clock"
    late = clock.kind is ClockKind.OVERDUE
    return paper.Waiting(
        number=line.number, child=line.child, born=line.born, worry=line.worry,
        worker=worker.name if worker else "Nobody yet", due=f"{due}\nOverdue" if late else due,
        act_now=clock.kind is ClockKind.ACT_NOW, hidden=line.hidden,
    )  # fmt: skip


def as_of(desk: Desk) -> str:
    """Of when the list is: now, or the last word from Central while nobody answers."""
    now, state = desk.now(), desk.link.state
    at = wording.moment(now)
    if not desk.all_open:
        return (
            f"As of {at}. Only what {desk.worker.name} wrote here: the server has been silent for too long."
        )
    if state is None:
        return f"As of {at}. This computer works alone: it knows of no other."
    if standing.say(state, now).phrase is not Phrase.OFFLINE:
        return f"As of {at}."
    heard = f"after {wording.moment(state.last_good)}" if state.last_good else "elsewhere"
    return f"As of {at}, working offline: what colleagues wrote {heard} is not on it."


def _ring(desk: Desk) -> tuple[paper.Ring, ...]:
    return tuple(paper.Ring(one.who, one.phone) for one in protect.numbers(desk))


def _sheets(desk: Desk, pack: Pack) -> tuple[Summary, ...]:
    sources = tuple(dict.fromkeys(code.plain for code in codes("source").all))
    one = paper.sheet(SheetReference(0), desk.guide, sources, _ring(desk), _copy(desk, pack, ""))
    return tuple(
        _numbered(one, SheetReference(number, pack.letters)) for number in range(pack.first, pack.last + 1)
    )


def _numbered(one: Summary, reference: SheetReference) -> Summary:
    """The same sheet under its own reference."""
    words = reference.words
    return replace(
        one, head=replace(one.head, number=words), copy=replace(one.copy, number=words),
        title=f"{paper.SHEET} {words}",
    )  # fmt: skip


def _copy(desk: Desk, pack: Pack, number: str) -> Copy:
    marking = desk.settings.marking
    return Copy(
        number=number, printed_at=pack.at, printed_by=desk.worker.name, for_whom="the outage pack",
        council=desk.council, marking=f"{marking} · PRACTICE, MADE-UP FAMILY" if desk.practice else marking,
        alone=False,
    )  # fmt: skip
