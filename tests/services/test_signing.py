"""R11: sign-off is a judgement of each criterion with its evidence beside it; what is passed over takes words
and is counted; what is sent back comes back as a list, and only what is new is told.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from datetime import timedelta

import pytest

from tests.services.conftest import MENSAH, OKORO, PATEL, SHAH
from tests.services.ready import KAYDEN, ready, sent
from tests.services.signing_off import accepted, agreement, judged, signed
from workstation.domain import gates, kinds
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Request
from workstation.domain.times import FixedClock
from workstation.guidebook.signoff import criteria
from workstation.services import asked_for, decide, find, opening, oversight, record, signing
from workstation.services.decide import Agreement
from workstation.services.desk import Desk
from workstation.trouble import BadInput, GateShut, NotYours, RuleTrouble

# -- the ten criteria -----------------------------------------------------------------------------------------


def test_r11_every_criterion_is_judged_and_none_beforehand(desk: Desk) -> None:
    contact = sent(desk)
    shown = signing.look(desk, contact)
    assert [one.asked.id for one in shown.criteria] == [one.id for one in criteria().criteria]
    assert len(shown.criteria) == 10
    assert all(one.shown for one in shown.criteria if one.asked.id != "clear")
    agreed = Agreement("Yes.", accepted(desk, contact), shown.open.file.head)
    with pytest.raises(GateShut, match="10 answers to go"):
        decide.sign_off(desk, contact, agreed)
    nine = Agreement("Yes.", agreed.accepted, agreed.saw, 0, judged()[:9])
    with pytest.raises(GateShut, match="1 answer to go"):
        decide.sign_off(desk, contact, nine)
    decide.sign_off(desk, contact, agreement(desk, contact))
    assert signed(desk, contact).criteria == judged()
    assert signed(desk, contact).criteria_of == criteria().edition


def test_r11_not_met_takes_words_and_counts_as_an_override(desk: Desk) -> None:
    contact = sent(desk)
    saw, gaps = desk.file(contact).head, accepted(desk, contact)
    silent = judged(voice=("not met", " "))
    with pytest.raises(GateShut, match="1 answer to go"):
        decide.sign_off(desk, contact, Agreement("Yes.", gaps, saw, 0, silent))
    spoken = judged(voice=("not met", "He is seen tomorrow."), factors=("not applicable", ""))
    decide.sign_off(desk, contact, Agreement("Yes.", gaps, saw, 0, spoken))
    assert Request("criterion:voice", "He is seen tomorrow.") in signed(desk, contact).overrode
    assert oversight.oversight(desk).overrides["criterion:voice"] == 1


def test_what_the_record_shows_stands_beside_each_criterion(desk: Desk) -> None:
    contact = sent(desk, "O07", kinds.ChildHeard(person=KAYDEN, words="I put bread in my pocket."))
    shown = {one.asked.id: one.shown for one in signing.look(desk, contact).criteria}
    assert "Kayden: “at school”" in [s.words for s in shown["safety"]]
    assert "Kayden: “I put bread in my pocket.”" in [s.words for s in shown["voice"]]
    assert "They asked: “See the children at home.”" in [s.words for s in shown["answer"]]
    assert "Ms Merrick: domestic abuse: no (“She says so.”)" in shown["factors"][0].words
    assert "Kayden: level 2, resting on 1 descriptor" in shown["level"][0].words


def test_b5_without_a_child_nothing_is_sent_and_what_was_sent_so_is_not_signed(desk: Desk) -> None:
    opening.sit_down(desk, SHAH.id)
    contact = ready(desk, "O07", kinds.ChildNotNamed(because="He saw them from the bus."), children=())
    with pytest.raises(GateShut, match="An outcome is for a child"):
        decide.send_to_manager(desk, contact, MENSAH.id)
    record.put(desk, contact, [kinds.SentToManager(to=MENSAH.id, saw=desk.file(contact).head)])
    opening.sit_down(desk, MENSAH.id)
    assert "B5:children" in signing.look(desk, contact).never
    with pytest.raises(GateShut, match="An outcome is for a child"):
        decide.sign_off(desk, contact, agreement(desk, contact))
    opening.sit_down(desk, SHAH.id)
    girl = kinds.ChildNamed(
        person=KAYDEN, name=kinds.Name(), born=kinds.Born(age=6), where_now="not known", sex="F"
    )
    record.say(desk, contact, girl)
    decide.recommend(desk, contact, KAYDEN, "O07", next_time="The driver rings us.")
    assert "B5:children" not in {gates.key_of(gap) for gap in find.contact(desk, contact).blocks}


# -- gates ----------------------------------------------------------------------------------------------------


def test_r11_a_hard_gate_is_passed_over_in_words_and_counted(desk: Desk) -> None:
    opening.sit_down(desk, SHAH.id)
    contact = ready(desk, "O01")
    record.say(desk, contact, kinds.AgencyListed(agency="gp", name="GP", because="bruise"))
    decide.send_to_manager(desk, contact, MENSAH.id)  # a strategy discussion waits for nothing (R31)
    opening.sit_down(desk, MENSAH.id)
    shown = signing.look(desk, contact)
    assert "B4:agency:gp" in shown.hard
    decide.sign_off(desk, contact, agreement(desk, contact))
    assert [r.gap for r in signed(desk, contact).overrode] == ["B4:agency:gp"]
    counts = oversight.oversight(desk)
    assert counts.overrides == {"B4:agency": 1}
    assert counts.reasons_accepted["W7"] == 1
    assert counts.by_signer == {MENSAH.id: (1, 1)}


def test_no_words_stand_in_for_an_act_now_that_nobody_lowered(desk: Desk) -> None:
    contact = sent(desk)
    decide.escalate(desk, contact, "He is outside with a knife.")
    shown = signing.look(desk, contact)
    assert shown.never == {"B8:act_now"}
    with pytest.raises(GateShut, match="A manager has to lower it"):
        decide.sign_off(desk, contact, agreement(desk, contact))
    decide.lower(desk, contact, "Police took him away.")
    decide.sign_off(desk, contact, agreement(desk, contact))


# -- sent back and returned -----------------------------------------------------------------------------------


def _back(desk: Desk, contact: ContactId) -> tuple[Request, Request]:
    requests = (Request("B4:agency:school", "Ask school again."), Request("criterion:voice", "Hear Kayden."))
    decide.send_back(desk, contact, requests, "Not yet.", 95)
    opening.sit_down(desk, SHAH.id)
    return requests


def test_what_is_sent_back_is_a_checklist_for_the_worker(desk: Desk, clock: FixedClock) -> None:
    contact = sent(desk)
    _back(desk, contact)
    (row,) = (r for r in find.queue(desk).rows if r.contact == contact)
    assert row.happening == "2 things to add"
    with pytest.raises(BadInput):
        asked_for.meet(desk, contact, "criterion:voice", "  ")
    with pytest.raises(RuleTrouble):
        asked_for.meet(desk, contact, "W7:heard", "Nobody asked for this.")
    clock.move(timedelta(minutes=5))
    asked_for.meet(desk, contact, "criterion:voice", "Mrs Hale asked him: see his words.")
    (row,) = (r for r in find.queue(desk).rows if r.contact == contact)
    assert row.happening == "1 of 2 done"
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    met = [(asked.request.gap, asked.done, asked.step) for asked in signing.look(desk, contact).asked]
    assert met == [("B4:agency:school", False, 4), ("criterion:voice", True, 5)]


def test_what_was_done_about_an_earlier_request_is_not_done_about_this_one(
    desk: Desk, clock: FixedClock
) -> None:
    contact = sent(desk)
    for _ in range(2):
        _back(desk, contact)
        clock.move(timedelta(minutes=5))
        assert [asked.done for asked in signing.look(desk, contact).asked] == [False, False]
        asked_for.meet(desk, contact, "criterion:voice", "Heard.")
        decide.send_to_manager(desk, contact, MENSAH.id)
        opening.sit_down(desk, MENSAH.id)
        clock.move(timedelta(minutes=5))


def test_on_return_only_what_is_new_is_told(desk: Desk, clock: FixedClock) -> None:
    contact = sent(desk)
    _back(desk, contact)
    clock.move(timedelta(minutes=5))
    made = record.say(
        desk, contact, kinds.ChildHeard(person=KAYDEN, words="There was no tea.", heard_by="Mrs Hale")
    )
    asked_for.meet(desk, contact, "criterion:voice", "Mrs Hale asked him.")
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    since = signing.look(desk, contact).since
    assert since is not None
    assert since.new == frozenset(made.entries)
    assert since.exact


def test_reading_time_is_kept_on_both_ways_and_is_no_target(desk: Desk) -> None:
    contact = sent(desk)
    _back(desk, contact)
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    decide.sign_off(desk, contact, agreement(desk, contact, seconds=7))
    assert [s.body.reading_seconds for s in desk.file(contact).log(kinds.SentBack)] == [95]
    assert oversight.oversight(desk).signed[0].seconds == 7
    assert oversight.oversight(desk).sent_back == 1


def test_what_changes_after_the_signature_returns_to_the_signer_with_what_is_new(
    desk: Desk, clock: FixedClock
) -> None:
    contact = sent(desk)
    decide.sign_off(desk, contact, agreement(desk, contact))
    clock.move(timedelta(hours=1))
    opening.sit_down(desk, PATEL.id)
    made = record.say(desk, contact, kinds.NoteMade(text="School rang: a bruise."))
    opening.sit_down(desk, MENSAH.id)
    assert desk.file(contact).stage is Stage.WITH_MANAGER
    since = signing.look(desk, contact).since
    assert since is not None
    assert since.new == frozenset(made.entries)


# -- no bulk --------------------------------------------------------------------------------------------------


def test_r25_every_act_of_a_manager_is_about_one_contact() -> None:
    for act in (decide.sign_off, decide.send_back, signing.decide_first, signing.look):
        about = inspect.signature(act, eval_str=True).parameters["contact"].annotation
        assert about is ContactId
        assert not isinstance(about, Iterable)


def test_what_a_colleague_cannot_do_for_a_manager(desk: Desk) -> None:
    contact = sent(desk)
    opening.sit_down(desk, PATEL.id)
    with pytest.raises(NotYours):
        decide.sign_off(desk, contact, Agreement("Yes.", (), desk.file(contact).head, 0, judged()))
    with pytest.raises(NotYours):
        decide.send_back(desk, contact, (Request("other", "More."),), "No.")
    for own in (
        kinds.RequestMet(gap="other", words="Done."),
        kinds.DecidedFirst(outcomes=(), why="x", saw=""),
        kinds.OpinionGiven(of=PATEL.id, outcomes=(), why="x"),
        kinds.OpinionAsked(of=OKORO.id),
    ):
        with pytest.raises(RuleTrouble, match="its own step"):
            record.say(desk, contact, own)
