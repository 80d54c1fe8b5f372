"""The journey through the services, without a window: from the phone call to the signed decision."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from tests.services.conftest import ADMIN, MENSAH, OFFICER, OKORO, PATEL, SHAH
from tests.services.signing_off import accepted, judged
from workstation.domain import kinds
from workstation.domain.contact import Stage
from workstation.domain.ids import AuthorId, ContactId, PersonId, uuid_of
from workstation.domain.kinds import Request
from workstation.domain.queue import Tile, View
from workstation.domain.times import FixedClock
from workstation.history.matcher import Enquiry
from workstation.services import decide, find, identify, opening, receive, record, settle, shift, weigh, words
from workstation.services.decide import Agreement
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.trouble import BadInput, GateShut, NotYours, RuleTrouble, Trouble


def _child(given: str, family: str = "Merrick", born: date = date(2020, 5, 3)) -> kinds.ChildNamed:
    person = PersonId(uuid_of(given, str(born), family))
    return kinds.ChildNamed(
        person=person, name=kinds.Name(family, given), born=kinds.Born(on=born), where_now="at school"
    )


def _mother(contact: str = "one") -> kinds.AdultNamed:
    return kinds.AdultNamed(
        person=PersonId(uuid_of("mother", contact)), name=kinds.Name("Merrick", "Jo"), title="Ms",
        relationship="mother", responsibility="yes",
    )  # fmt: skip


def _ring(desk: Desk, *said: kinds.Body) -> ContactId:
    new = NewContact(words="Ringing about Kayden.", source="2A", agency="Mill Lane Primary", said=said)
    (contact,) = receive.receive(desk, new).contacts
    return contact


def _settle(desk: Desk, contact: ContactId, *, outcome: str = "O02") -> None:
    """Everything a worker does between the call and sending it."""
    file = desk.file(contact)
    said: list[kinds.Body] = [
        kinds.Answered(question_id="worried", answer="He goes hungry."),
        kinds.Answered(question_id="wanted", answer="See the children at home."),
        kinds.ThemesChosen(themes=("neglect",)),
        kinds.HistoryWeighed(view="no difference", why="One contact, other worry.", none_matter=True),
        *(
            kinds.AgencyAnswered(agency=a, said="Known.", means="No more worry.")
            for a in ("school", "early_help")
        ),
        *(kinds.ParentTold(person=a.person, told="yes", words="I know.") for a in file.adults),
        *(kinds.ParentAgreed(person=a.person, agrees="yes") for a in file.adults),
        kinds.AdultNamed(person=PersonId("father"), relationship="father", known=False),
        kinds.ParentLeft(person=PersonId("father"), because="She does not want to say who he is."),
        *(
            kinds.ReasonsWritten(prompt="worry", child=c.person, text=f"{c.name.given} is hungry and tired.")
            for c in file.children
        ),
        *(kinds.ReasonsWritten(prompt=p, text="Written.") for p in ("strengths", "change_mind", "wanted")),
    ]
    record.say(desk, contact, *said)
    for adult in file.adults:
        for factor in desk.guide.factors:
            no = kinds.FactorAnswered(person=adult.person, factor=factor.id, answer="no", source="Mrs Hale")  # type: ignore[arg-type]
            weigh.answer_factor(desk, contact, no)
    for child in file.children:
        why = f"{child.name.given}: breakfast club and mum ringing are enough."
        weigh.judge_level(desk, contact, child.person, "2", descriptors=("p2a",), because=why)
        decide.recommend(desk, contact, child.person, outcome)


def test_from_the_call_to_the_signature(desk: Desk, clock: FixedClock) -> None:
    contact = _ring(desk, _child("Kayden"), _mother())
    with pytest.raises(GateShut):
        decide.send_to_manager(desk, contact, MENSAH.id)
    _settle(desk, contact)
    clock.move(timedelta(hours=4))
    decide.send_to_manager(desk, contact, MENSAH.id)
    assert find.contact(desk, contact).line.stage is Stage.WITH_MANAGER
    opening.sit_down(desk, MENSAH.id)
    (waiting,) = find.waiting_for_me(desk)
    assert waiting.contact == contact
    agreed = Agreement("Children seen today, school will watch.", (), desk.file(contact).head, 240)
    with pytest.raises(GateShut, match="to go"):
        decide.sign_off(desk, contact, agreed)
    agreed = Agreement(agreed.why, accepted(desk, contact), agreed.saw, 240, judged())
    decide.sign_off(desk, contact, agreed)
    assert find.contact(desk, contact).line.stage is Stage.DECIDED
    assert find.waiting_for_me(desk) == ()


def test_nobody_signs_their_own_work(desk: Desk) -> None:
    contact = _ring(desk, _child("Kayden"), _mother())
    opening.sit_down(desk, MENSAH.id)
    _settle(desk, contact)
    with pytest.raises(RuleTrouble, match="wrote part of this decision"):
        decide.send_to_manager(desk, contact, MENSAH.id)
    decide.send_to_manager(desk, contact, OKORO.id)
    agreed = Agreement("Fine.", (), desk.file(contact).head)
    with pytest.raises(NotYours, match="You wrote this decision"):
        decide.sign_off(desk, contact, agreed)
    opening.sit_down(desk, SHAH.id)
    with pytest.raises(NotYours, match="A manager has to sign"):
        decide.sign_off(desk, contact, agreed)


def test_sent_back_and_sent_again(desk: Desk) -> None:
    contact = _ring(desk, _child("Kayden"), _mother())
    _settle(desk, contact)
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    with pytest.raises(BadInput):
        decide.send_back(desk, contact, (), "No.")
    decide.send_back(desk, contact, (Request("W7:heard", "Ask Kayden."),), "His words are missing.")
    assert find.contact(desk, contact).line.stage is Stage.SENT_BACK
    opening.sit_down(desk, SHAH.id)
    (row,) = find.queue(desk, Tile.BACK).rows
    assert row.happening == "1 thing to add"
    decide.send_to_manager(desk, contact, MENSAH.id)
    assert find.contact(desk, contact).line.stage is Stage.WITH_MANAGER


def test_what_a_colleague_adds_while_it_is_read_stops_the_signature(desk: Desk) -> None:
    contact = _ring(desk, _child("Kayden"), _mother())
    _settle(desk, contact)
    decide.send_to_manager(desk, contact, MENSAH.id)
    read = desk.file(contact).head
    record.say(desk, contact, kinds.NoteMade(text="School rang: he was not collected."))
    opening.sit_down(desk, MENSAH.id)
    with pytest.raises(RuleTrouble, match="added something"):
        decide.sign_off(desk, contact, Agreement("Fine.", accepted(desk, contact), read, 0, judged()))


def test_protect_first_nothing_stands_before_a_strategy_discussion(desk: Desk) -> None:
    contact = _ring(desk, _child("Kayden"))
    decide.escalate(desk, contact, "He is outside with a knife.")
    assert find.queue(desk, Tile.ACT_NOW).rows[0].time_left.words == "Act now"
    child = desk.file(contact).children[0].person
    decide.recommend(desk, contact, child, "O01")
    decide.send_to_manager(desk, contact, MENSAH.id)
    with pytest.raises(NotYours):
        decide.lower(desk, contact, "He left.")


def test_history_is_found_judged_and_counted(desk: Desk, clock: FixedClock) -> None:
    first = _ring(desk, _child("Kayden"), _mother())
    _settle(desk, first, outcome="O07")
    clock.move(timedelta(days=60))
    enquiry = Enquiry(person=PersonId("new"), name="kaydn merrick", born=kinds.Born(on=date(2020, 5, 3)))
    (candidate,) = find.matches(desk, enquiry)
    assert candidate.name == "MERRICK, Kayden"
    assert "same date of birth" in candidate.reasons
    child = kinds.ChildNamed(person=PersonId("new"), name=kinds.Name("Merrick", "Kaydn"), where_now="home")
    second = _ring(desk, child, *identify.match_bodies(desk, None, candidate, "same"))
    known = find.past(desk, second)
    assert [c.contact for c in known.contacts] == [second, first]
    assert known.candidates == ()
    record.undo(desk, second, [desk.file(second).matches[0].entry])
    assert [c.contact for c in find.past(desk, second).contacts] == [second]


def test_a_match_that_nobody_judged_is_a_question(desk: Desk) -> None:
    first = _ring(desk, _child("Kayden"))
    again = kinds.ChildNamed(
        person=PersonId("again"), name=kinds.Name("Merrick", "Kayden"), born=kinds.Born(on=date(2020, 5, 3))
    )
    second = _ring(desk, again)
    (candidate,) = find.past(desk, second).candidates
    assert candidate.other_contact == first
    identify.judge_match(desk, second, candidate, "different")
    assert find.past(desk, second).candidates == ()


def test_a_hidden_address_is_inherited_and_shown_only_on_the_record(desk: Desk) -> None:
    child = _child("Ellie", "Farrow")
    where = kinds.AddressRecorded(address="a", lines="9 Sample Row", postcode="NB4 7ZZ", confidential=True)
    first = _ring(desk, child, where)
    enquiry = Enquiry(person=PersonId("new"), name="ellie farrow", born=kinds.Born(on=date(2020, 5, 3)))
    (candidate,) = find.matches(desk, enquiry)
    assert candidate.hidden
    again = kinds.ChildNamed(person=PersonId("new"), name=kinds.Name("Farrow", "Ellie"), postcode="NB4 7ZZ")
    second = _ring(desk, again, *identify.match_bodies(desk, None, candidate, "same"))
    open_now = find.contact(desk, second)
    assert open_now.file.hidden
    assert "Sample" not in repr(open_now)
    assert "NB4" not in repr(find.contact(desk, first)) + repr(open_now)
    with pytest.raises(BadInput):
        identify.show_address(desk, second, "a", " ")
    _, lines = identify.show_address(desk, second, "a", "to dial")
    assert lines == ("9 Sample Row", "NB4 7ZZ")
    assert [s.body.why for s in desk.file(second).log(kinds.AddressShown)] == ["to dial"]
    with pytest.raises(NotYours):
        identify.release_address(desk, second, "a", "He moved away.")


def test_an_address_hidden_in_a_later_contact_is_inherited_too(desk: Desk) -> None:
    first = _ring(desk, _child("Ellie", "Farrow"))
    later = kinds.ChildNamed(person=PersonId("later"), name=kinds.Name("Farrow", "Ellie"))
    enquiry = Enquiry(person=PersonId("later"), name="ellie farrow", born=kinds.Born(on=date(2020, 5, 3)))
    (candidate,) = find.matches(desk, enquiry)
    where = kinds.AddressRecorded(address="a", lines="9 Sample Row", confidential=True)
    _ring(desk, later, where, *identify.match_bodies(desk, None, candidate, "same"))
    third = _ring(desk, kinds.ChildNamed(person=PersonId("third"), name=kinds.Name("Farrow", "Ellie")))
    oldest = msgspec.structs.replace(candidate, person=PersonId("third"), other_contact=first)
    identify.judge_match(desk, third, oldest, "same")
    assert desk.file(third).hidden


def test_roles(desk: Desk) -> None:
    contact = _ring(desk, _child("Kayden"), _mother())
    child = desk.file(contact).children[0].person
    opening.sit_down(desk, OFFICER.id)
    record.say(desk, contact, kinds.NoteMade(text="Rang back."))
    with pytest.raises(NotYours):
        decide.recommend(desk, contact, child, "O07")
    opening.sit_down(desk, ADMIN.id)
    with pytest.raises(NotYours):
        record.say(desk, contact, kinds.NoteMade(text="x"))


def test_plain_answers_do_not_slip_past_the_rules(desk: Desk) -> None:
    contact = _ring(desk, _child("Kayden"))
    signed = kinds.SignedOff(saw=desk.file(contact).head, decisions=(), why="x")
    with pytest.raises(RuleTrouble):
        record.say(desk, contact, signed)


def test_saying_the_same_again_adds_nothing_and_correcting_replaces(desk: Desk) -> None:
    contact = _ring(desk, _child("Kayden"))
    record.say(desk, contact, kinds.ClarityJudged(clarity="partly"))
    before = desk.store.journal.count()
    assert record.say(desk, contact, kinds.ClarityJudged(clarity="partly")).contacts == frozenset()
    assert desk.store.journal.count() == before
    record.say(desk, contact, kinds.ClarityJudged(clarity="clear"))
    clarity = desk.file(contact).clarity
    assert clarity is not None
    assert clarity.clarity == "clear"
    assert not desk.file(contact).conflicts


def test_two_standing_answers_are_settled_by_a_person(desk: Desk) -> None:
    contact = _ring(desk, _child("Kayden"))
    child = desk.file(contact).children[0].person
    for worker, outcome in ((SHAH, "O02"), (PATEL, "O07")):  # as two offline colleagues would have said it
        body = kinds.Recommended(child=child, outcome=outcome)
        desk.store.journal.append(contact, [body], worker.id)
    assert find.contact(desk, contact).line.conflicts == 1
    shown = settle.look(desk, contact)
    choice = settle.Choice(shown.choose[0], desk.file(contact).answers("outcome", child)[0].entry)
    settle.settle(desk, contact, [choice], saw=shown.saw)
    assert find.contact(desk, contact).line.conflicts == 0
    with pytest.raises(settle.CameMeanwhile):
        settle.settle(desk, contact, [choice], saw=shown.saw)


def test_a_contact_needs_one_thing_they_said_and_no_time_to_come(desk: Desk, clock: FixedClock) -> None:
    with pytest.raises(BadInput, match="Nothing is written down"):
        receive.receive(desk, NewContact(words="  "))
    with pytest.raises(BadInput, match="has not come"):
        receive.receive(desk, NewContact(words="x", received_at=clock.now() + timedelta(minutes=1)))
    late = clock.now() - timedelta(hours=2)
    with pytest.raises(BadInput, match="more than an hour"):
        receive.receive(desk, NewContact(words="x", received_at=late))
    receive.receive(desk, NewContact(words="x", received_at=late, late_because="The line was down."))


def test_numbers_are_never_given_twice(desk: Desk) -> None:
    numbers = [desk.file(_ring(desk)).number for _ in range(5)]
    assert len(set(numbers)) == 5
    assert find.search(desk, numbers[2]).contacts[0].number == numbers[2]
    misheard = numbers[2][:-1] + ("A" if numbers[2][-1] != "A" else "B")
    assert find.search(desk, misheard).near == numbers[2]


def test_take_park_and_come_back(desk: Desk, clock: FixedClock) -> None:
    contact = _ring(desk, _child("Kayden"))
    shift.take(desk, contact, AuthorId("patel"))
    assert find.queue(desk, View.MINE).total == 0
    shift.park(desk, contact, "Jo's email", clock.now() + timedelta(minutes=30))
    assert find.queue(desk).rows[0].happening == "Parked: Jo's email"
    clock.move(timedelta(minutes=31))
    assert find.queue(desk).rows[0].happening == "Back from parking: Jo's email"
    shift.resume(desk, contact)
    assert find.contact(desk, contact).file.parked is None
    with pytest.raises(Trouble, match="Nothing is waiting"):
        shift.take_next(desk)


def test_held_open_moves_the_clock_and_says_why(desk: Desk, clock: FixedClock) -> None:
    contact = _ring(desk, _child("Kayden"))
    until = clock.now() + timedelta(days=2)
    decide.hold_open(desk, contact, "GP back on Thursday", until, "Bola Mensah")
    row = find.queue(desk).rows[0]
    assert row.line.due_at == until
    assert (row.time_left.words, row.happening) == ("Held open", "Held open: GP back on Thursday")


def test_half_typed_words_are_kept_for_each_worker_and_dropped_when_said(desk: Desk) -> None:
    contact = _ring(desk)
    key = f"contact/{contact}/note"
    words.keep(desk, key, contact, "Rang, no ans")
    opening.sit_down(desk, PATEL.id)
    assert words.kept(desk, key) == ""
    opening.sit_down(desk, SHAH.id)
    assert words.kept(desk, key) == "Rang, no ans"
    record.say(desk, contact, kinds.NoteMade(text="Rang, no answer."), draft=key)
    assert words.kept(desk, key) == ""


def test_deleting_the_register_loses_nothing(desk: Desk) -> None:
    contact = _ring(desk, _child("Kayden"), _mother())
    _settle(desk, contact)
    before = find.contact(desk, contact)
    desk.store.register.rebuild()
    assert find.contact(desk, contact).line == before.line
    assert find.contact(desk, contact).past.contacts == before.past.contacts
