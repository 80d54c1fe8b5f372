"""Reading: the queue, one contact with everything around it, its history, search, what waits for a manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workstation.domain import checks, clocks, gates, kinds, wording
from workstation.domain import past as past_rules
from workstation.domain import queue as lists
from workstation.domain.checks import Steps
from workstation.domain.contact import ContactFile
from workstation.domain.gates import Gap
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine
from workstation.domain.past import Candidate, Past, PastContact, Present
from workstation.domain.queue import QueuePage, QueueRow, Tile, View
from workstation.guidebook.codes import codes
from workstation.history.matcher import Enquiry, Found
from workstation.services.desk import Desk


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


def queue(
    desk: Desk, view: View = View.EVERYONE, tile: Tile | None = None, words: str = "", *, offset: int = 0,
    limit: int = 200,
) -> QueuePage:  # fmt: skip
    """One page of the queue: act now first, then overdue, then by time left; sorted and filtered in SQL."""
    now = desk.now()
    register = desk.store.register
    lines, total = register.queue(
        view, tile, words, worker=desk.worker.id, now=now, offset=offset, limit=limit
    )
    tiles, views = register.counts(worker=desk.worker.id, now=now)
    whole = views[View.EVERYONE] if view is not View.WATCH else views[View.WATCH]
    return QueuePage(
        rows=tuple(_row(desk, line, now) for line in lines),
        total=total,
        hidden=max(whole - total, 0),
        tiles=tiles,
        views=views,
        at=now,
    )


def _row(desk: Desk, line: ContactLine, now: datetime) -> QueueRow:
    known = past(desk, line.contact, line=line)
    worker = desk.person(line.worker)
    facts = tuple(f for f in known.facts if f.chip)
    return QueueRow(
        line=line,
        time_left=lists.time_left(line, desk.person(line.manager), now),
        chips=lists.chips(line, facts, len(known.candidates)),
        worker=("You" if line.worker == desk.worker.id else worker.short) if worker else "–",
        happening=lists.happening(line, now),
        source=source_words(line.source, line.agency),
    )


def source_words(source: str, agency: str = "") -> str:
    """`Police`, `School`; the agency's own name when the source says little."""
    plain = codes("source").plain(source)
    return agency if agency and plain in ("Other", "Not known", "") else plain


def next_to_take(desk: Desk) -> ContactLine | None:
    """The contact that nobody has and that has the least time left."""
    lines, _ = desk.store.register.queue(
        View.NOT_ALLOCATED, None, "", worker=desk.worker.id, now=desk.now(), offset=0, limit=1
    )
    return lines[0] if lines else None


def contact(desk: Desk, contact_id: ContactId) -> OpenContact:
    """Everything the workspace shows of one contact."""
    file = desk.file(contact_id)
    line = desk.store.register.contact(contact_id)
    known = past(desk, contact_id, line=line)
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


def past(desk: Desk, contact_id: ContactId, *, line: ContactLine | None = None) -> Past:
    """The history of a contact: earlier contacts of its confirmed people, facts, and matches to judge."""
    register = desk.store.register
    line = line or register.contact(contact_id)
    people = register.people_of(contact_id)
    earlier = register.past_of(contact_id)
    candidates = desk.matcher.unjudged(people, register.matches_of(contact_id))
    adults = tuple(wording.full_name(kinds.Name(p.family, p.given)) for p in people if p.role == "adult")
    at = line.received_at or desk.now()
    own = next((c for c in register.own_past(contact_id)), None)
    present = Present(
        contact=contact_id, at=at, source=line.source, themes=own.themes if own else (), adults=adults
    )
    facts = past_rules.facts(present, earlier, desk.guide)
    before = tuple(c for c in earlier if c.contact != contact_id)
    if not before and not candidates:
        facts = (past_rules.none_found(desk.matcher.searched),)
    return Past(
        contacts=tuple(sorted((*before, *register.own_past(contact_id)), key=lambda c: c.at, reverse=True)),
        candidates=candidates,
        facts=facts,
        searched=desk.matcher.searched,
        as_of=desk.now(),
    )


def while_you_talk(desk: Desk, candidate: Candidate) -> tuple[PastContact, ...]:
    """The history of a candidate, newest first: shown during the call, under *if this is ...*."""
    return tuple(
        sorted(desk.store.register.past_of_person(candidate.other), key=lambda c: c.at, reverse=True)
    )


def matches(desk: Desk, enquiry: Enquiry) -> tuple[Candidate, ...]:
    """People who may be the one asked about, best first, at most five."""
    return desk.matcher.candidates(enquiry)


def search(desk: Desk, words: str, most: int = 20) -> Found:
    """People and contacts for words in one box: names in any order, a date, a postcode, a phone, a number."""
    return desk.matcher.search(words, most)


def waiting_for_me(desk: Desk) -> tuple[QueueRow, ...]:
    """What waits for this manager's signature, longest first; also what waits for any manager."""
    now = desk.now()
    lines = desk.store.register.waiting_for(desk.worker.id)
    return tuple(_row(desk, line, now) for line in lines)


def gaps_for_manager(desk: Desk, contact_id: ContactId) -> tuple[Gap, ...]:
    """What a manager has to decide on, one by one."""
    return gates.for_manager(desk.file(contact_id), desk.guide, past(desk, contact_id))
