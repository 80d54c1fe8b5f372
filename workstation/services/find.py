"""Reading: the queue, one contact with everything around it, its history, search, what waits for a manager."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from msgspec.structs import replace

from workstation.domain import checks, clocks, gates, said_names, wording
from workstation.domain import queue as lists
from workstation.domain.checks import Steps
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.copies import PaperCopy, wanted_back
from workstation.domain.covering import Cover, facts_only
from workstation.domain.gates import Gap, Todo
from workstation.domain.household import Household
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.line import ContactLine, contact_line
from workstation.domain.past import Candidate, Past
from workstation.domain.people import may_sign
from workstation.domain.person_line import PersonLine
from workstation.domain.queue import QueuePage, QueueRow, Tile, View
from workstation.domain.tripwires import Tripwire
from workstation.guidebook.codes import codes
from workstation.history import household as families
from workstation.history.matcher import Answer, Enquiry, Found, Relative
from workstation.services import answered, back, covering, on_screen
from workstation.services import past as history
from workstation.services.desk import Desk
from workstation.services.secrets import doors_of
from workstation.store import register
from workstation.trouble import RuleTrouble


@dataclass(frozen=True, kw_only=True)
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
    cover: Cover | None = None
    """Why whoever looks sees facts only. Then nothing here holds what was decided, nor why."""
    todo: tuple[Todo, ...] = ()
    """Tasks of an act now, and what is left after the decision (gate G9)."""
    back: tuple[Tripwire, ...] = ()
    """What brought it back from early help."""
    words: str = ""
    """What was received, without a hidden address."""
    seen: ContactFile
    """The same as `file` without a hidden address in anything that people wrote: for whoever only reads."""
    to_get_back: tuple[PaperCopy, ...] = ()
    """Copies on paper that somebody has to get back."""
    hidden_elsewhere: frozenset[str] = frozenset()
    """Addresses that are open in this contact and hidden in another of the family: `file` has them as hidden."""


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
    Tile.MANAGER: "for a manager",
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
    mine = rows.queue("with manager", now=now, narrow=register.Filter(manager=desk.worker.id), limit=0)[1]
    rows, narrow, came = desk.store.register, register.Filter(words=words), back.came_back(desk)
    lines, total = rows.queue(
        _VIEWS[view], now=now, worker=desk.worker.id, narrow=narrow, offset=offset, limit=limit, back=came
    )
    counts = rows.counts(now, desk.worker.id, came)
    found = tuple(_row(desk, line, now, came.get(line.contact, ())) for line in lines)
    return QueuePage(
        rows=_by_next_step(desk, found, now, came) if view is View.WATCH else found,
        total=total,
        hidden=counts[_VIEWS[view if view is View.WATCH else View.EVERYONE]] - total,
        tiles={t: counts[_VIEWS[t]] for t in Tile},
        views={v: counts[_VIEWS[v]] for v in View},
        at=now,
        to_sign=mine + (counts["asks leave"] if may_sign(desk.worker) else 0),
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
    """Load what the first act needs, and the index of everybody, so that matches answer at once from then on. When
    there is none yet, or an old one, it is made anew beside the work.

    Done after the queue is on screen.
    """
    from workstation.services import comparing, sharing  # noqa: PLC0415 - a start has no need of it

    desk.store.get_ready()
    _ = desk.agencies
    upkeep = desk.matcher.get_ready()
    if upkeep is not None:
        comparing.at_leisure(desk, upkeep)
    sharing.get_ready(desk)


def put_away(desk: Desk) -> None:
    """Drop the index of everybody from memory: the window is being locked. `get_ready` brings it back."""
    desk.matcher.forget()
    desk.shared.forget()


def _by_next_step(
    desk: Desk, rows: tuple[QueueRow, ...], now: datetime, came: back.Back
) -> tuple[QueueRow, ...]:
    """Families that are watched: those that came back, then by the day of the step that comes next."""
    returned = {wire.watched: wire for wires in came.values() for wire in wires}
    found = []
    for row in rows:
        wire = returned.get(row.contact)
        step = back.next_step(desk, row.line)
        clock = lists.time_to_step(step, row.line.watched_until, now)
        expected = f"Next: {step.words[:1].lower()}{step.words[1:]}" if step else "Nothing more is expected"
        told = f"Back: {wire.short[:1].lower()}{wire.short[1:]}" if wire else expected
        day = date.min if wire else step.due if step else date.max
        found.append((day, replace(row, time_left=clock, happening=told)))
    return tuple(row for _, row in sorted(found, key=lambda one: (one[0], one[1].contact)))


def _row(desk: Desk, whole: ContactLine, now: datetime, came: tuple[Tripwire, ...] = ()) -> QueueRow:
    line, cover = covering.line(desk, whole)
    known = past(desk, line.contact, line, match=desk.matcher.ready)
    line = replace(line, checks=_by_record(desk, line, known))
    worker = desk.person(line.worker)
    perhaps = line.stage is not Stage.DECIDED and back.perhaps(desk, known)
    return QueueRow(
        line=replace(line, checks=lists.four_checks(line, known, now)),
        time_left=lists.time_left(line, desk.person(line.manager), now, back=bool(came)),
        chips=lists.chips(line, known, now, came, me=desk.worker.id, perhaps=perhaps),
        worker=worker.name if worker else "–",
        happening=lists.happening(line, now, came),
        source=source_words(line.source, line.agency),
        cover=cover,
        back=came,
    )


def _by_record(desk: Desk, line: ContactLine, known: Past) -> tuple[str, ...]:
    """The check states of a line; where the contact says no date of birth, as they are by the record of whoever the
    child was matched with. A line alone does not know it, and a start does not wait for whole contacts.
    """
    dated = line.born.startswith(("Born ", "Due ")) and " +" not in line.child
    matched = any(c.same_child and c.contact != line.contact for c in known.contacts)
    if dated or not matched or not desk.matcher.ready:
        return line.checks
    file = desk.file(line.contact)
    if not file.known:
        return line.checks
    return contact_line(file, desk.guide, desk.days).checks


def source_words(source: str, agency: str = "") -> str:
    """`Police`, `School`; the agency's own name when the source says little."""
    plain = codes("source").plain(source)
    return agency if agency and plain in ("Other", "Not known", "Voluntary or other", "") else plain


def _must_be_open(desk: Desk) -> None:
    """Refuse to look among others' work once the lease is over: an empty answer would read as 'nobody'."""
    if not desk.all_open:
        raise desk.lease_ended()


def next_to_take(desk: Desk) -> ContactLine | None:
    """The contact that nobody has and that has the least time left."""
    _must_be_open(desk)
    lines, _ = desk.store.register.queue("not allocated", now=desk.now(), limit=1)
    return covering.lines(desk, lines)[0] if lines else None


def contact(desk: Desk, contact_id: ContactId) -> OpenContact:
    """Everything the workspace shows of one contact."""
    from workstation.services import hidden_around  # noqa: PLC0415 - a start has no need of it

    whole, now = desk.file(contact_id), desk.now()
    line = line_of(desk, contact_id)
    cover = covering.of(desk, whole)
    plain = facts_only(whole, cover) if cover else whole
    known = past(desk, contact_id, line) if cover else all_around(desk, plain, line)
    others = hidden_around.hiding(desk, whole, known)
    clean = on_screen.cleaner(desk, plain, others)
    known = on_screen.past(known, clean)
    file, elsewhere = hidden_around.hidden_here(plain, hidden_around.elsewhere_hidden(desk, others))
    steps, at = checks.steps(file, desk.guide, known, now), file.clock_from
    return OpenContact(
        file=file,
        line=line,
        steps=checks.without_views(steps) if cover else steps,
        past=known,
        blocks=() if cover else on_screen.told(gates.blocks(file, desk.guide, known, now), clean),
        warnings=() if cover else on_screen.told(gates.warnings(file, desk.guide, known), clean),
        due_at=clocks.due(file, desk.days),
        elapsed_due_at=clocks.elapsed_day(at) if at else None,
        working_day_due_at=clocks.next_working_day_ends(at, desk.days) if at else None,
        todo=() if cover else on_screen.tasks(gates.still_to_do(file, desk.guide, known, desk.days), clean),
        back=back.came_back(desk).get(contact_id, ()),
        cover=cover,
        words=on_screen.received_words(file, clean),
        seen=on_screen.seen(file, clean),
        to_get_back=wanted_back(plain, hidden_around.on_paper(desk, plain)),
        hidden_elsewhere=elsewhere,
    )


def line_of(desk: Desk, contact_id: ContactId) -> ContactLine:
    """The list line of a contact; `RuleTrouble` when this computer has no such contact."""
    line = desk.store.register.contact(contact_id)
    if line is None:
        raise RuleTrouble("Nothing found.", may_be_held(desk))
    return covering.line(desk, line)[0]


def past(desk: Desk, contact_id: ContactId, line: ContactLine | None = None, *, match: bool = True) -> Past:
    """The history of a contact: earlier contacts of its confirmed people, facts, and matches to judge."""
    return history.of_contact(desk, line or line_of(desk, contact_id), match=match)


def all_around(desk: Desk, file: ContactFile, line: ContactLine | None = None) -> Past:
    """The history of a contact, and the words that its reasons share with other decisions."""
    from workstation.services import sharing  # noqa: PLC0415 - a start has no need of it

    return replace(past(desk, file.contact, line), shared=sharing.shared(desk, file))


def may_be_held(desk: Desk) -> str:
    """What is said wherever nothing was found."""
    return wording.may_be_held(desk.settings.duty_phone)


def while_you_talk(desk: Desk, candidate: Candidate, source: str = "") -> Past:
    """The history of a candidate, shown during the call under *if this is ...*. `source` is who is ringing."""
    _must_be_open(desk)
    known = history.of_candidate(desk, candidate, source)
    theirs = list(dict.fromkeys(c.contact for c in known.contacts))
    return on_screen.past(known, on_screen.cleaner(desk, desk.file(candidate.other_contact), theirs))


def household(desk: Desk, contact_id: ContactId) -> Household:
    """The family behind the children of a contact: who belongs to it, where they lived, what happened when."""
    _must_be_open(desk)
    children = [p.person for p in desk.store.register.people_of(contact_id) if p.role == "child"]
    return _family(desk, children, contact_id)


def household_of(desk: Desk, candidate: Candidate) -> Household:
    """The family of somebody on record, while the worker is still on the phone."""
    _must_be_open(desk)
    return _family(desk, [candidate.other], None)


def _family(desk: Desk, children: list[PersonId], here: ContactId | None) -> Household:
    journal = desk.store.journal

    def secret_doors(hidden: Iterable[ContactId]) -> frozenset[str]:
        return frozenset(door for one in hidden for door in doors_of(journal.of_contact(one)))

    return families.household(desk.store.register, children, here, secret_doors)


def matches(desk: Desk, enquiry: Enquiry) -> tuple[Candidate, ...]:
    """People who may be the one asked about, best first, at most five."""
    _must_be_open(desk)
    return answered.with_warnings(desk, [_described(enquiry)], desk.matcher.candidates(enquiry))


def _described(enquiry: Enquiry) -> PersonLine:
    """Somebody as they are being described."""
    name = said_names.name_of(enquiry.name)
    return PersonLine(
        contact=enquiry.contact or ContactId(""), person=enquiry.person, role="child",
        family=enquiry.family or name.family, given=enquiry.given or name.given, born_on=enquiry.born.on,
        postcode=enquiry.postcode,
    )  # fmt: skip


def enquire(desk: Desk, enquiry: Enquiry) -> Answer:
    """Everything the record says to an enquiry: who it may be, and their family."""
    _must_be_open(desk)
    return desk.matcher.ask(enquiry)


def family_on_record(desk: Desk, enquiry: Enquiry) -> tuple[Relative, ...]:
    """Who may be the family of a child whom nobody found: those for whom everything that was given speaks."""
    answer = enquire(desk, replace(enquiry, typing=False))
    return tuple(each for each in answer.family if each.likely)


def search(desk: Desk, words: str, most: int = 20) -> Found:
    """People, contacts and agencies for words in one box: names in any order, dates, places, phones, numbers."""
    from workstation.services import searching  # noqa: PLC0415 - a start searches for nobody

    _must_be_open(desk)
    return searching.search(desk, words, most)


def called_on_record(desk: Desk, person: PersonId) -> tuple[str, str, str]:
    """How somebody is called on record, when they were born, and their postcode, each as one would type it."""
    from workstation.services import searching  # noqa: PLC0415 - a start searches for nobody

    _must_be_open(desk)
    return searching.called_on_record(desk, person)


def waiting_for_me(desk: Desk) -> tuple[QueueRow, ...]:
    """What waits for this manager's signature: act now first, then what changed since they signed it, because it is
    being acted on; then the longest first.
    """
    _must_be_open(desk)
    now = desk.now()
    narrow = register.Filter(manager=desk.worker.id)
    lines, _ = desk.store.register.queue("with manager", now=now, narrow=narrow, sort="handed")
    return rows(desk, sorted(lines, key=lambda line: (line.act_now_since is None, not line.changed)))


def rows(desk: Desk, lines: Iterable[ContactLine]) -> tuple[QueueRow, ...]:
    """These lines as a list shows them."""
    now = desk.now()
    return tuple(_row(desk, line, now) for line in lines)


def asking_leave(desk: Desk) -> tuple[QueueRow, ...]:
    """Contacts in which somebody asks a manager to go on without the parents, for any manager, longest first."""
    _must_be_open(desk)
    if not may_sign(desk.worker):
        return ()
    now = desk.now()
    lines, _ = desk.store.register.queue("asks leave", now=now, sort="received")
    return tuple(_row(desk, line, now) for line in lines)


def waiting_for_others(desk: Desk) -> int:
    """How many contacts wait for other managers."""
    return desk.store.register.counts(desk.now(), desk.worker.id)["with manager"] - len(waiting_for_me(desk))


def gaps_for_manager(desk: Desk, contact_id: ContactId) -> tuple[Gap, ...]:
    """What a manager has to decide on, one by one."""
    file = desk.file(contact_id)
    return () if covering.of(desk, file) else gates.for_manager(file, desk.guide, all_around(desk, file))
