"""Writes the rows of the register: contact files folded anew and cut into lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec
import sqlalchemy as sa

from workstation.domain.entries import Entry
from workstation.domain.fold import fold
from workstation.domain.growing import grow, grown_of
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine, Lines, same_lines
from workstation.domain.times import milliseconds
from workstation.store import clusters
from workstation.store.engine import insert_many, marks, run, run_many
from workstation.store.record import batched, said_of, stories
from workstation.store.schema import (
    FOLLOWED,
    INDEX,
    REGISTER,
    contact_rows,
    mark_rows,
    match_rows,
    pair_rows,
    past_rows,
    person_rows,
    seen_rows,
)
from workstation.store.told import Kept, LinesOf, Progress, Row, Told

_json = msgspec.json.Encoder()
_COLUMNS: Final = tuple(column.name for column in contact_rows.c)
_KNOWN: Final = f"SELECT {', '.join(_COLUMNS)} FROM contact_rows WHERE contact IN"  # noqa: S608


def _insert(table: sa.Table) -> str:
    names = [column.name for column in table.c]
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608


_INSERTS: Final = {table: _insert(table) for table in REGISTER}
_DELETES: Final = {table: f"DELETE FROM {table.name} WHERE contact = ?" for table in REGISTER}  # noqa: S608


def begin(cx: sa.Connection, stories_of: Mapping[ContactId, Sequence[Entry]], lines_of: LinesOf) -> None:
    """Make the rows of contacts that begin with these entries: nothing else is said of them. Memory does not hold
    them: a file brings thousands, and what people are working on has to stay.
    """
    _replace(
        cx, [_Made(contact, lines_of(fold(contact, story))) for contact, story in stories_of.items()], {}
    )


def refold(cx: sa.Connection, contacts: Iterable[ContactId], lines_of: LinesOf, kept: Kept) -> None:
    """Make the rows of these contacts anew from the file; what came out as before is not written again. A contact
    about which nothing is believed has none.
    """
    for batch in batched(contacts):
        known = _known(cx, batch)
        stories_of = {contact: said_of(cx, contact) for contact in batch}
        told = {contact: grown_of(contact, story) for contact, story in stories_of.items() if story}
        made = [_Made(contact, lines_of(grown.file)) for contact, grown in told.items()]
        _replace(cx, [each for each in made if known.get(each.contact) != each.row], known)
        for each in made:
            grown = told[each.contact]
            kept.keep(each.contact, Told(grown, each.row, grown.file))
        _remove(cx, [(contact,) for contact in batch if contact not in told and contact in known])


def grow_on(fresh: Sequence[Entry], kept: Kept) -> None:
    """These entries were added: what memory holds of their contacts grows, or goes when they reach back."""
    by_contact: dict[ContactId, list[Entry]] = {}
    for entry in fresh:
        by_contact.setdefault(entry.contact, []).append(entry)
    for contact, new in by_contact.items():
        told = kept.take(contact)
        grown = None if told is None else grow(told.grown, new)
        if told is not None and grown is not None:
            kept.keep(contact, told._replace(grown=grown))


def settle(cx: sa.Connection, contacts: Iterable[ContactId], lines_of: LinesOf, kept: Kept) -> None:
    """Make the rows of contacts to which nothing happened but that entries were added (`grow_on`): what memory
    holds is not read and folded again.
    """
    unknown: list[ContactId] = []
    for contact in contacts:
        told = kept.told(contact)
        if told is None:
            unknown.append(contact)
            continue
        row, file = told.row, told.grown.file
        if not same_lines(told.drawn, file):
            made = _Made(contact, lines_of(file))
            row = made.row
            if row != told.row:
                _replace(cx, [made], {contact: told.row})
        kept.keep(contact, Told(told.grown, row, file))
    if unknown:
        refold(cx, unknown, lines_of, kept)


def rebuild(cx: sa.Connection, lines_of: LinesOf, progress: Progress | None = None) -> None:
    """Throw every row away and make all of them anew, one contact after the other."""
    _forget_index(cx)
    for table in REGISTER:
        cx.execute(table.delete())
    run(cx, "DELETE FROM behind")
    done = 0
    for batch in batched(stories(cx)):
        _write(cx, [_Made(contact, lines_of(fold(contact, story))) for contact, story in batch])
        done += len(batch)
        if progress is not None:
            progress(done)
    clusters.settle_all(cx)


def _forget_index(cx: sa.Connection) -> None:
    """The index of people speaks of rows that are about to go. Whoever keeps one reads everybody again."""
    run(cx, "DELETE FROM meta WHERE key IN (?, ?)", [FOLLOWED, INDEX])
    run(cx, "DELETE FROM match_parts")
    run(cx, "DELETE FROM moved_people")


class _Made:
    """The lines of one contact, and its row in the list of contacts: that tells whether anything is new. Its last
    column is a digest of the lines that have rows elsewhere.
    """

    __slots__ = ("contact", "lines", "row")

    def __init__(self, contact: ContactId, lines: Lines) -> None:
        self.contact, self.lines = contact, lines
        others = (lines.people, lines.past, lines.matches, lines.pairs, lines.marks)
        rest = hashlib.sha256(_json.encode(others)).digest()
        self.row: Row = (*_contact_row(lines.contact), _json.encode(lines.contact), rest)

    @property
    def people(self) -> set[str]:
        """Everybody named here, and everybody they were judged against."""
        judged = {person for match in self.lines.matches for person in (match.person, match.other)}
        return judged | {person.person for person in self.lines.people}


def _known(cx: sa.Connection, batch: Sequence[ContactId]) -> dict[str, Row]:
    return {row[0]: row for row in run(cx, f"{_KNOWN} {marks(batch)}", batch)}


def _replace(cx: sa.Connection, made: Sequence[_Made], known: Mapping[str, Row]) -> None:
    """Write what is new. People, past and matches change seldom: then the clusters are settled too."""
    changed = [each for each in made if each.contact not in known or known[each.contact][-1] != each.row[-1]]
    older = [(each.contact,) for each in changed if each.contact in known]
    touched = _judged_before(cx, older).union(*(each.people for each in changed))
    for table in REGISTER[1:] if older else ():
        run_many(cx, _DELETES[table], older)
    for each in made:
        if each.contact in known:
            _update(cx, known[each.contact], each.row)
    _write(cx, [each for each in made if each.contact not in known], rest=changed)
    if touched:
        clusters.settle(cx, touched)


def _update(cx: sa.Connection, before: Row, now: Row) -> None:
    """Write the columns that changed: to write them all would make pages of each index anew."""
    new = [(name, value) for name, was, value in zip(_COLUMNS, before, now, strict=True) if was != value]
    if new:
        setting = ", ".join(f"{name} = ?" for name, _ in new)
        statement = f"UPDATE contact_rows SET {setting} WHERE contact = ?"  # noqa: S608 - names of our own
        run(cx, statement, [*(value for _, value in new), now[0]])


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
        (contact_rows, [each.row for each in made]),
        (person_rows, [row for each in others for row in _person_rows(each.lines)]),
        (past_rows, [row for each in others for row in _past_rows(each.lines)]),
        (match_rows, [row for each in others for row in _match_rows(each.lines)]),
        (seen_rows, [row for each in others for row in _seen_rows(each.lines)]),
        (pair_rows, [row for each in others for row in _pair_rows(each.lines)]),
        (mark_rows, [row for each in others for row in _mark_rows(each.lines)]),
    ):
        if rows:
            insert_many(cx, _INSERTS[table], rows)


def _contact_row(line: ContactLine) -> Row:
    return (
        line.contact, line.number, line.stage.value, _at(line.received_at), _at(line.due_at),
        _at(line.act_now_since), line.worker, line.manager, _at(line.handed_at), int(line.waiting),
        int(line.not_sure), line.conflicts, _at(line.parked_until), _at(line.held_until),
        line.watched_until.isoformat() if line.watched_until else None, len(line.todo), line.passed_to,
        line.child, line.agency, line.worry, _words(line),
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


def _mark_rows(lines: Lines) -> list[Row]:
    return [(lines.contact.contact, mark) for mark in lines.marks]


def _at(moment: datetime | None) -> int | None:
    return None if moment is None else milliseconds(moment)
