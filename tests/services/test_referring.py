"""The way back to whoever told us, on a real store: asking, giving back, answers, the queue, sent in again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.services.conftest import MENSAH, OFFICER, PATEL, SHAH
from tests.services.signing_off import judged
from workstation.domain import clarity, kinds
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId, EntryId, PersonId, uuid_of
from workstation.domain.kinds import Body, Request
from workstation.domain.queue import QueueRow, Tile, View
from workstation.domain.times import FixedClock
from workstation.services import decide, find, identify, opening, receive, record, referring
from workstation.services.decide import Agreement
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.services.referring import Asking, NothingToAsk, StaysHere
from workstation.trouble import BadInput, GateShut, NotYours, RuleTrouble

JO = kinds.ReferrerNamed(name="Jo Whittle", role="Deputy safeguarding lead", agency="Mill Lane Primary")


def _child(given: str = "Kayden", key: str = "") -> kinds.ChildNamed:
    person = PersonId(uuid_of(given, key))
    return kinds.ChildNamed(
        person=person,
        name=kinds.Name("Merrick", given),
        born=kinds.Born(on=date(2020, 5, 3)),
        where_now="at school",
    )


def _ring(
    desk: Desk, *said: Body, words: str = "Attendance is low.", agency: str = "Mill Lane Primary"
) -> ContactId:
    who = kinds.ReferrerNamed(name=JO.name, role=JO.role, agency=agency)
    new = NewContact(words=words, source="2A", agency=agency, referrer=who, said=said)
    (contact,) = receive.receive(desk, new).contacts
    return contact


def _row(desk: Desk, contact: ContactId, view: View | Tile = View.EVERYONE) -> QueueRow | None:
    return next((row for row in find.queue(desk, view).rows if row.contact == contact), None)


def _give_back(desk: Desk, contact: ContactId) -> None:
    """Asked, given back, seen and signed by a manager."""
    asking = Asking(("wanted", "since"), "return", "email", "Jo Whittle", "Attendance alone, and he is well.")
    referring.ask(desk, contact, asking)
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    accepted = tuple(Request(f"{g.rule}:{g.place}", "Yes.") for g in find.gaps_for_manager(desk, contact))
    decide.sign_off(desk, contact, Agreement("Right.", accepted, desk.file(contact).head, 60, judged()))
    opening.sit_down(desk, SHAH.id)


# -- the ready text ------------------------------------------------------------------------------------------------


def test_the_text_has_exactly_the_questions_and_nobodys_name_or_address(desk: Desk) -> None:
    home = kinds.AddressRecorded(
        address="flat", lines="Flat 2, 14 Sample Street", postcode="NB0 0XX", confidential=True
    )  # fmt: skip
    new = NewContact(
        words="Attendance.", source="2A", agency="Mill Lane Primary", reference="14 Sample Street", referrer=JO,
        said=(_child(), home),
    )  # fmt: skip
    (contact,) = receive.receive(desk, new).contacts
    gaps = [gap.id for gap in clarity.clarity(desk.file(contact), desk.guide).gaps]
    text = referring.ready_text(desk, contact, gaps)
    for number, gap in enumerate(gaps, start=1):
        assert f"{number}. {clarity.ask_words(desk.guide, gap)}" in text
    assert f"{len(gaps) + 1}. " not in text
    assert desk.file(contact).number in text
    for secret in ("Merrick", "Kayden", "Sample", "NB0", "Flat 2"):
        assert secret not in text
    assert "[hidden]" in text, "their reference gave the address away"


def test_asking_records_what_was_sent_and_by_when_and_the_clock_goes_on(
    desk: Desk, clock: FixedClock
) -> None:
    contact = _ring(desk, _child())
    before = find.contact(desk, contact).due_at
    referring.ask(desk, contact, Asking(("worried", "wanted"), to="Jo Whittle"))
    back = desk.file(contact).asked_back
    assert back is not None
    assert back.body.due == datetime(2026, 11, 25, 17, tzinfo=UTC)
    assert back.body.text == referring.ready_text(desk, contact, ("worried", "wanted"))
    assert find.contact(desk, contact).due_at == before
    row = _row(desk, contact, View.WAITING)
    assert row is not None
    assert row.happening == "Waiting for reply from Mill Lane Primary"
    assert row.time_left.words == "24 h 00 min"
    clock.move(timedelta(days=2))
    row = _row(desk, contact)
    assert row is not None
    assert row.happening == "No answer from Mill Lane Primary: due yesterday"


def test_nothing_chosen_is_nothing_asked(desk: Desk) -> None:
    contact = _ring(desk, _child())
    with pytest.raises(NothingToAsk):
        referring.ask(desk, contact, Asking(()))
    with pytest.raises(RuleTrouble, match="own step"):
        record.say(desk, contact, kinds.ReferrerAsked(way="return", items=("wanted",), due=desk.now()))


def test_the_contact_says_what_is_to_clarify(desk: Desk) -> None:
    contact = _ring(desk, _child(), kinds.ThemesChosen(themes=("education",)))
    steps = find.contact(desk, contact).steps
    assert steps.concern.detail == "To clarify: 2 questions not answered"
    referring.ask(desk, contact, Asking((*clarity.ALWAYS, "since")))
    said = find.contact(desk, contact).steps.concern.detail.replace("\u00a0", " ")
    assert said == "To clarify: 3 questions sent back 24 Nov 2026", "as many as were sent, and on which day"


# -- R12 -----------------------------------------------------------------------------------------------------------


def test_r12_no_worry_and_no_wish_is_never_sent_as_no_further_action(desk: Desk) -> None:
    child = _child()
    contact = _ring(desk, child, kinds.ThemesChosen(themes=("education",)))
    decide.recommend(desk, contact, child.person, "O07", next_time="School will ring the family.")
    with pytest.raises(GateShut, match="What are you most worried will happen"):
        decide.send_to_manager(desk, contact, MENSAH.id)
    silent = [kinds.Answered(question_id=q, state="did not say") for q in clarity.ALWAYS]
    record.say(desk, contact, *silent)
    with pytest.raises(GateShut, match="Ask them back before this ends as no further action"):
        decide.send_to_manager(desk, contact, MENSAH.id)


# -- R13 -----------------------------------------------------------------------------------------------------------


def test_r13_a_return_is_seen_by_a_manager_and_comes_back_by_itself(desk: Desk, clock: FixedClock) -> None:
    contact = _ring(desk, _child())
    everyone = find.queue(desk).total
    referring.ask(desk, contact, Asking(("wanted",), "return", "email", "Jo", "Attendance alone."))
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    (waiting,) = find.waiting_for_me(desk)
    assert waiting.line.outcomes == ("O08",)
    (gap,) = find.gaps_for_manager(desk, contact)
    agreed = Agreement("Right.", (), desk.file(contact).head, 60, judged())
    with pytest.raises(GateShut, match="1 answer to go"):
        decide.sign_off(desk, contact, agreed)
    accepted = (Request(f"{gap.rule}:{gap.place}", "I have read it, and agree."),)
    decide.sign_off(desk, contact, Agreement("Right.", accepted, agreed.saw, 60, judged()))

    # Given back: it is out of the queue, waits, and its clock is to be seen.
    written = len(desk.file(contact).story)
    page = find.queue(desk, View.WAITING)
    (row,) = page.rows
    assert (row.contact, row.line.stage) == (contact, Stage.RETURNED)
    assert (row.time_left.words, row.time_left.below) == ("Given back", "reply due tomorrow\u00a017:00")
    assert page.views[View.WAITING] == 1
    assert find.queue(desk).total == everyone - 1

    clock.move(timedelta(days=2))
    page = find.queue(desk)
    assert page.total == everyone
    (row,) = [r for r in page.rows if r.contact == contact]
    assert row.happening == "No answer from Mill Lane Primary: due yesterday"
    assert row.time_left.words == "Overdue 16 h 18 min"
    assert page.tiles[Tile.OVERDUE] == 1
    assert _row(desk, contact, Tile.OVERDUE) is not None
    assert len(desk.file(contact).story) == written, "nothing is written by a machine"


def test_r13_a_reply_opens_it_for_its_worker_and_it_can_be_decided_anew(
    desk: Desk, clock: FixedClock
) -> None:
    child = _child()
    contact = _ring(desk, child)
    _give_back(desk, contact)
    clock.move(timedelta(hours=3))
    opening.sit_down(desk, PATEL.id)
    referring.replied(desk, contact, "He comes without food.", how="email", who="Jo Whittle")
    row = _row(desk, contact)
    assert row is not None
    assert row.happening == "Reply came 12:18"
    assert row.worker == SHAH.name
    opening.sit_down(desk, SHAH.id)
    decide.recommend(desk, contact, child.person, "O01")
    decide.send_to_manager(desk, contact, MENSAH.id)
    assert desk.file(contact).stage is Stage.WITH_MANAGER
    with pytest.raises(RuleTrouble, match="Nobody is waiting"):
        referring.replied(desk, contact, "Again.")


def test_g3_harm_and_no_call_are_refused_in_plain_words(desk: Desk) -> None:
    contact = _ring(desk, _child(), words="He has a bruise on his arm.")
    back = Asking(("wanted",), "return", no_harm="Nothing.")
    with pytest.raises(StaysHere, match="something points to harm"):
        referring.ask(desk, contact, back)
    assert desk.file(contact).asked_back is None
    mail = NewContact(
        words="Attendance.", channel="email", source="2A", agency="Mill Lane Primary", referrer=JO
    )
    (written,) = receive.receive(desk, mail).contacts
    with pytest.raises(StaysHere, match="Nobody has tried to speak to them yet"):
        referring.ask(desk, written, back)
    referring.tried(desk, written, "phone", "no answer")
    with pytest.raises(BadInput, match="Say why nothing here points to harm"):
        referring.ask(desk, written, Asking(("wanted",), "return"))
    opening.sit_down(desk, OFFICER.id)
    with pytest.raises(NotYours, match="does not give a contact back"):
        referring.ask(desk, written, back)


def test_g3_harm_that_comes_after_stops_it_on_its_way_to_the_manager(desk: Desk) -> None:
    contact = _ring(desk, _child())
    referring.ask(desk, contact, Asking(("wanted",), "return", no_harm="Attendance alone."))
    record.say(desk, contact, kinds.ThemesChosen(themes=("physical",)))
    with pytest.raises(GateShut, match="The kind of worry is physical harm"):
        decide.send_to_manager(desk, contact, MENSAH.id)


def test_r13_a_return_about_a_child_nobody_named_waits_and_comes_back_too(
    desk: Desk, clock: FixedClock
) -> None:
    contact = _ring(desk)
    _give_back(desk, contact)
    assert desk.file(contact).stage is Stage.RETURNED
    clock.move(timedelta(days=2))
    assert _row(desk, contact) is not None


# -- sent in again -------------------------------------------------------------------------------------------------


def test_r13_the_same_child_sent_in_again_is_offered_and_linked_in_both(
    desk: Desk, clock: FixedClock
) -> None:
    child = _child()
    first = _ring(desk, child)
    _give_back(desk, first)
    clock.move(timedelta(hours=20))
    again = _child(key="again")
    second = _ring(desk, again, agency="Northbridge Nursery")
    assert referring.sent_before(desk, second) == ()
    (candidate,) = find.contact(desk, second).past.candidates
    identify.judge_match(desk, second, candidate, "same")
    (before,) = referring.sent_before(desk, second)
    assert (before.contact, before.why, before.linked) == (first, "the same child", False)

    referring.link(desk, second, first)
    (linked,) = referring.sent_before(desk, second)
    assert (linked.contact, linked.linked) == (first, True)
    there = referring.sent_again_as(desk, desk.file(first))
    assert there is not None
    assert there.contact == second
    clock.move(timedelta(days=3))
    assert _row(desk, first) is None, "the work goes on in the other contact"
    assert _row(desk, second) is not None


def test_the_same_agency_about_a_child_nobody_named_is_offered_within_the_watch(
    desk: Desk, clock: FixedClock
) -> None:
    first = _ring(desk)
    _give_back(desk, first)
    clock.move(timedelta(days=80))
    assert [b.contact for b in referring.sent_before(desk, _ring(desk, _child()))] == [first]
    clock.move(timedelta(days=11))
    assert referring.sent_before(desk, _ring(desk, _child("Tyler"))) == ()


def test_r13_no_it_is_another_one_is_remembered_and_can_be_changed(desk: Desk, clock: FixedClock) -> None:
    first = _ring(desk)
    _give_back(desk, first)
    other = _ring(desk)
    _give_back(desk, other)
    clock.move(timedelta(hours=20))
    second = _ring(desk, _child())
    assert {b.contact for b in referring.sent_before(desk, second)} == {first, other}
    said = referring.not_that_one(desk, second, first)
    assert [b.contact for b in referring.sent_before(desk, second)] == [other], "only that one is let go"
    assert referring.sent_before(desk, _ring(desk, _child("Tyler"))), (
        "it may still be another's second sending"
    )
    with pytest.raises(RuleTrouble, match="two events"):
        referring.link(desk, second, first)
    (answer,) = find.contact(desk, second).past.twofold
    assert (answer.other, answer.verdict) == (first, "different")

    identify.judge_event(desk, second, answer, "not sure")
    assert {b.contact for b in referring.sent_before(desk, second)} == {first, other}
    referring.not_that_one(desk, second, first)
    made = referring.not_that_one(desk, second, other)
    record.undo(desk, second, [EntryId(entry) for entry in made.entries])
    assert [b.contact for b in referring.sent_before(desk, second)] == [other]
    assert said.entries
    referring.link(desk, second, other)
    assert [b.linked for b in referring.sent_before(desk, second)] == [True]


def test_only_what_was_given_back_can_be_sent_in_again(desk: Desk) -> None:
    first, second = _ring(desk, _child()), _ring(desk, _child("Tyler"))
    with pytest.raises(RuleTrouble, match="was not given back"):
        referring.link(desk, second, first)


# -- level, acknowledgement, writing -------------------------------------------------------------------------------


def test_the_level_they_give_it_is_kept(desk: Desk) -> None:
    contact = _ring(desk, _child(), kinds.LevelClaimed(level="3", words="They say level 3."))
    claim = desk.file(contact).claimed
    assert claim is not None
    assert claim.level == "3"


def test_c4_and_c5_are_met_by_an_act_and_by_what_comes(desk: Desk) -> None:
    contact = _ring(desk, _child())
    with pytest.raises(BadInput, match="How did it come in writing"):
        referring.came_in_writing(desk, contact, "phone")
    referring.came_in_writing(desk, contact, "email", "As I said on the phone.")
    referring.acknowledge(desk, contact, "email")
    again = desk.file(contact).log(kinds.ReceivedAgain)
    assert [s.body.channel for s in again] == ["email"]
    assert [s.body.result for s in desk.file(contact).log(kinds.ReferrerTried)] == ["told them we have it"]
