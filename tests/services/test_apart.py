"""Two computers that lost each other and come back: choosing, signing, and who wrote here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.services.conftest import ADMIN, MENSAH, MORNING, OFFICER, OKORO, PATEL, SHAH, desk_of
from tests.services.signing_off import agreement
from tests.services.two_desks import KAYDEN, carry, ring
from workstation.domain import gates, kinds, presence
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.times import FixedClock
from workstation.services import decide, find, identify, opening, receive, record, settle, standing
from workstation.services.decide import Agreement
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.services.settle import Choice
from workstation.trouble import GateShut, NotYours, RuleTrouble


@pytest.fixture
def contact(mine: Desk, theirs: Desk) -> ContactId:
    """A contact that both of them have."""
    contact = ring(mine)
    carry(contact, mine, theirs)
    return contact


def _parted(mine: Desk, theirs: Desk, contact: ContactId) -> None:
    """Both recommend something, and write their reasons."""
    decide.recommend(mine, contact, KAYDEN, "O02")
    record.say(mine, contact, kinds.ReasonsWritten(prompt="strengths", text="Needs a visit."))
    decide.recommend(theirs, contact, KAYDEN, "O07", next_time="School will ring.")
    record.say(theirs, contact, kinds.ReasonsWritten(prompt="strengths", text="Growing well."))
    record.say(theirs, contact, kinds.AgencyAnswered(agency="gp", said="Well.", means="Known."))


def test_both_computers_come_to_the_same_and_ask_the_same(
    mine: Desk, theirs: Desk, contact: ContactId
) -> None:
    _parted(mine, theirs, contact)
    carry(contact, mine, theirs)
    assert mine.file(contact) == theirs.file(contact)
    for desk, other in ((mine, PATEL), (theirs, SHAH)):
        shown = settle.look(desk, contact)
        assert [s.question for s in shown.choose] == [("outcome", KAYDEN)]
        assert [s.question[:2] for s in shown.texts] == [("reasons", "strengths")]
        assert shown.others == (other.id,)
        (needs,) = standing.needs_me(desk)
        assert (needs.child, needs.others) == ("MERRICK, Kayden", (other.id,))


def test_what_joined_by_itself_is_listed_from_both(mine: Desk, theirs: Desk, contact: ContactId) -> None:
    record.say(mine, contact, kinds.Rated(rating="amber"))
    _parted(mine, theirs, contact)
    carry(contact, mine, theirs)
    joined = settle.look(mine, contact).joined
    assert {(type(s.body).__name__, s.by) for s in joined} >= {
        ("Rated", SHAH.id),
        ("AgencyAnswered", PATEL.id),
    }


def test_a_choice_holds_on_both_and_the_other_version_stays_in_the_history(
    mine: Desk, theirs: Desk, contact: ContactId
) -> None:
    _parted(mine, theirs, contact)
    carry(contact, mine, theirs)
    shown = settle.look(mine, contact)
    several = shown.choose[0]
    keeps = next(v.entry for v in several.joined.versions if v.by == PATEL.id)
    text = kinds.ReasonsWritten(prompt="strengths", text="Both, in my words.")
    settle.settle(mine, contact, [Choice(several, keeps)], [text], saw=shown.saw)
    carry(contact, mine, theirs)
    for desk in (mine, theirs):
        file = desk.file(contact)
        outcome = file.outcome(KAYDEN)
        assert outcome is not None
        assert (outcome.body.outcome, outcome.by, file.conflicts) == ("O07", SHAH.id, ())
        assert file.reason("strengths") == "Both, in my words."
        assert {s.body.outcome for s in file.log(kinds.Recommended)} == {"O02", "O07"}
        assert standing.needs_me(desk) == ()


def test_neither_yet_leaves_both_and_says_so(mine: Desk, theirs: Desk, contact: ContactId) -> None:
    _parted(mine, theirs, contact)
    carry(contact, mine, theirs)
    shown = settle.look(mine, contact)
    settle.settle(mine, contact, [Choice(shown.choose[0], None, "what should happen")], saw=shown.saw)
    file = mine.file(contact)
    assert file.conflicts == (("outcome", KAYDEN),)
    assert file.log(kinds.NoteMade)[-1].body.text == "Left open: what should happen."


def test_nothing_is_saved_when_something_came_meanwhile(mine: Desk, theirs: Desk, contact: ContactId) -> None:
    _parted(mine, theirs, contact)
    carry(contact, mine, theirs)
    shown = settle.look(mine, contact)
    record.say(theirs, contact, kinds.ChildHeard(person=KAYDEN, words="I am hungry.", heard_by="Ms Bell"))
    carry(contact, mine, theirs)
    before = mine.store.journal.count()
    with pytest.raises(settle.CameMeanwhile):
        settle.settle(mine, contact, [Choice(shown.choose[0], shown.choose[0].entries[0])], saw=shown.saw)
    assert mine.store.journal.count() == before


def test_nothing_goes_to_a_manager_and_nobody_chooses_in_passing_while_two_answers_stand(
    mine: Desk, theirs: Desk, contact: ContactId
) -> None:
    _parted(mine, theirs, contact)
    carry(contact, mine, theirs)
    assert gates.UNSETTLED in [gap.place for gap in find.contact(mine, contact).blocks]
    with pytest.raises(RuleTrouble, match="Two outcomes stand"):
        decide.recommend(mine, contact, KAYDEN, "O03")
    record.put(mine, contact, [kinds.SentToManager(to=MENSAH.id, saw=mine.file(contact).head)])
    opening.sit_down(mine, MENSAH.id)
    with pytest.raises(GateShut):
        decide.sign_off(mine, contact, Agreement("Yes.", (), mine.file(contact).head))


def test_a_role_chooses_what_it_may_say(mine: Desk, theirs: Desk, contact: ContactId) -> None:
    _parted(mine, theirs, contact)
    carry(contact, mine, theirs)
    shown = settle.look(mine, contact)
    choice = Choice(shown.choose[0], shown.choose[0].entries[0])
    for worker in (OFFICER, ADMIN):
        opening.sit_down(mine, worker.id)
        with pytest.raises(NotYours):
            settle.settle(mine, contact, [choice], saw=shown.saw)


def test_only_a_manager_stops_hiding_an_address(mine: Desk, theirs: Desk, contact: ContactId) -> None:
    address = kinds.AddressRecorded(
        address="a1", people=(KAYDEN,), lines="12 Sample Street", postcode="NB1 2CD"
    )
    record.say(mine, contact, address)
    carry(contact, mine, theirs)
    opening.sit_down(theirs, OKORO.id)
    identify.make_confidential(mine, contact, "a1")
    identify.release_address(theirs, contact, "a1", "She has moved.")
    carry(contact, mine, theirs)
    for desk in (mine, theirs):
        assert desk.file(contact).hidden  # the safer answer, until a person has chosen
    shown = settle.look(mine, contact)
    release = next(v.entry for v in shown.choose[0].joined.versions if v.by == OKORO.id)
    with pytest.raises(NotYours):
        settle.settle(mine, contact, [Choice(shown.choose[0], release)], saw=shown.saw)
    opening.sit_down(mine, MENSAH.id)
    settle.settle(mine, contact, [Choice(shown.choose[0], release)], saw=shown.saw)
    assert not mine.file(contact).hidden


def test_an_address_that_is_recorded_as_hidden_after_its_release_is_hidden(
    mine: Desk, contact: ContactId
) -> None:
    address = kinds.AddressRecorded(address="a1", lines="12 Sample Street", postcode="NB1 2CD")
    identify.record_address(mine, contact, replace(address, confidential=True))
    opening.sit_down(mine, MENSAH.id)
    identify.release_address(mine, contact, "a1", "She has moved.")
    assert not mine.file(contact).hidden
    identify.record_address(mine, contact, replace(address, lines="14 Sample Street", confidential=True))
    assert mine.file(contact).hidden
    assert "Sample" not in repr(mine.file(contact))


def test_choosing_between_two_addresses_keeps_the_words_of_a_hidden_one(
    mine: Desk, theirs: Desk, contact: ContactId
) -> None:
    def house(number: int, *people: PersonId) -> kinds.AddressRecorded:
        lines = f"{number} Sample Street"
        return kinds.AddressRecorded(address="a1", lines=lines, confidential=True, people=people)

    record.say(mine, contact, house(12))
    carry(contact, mine, theirs)
    record.say(mine, contact, house(14))
    record.say(theirs, contact, house(16, KAYDEN))
    carry(contact, mine, theirs)
    assert "Sample" not in repr(mine.file(contact))
    assert mine.file(contact).conflicts == theirs.file(contact).conflicts == (("address", "a1"),)
    _, lines = identify.show_address(mine, contact, "a1", "To visit.")
    assert set(lines) == {"14 Sample Street", "16 Sample Street"}
    shown = settle.look(mine, contact)
    keeps = next(v.entry for v in shown.choose[0].joined.versions if v.by == SHAH.id)
    settle.settle(mine, contact, [Choice(shown.choose[0], keeps)], saw=shown.saw)
    assert "Sample" not in repr(mine.file(contact))
    _, lines = identify.show_address(mine, contact, "a1", "To visit.")
    assert lines == ("14 Sample Street",)
    assert mine.file(contact).addresses[0].people == (KAYDEN,)


# -- signing off -------------------------------------------------------------------------------------------------


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Desk]:
    with desk_of(tmp_path / "manager", MENSAH, FixedClock(MORNING + timedelta(hours=1))) as desk:
        yield desk


def _sent(mine: Desk, contact: ContactId) -> None:
    decide.recommend(mine, contact, KAYDEN, "O01")  # a strategy discussion waits for nothing
    decide.send_to_manager(mine, contact, MENSAH.id)


def _sign(desk: Desk, contact: ContactId) -> None:
    decide.sign_off(desk, contact, agreement(desk, contact))


@pytest.mark.parametrize("manager_first", [True, False])
def test_a_sign_off_that_something_came_after_goes_back_to_its_signer(
    mine: Desk, manager: Desk, manager_first: bool
) -> None:
    contact = ring(mine)
    _sent(mine, contact)
    carry(contact, mine, manager)
    _sign(manager, contact)
    assert manager.file(contact).stage is Stage.DECIDED
    assert find.waiting_for_me(manager) == ()
    record.say(mine, contact, kinds.AgencyAnswered(agency="gp", said="Seen last night.", means="Worse."))
    carry(contact, *((manager, mine) if manager_first else (mine, manager)))
    for desk in (mine, manager):
        file = desk.file(contact)
        assert file.changed_since_signed
        assert file.stage is Stage.WITH_MANAGER
        assert [d.outcome for d in file.log(kinds.SignedOff)[0].body.decisions] == ["O01"]
    (row,) = find.waiting_for_me(manager)
    assert (row.contact, row.happening) == (contact, "Changed since sign-off")
    assert "Changed since sign-off" in [chip.words for chip in row.chips]
    assert find.queue(mine).to_sign == 0
    _sign(manager, contact)
    assert manager.file(contact).stage is Stage.DECIDED
    assert len(manager.file(contact).log(kinds.SignedOff)) == 2


def test_a_decided_outcome_changed_elsewhere_is_an_addition_and_the_decision_stays(
    mine: Desk, theirs: Desk, manager: Desk
) -> None:
    contact = ring(mine)
    _sent(mine, contact)
    carry(contact, mine, theirs, manager)
    _sign(manager, contact)
    decide.recommend(theirs, contact, KAYDEN, "O02")  # did not know that it was signed
    carry(contact, mine, theirs, manager)
    file = manager.file(contact)
    signed = file.signed
    assert signed is not None
    assert [d.outcome for d in signed.body.decisions] == ["O01"]
    assert file.stage is Stage.WITH_MANAGER
    assert [p.outcomes for p in find.past(manager, contact).contacts] == [("O01",)]


def test_what_was_decided_is_not_changed_here(mine: Desk, manager: Desk) -> None:
    contact = ring(mine)
    _sent(mine, contact)
    carry(contact, mine, manager)
    _sign(manager, contact)
    carry(contact, mine, manager)
    with pytest.raises(RuleTrouble, match="cannot change what was decided"):
        decide.recommend(mine, contact, KAYDEN, "O02")


def test_two_managers_who_decide_differently_are_both_asked(
    mine: Desk, manager: Desk, tmp_path: Path
) -> None:
    contact = ring(mine)
    _sent(mine, contact)
    with desk_of(tmp_path / "other", OKORO, FixedClock(MORNING + timedelta(hours=2))) as other:
        carry(contact, mine, manager, other)
        _sign(manager, contact)
        decide.send_back(other, contact, (kinds.Request("other", "Ask the GP."),), "Too early.")
        carry(contact, mine, manager, other)
        assert manager.file(contact).stage is Stage.TWO_ANSWERS
        assert [row.contact for row in find.waiting_for_me(manager)] == [contact]
        decide.send_back(manager, contact, (kinds.Request("other", "Ask the GP."),), "Agreed by phone.")
        assert manager.file(contact).stage is Stage.SENT_BACK


# -- who is at work here -----------------------------------------------------------------------------------------


def test_who_wrote_here_lately(mine: Desk, theirs: Desk, contact: ContactId) -> None:
    record.say(theirs, contact, kinds.NoteMade(text="Rang the school."))
    carry(contact, mine, theirs)
    file, now = mine.file(contact), theirs.now()
    assert [said.by for said in presence.wrote_lately(file, SHAH.id, now)] == [PATEL.id]
    assert [said.by for said in presence.wrote_lately(file, PATEL.id, now)] == [SHAH.id]
    assert presence.wrote_lately(file, SHAH.id, now + timedelta(minutes=16)) == ()


def test_nobody_replaces_what_they_have_not_seen(mine: Desk, theirs: Desk, contact: ContactId) -> None:
    record.say(mine, contact, kinds.ReasonsWritten(prompt="strengths", text="First."))
    carry(contact, mine, theirs)
    seen = mine.file(contact)
    record.say(theirs, contact, kinds.ReasonsWritten(prompt="strengths", text="Theirs."))
    carry(contact, mine, theirs)
    record.say(mine, contact, kinds.ReasonsWritten(prompt="strengths", text="Mine."), seen=seen)
    assert mine.file(contact).reason("strengths") == "Theirs.\n\nMine."
    record.say(mine, contact, kinds.ReasonsWritten(prompt="strengths", text="Mine, again."), seen=seen)
    assert mine.file(contact).reason("strengths") == "Theirs.\n\nMine, again."
    record.say(mine, contact, kinds.ReasonsWritten(prompt="strengths", text="One."), seen=mine.file(contact))
    assert mine.file(contact).reason("strengths") == "One."


def test_a_new_contact_needs_nobody(mine: Desk) -> None:
    receive.receive(mine, NewContact(words="Rang off."))
    assert standing.needs_me(mine) == ()
