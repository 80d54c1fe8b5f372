"""A computer's own next entries go a shorter way into a stream: nobody may tell the difference, or use it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import psycopg
import pytest
from msgspec.structs import replace

from tests.central.office import PostgresOffice
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR, Entry, chain
from workstation.domain.ids import AuthorId, DeviceId
from workstation.domain.people import ACTS_OF_MANAGERS
from workstation.domain.travel import link
from workstation.sync.central import Verdict
from workstation.sync.postgres import PostgresCentral

TYPES = (
    "text[]", "text[]", "text[]", "text[]", "text[]", "bigint[]", "bytea[]", "text[]", "bigint[]", "text[]",
    "text[]", "bytea[]", "bytea[]", "bytea[]", "bytea[]", "bytea[]",
)  # fmt: skip


@pytest.fixture
def ava(office: PostgresOffice) -> tuple[PostgresCentral, Computer]:
    central, pc = office.hire("ava", manager=False), Computer(AuthorId("ava"), DeviceId("pc-ava"))
    central.enrol(pc.key)
    return central, pc


def columns(entries: Sequence[Entry]) -> list[list[Any]]:
    """The values of a push, as a program of somebody's own would hand them over."""
    return [
        list(column)
        for column in zip(
            *(
                (e.id, e.contact, e.kind, e.author, e.device, e.seq, e.previous, e.happened.isoformat(), e.recorded,
                 ",".join(e.answers), e.edition, e.salt, e.digest, e.body, chain(e), e.sig)
                for e in entries
            ), strict=True,
        )
    ]  # fmt: skip


def told(central: PostgresCentral) -> list[Entry]:
    """The whole stream, of which every place and every link is right."""
    page = central.pull(FRONT_DOOR, 0)
    assert [entry.position for entry in page.entries] == list(range(1, page.head + 1))
    after = b""
    for entry in page.entries:
        after = link(after, chain(entry))
    assert after == page.chain
    return list(page.entries)


@pytest.mark.parametrize("kind", sorted(ACTS_OF_MANAGERS))
def test_an_act_of_a_manager_goes_in_with_no_crowd(ava: tuple[PostgresCentral, Computer], kind: str) -> None:
    central, pc = ava
    batch = [pc.note("One."), pc.say(kind, b"{}"), pc.note("Two.")]
    assert [answer.verdict for answer in central.push(FRONT_DOOR, batch)] == [
        Verdict.OK,
        Verdict.QUARANTINED,
        Verdict.OK,
    ]
    assert [entry.kind for entry in told(central)] == ["NoteMade", "NoteMade"]


def test_what_is_there_already_is_answered_as_ever(ava: tuple[PostgresCentral, Computer]) -> None:
    central, pc = ava
    first, rest = pc.notes(3), pc.notes(3)
    assert {answer.verdict for answer in central.push(FRONT_DOOR, first)} == {Verdict.OK}
    again = central.push(FRONT_DOOR, [*first, *rest])
    assert [answer.verdict for answer in again] == [Verdict.DUP] * 3 + [Verdict.OK] * 3
    assert [answer.position for answer in again] == list(range(1, 7))
    assert {answer.verdict for answer in central.push(FRONT_DOOR, rest)} == {Verdict.DUP}
    assert [entry.id for entry in told(central)] == [entry.id for entry in pc.said]


def test_a_run_that_goes_on_after_a_lock_out_is_divided(
    office: PostgresOffice, ava: tuple[PostgresCentral, Computer]
) -> None:
    central, pc = ava
    central.push(FRONT_DOOR, pc.notes(2))
    office.revoke(pc.device)
    assert {answer.verdict for answer in central.push(FRONT_DOOR, pc.notes(3))} == {Verdict.QUARANTINED}
    assert len(told(central)) == 2


def test_a_run_in_the_name_of_somebody_elses_computer_is_set_aside(
    office: PostgresOffice, ava: tuple[PostgresCentral, Computer]
) -> None:
    central, pc = ava
    forged = [replace(entry, author=AuthorId("ben")) for entry in pc.notes(3)]
    assert {answer.reason for answer in central.push(FRONT_DOOR, forged)} == {"not yours"}
    assert told(central) == []


def test_a_copied_file_is_noticed_in_a_run(ava: tuple[PostgresCentral, Computer]) -> None:
    central, pc = ava
    pc.notes(2)
    copy = pc.copy()
    central.push(FRONT_DOOR, [*pc.said, *pc.notes(2)])
    answers = central.push(FRONT_DOOR, [copy.note(f"Written on {number}.") for number in range(3)])
    assert [(answer.verdict, answer.forked) for answer in answers] == [
        (Verdict.OK, True),
        (Verdict.OK, True),
        (Verdict.OK, False),
    ]
    assert len(told(central)) == 7


@pytest.mark.parametrize("number", range(len(TYPES)))
@pytest.mark.parametrize("first", [0, 2])
def test_a_column_that_is_counted_from_elsewhere_breaks_nothing(
    office: PostgresOffice, ava: tuple[PostgresCentral, Computer], number: int, first: int
) -> None:
    """A program of somebody's own may send arrays that do not begin with 1: what comes of it holds together."""
    central, pc = ava
    entries = pc.notes(3)
    shifted = f"[{first}:{first + len(entries) - 1}]="
    marks = [
        f"('{shifted}' || (%s::{type_})::text)::{type_}" if place == number else f"%s::{type_}"
        for place, type_ in enumerate(TYPES)
    ]
    with office.connect("ava") as cx:
        statement = f"select entry, verdict, place from lintel.push_v1('front-door', {', '.join(marks)})"
        answers = cx.execute(statement.encode(), columns(entries)).fetchall()
    assert [answer[0] for answer in answers] == [entry.id for entry in entries]
    there = {entry.id: entry.position for entry in told(central)}
    assert there == {entry: place for entry, verdict, place in answers if verdict == "ok"}
    central.push(FRONT_DOOR, entries)
    assert [entry.id for entry in told(central)] == [entry.id for entry in entries]


@pytest.mark.parametrize(
    "written",
    ["2026-11-24T09:18:00.000000+00:00", "2026-11-24T09:18:00-00:00", "2200-01-02T00:00:00+00:00"],
)
def test_a_time_that_a_client_would_write_otherwise_is_no_entry(
    office: PostgresOffice, ava: tuple[PostgresCentral, Computer], written: str
) -> None:
    """Its digest would be another one wherever it is read: whoever follows the stream would stop there."""
    central, pc = ava
    entry = pc.note()
    head = "\x1f".join(
        (entry.id, entry.contact, entry.kind, entry.author, entry.device, str(entry.seq), written,
         str(entry.recorded), "", entry.edition)
    )  # fmt: skip
    sent = columns([entry])
    sent[7], sent[14] = [written], [hashlib.sha256(entry.previous + entry.digest + head.encode()).digest()]
    marks = ", ".join(f"%s::{type_}" for type_ in TYPES)
    with office.connect("ava") as cx:
        statement = f"select verdict, reason from lintel.push_v1('front-door', {marks})"
        assert cx.execute(statement.encode(), sent).fetchall() == [("quarantined", "unreadable")]
    central.push(FRONT_DOOR, pc.notes(2))
    assert len(told(central)) == 2


def test_a_login_that_does_not_wait_for_the_disk_is_made_to(
    office: PostgresOffice, ava: tuple[PostgresCentral, Computer]
) -> None:
    _, pc = ava
    marks = ", ".join(f"%s::{type_}" for type_ in TYPES)
    with office.connect("ava") as cx:
        cx.execute("set synchronous_commit = off")
        with cx.transaction():
            cx.execute(f"select from lintel.push_v1('front-door', {marks})".encode(), columns(pc.notes(2)))
            assert cx.execute("show synchronous_commit").fetchone() == ("on",)


def test_nobody_reaches_the_short_way_by_itself(
    office: PostgresOffice, ava: tuple[PostgresCentral, Computer]
) -> None:
    _, pc = ava
    marks = ", ".join(f"%s::{type_}" for type_ in TYPES)
    with office.connect("ava") as cx, pytest.raises(psycopg.errors.InsufficientPrivilege):
        cx.execute(f"select lintel.take_run('ava', 'front-door', {marks})".encode(), columns(pc.notes(2)))
