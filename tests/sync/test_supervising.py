"""What a supervisor sees of the quarantine and decides about it, at every Central; and how it is handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tests.sync.office import Office
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.travel import Reason
from workstation.sync.central import Answer, Central, CentralAway, CentralRefuses, Guards, Verdict
from workstation.sync.supervising import NEWEST, Alarm, Apart, Decision, Look, Newest, Overseen, Overseer


def worker_at(office: Office, worker: str = "ava") -> tuple[Computer, Central]:
    """Somebody who is no manager, with a computer."""
    pc = Computer(AuthorId(worker), DeviceId(f"pc-of-{worker}"))
    central = office.hire(worker, manager=False)
    central.enrol(pc.key)
    return pc, central


def kept_apart(office: Office) -> tuple[Central, list[Entry]]:
    """Two acts of a manager by somebody who is none."""
    ava, central = worker_at(office)
    kept = [ava.say("SignedOff", b'{"why": "first"}'), ava.say("Lowered", b'{"because": "second"}')]
    for entry in kept:
        central.push(FRONT_DOOR, [entry])
    return central, kept


# -- every Central ---------------------------------------------------------------------------------------------


def test_a_supervisor_reads_what_waits_with_its_words(office: Office) -> None:
    _, (first, second) = kept_apart(office)
    apart = office.supervisor("mo").apart()
    assert [one.entry for one in apart] == [first.id, second.id]
    one = apart[0]
    assert (one.stream, one.contact, one.kind, one.author, one.device, one.body) == (
        FRONT_DOOR, first.contact, "SignedOff", "ava", "pc-of-ava", first.body
    )  # fmt: skip
    assert (one.why, one.brought_by) == (Reason.ROLE, "ava")


def test_what_is_let_in_is_in_the_stream_and_waits_no_more(office: Office) -> None:
    central, (first, second) = kept_apart(office)
    mo = office.supervisor("mo")
    answer = mo.let_in(mo.apart()[0].mark)
    assert (answer.entry, answer.verdict, answer.position) == (first.id, Verdict.OK, 1)
    assert [one.entry for one in mo.apart()] == [second.id]
    assert [entry.id for entry in central.pull(FRONT_DOOR, 0).entries] == [first.id]


def test_what_is_left_out_is_asked_about_no_more_and_does_not_go_in(office: Office) -> None:
    central, (first, second) = kept_apart(office)
    mo = office.supervisor("mo")
    mark = mo.apart()[0].mark
    assert mo.leave_out(mark, "She says that she did not write it.")
    assert [one.entry for one in mo.apart()] == [second.id]
    assert not mo.leave_out(mark, "A second time is no time.")
    with pytest.raises(CentralRefuses):
        mo.let_in(mark)
    # Whoever wrote it goes on asking; nobody is bothered again.
    assert central.push(FRONT_DOOR, [first])[0].reason is Reason.ROLE
    assert [one.entry for one in mo.apart()] == [second.id]


def test_what_is_wrong_in_itself_stays_apart_whoever_asks(office: Office) -> None:
    ava, central = worker_at(office)
    entry = ava.note("As it was.")
    central.push(FRONT_DOOR, [replace(entry, body=b'{"text":"As it is."}')])
    mo = office.supervisor("mo")
    answer = mo.let_in(mo.apart()[0].mark)
    assert (answer.verdict, answer.reason) == (Verdict.QUARANTINED, Reason.ALTERED)
    assert [one.why for one in mo.apart()] == [Reason.ALTERED]


def test_a_supervisor_of_another_stream_sees_and_decides_nothing(office: Office) -> None:
    kept_apart(office)
    mark = office.supervisor("mo").apart()[0].mark
    other = office.supervisor("pat", "restricted")
    assert other.apart() == ()
    assert not other.leave_out(mark, "It is none of mine.")
    with pytest.raises(CentralRefuses):
        other.let_in(mark)


def test_long_words_are_not_sent_along(office: Office) -> None:
    ava, central = worker_at(office)
    central.push(FRONT_DOOR, [ava.say("SignedOff", b'{"why": "%s"}' % (b"x" * 30_000))])
    assert [one.body for one in office.supervisor("mo").apart()] == [None]


def test_a_supervisor_is_told_what_the_server_warns_of(office: Office) -> None:
    ava, central = worker_at(office)
    entry = ava.note("One.")
    other = ava.signed(replace(entry, kind="Recalled"))
    for one in (entry, other, ava.copy().note("Two."), other):
        central.push(FRONT_DOOR, [one])
    mo = office.supervisor("mo")
    told = mo.alarms()
    assert told.of == len(told.rows) == 1
    (alarm,) = told.rows
    assert (alarm.kind, alarm.entry, alarm.device, alarm.stream, alarm.worker) == (
        "clash", entry.id, "pc-of-ava", FRONT_DOOR, "ava"
    )  # fmt: skip
    assert alarm.at.tzinfo is not None


def test_an_erasure_that_waits_no_more_is_no_warning(office: Office) -> None:
    ava, central = worker_at(office, "ava")
    ben = Computer(AuthorId("ben"), DeviceId("pc-of-ben"))
    office.hire("ben").enrol(ben.key)
    note = ava.note("Not true.")
    agreed = ben.agree(note.id)
    mo = Computer(AuthorId("mo"), DeviceId("pc-of-mo"))
    supervisor = office.supervisor("mo")
    assert isinstance(supervisor, Guards)
    supervisor.enrol(mo.key)
    central.push(FRONT_DOOR, [note])
    supervisor.push(FRONT_DOOR, [agreed, mo.redact(note.id)])  # what Ben agreed to came by another hand
    waits = [alarm.kind for alarm in supervisor.alarms().rows]
    assert waits == ["erasure waits"]
    assert office.confirm_erasure(EntryId(mo.said[0].id), "duty")
    assert supervisor.alarms() == Newest()


def test_a_supervisor_sees_who_read_what_is_kept_closed_and_why(office: Office) -> None:
    office.hire("ben", "families-of-staff")
    office.guard("families-of-staff")
    ava = office.hire("ava", FRONT_DOOR, "families-of-staff", manager=False)
    assert isinstance(ava, Guards)
    ava.ask("families-of-staff", "The school rang about <b>her</b>.")
    until = ava.open(ava.ask("families-of-staff", "I am on duty tonight."))
    second, first = office.supervisor("mo").looks().rows  # the newest first; Mo may not read it herself
    assert (first.worker, first.stream, first.why, first.until) == (
        "ava", "families-of-staff", "The school rang about <b>her</b>.", None
    )  # fmt: skip
    assert (second.why, second.until) == ("I am on duty tonight.", until)
    assert first.at <= second.at


def test_of_many_who_read_only_the_newest_are_told_and_how_many_there_are(office: Office) -> None:
    office.hire("ben", "families-of-staff")
    office.guard("families-of-staff")
    ava = office.hire("ava", FRONT_DOOR, "families-of-staff")
    assert isinstance(ava, Guards)
    for number in range(NEWEST + 5):
        ava.ask("families-of-staff", f"For the {number}th time today.")
    told = office.supervisor("mo").looks()
    assert (len(told.rows), told.of) == (NEWEST, NEWEST + 5)
    assert told.rows[0].why == f"For the {NEWEST + 4}th time today."


def test_who_is_no_supervisor_any_more_is_told_nothing(office: Office) -> None:
    mo = office.supervisor("mo")
    office.disable("mo")
    for ask in (mo.alarms, mo.looks):
        with pytest.raises(CentralRefuses):
            ask()


# -- between whoever decides and the thread that talks ------------------------------------------------------


def one_apart(mark: bytes) -> Apart:
    return Apart(
        mark, FRONT_DOOR, EntryId("e"), ContactId("c"), "NoteMade", AuthorId("ava"), DeviceId("pc"), b"{}",
        Reason.REVOKED, AuthorId("ava"), datetime(2026, 11, 26, tzinfo=UTC),
    )  # fmt: skip


@dataclass
class Told:
    """A Central that keeps things apart, and may break before or after it took a decision."""

    waits: list[bytes]
    breaks: list[str] = field(default_factory=list)
    asked: int = 0
    done: list[tuple[str, bytes]] = field(default_factory=list)
    warns: list[Alarm] = field(default_factory=list)

    def apart(self) -> tuple[Apart, ...]:
        self.asked += 1
        return tuple(one_apart(mark) for mark in self.waits)

    def alarms(self) -> Newest[Alarm]:
        return Newest(tuple(self.warns), len(self.warns))

    def looks(self) -> Newest[Look]:
        return Newest()

    def let_in(self, mark: bytes) -> Answer:
        self._take("in", mark)
        return Answer(EntryId("e"), Verdict.OK, 1)

    def leave_out(self, mark: bytes, why: str) -> bool:
        self._take(why, mark)
        return True

    def _take(self, what: str, mark: bytes) -> None:
        how = self.breaks.pop(0) if self.breaks else ""
        if how == "before":
            raise CentralAway
        if mark not in self.waits:
            raise CentralRefuses
        self.waits.remove(mark)
        self.done.append((what, mark))
        if how == "after":
            raise CentralAway


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def overseer(*, asks: bool = True) -> tuple[Overseer, list[Overseen], Clock]:
    heard: list[Overseen] = []
    clock = Clock()
    return Overseer(heard.append, lambda: asks, clock), heard, clock


def marks(found: Sequence[Apart]) -> list[bytes]:
    return [one.mark for one in found]


def test_it_looks_once_a_minute_and_tells_only_what_is_new() -> None:
    made, heard, clock = overseer()
    told = Told([b"1"])
    for _ in range(5):
        made.look(told)
        clock.now += 30
    assert told.asked == 3
    assert [marks(one.apart) for one in heard] == [[b"1"]]
    told.waits.append(b"2")
    clock.now += 60
    made.look(told)
    assert [marks(one.apart) for one in heard] == [[b"1"], [b"1", b"2"]]


def test_a_new_warning_is_told() -> None:
    made, heard, clock = overseer()
    told = Told([])
    made.look(told)
    alarm = Alarm("fork", "e", "pc", FRONT_DOOR, AuthorId("ava"), datetime(2026, 11, 26, tzinfo=UTC))
    told.warns.append(alarm)
    clock.now += 60
    made.look(told)
    assert [one.alarms.rows for one in heard] == [(), (alarm,)]


def test_nobody_who_may_decide_sits_here_and_nothing_is_asked() -> None:
    made, heard, _ = overseer(asks=False)
    told = Told([b"1"])
    made.look(told)
    assert (told.asked, heard) == (0, [])


def test_a_central_without_a_quarantine_is_left_alone() -> None:
    made, heard, _ = overseer()
    made.look(object())
    assert heard == []


@pytest.mark.parametrize("broke", ["before", "after"])
def test_a_decision_whose_outcome_is_unknown_is_handed_over_again_and_counts_once(broke: str) -> None:
    made, heard, _ = overseer()
    told = Told([b"1", b"2"], breaks=[broke])
    made.look(told)
    made.decide(Decision(b"1"))
    made.decide(Decision(b"2", "It is not hers."))
    assert heard[-1].decided == {b"1", b"2"}
    with pytest.raises(CentralAway):
        made.look(told)
    made.look(told)
    assert told.done == [("in", b"1"), ("It is not hers.", b"2")]
    assert (heard[-1].apart, heard[-1].decided) == ((), frozenset())


def test_who_thinks_again_before_it_was_handed_over_is_heard() -> None:
    made, _, _ = overseer()
    told = Told([b"1"])
    made.decide(Decision(b"1"))
    made.decide(Decision(b"1", "On second thoughts."))
    made.look(told)
    assert told.done == [("On second thoughts.", b"1")]


def test_what_stays_apart_is_told_with_its_reason_until_it_is_decided_again() -> None:
    made, heard, _ = overseer()

    class Stubborn(Told):
        def let_in(self, mark: bytes) -> Answer:
            return Answer(EntryId("e"), Verdict.QUARANTINED, reason=Reason.ALTERED)

    told = Stubborn([b"1"])
    made.decide(Decision(b"1"))
    made.look(told)
    assert (marks(heard[-1].apart), heard[-1].kept) == ([b"1"], {b"1": Reason.ALTERED})
    made.decide(Decision(b"1", "It cannot be read."))
    assert heard[-1].kept == {}


def test_a_manager_here_who_is_none_at_central_is_not_hung_up_on() -> None:
    made, heard, _ = overseer()

    class Closed(Told):
        def apart(self) -> tuple[Apart, ...]:
            raise CentralRefuses

    made.look(Closed([]))
    assert heard == []
