"""Two people on one contact, and entries that Central cannot keep: nobody's work holds up anybody else's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.journeys.desk_process import CONTACTS, note
from tests.journeys.fleet import Fleet
from tests.store.stories import agree
from tests.sync.telling import Computer
from workstation.domain import kinds
from workstation.domain.entries import FRONT_DOOR, MOST_BYTES
from workstation.domain.fold import fold
from workstation.domain.ids import AuthorId, ContactId, DeviceId
from workstation.domain.kinds import Question
from workstation.domain.travel import Reason
from workstation.sync.central import Verdict
from workstation.sync.exchange import Round

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def what_stands(fleet: Fleet, contact: ContactId) -> dict[Question, set[tuple[AuthorId, str]]]:
    """The answers that stand for each question, by whom they were given."""
    told = fold(contact, [entry for entry in fleet.story()[0] if entry.contact == contact])
    return {
        question: {(said.by, repr(said.body)) for said in answers}
        for question, answers in told.standing.items()
    }


def test_two_who_were_apart_see_the_same_whoever_comes_back_first(fleet: Fleet) -> None:
    ava, ben = fleet.desk("ava"), fleet.desk("ben")
    stands = []
    for contact, order in zip(CONTACTS, ((ava, ben), (ben, ava)), strict=False):
        (rated,) = ava.say(kinds.Rated(rating="green"), contact=contact)
        ava.say(kinds.ThemesChosen(themes=("da",)), contact=contact)
        fleet.settle()
        fleet.proxy.listening = False  # both go on without the server, and neither knows of the other
        ava.say(kinds.Rated(rating="amber", because="A baby."), contact=contact, answers=(rated,))
        ben.say(kinds.Rated(rating="red", because="A weapon."), contact=contact, answers=(rated,))
        ava.say(note("Rang mother."), kinds.ThemesChosen(themes=("da", "al")), contact=contact)
        ben.say(note("Rang school."), contact=contact)
        assert not isinstance(ava.exchange(), Round)
        fleet.proxy.listening = True
        for desk in (*order, *order):
            assert isinstance(desk.reconnect(), Round)
        fleet.settle()
        for sight in fleet.check():
            assert sight.folded[contact] == repr(
                fold(contact, [entry for entry in fleet.story()[0] if entry.contact == contact])
            )
        stands.append(what_stands(fleet, contact))
    assert stands[0] == stands[1]
    ratings = [answers for answers in stands[0].values() if any("Rated" in body for _, body in answers)]
    assert [{by for by, _ in answers} for answers in ratings] == [{"ava", "ben"}]


def test_poison_among_a_hundred_holds_nobody_up(fleet: Fleet) -> None:
    """S07, R11: the hundred arrive, the poison is kept and told with its reason."""
    ava, ben = fleet.desk("ava"), fleet.desk("ben")
    ava.write(50)
    poison = {
        ava.slip_in(b'{"text":"a\0b"}', NOW): Reason.UNREADABLE,
        ava.slip_in(b'{"text":"\xff\xfe"}', NOW): Reason.UNREADABLE,
        ava.slip_in(b'{"text":"late"}', datetime(2900, 1, 1, tzinfo=UTC)): Reason.UNREADABLE,
        ava.slip_in(b'{"text":"' + b"x" * MOST_BYTES + b'"}', NOW): Reason.TOO_LONG,
    }
    ava.slip_in(
        b'{"text":"deep","more":' + b"[" * 5000 + b"]" * 5000 + b"}", NOW
    )  # sound, and nobody can read it
    ava.write(50)
    done = ava.exchange()
    assert isinstance(done, Round)
    assert (done.sent, done.refused, done.finished) == (101, 4, True)
    ben.write(1)
    fleet.settle()
    assert sum(entry.kind == "NoteMade" for entry in fleet.story()[0]) == 102
    sights = fleet.check(kept_aside=frozenset(poison))
    assert sights[0].refused == poison
    assert fleet.office.quarantine() == {entry: reason.value for entry, reason in poison.items()}
    ava.ask_again()
    fleet.settle()
    assert fleet.check(kept_aside=frozenset(poison))[0].refused == poison


@pytest.mark.parametrize(
    "odd", ['"target":"{first}","target":"{second}"', '"more":{deep},"target":"{second}"']
)
def test_an_erasure_that_reads_two_ways_holds_nobody_up(fleet: Fleet, odd: str) -> None:
    """Somebody with a program of their own uses a colleague's agreement for an erasure that JSON's readers
    understand differently. Nobody's pull stops at it, and whoever erases after it can.
    """
    ava, ben = fleet.desk("ava"), fleet.desk("ben")
    first, second, third = ava.say(note("One."), note("Two."), note("Three."))
    ava.say(agree(second), agree(third))
    fleet.settle()
    line, own = fleet.office.hire("mal"), Computer(AuthorId("mal"), DeviceId("own-program"))
    line.enrol(own.key)
    words = odd.format(first=first, second=second, deep="[" * 1200 + "]" * 1200)
    sent = own.say("Redacted", f'{{"authority":"x","because":"y",{words}}}'.encode(), contact=CONTACTS[0])
    assert line.push(FRONT_DOOR, [sent])[0].verdict is Verdict.OK
    fleet.settle()
    ben.redact(third)
    fleet.settle()
    for sight in fleet.check(doubted=frozenset({sent.id})):
        assert sight.erased == {third}
