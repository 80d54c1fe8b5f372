"""Writes the rows of the register: contact files folded anew and cut into lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from workstation.domain.entries import Entry
from workstation.domain.fold import fold
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine, Lines
from workstation.domain.times import milliseconds
from workstation.store import clusters
from workstation.store.engine import run, run_many
from workstation.store.record import batched, said_of, stories
from workstation.store.schema import (
    REGISTER,
    contact_rows,
    match_rows,
    pair_rows,
    past_rows,
    person_rows,
    seen_rows,
)
from workstation.store.told import Kept, LinesOf, Progress, Told

Row = tuple[Any, ...]

_json = msgspec.json.Encoder()
_KNOWN: Final = "SELECT contact, line, rest FROM contact_rows WHERE contact IN ({})"


def _insert(table: sa.Table) -> str:
    names = [column.name for column in table.c]
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608


_INSERTS: Final = {table: _insert(table) for table in REGISTER}
_DELETES: Final = {table: f"DELETE FROM {table.name} WHERE contact = ?" for table in REGISTER}  # noqa: S608


def refold(cx: sa.Connection, contacts: Iterable[ContactId], lines_of: LinesOf, kept: Kept) -> None:
    """Make the rows of these contacts anew from the file; what came out as before is not written again. A contact
    about which nothing is believed has none.
    """
    for batch in batched(contacts):
        known = _known(cx, batch)
        told = {contact: said_of(cx, contact) for contact in batch}
        made = [_made(contact, story, lines_of) for contact, story in told.items() if story]
        _replace(cx, [each for each in made if known.get(each.contact) != (each.line, each.rest)], known)
        for each in made:
            kept.keep(each.contact, Told(told[each.contact], each.line, each.rest))
        _remove(cx, [(contact,) for contact, story in told.items() if not story and contact in known])


def follow(cx: sa.Connection, fresh: Sequence[Entry], lines_of: LinesOf, kept: Kept) -> None:
    """The same after these entries were added and nothing else was done: what was read before is not read
    again.
    """
    unknown: list[ContactId] = []
    by_contact: dict[ContactId, list[Entry]] = {}
    for entry in fresh:
        by_contact.setdefault(entry.contact, []).append(entry)
    for contact, new in by_contact.items():
        told = kept.take(contact)
        if told is None:
            unknown.append(contact)
            continue
        story = (*told.story, *new)
        made = _made(contact, story, lines_of)
        if (made.line, made.rest) != (told.line, told.rest):
            _replace(cx, [made], {contact: (told.line, told.rest)})
        kept.keep(contact, Told(story, made.line, made.rest))
    refold(cx, unknown, lines_of, kept)


def rebuild(cx: sa.Connection, lines_of: LinesOf, progress: Progress | None = None) -> None:
    """Throw every row away and make all of them anew, one contact after the other."""
    for table in REGISTER:
        cx.execute(table.delete())
    run(cx, "DELETE FROM behind")
    done = 0
    for batch in batched(stories(cx)):
        _write(cx, [_made(contact, story, lines_of) for contact, story in batch])
        done += len(batch)
        if progress is not None:
            progress(done)
    clusters.settle_all(cx)


class _Made:
    """The lines of one contact, and the bytes that tell whether anything about them is new."""

    __slots__ = ("contact", "line", "lines", "rest")

    def __init__(self, contact: ContactId, lines: Lines) -> None:
        self.contact, self.lines = contact, lines
        self.line = _json.encode(lines.contact)
        self.rest = hashlib.sha256(
            _json.encode((lines.people, lines.past, lines.matches, lines.pairs))
        ).digest()

    @property
    def people(self) -> set[str]:
        """Everybody named here, and everybody they were judged against."""
        judged = {person for match in self.lines.matches for person in (match.person, match.other)}
        return judged | {person.person for person in self.lines.people}


def _made(contact: ContactId, story: Sequence[Entry], lines_of: LinesOf) -> _Made:
    return _Made(contact, lines_of(fold(contact, story)))


def _known(cx: sa.Connection, batch: Sequence[ContactId]) -> dict[str, tuple[bytes, bytes]]:
    found = run(cx, _KNOWN.format(", ".join("?" * len(batch))), batch)
    return {contact: (line, rest) for contact, line, rest in found}


def _replace(cx: sa.Connection, made: Sequence[_Made], known: dict[str, tuple[bytes, bytes]]) -> None:
    """Write what is new. People, past and matches change seldom: then the clusters are settled too."""
    changed = [each for each in made if each.contact not in known or known[each.contact][1] != each.rest]
    older = [(each.contact,) for each in made if each.contact in known]
    older_rest = [(each.contact,) for each in changed if each.contact in known]
    touched = _judged_before(cx, older_rest).union(*(each.people for each in changed))
    for table, keys in ((contact_rows, older), *((table, older_rest) for table in REGISTER[1:])):
        if keys:
            run_many(cx, _DELETES[table], keys)
    _write(cx, made, rest=changed)
    if touched:
        clusters.settle(cx, touched)


def _remove(cx: sa.Connection, contacts: Sequence[Row]) -> None:
    if contacts:
        touched = _judged_before(cx, contacts)
        for table in REGISTER:
            run_many(cx, _DELETES[table], contacts)
        clusters.settle(cx, touched)


def _judged_before(cx: sa.Connection, contacts: Sequence[Row]) -> set[str]:
    people: set[str] = set()
    for contact in contacts:
        people.update(cx.execute(_COMPANIONS, {"contact": contact[0]}).scalars())
        for person, other in cx.execute(_JUDGED, {"contact": contact[0]}):
            people |= {person, other}
    return people


_THIS: Final = sa.select(person_rows.c.cluster).where(person_rows.c.contact == sa.bindparam("contact"))
_COMPANIONS: Final = sa.select(person_rows.c.person).where(person_rows.c.cluster.in_(_THIS))
_JUDGED: Final = sa.select(match_rows.c.person, match_rows.c.other).where(
    match_rows.c.contact == sa.bindparam("contact")
)


def _write(cx: sa.Connection, made: Sequence[_Made], rest: Sequence[_Made] | None = None) -> None:
    others = made if rest is None else rest
    for table, rows in (
        (contact_rows, [_contact_row(each) for each in made]),
        (person_rows, [row for each in others for row in _person_rows(each.lines)]),
        (past_rows, [row for each in others for row in _past_rows(each.lines)]),
        (match_rows, [row for each in others for row in _match_rows(each.lines)]),
        (seen_rows, [row for each in others for row in _seen_rows(each.lines)]),
        (pair_rows, [row for each in others for row in _pair_rows(each.lines)]),
    ):
        if rows:
            run_many(cx, _INSERTS[table], rows)


def _contact_row(made: _Made) -> Row:
    line = made.lines.contact
    return (
        line.contact, line.number, line.stage.value, _at(line.received_at), _at(line.due_at),
        _at(line.act_now_since), line.worker, line.manager, _at(line.handed_at), int(line.waiting),
        int(line.not_sure), line.conflicts, _at(line.parked_until), _at(line.held_until),
        line.watched_until.isoformat() if line.watched_until else None, line.child, line.agency, line.worry,
        _words(line), made.line, made.rest,
    )  # fmt: skip


def _words(line: ContactLine) -> str:
    return f"{line.number} {line.child} {line.agency} {line.worry}".casefold()


def _person_rows(lines: Lines) -> list[Row]:
    return [
        (person.contact, person.person, person.role, person.la_child_id, person.person, _json.encode(person))
        for person in lines.people
    ]


def _past_rows(lines: Lines) -> list[Row]:
    contact = lines.contact.contact
    return [
        (contact, place, milliseconds(past.at), _json.encode(past)) for place, past in enumerate(lines.past)
    ]


def _match_rows(lines: Lines) -> list[Row]:
    return [
        (match.contact, match.person, match.other, match.other_contact, match.verdict, _json.encode(match))
        for match in lines.matches
    ]


def _seen_rows(lines: Lines) -> list[Row]:
    return [(person.contact, person.person, key) for person in lines.people for key in person.whereabouts]


def _pair_rows(lines: Lines) -> list[Row]:
    return [(pair.contact, pair.other, pair.verdict, pair.goes_on) for pair in lines.pairs]


def _at(moment: datetime | None) -> int | None:
    return None if moment is None else milliseconds(moment)
