"""Reading: the queue, one contact with everything around it, its history, search, what waits for a manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from msgspec.structs import replace

from workstation.domain import checks, clocks, gates, kinds, wording
from workstation.domain import past as past_rules
from workstation.domain import queue as lists
from workstation.domain.checks import Steps
from workstation.domain.contact import ContactFile
from workstation.domain.gates import Gap
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine, PersonLine
from workstation.domain.past import Candidate, Past, PastContact, Present
from workstation.domain.queue import QueuePage, QueueRow, Tile, View
from workstation.guidebook.codes import codes
from workstation.history.matcher import Answer, Enquiry, Found
from workstation.services.desk import Desk
from workstation.store import register
from workstation.trouble import RuleTrouble

_PARENTS: Final = ("mother", "father", "parent")
_LONG_AGO: Final = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class OpenContact:
    """One contact as the workspace shows it: the file and everything worked out from it."""

    file: ContactFile
    line: ContactLine
    steps: Steps
    past: Past
    blocks: tuple[Gap, ...]
    warnings: tuple[Gap, ...]
    due_at: datetime | None
    elapsed_due_at: datetime | None
    working_day_due_at: datetime | None


_VIEWS: Final[dict[View | Tile, register.View]] = {
    View.EVERYONE: "everyone",
    View.MINE: "mine",
    View.NOT_ALLOCATED: "not allocated",
    View.WAITING: "waiting",
    View.WATCH: "step-down watch",
    Tile.ACT_NOW: "act now",
    Tile.OVERDUE: "overdue",
    Tile.SOON: "due soon",
    Tile.NOT_ALLOCATED: "not allocated",
    Tile.BACK: "sent back",
    Tile.MANAGER: "with manager",
}


def queue(
    desk: Desk, view: View | Tile = View.EVERYONE, words: str = "", *, offset: int = 0, limit: int = 200
) -> QueuePage:
    """One page of the queue: act now first, then by time left; sorted and filtered in SQL. Once the lease is
    over: what only this worker wrote.
    """
    now = desk.now()
    if not desk.all_open:
        return _own_queue(desk, now)
    with desk.store.register.together():
        return _page(desk, view, words, now, offset, limit)


def _page(desk: Desk, view: View | Tile, words: str, now: datetime, offset: int, limit: int) -> QueuePage:
    rows, narrow = desk.store.register, register.Filter(words=words)
    lines, total = rows.queue(
        _VIEWS[view], now=now, worker=desk.worker.id, narrow=narrow, offset=offset, limit=limit
    )
    counts = rows.counts(now, desk.worker.id)
    return QueuePage(
        rows=tuple(_row(desk, line, now) for line in lines),
        total=total,
        hidden=counts[_VIEWS[view if view is View.WATCH else View.EVERYONE]] - total,
        tiles={t: counts[_VIEWS[t]] for t in Tile},
        views={v: counts[_VIEWS[v]] for v in View},
        at=now,
        to_sign=rows.queue("with manager", now=now, narrow=register.Filter(manager=desk.worker.id), limit=0)[
            1
        ],
        compared=desk.matcher.ready,
    )


def _own_queue(desk: Desk, now: datetime) -> QueuePage:
    found = map(desk.store.register.contact, desk.store.notes.only_waiting(desk.worker.id))
    lines = sorted((line for line in found if line is not None), key=lambda line: line.contact, reverse=True)
    rows = tuple(_row(desk, line, now) for line in lines)
    return QueuePage(
        rows=rows, total=len(rows), hidden=0, tiles=dict.fromkeys(Tile, 0),
        views=dict.fromkeys(View, 0) | {View.EVERYONE: len(rows), View.MINE: len(rows)}, at=now,
    )  # fmt: skip


def get_ready(desk: Desk) -> None:
    """Load what the first act needs, and read everybody once, so that matches answer at once from then on.

    Done after the queue is on screen.
    """
    desk.store.get_ready()
    _ = desk.agencies
    desk.matcher.search("-", 1)


def _row(desk: Desk, line: ContactLine, now: datetime) -> QueueRow:
    known = past(desk, line.contact, line, match=desk.matcher.ready)
    worker = desk.person(line.worker)
    return QueueRow(
        line=replace(line, checks=lists.four_checks(line, known)),
        time_left=lists.time_left(line, desk.person(line.manager), now),
        chips=lists.chips(line, known.facts, len(known.candidates)),
        worker=worker.name if worker else "–",
        happening=lists.happening(line, now),
        source=source_words(line.source, line.agency),
    )


def source_words(source: str, agency: str = "") -> str:
    """`Police`, `School`; the agency's own name when the source says little."""
    plain = codes("source").plain(source)
    return agency if agency and plain in ("Other", "Not known", "") else plain


def _must_be_open(desk: Desk) -> None:
    """Refuse to look among others' work once the lease is over: an empty answer would read as 'nobody'."""
    if not desk.all_open:
        raise desk.lease_ended()


def next_to_take(desk: Desk) -> ContactLine | None:
    """The contact that nobody has and that has the least time left."""
    _must_be_open(desk)
    lines, _ = desk.store.register.queue("not allocated", now=desk.now(), limit=1)
    return lines[0] if lines else None


def contact(desk: Desk, contact_id: ContactId) -> OpenContact:
    """Everything the workspace shows of one contact."""
    file = desk.file(contact_id)
    line = line_of(desk, contact_id)
    known = past(desk, contact_id, line)
    at = file.received_at
    return OpenContact(
        file=file,
        line=line,
        steps=checks.steps(file, desk.guide, known),
        past=known,
        blocks=gates.blocks(file, desk.guide, known),
        warnings=gates.warnings(file, desk.guide, known),
        due_at=clocks.due(file, desk.days),
        elapsed_due_at=clocks.elapsed_day(at) if at else None,
        working_day_due_at=clocks.next_working_day_ends(at, desk.days) if at else None,
    )


def line_of(desk: Desk, contact_id: ContactId) -> ContactLine:
    """The list line of a contact; `RuleTrouble` when this computer has no such contact."""
    line = desk.store.register.contact(contact_id)
    if line is None:
        raise RuleTrouble("This contact is not on this computer.", "Look it up by its number.")
    return line


def past(desk: Desk, contact_id: ContactId, line: ContactLine | None = None, *, match: bool = True) -> Past:
    """The history of a contact: earlier contacts of its confirmed people, facts, and matches to judge.

    Contacts of a child count first; those known only through an adult are the household's. Without `match`
    nobody is compared, and so 'none found' is not said either.
    """
    if not desk.all_open:
        from workstation.services import lease  # noqa: PLC0415 - a start has no need of it

        closed = lease.closed_history(desk.lease_ended())
        return Past((), (), (closed,), desk.matcher.searched, desk.now())
    rows = desk.store.register
    line = line or line_of(desk, contact_id)
    people = rows.people_of(contact_id)
    children = rows.past_of([p.person for p in people if p.role == "child"])
    household = rows.past_of([p.person for p in people if p.role == "adult"])
    known = {c.contact for c in children}
    everything = (
        *children,
        *(replace(c, same_child=False) for c in household if c.contact not in known),
    )
    before = tuple(sorted(everything, key=lambda c: c.at, reverse=True))
    candidates = desk.matcher.unjudged(people, rows.matches_of(contact_id)) if match else ()
    earlier = tuple(c for c in before if c.contact != contact_id)
    facts = past_rules.facts(_present(line, people, before), earlier, desk.guide)
    if match and not earlier and not candidates:
        facts = (past_rules.none_found(desk.matcher.searched),)
    return Past(before, candidates, facts, desk.matcher.searched, desk.now())


def _present(line: ContactLine, people: tuple[PersonLine, ...], before: tuple[PastContact, ...]) -> Present:
    own = next((c for c in before if c.contact == line.contact), None)
    return Present(
        contact=line.contact,
        at=line.received_at or (own.at if own else _LONG_AGO),
        source=line.source,
        themes=own.themes if own else (),
        adults=tuple(_name(p) for p in people if p.role == "adult"),
        others=tuple(_name(p) for p in people if p.role == "adult" and p.relationship not in _PARENTS),
    )


def _name(person: PersonLine) -> str:
    return wording.full_name(kinds.Name(person.family, person.given))


def while_you_talk(desk: Desk, candidate: Candidate) -> tuple[PastContact, ...]:
    """The history of a candidate, newest first: shown during the call, under *if this is ...*."""
    _must_be_open(desk)
    return desk.store.register.past_of([candidate.other])


def brothers_and_sisters(desk: Desk, candidate: Candidate) -> tuple[PersonLine, ...]:
    """Other children of the candidate's contact, to be offered while the worker is still on the phone."""
    _must_be_open(desk)
    people = desk.store.register.people_of(candidate.other_contact)
    return tuple(p for p in people if p.role == "child" and p.person != candidate.other)


def matches(desk: Desk, enquiry: Enquiry) -> tuple[Candidate, ...]:
    """People who may be the one asked about, best first, at most five."""
    _must_be_open(desk)
    return desk.matcher.candidates(enquiry)


def enquire(desk: Desk, enquiry: Enquiry) -> Answer:
    """Everything the record says to an enquiry: who it may be, and their family."""
    _must_be_open(desk)
    return desk.matcher.ask(enquiry)


def search(desk: Desk, words: str, most: int = 20) -> Found:
    """People and contacts for words in one box: names in any order, a date, a postcode, a phone, a number."""
    _must_be_open(desk)
    return desk.matcher.search(words, most)


def waiting_for_me(desk: Desk) -> tuple[QueueRow, ...]:
    """What waits for this manager's signature, longest first."""
    _must_be_open(desk)
    now = desk.now()
    narrow = register.Filter(manager=desk.worker.id)
    lines, _ = desk.store.register.queue("with manager", now=now, narrow=narrow, sort="handed")
    return tuple(_row(desk, line, now) for line in lines)


def waiting_for_others(desk: Desk) -> int:
    """How many contacts wait for other managers."""
    return desk.store.register.counts(desk.now(), desk.worker.id)["with manager"] - len(waiting_for_me(desk))


def gaps_for_manager(desk: Desk, contact_id: ContactId) -> tuple[Gap, ...]:
    """What a manager has to decide on, one by one."""
    return gates.for_manager(desk.file(contact_id), desk.guide, past(desk, contact_id))
