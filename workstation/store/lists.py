"""What the register holds, read quickly in plain SQL: lists, people and the past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, get_args

import msgspec
from msgspec import Struct

from workstation.domain.contact import Stage
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.line import ContactLine
from workstation.domain.past import PastContact
from workstation.domain.person_line import PersonLine
from workstation.domain.times import local, milliseconds
from workstation.store.kin import Kin

View = Literal[
    "everyone", "mine", "not allocated", "waiting", "step-down watch", "act now", "overdue", "due soon",
    "sent back", "with manager", "asks leave", "for a manager", "two answers", "parked", "given back", "decided",
    "all", "to do after", "came back",
]  # fmt: skip
Sort = Literal["time left", "received", "handed", "child", "from", "worry", "worker", "number"]

_SOON: Final = timedelta(hours=4)
_contact = msgspec.json.Decoder(ContactLine)
_person = msgspec.json.Decoder(PersonLine)
_past = msgspec.json.Decoder(PastContact)


def _stages(*stages: Stage) -> str:
    return ", ".join(f"'{stage.value}'" for stage in stages)


_AT_WORK: Final = (Stage.OPEN, Stage.WITH_MANAGER, Stage.SENT_BACK, Stage.TWO_ANSWERS)
_OURS: Final = f"stage IN ({_stages(*_AT_WORK, Stage.RETURNED)})"
"""With what was given back to whoever sent it."""
_LIVE: Final = f"(stage IN ({_stages(*_AT_WORK)}) OR (stage = {_stages(Stage.RETURNED)} AND due_at < :now))"
"""What was given back comes up by itself when no answer came in time: nobody has to write anything for that."""
_WITH_MANAGER: Final = f"stage IN ({_stages(Stage.WITH_MANAGER, Stage.TWO_ANSWERS)})"
_BACK: Final = "contact IN (SELECT value FROM json_each(:back))"
"""Contacts that came back from early help: worked out by whoever asks, because it takes looking at several."""
_IN_QUEUE: Final = f"({_LIVE} OR todo > 0 OR {_BACK})"
# A line leaves out what is not so, and a quotation mark in somebody's words is never a bare one there.
_ASKS_LEAVE: Final = f"{_LIVE} AND instr(line, '\"asks_leave\":true') > 0"
_PASSED_TO_ME_TOO: Final = (
    "(instr(line, '\"also_passed_to\":') > 0"
    " AND :me IN (SELECT value FROM json_each(line, '$.also_passed_to')))"
)
_VIEWS: Final[dict[View, str]] = {
    "everyone": _IN_QUEUE,
    "mine": f"{_IN_QUEUE} AND (worker IS :me OR passed_to IS :me OR {_PASSED_TO_ME_TOO})",
    "not allocated": f"stage = {_stages(Stage.OPEN)} AND worker IS NULL",
    "waiting": f"{_OURS} AND waiting = 1",
    "given back": f"stage = {_stages(Stage.RETURNED)}",
    "step-down watch": "watched_until >= :today",
    "act now": f"{_LIVE} AND act_now_since IS NOT NULL",
    "overdue": f"({_LIVE} OR todo > 0) AND due_at < :now",
    "due soon": f"({_LIVE} OR todo > 0) AND due_at >= :now AND due_at < :soon",
    "sent back": f"(stage = {_stages(Stage.SENT_BACK)} OR {_BACK})",
    "with manager": _WITH_MANAGER,
    "asks leave": _ASKS_LEAVE,
    "for a manager": f"{_WITH_MANAGER} OR ({_ASKS_LEAVE})",
    "two answers": f"{_LIVE} AND (conflicts > 0 OR stage = {_stages(Stage.TWO_ANSWERS)})",
    "parked": f"{_LIVE} AND parked_until IS NOT NULL",
    "decided": f"stage = {_stages(Stage.DECIDED)}",
    "all": f"stage != {_stages(Stage.EARLIER)}",
    "to do after": "todo > 0",
    "came back": _BACK,
}
_BY_THEMSELVES: Final[tuple[View, ...]] = ("step-down watch", "decided", "all")
"""Views of contacts that may be live no more. An index answers each of them."""
_COLUMNS: Final[dict[Sort, str]] = {
    "time left": "due_at", "received": "received_at", "handed": "handed_at", "child": "child",
    "from": "agency", "worry": "worry", "worker": "worker", "number": "number",
}  # fmt: skip
# What nobody here can move comes after what somebody can: held open, then with a manager.
_ASIDE: Final = (
    f"CASE WHEN stage = {_stages(Stage.WITH_MANAGER)} THEN 2 WHEN held_until > :now THEN 1 ELSE 0 END"
)
# In this order: watched are a few, and everybody on record is many.
_WATCHED: Final = f"""SELECT DISTINCT w.contact, o.line FROM contact_rows AS w INDEXED BY contact_rows_watched
    CROSS JOIN person_rows AS p ON p.contact = w.contact AND p.role = 'child'
    CROSS JOIN person_rows AS m ON m.cluster = p.cluster AND m.role = 'child' AND m.contact <> w.contact
    CROSS JOIN contact_rows AS o ON o.contact = m.contact AND o.received_at > w.received_at
    WHERE w.watched_until >= ? AND o.stage <> {_stages(Stage.DECIDED)}"""  # noqa: S608 - a word of ours
_PAST: Final = """SELECT line, at FROM past_rows WHERE contact IN
    (SELECT contact FROM person_rows WHERE cluster IN
        (SELECT cluster FROM person_rows WHERE person IN ({})))"""
_CLUSTERS: Final = """SELECT DISTINCT p.person, mate.person
    FROM person_rows AS p JOIN person_rows AS mate ON p.cluster = mate.cluster
    WHERE p.person IN ({}) ORDER BY mate.person"""


class Filter(Struct, frozen=True):
    """What narrows a list; what is left out narrows nothing."""

    words: str = ""
    """Every one of these words is in the number, child, agency or worry."""
    worker: AuthorId | None = None
    manager: AuthorId | None = None
    agency: str = ""


class Lists(Kin):
    """The rows of one file, for whoever reads."""

    def together(self) -> AbstractContextManager[None]:
        """What is read meanwhile, by whoever asks here, belongs to one state of the file."""
        return self._look.together()

    # -- contacts -------------------------------------------------------------------------------------------

    def queue(  # noqa: PLR0913 - every part of a list can be chosen by itself
        self, view: View, *, now: datetime, worker: AuthorId | None = None, narrow: Filter | None = None,
        sort: Sort = "time left", descending: bool = False, offset: int = 0, limit: int = 200,
        back: Iterable[ContactId] = (),
    ) -> tuple[tuple[ContactLine, ...], int]:  # fmt: skip
        """One page of a list, and how many lines the whole list has. `worker` is who asks (for `mine`); `back` came
        back from early help.
        """
        values = _values(now, worker, back) | {"limit": limit, "offset": offset}
        which = " AND ".join([f"({_VIEWS[view]})", *_narrowed(narrow or Filter(), values)])
        order = _order(sort, descending=descending)
        page = f"SELECT line FROM contact_rows WHERE {which} ORDER BY {order} LIMIT :limit OFFSET :offset"  # noqa: S608
        total = f"SELECT count(*) FROM contact_rows WHERE {which}"  # noqa: S608
        with self._look.steady() as ask:
            lines = tuple(_contact.decode(line) for (line,) in ask(page, values))
            return lines, next(iter(ask(total, values)))[0]

    def counts(
        self, now: datetime, worker: AuthorId | None = None, back: Iterable[ContactId] = ()
    ) -> Mapping[View, int]:
        """How many lines each list has now. `back` came back from early help."""
        views: tuple[View, ...] = get_args(View)
        live = [view for view in views if view not in _BY_THEMSELVES]
        sums = ", ".join(f"count(CASE WHEN {_VIEWS[view]} THEN 1 END)" for view in live)
        values = _values(now, worker, back)
        with self._look.steady() as ask:
            # What is in the queue is a few rows among thousands, and indexes know them.
            every = f"{_OURS} OR todo > 0 OR {_BACK}"
            (row,) = ask(f"SELECT {sums} FROM contact_rows WHERE {every}", values)  # noqa: S608
            found = dict(zip(live, row, strict=True))
            for view in _BY_THEMSELVES:
                ((found[view],),) = ask(f"SELECT count(*) FROM contact_rows WHERE {_VIEWS[view]}", values)  # noqa: S608
        return {view: found[view] for view in views}

    def contact(self, contact: ContactId) -> ContactLine | None:
        """The line of one contact."""
        line = self._look.value("SELECT line FROM contact_rows WHERE contact = ?", [contact])
        return _contact.decode(line) if line else None

    def watched(self, since: date) -> dict[ContactId, tuple[ContactLine, tuple[ContactLine, ...]]]:
        """The contacts that were stepped down and watched on this day or later, each with the later contacts that
        name its children (whoever was judged to be the same child) and are not decided.
        """
        with self._look.steady() as ask:
            day = [since.isoformat()]
            lines = [
                _contact.decode(line)
                for (line,) in ask("SELECT line FROM contact_rows WHERE watched_until >= ?", day)
            ]
            pairs = [(ContactId(w), _contact.decode(o)) for w, o in ask(_WATCHED, day)]
        found: dict[ContactId, tuple[ContactLine, tuple[ContactLine, ...]]] = {
            line.contact: (line, ()) for line in lines
        }
        for contact, other in pairs:
            line, others = found[contact]
            found[contact] = (line, (*others, other))
        return found

    def by_number(self, number: str) -> ContactId | None:
        """The contact with this number, as people read it out."""
        asked = [number.strip().upper()]
        found = self._look.value("SELECT contact FROM contact_rows WHERE number = ?", asked)
        return ContactId(found) if found else None

    def numbered(self, begins: str, most: int) -> tuple[ContactLine, ...]:
        """Contacts whose number begins like this, the newest number first."""
        query = "SELECT line FROM contact_rows WHERE number >= ? AND number < ? ORDER BY number DESC LIMIT ?"
        begins = begins.strip().upper()
        # Without anything to begin with every contact would be one; `~` comes after whatever a number holds.
        found = self._look.rows(query, [begins, f"{begins}~", most]) if begins else []
        return tuple(_contact.decode(line) for (line,) in found)

    def called(self, numbers: Iterable[str]) -> dict[str, ContactLine]:
        """The contacts with these numbers, by number."""
        query = "SELECT line FROM contact_rows WHERE number IN ({})"
        lines = [_contact.decode(line) for (line,) in self._of_each(query, numbers)]
        return {line.number: line for line in lines}

    def these(self, contacts: Iterable[ContactId]) -> dict[ContactId, ContactLine]:
        """The lines of these contacts, as far as they are here."""
        query = "SELECT line FROM contact_rows WHERE contact IN ({})"
        lines = [_contact.decode(line) for (line,) in self._of_each(query, contacts)]
        return {line.contact: line for line in lines}

    def marked(self, marks: Iterable[str]) -> tuple[ContactId, ...]:
        """Contacts whose notification is known by one of these marks (`domain.arrivals`), the first one first."""
        query = "SELECT DISTINCT contact FROM mark_rows WHERE mark IN ({})"
        return tuple(sorted(ContactId(contact) for (contact,) in self._of_each(query, marks)))

    def marked_alike(self, contact: ContactId, begins: str) -> dict[ContactId, str]:
        """Other contacts that share a mark with this one that begins like this, each with that mark."""
        query = (
            "SELECT o.contact, o.mark FROM mark_rows AS m JOIN mark_rows AS o ON o.mark = m.mark"
            " WHERE m.contact = ? AND m.mark >= ? AND m.mark < ? AND o.contact <> m.contact"
        )
        return {ContactId(c): mark for c, mark in self._look.rows(query, [contact, begins, f"{begins}~"])}

    def given_twice(self, numbers: Iterable[str]) -> frozenset[str]:
        """Those of these numbers that more than one contact has."""
        query = "SELECT number FROM contact_rows WHERE number IN ({}) GROUP BY number HAVING count(*) > 1"
        return frozenset(number for (number,) in self._of_each(query, numbers) if number)

    def numbers(self, begins: str) -> frozenset[str]:
        """Every contact number that begins like this."""
        query = "SELECT number FROM contact_rows WHERE number >= ? AND number < ?"
        return frozenset(number for (number,) in self._look.rows(query, [begins, f"{begins}~"]))

    # -- people and their past --------------------------------------------------------------------------------

    def people_of(self, contact: ContactId) -> tuple[PersonLine, ...]:
        """Everybody named in a contact."""
        query = "SELECT line FROM person_rows WHERE contact = ? ORDER BY person"
        return tuple(_person.decode(line) for (line,) in self._look.rows(query, [contact]))

    def everybody(self) -> Iterator[PersonLine]:
        """Everybody named in any contact, for whoever searches and compares."""
        with self._look.steady() as ask:
            for (line,) in ask("SELECT line FROM person_rows", ()):
                yield _person.decode(line)

    def clusters(self, people: Iterable[PersonId]) -> dict[PersonId, tuple[PersonId, ...]]:
        """For each of these people, everybody who was judged to be the same human being (and themselves)."""
        found: dict[PersonId, tuple[PersonId, ...]] = {}
        for person, other in self._of_each(_CLUSTERS, people):
            found[person] = (*found.get(person, ()), other)
        return found

    def past_of(self, people: Iterable[PersonId]) -> tuple[PastContact, ...]:
        """Every contact and earlier event of these people and of those judged the same, newest first.

        The contact in which they are named now is among them.
        """
        found: dict[bytes, int] = dict(self._of_each(_PAST, people))
        return tuple(_past.decode(line) for line in sorted(found, key=lambda line: -found[line]))


def _values(now: datetime, worker: AuthorId | None, back: Iterable[ContactId]) -> dict[str, Any]:
    """What the conditions of the views are about."""
    return {
        "back": msgspec.json.encode(list(back)).decode(),
        "now": milliseconds(now),
        "soon": milliseconds(now + _SOON),
        "today": local(now).date().isoformat(),
        "me": worker,
    }


def _narrowed(narrow: Filter, values: dict[str, Any]) -> Iterator[str]:
    """Conditions of a filter; what they are about goes to `values`."""
    for number, word in enumerate(narrow.words.casefold().split()):
        values[f"word{number}"] = word
        yield f"instr(words, :word{number}) > 0"
    if narrow.worker is not None:
        values["worker"] = narrow.worker
        yield "worker = :worker"
    if narrow.manager is not None:
        values["manager"] = narrow.manager
        yield "manager = :manager"
    if narrow.agency:
        values["agency"] = narrow.agency
        yield "agency = :agency"


def _order(sort: Sort, *, descending: bool) -> str:
    """Nothing known comes last whichever way; equal lines keep one order, so that pages fit together."""
    column = _COLUMNS[sort]
    first = f"act_now_since IS NULL, {_ASIDE}, " if sort == "time left" else ""
    return f"{first}{column} IS NULL, {column} {'DESC' if descending else 'ASC'}, contact"
