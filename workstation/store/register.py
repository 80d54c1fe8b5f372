"""The register: lists, people and the past, read quickly. A cache: deleting it loses nothing.

Rows are made from entries by `refold`, in the transaction that adds the entries. How a contact file becomes
lines depends on the guide and the staff, which the store does not know: `follow` is told once, after opening.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal, get_args

import msgspec
import sqlalchemy as sa

from workstation.domain.contact import Stage
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.line import ContactLine, MatchLine, PersonLine
from workstation.domain.past import PastContact
from workstation.domain.times import local, milliseconds
from workstation.store import refold
from workstation.store.engine import reading, writing
from workstation.store.record import batched
from workstation.store.refold import LinesOf, Progress
from workstation.store.schema import contact_rows, match_rows, meta, past_rows, person_rows
from workstation.store.told import Kept

View = Literal[
    "everyone", "mine", "not allocated", "waiting", "step-down watch", "act now", "overdue", "due soon",
    "sent back", "with manager", "two answers", "parked", "decided", "all",
]  # fmt: skip
Sort = Literal["time left", "received", "handed", "child", "from", "worry", "worker", "number"]

_SOON: Final = timedelta(hours=4)
_STALE: Final = "stale"
_contact = msgspec.json.Decoder(ContactLine)
_person = msgspec.json.Decoder(PersonLine)
_past = msgspec.json.Decoder(PastContact)
_c = contact_rows.c


@dataclass(frozen=True, slots=True)
class Filter:
    """What narrows a list; what is left out narrows nothing."""

    words: str = ""
    """Every one of these words is in the number, child, agency or worry."""
    worker: AuthorId | None = None
    manager: AuthorId | None = None
    agency: str = ""


class Register:
    """The rows of one file."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._lines_of: LinesOf | None = None
        self._kept = Kept()

    # -- keeping it -----------------------------------------------------------------------------------------

    def follow(self, lines_of: LinesOf, edition: str = "", progress: Progress | None = None) -> None:
        """From now on make lines this way. Everything is made anew when it was last made in another
        `edition` (guide, program), or when entries came while nobody was following.
        """
        self._lines_of = lines_of
        with reading(self._engine) as cx:
            written = cx.execute(sa.select(meta.c.value).where(meta.c.key == "register")).scalar()
        if written != f"made {edition}":
            self.rebuild(progress, edition)

    def refold(self, contacts: Iterable[ContactId], cx: sa.Connection) -> None:
        """Make the rows of these contacts anew, inside somebody's transaction (`journal`)."""
        if self._lines_of is None:
            _write_down(cx, _STALE)
        else:
            refold.refold(cx, contacts, self._lines_of, self._kept)

    def heard(self, fresh: Sequence[Entry], cx: sa.Connection) -> None:
        """The same for the contacts of these entries, which were just added: nothing else happened to them."""
        if self._lines_of is None:
            _write_down(cx, _STALE)
        else:
            refold.follow(cx, fresh, self._lines_of, self._kept)

    def forget(self, contacts: Iterable[ContactId] | None = None) -> None:
        """What memory holds of these contacts (or of all) is not what the file says any more."""
        self._kept.forget(contacts)

    def rebuild(self, progress: Progress | None = None, edition: str = "") -> None:
        """Make every row anew; `progress` hears how many contacts are done."""
        if self._lines_of is None:
            raise RuntimeError("nobody told the register how lines are made: call follow first")
        with writing(self._engine) as cx:
            self._kept.forget()
            refold.rebuild(cx, self._lines_of, progress)
            _write_down(cx, f"made {edition}")

    # -- contacts -------------------------------------------------------------------------------------------

    def queue(  # noqa: PLR0913 - every part of a list can be chosen by itself
        self, view: View, *, now: datetime, worker: AuthorId | None = None, narrow: Filter | None = None,
        sort: Sort = "time left", descending: bool = False, offset: int = 0, limit: int = 200,
    ) -> tuple[tuple[ContactLine, ...], int]:  # fmt: skip
        """One page of a list, and how many lines the whole list has. `worker` is who asks (for `mine`)."""
        which = sa.and_(_view(view, now, worker), *_narrowed(narrow or Filter()))
        page = sa.select(_c.line).where(which).order_by(*_order(sort, now, descending=descending))
        total = sa.select(sa.func.count()).select_from(contact_rows).where(which)
        with reading(self._engine) as cx:
            lines = cx.execute(page.offset(offset).limit(limit)).scalars()
            return tuple(_contact.decode(line) for line in lines), cx.execute(total).scalar_one()

    def counts(self, now: datetime, worker: AuthorId | None = None) -> Mapping[View, int]:
        """How many lines each list has now."""
        views: tuple[View, ...] = get_args(View)
        sums = [sa.func.count(sa.case((_view(view, now, worker), 1))) for view in views]
        with reading(self._engine) as cx:
            row = cx.execute(sa.select(*sums).select_from(contact_rows)).one()
        return dict(zip(views, row, strict=True))

    def contact(self, contact: ContactId) -> ContactLine | None:
        """The line of one contact."""
        found = self._lines(sa.select(_c.line).where(_c.contact == contact))
        return _contact.decode(found[0]) if found else None

    def by_number(self, number: str) -> ContactId | None:
        """The contact with this number, as people read it out."""
        found = self._lines(sa.select(_c.contact).where(_c.number == number.strip().upper()))
        return ContactId(found[0]) if found else None

    def numbered(self, words: str, most: int) -> tuple[ContactLine, ...]:
        """Contacts whose number holds these words, newest first."""
        which = sa.func.instr(_c.number, words.strip().upper()) > 0
        query = sa.select(_c.line).where(which).order_by(_c.received_at.desc(), _c.contact).limit(most)
        return tuple(_contact.decode(line) for line in self._lines(query))

    def last_serial(self, year: int) -> int:
        """The greatest serial among the contact numbers of a year; 0 before the first."""
        number = sa.func.max(sa.func.substr(_c.number, 5, 5))
        with reading(self._engine) as cx:
            found = cx.execute(sa.select(number).where(_c.number.like(f"C{year % 100:02d}-%"))).scalar()
        return int(found) if found else 0

    # -- people and their past --------------------------------------------------------------------------------

    def people_of(self, contact: ContactId) -> tuple[PersonLine, ...]:
        """Everybody named in a contact."""
        query = sa.select(person_rows.c.line).where(person_rows.c.contact == contact)
        return tuple(_person.decode(line) for line in self._lines(query.order_by(person_rows.c.person)))

    def everybody(self) -> Iterator[PersonLine]:
        """Everybody named in any contact, for whoever searches and compares."""
        query = sa.select(person_rows.c.line).execution_options(yield_per=2000)
        with reading(self._engine) as cx:
            for line in cx.execute(query).scalars():
                yield _person.decode(line)

    def matches_of(self, contact: ContactId) -> tuple[MatchLine, ...]:
        """The judgements that stand in a contact."""
        query = match_rows.select()
        with reading(self._engine) as cx:
            found = cx.execute(query.where(match_rows.c.contact == contact).order_by(match_rows.c.other))
            return tuple(MatchLine(*row) for row in found)

    def clusters(self, people: Iterable[PersonId]) -> dict[PersonId, tuple[PersonId, ...]]:
        """For each of these people, everybody who was judged to be the same human being (and themselves)."""
        mate = person_rows.alias()
        query = sa.select(person_rows.c.person, mate.c.person).distinct()
        query = query.join_from(person_rows, mate, person_rows.c.cluster == mate.c.cluster)
        found: dict[PersonId, tuple[PersonId, ...]] = {}
        with reading(self._engine) as cx:
            for batch in batched(people):
                pairs = query.where(person_rows.c.person.in_(batch)).order_by(mate.c.person)
                for person, other in cx.execute(pairs):
                    found[person] = (*found.get(person, ()), other)
        return found

    def past_of(self, people: Iterable[PersonId]) -> tuple[PastContact, ...]:
        """Every contact and earlier event of these people and of those judged the same, newest first.

        The contact in which they are named now is among them.
        """
        with reading(self._engine) as cx:
            rows = [row for batch in batched(people) for row in cx.execute(_past_query(batch))]
        found: dict[bytes, int] = dict(rows)
        return tuple(_past.decode(line) for line in sorted(found, key=lambda line: -found[line]))

    def _lines(self, query: sa.Select[Any]) -> list[Any]:
        with reading(self._engine) as cx:
            return list(cx.execute(query).scalars())


def _past_query(people: list[PersonId]) -> sa.Select[Any]:
    clusters = sa.select(person_rows.c.cluster).where(person_rows.c.person.in_(people))
    contacts = sa.select(person_rows.c.contact).where(person_rows.c.cluster.in_(clusters))
    return sa.select(past_rows.c.line, past_rows.c.at).where(past_rows.c.contact.in_(contacts))


def _write_down(cx: sa.Connection, state: str) -> None:
    cx.execute(meta.insert().prefix_with("OR REPLACE").values(key="register", value=state))


_LIVE: Final = _c.stage.in_([Stage.OPEN, Stage.WITH_MANAGER, Stage.SENT_BACK, Stage.TWO_ANSWERS])


def _view(view: View, now: datetime, worker: AuthorId | None) -> sa.ColumnElement[bool]:
    at = milliseconds(now)
    soon = milliseconds(now + _SOON)
    today = local(now).date().isoformat()
    which: dict[View, sa.ColumnElement[bool]] = {
        "everyone": _LIVE,
        "mine": sa.and_(_LIVE, _c.worker == worker),
        "not allocated": sa.and_(_c.stage == Stage.OPEN, _c.worker.is_(None)),
        "waiting": sa.and_(_LIVE, _c.waiting == 1),
        "step-down watch": _c.watched_until >= today,
        "act now": sa.and_(_LIVE, _c.act_now_since.is_not(None)),
        "overdue": sa.and_(_LIVE, _c.due_at < at),
        "due soon": sa.and_(_LIVE, _c.due_at >= at, _c.due_at < soon),
        "sent back": _c.stage == Stage.SENT_BACK,
        "with manager": _c.stage.in_([Stage.WITH_MANAGER, Stage.TWO_ANSWERS]),
        "two answers": sa.and_(_LIVE, (_c.conflicts > 0) | (_c.stage == Stage.TWO_ANSWERS)),
        "parked": sa.and_(_LIVE, _c.parked_until.is_not(None)),
        "decided": _c.stage == Stage.DECIDED,
        "all": _c.stage != Stage.EARLIER,
    }
    return which[view]


def _narrowed(narrow: Filter) -> Iterator[sa.ColumnElement[bool]]:
    for word in narrow.words.casefold().split():
        yield sa.func.instr(_c.words, word) > 0
    if narrow.worker is not None:
        yield _c.worker == narrow.worker
    if narrow.manager is not None:
        yield _c.manager == narrow.manager
    if narrow.agency:
        yield _c.agency == narrow.agency


def _aside(now: datetime) -> sa.ColumnElement[int]:
    """What nobody here can move comes after what somebody can: held open, then with a manager."""
    held = _c.held_until > milliseconds(now)
    return sa.case((_c.stage == Stage.WITH_MANAGER, 2), (held, 1), else_=0)


def _order(sort: Sort, now: datetime, *, descending: bool) -> tuple[sa.ColumnElement[Any], ...]:
    """Nothing known comes last whichever way; equal lines keep one order, so that pages fit together."""
    columns: dict[Sort, sa.Column[Any]] = {
        "time left": _c.due_at, "received": _c.received_at, "handed": _c.handed_at, "child": _c.child,
        "from": _c.agency, "worry": _c.worry, "worker": _c.worker, "number": _c.number,
    }  # fmt: skip
    column = columns[sort]
    first = (_c.act_now_since.is_(None), _aside(now)) if sort == "time left" else ()
    return (*first, column.is_(None), column.desc() if descending else column.asc(), _c.contact)
