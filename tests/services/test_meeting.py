"""The triage meeting: four named voices on one family, offline and online; evidence, and never the decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.conftest import ADMIN, MENSAH, OFFICER, PATEL, SHAH
from tests.services.two_desks import KAYDEN, carry, ring
from workstation.domain import kinds, meeting
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Dissent, Voice
from workstation.domain.times import FixedClock
from workstation.services import decide, find, opening, receive, record, settle
from workstation.services import meeting as meetings
from workstation.services.desk import Desk
from workstation.services.meeting import NothingSaidYet, Spoken
from workstation.services.receive import NewContact
from workstation.services.settle import Choice
from workstation.trouble import BadInput, NotYours

WORDS = (
    "Shouting was heard at 3 Sample Row, NB0 0XX, and at Flat 9, 12 Hidden Lane. Her number is 07700 900123. "
    "Northbridge Police, reference 26/114555, on 23/11/2026 at 22:40."
)
FOUR = (
    Spoken("police", "DS Amir Khan", "Three calls since March.", "3"),
    Spoken("domestic abuse", "Tamsin Cole", "High risk. She wants to be rung.", "4"),
    Spoken("early help", "Andrea Munteanu", "Offered twice, never open.", "2"),
    Spoken("manager", "Bola Mensah", "", "3"),
)


def notified(desk: Desk, words: str = WORDS, **more: object) -> ContactId:
    """The police tell us about Kayden."""
    said = (
        kinds.ChildNamed(person=KAYDEN, name=kinds.Name("Merrick", "Kayden"), where_now="at school"),
        kinds.AddressRecorded(
            address="open", people=(KAYDEN,), lines="3 Sample Row, Northbridge", postcode="NB0 0XX"
        ),
        kinds.AddressRecorded(
            address="shut", people=(KAYDEN,), lines="Flat 9, 12 Hidden Lane", confidential=True
        ),
    )
    new = NewContact(words=words, source="6", channel="notification", said=said, **more)  # type: ignore[arg-type]
    (contact,) = receive.receive(desk, new).contacts
    return contact


def met(desk: Desk, contact: ContactId) -> meeting.Meeting:
    return meeting.meeting(desk.file(contact))


def test_r14_four_voices_are_on_record_with_names_times_one_joint_decision_and_who_did_not_agree(
    mine: Desk,
) -> None:
    contact = notified(mine)
    against = (Dissent("police", "We would hold a strategy discussion today."),)
    meetings.agree(mine, contact, FOUR, "O02", "Third time in a year, and nobody heard Kayden.", against)
    said = met(mine, contact)
    assert [(v.voice, v.who, v.level) for v in said.voices] == [(s.voice, s.who, s.level) for s in FOUR]
    assert all(v.at == mine.now() and v.typed_by == SHAH.id for v in said.voices)
    assert said.agreed is not None
    assert (said.agreed.together, said.agreed.disagreed) == ("O02", against)
    assert meeting.dissent_words(said.agreed) == (
        "Police did not agree: “We would hold a strategy discussion today.”",
    )


def test_r14_offline_at_two_computers_the_voices_join_and_both_see_the_same(mine: Desk, theirs: Desk) -> None:
    contact = notified(mine)
    carry(contact, mine, theirs)
    meetings.agree(mine, contact, FOUR[:2], "", "")
    meetings.agree(theirs, contact, FOUR[2:], "O02", "Nobody heard Kayden.")
    carry(contact, mine, theirs)
    for desk in (mine, theirs):
        said = met(desk, contact)
        assert [v.who for v in said.voices] == [s.who for s in FOUR]
        assert {v.typed_by for v in said.voices} == {SHAH.id, PATEL.id}
        assert said.agreed is not None
        assert desk.file(contact).conflicts == ()
    assert mine.file(contact) == theirs.file(contact)


def test_one_voice_typed_twice_apart_keeps_both_words(mine: Desk, theirs: Desk) -> None:
    contact = notified(mine)
    carry(contact, mine, theirs)
    meetings.say(mine, contact, "police", who="DS Amir Khan", said="Three calls.")
    meetings.say(theirs, contact, "police", who="PC Lowe", said="He was bailed.")
    carry(contact, mine, theirs)
    police = met(mine, contact).voice("police")
    assert police is not None
    assert police.who == "DS Amir Khan and PC Lowe"
    assert police.said == "Three calls.\n\nHe was bailed."
    assert mine.file(contact).conflicts == ()


def test_two_agreements_typed_apart_need_a_person_and_are_settled_by_one(mine: Desk, theirs: Desk) -> None:
    contact = notified(mine)
    meetings.say(mine, contact, "police", who="DS Amir Khan", said="Three calls.")
    carry(contact, mine, theirs)
    meetings.agree(mine, contact, (), "O02", "Nobody heard him.")
    meetings.agree(theirs, contact, (), "O07", "Seen by school.")
    carry(contact, mine, theirs)
    assert met(mine, contact).open
    shown = settle.look(mine, contact)
    (several,) = shown.choose
    keeps = next(v.entry for v in several.joined.versions if v.by == PATEL.id)
    settle.settle(mine, contact, [Choice(several, keeps)], saw=shown.saw)
    said = met(mine, contact)
    assert not said.open
    assert said.agreed is not None
    assert said.agreed.together == "O07"


def test_it_is_evidence_and_chooses_no_outcome(mine: Desk) -> None:
    contact = notified(mine)
    meetings.agree(mine, contact, FOUR, "O07", "All is well.")
    file = mine.file(contact)
    assert file.outcomes == ()
    assert file.handover is None
    assert not file.authors_of_decision


def test_a_voice_without_a_name_a_joint_decision_without_a_reason_and_a_dissent_without_words_are_refused(
    mine: Desk,
) -> None:
    contact = notified(mine)
    with pytest.raises(BadInput, match="Who speaks for the police"):
        meetings.say(mine, contact, "police", who=" ", said="Three calls.")
    with pytest.raises(BadInput, match="Why did you decide"):
        meetings.agree(mine, contact, FOUR, "O02", " ")
    with pytest.raises(BadInput, match="domestic abuse say against"):
        meetings.agree(mine, contact, FOUR, "O02", "Third time.", (Dissent("domestic abuse", ""),))
    with pytest.raises(BadInput):
        meetings.agree(mine, contact, FOUR, "O12", "Third time.")
    with pytest.raises(NothingSaidYet):
        meetings.agree(mine, contact, (), "O02", "Third time.")
    assert not met(mine, contact).held


def test_the_list_holds_what_is_open_a_danger_first_and_keeps_what_was_agreed_today(
    desk: Desk, clock: FixedClock
) -> None:
    first = notified(desk, "The first notification. " * 5)
    ring(desk)
    clock.move(timedelta(minutes=1))
    second = notified(desk, "The second notification. " * 5)
    assert meetings.today(desk) == (first, second)
    decide.escalate(desk, second, "He is outside.")
    assert meetings.today(desk) == (second, first)
    meetings.agree(desk, first, FOUR, "checks first", "Ask the school.")
    assert meetings.today(desk) == (second, first)
    clock.move(timedelta(days=1))
    assert meetings.today(desk) == (second,)


def test_in_the_meeting_addresses_and_phones_are_left_out_of_the_words(mine: Desk) -> None:
    shown = meetings.family(mine, notified(mine))
    for secret in ("Sample Row", "NB0 0XX", "Hidden Lane", "07700", "900123"):
        assert secret not in shown.words
    assert "Northbridge Police, reference 26/114555, on 23/11/2026 at 22:40." in shown.words
    assert "[hidden]" in shown.words


def test_what_a_colleague_typed_since_is_not_replaced(mine: Desk, theirs: Desk) -> None:
    contact = notified(mine)
    seen = mine.file(contact)
    carry(contact, mine, theirs)
    meetings.say(theirs, contact, "police", who="PC Lowe", said="He was bailed.")
    carry(contact, mine, theirs)
    meetings.agree(mine, contact, (Spoken("police", "DS Khan", "Three calls."),), "", "", seen=seen)
    police = met(mine, contact).voice("police")
    assert police is not None
    assert {"He was bailed.", "Three calls."} == set(police.said.split("\n\n"))


@pytest.mark.parametrize("voice", meeting.VOICES)
def test_every_voice_has_a_title(voice: Voice) -> None:
    assert meeting.TITLES[voice]


def test_an_administrator_is_not_in_the_meeting_and_a_contact_officer_may_type(desk: Desk) -> None:
    contact = notified(desk)
    opening.sit_down(desk, OFFICER.id)
    meetings.agree(desk, contact, FOUR, "O02", "Third time.")
    opening.sit_down(desk, ADMIN.id)
    with pytest.raises(NotYours):
        meetings.today(desk)
    with pytest.raises(NotYours):
        meetings.family(desk, contact)


def test_a_manager_reads_it_and_a_signed_contact_is_on_the_list_no_more(
    desk: Desk, clock: FixedClock
) -> None:
    contact = notified(desk)
    meetings.agree(desk, contact, FOUR, "O01", "Now.")
    decide.recommend(desk, contact, KAYDEN, "O01")
    record.say(desk, contact, kinds.BasisRecorded(basis="protection"))
    decide.send_to_manager(desk, contact, MENSAH.id)
    clock.move(timedelta(minutes=5))
    opening.sit_down(desk, MENSAH.id)
    shown = find.contact(desk, contact)
    assert meeting.meeting(shown.file).held
    assert contact in meetings.today(desk)
