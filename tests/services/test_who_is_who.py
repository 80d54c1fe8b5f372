"""Judging who is who: answers that are remembered, changed and taken back; twins; and one event taken down twice by
two people who did not know of each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.services.conftest import MENSAH, MORNING, PATEL, desk_of
from tests.services.two_desks import carry
from workstation.domain import checks, gates, kinds, wording
from workstation.domain.answers import Judgement
from workstation.domain.ids import ContactId, EntryId, PersonId
from workstation.domain.kinds import Body, Born, Name
from workstation.domain.past import Candidate, Past
from workstation.domain.times import FixedClock
from workstation.history.matcher import Enquiry
from workstation.services import find, identify, opening, receive, record, twice_news
from workstation.services.desk import Desk
from workstation.services.identify import MayBeTwins
from workstation.services.secrets import hidden_words
from workstation.settings import Settings
from workstation.trouble import BadInput, RuleTrouble

BORN = date(2018, 5, 4)


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Desk]:
    """Jaya Patel's computer, thirteen minutes later."""
    with desk_of(tmp_path / "theirs", PATEL, FixedClock(MORNING + timedelta(minutes=13))) as desk:
        yield desk


def told(desk: Desk, person: str, name: str = "Kayden", *more: Body, born: date | None = BORN) -> ContactId:
    child = kinds.ChildNamed(person=PersonId(person), name=Name("Merrick", name), born=Born(on=born))
    new = receive.NewContact(words="He goes hungry.", source="2A", said=(child, *more))
    (contact,) = receive.receive(desk, new).contacts
    return contact


def ask(desk: Desk, contact: ContactId) -> Past:
    return find.past(desk, contact)


def candidate(desk: Desk, contact: ContactId, other: str) -> Candidate:
    return next(c for c in ask(desk, contact).candidates if c.other == other)


def judgement(desk: Desk, contact: ContactId, other: str) -> Judgement:
    return next(j for j in ask(desk, contact).judged if j.other == other)


def contacts_of(desk: Desk, contact: ContactId) -> set[ContactId]:
    return {c.contact for c in ask(desk, contact).contacts}


# -- answers -----------------------------------------------------------------------------------------------------


def test_joining_and_parting_are_answers_with_their_author_and_keep_everything_else(mine: Desk) -> None:
    first, second, third = (told(mine, person) for person in ("k1", "k2", "k3"))
    identify.judge_match(mine, third, candidate(mine, third, "k2"), "same")
    identify.judge_match(mine, second, candidate(mine, second, "k1"), "same")
    assert contacts_of(mine, first) == contacts_of(mine, third) == {first, second, third}
    answer = judgement(mine, third, "k2")
    assert answer.here
    assert answer.words(mine.now()).startswith("Matched by R. Shah 09:18: MERRICK, Kayden · Born")
    done = identify.change_answer(mine, third, answer, "different")
    assert (contacts_of(mine, first), contacts_of(mine, third)) == ({first, second}, {third})
    identify.undo_answer(mine, third, answer, done)
    assert contacts_of(mine, third) == {first, second, third}
    assert [e.kind for e in mine.store.journal.of_contact(third)].count("Matched") == 2


def test_a_difference_is_not_asked_again_in_this_nor_in_a_later_contact_of_the_same_child(mine: Desk) -> None:
    told(mine, "k1")
    second = told(mine, "k2")
    identify.judge_match(mine, second, candidate(mine, second, "k1"), "different")
    assert ask(mine, second).candidates == ()
    third = told(mine, "k3")
    assert {c.other for c in ask(mine, third).candidates} == {"k1", "k2"}
    identify.judge_match(mine, third, candidate(mine, third, "k2"), "same")
    assert ask(mine, third).candidates == ()
    remembered = judgement(mine, third, "k1")
    assert (remembered.verdict, remembered.contact, remembered.here) == ("different", second, False)
    assert remembered.number == mine.file(second).number


def test_a_remembered_difference_is_changed_where_it_stands(mine: Desk) -> None:
    first, second = told(mine, "k1"), told(mine, "k2")
    identify.judge_match(mine, second, candidate(mine, second, "k1"), "different")
    third = told(mine, "k3")
    identify.judge_match(mine, third, candidate(mine, third, "k2"), "same")
    identify.change_answer(mine, third, judgement(mine, third, "k1"), "same")
    assert contacts_of(mine, third) == {first, second, third}
    assert ask(mine, third).clashes == ()
    assert [m.body.verdict for m in mine.file(second).matches] == ["same"]


def test_an_answer_that_was_changed_meanwhile_is_not_changed_again(mine: Desk) -> None:
    told(mine, "k1")
    second = told(mine, "k2")
    done = identify.judge_match(mine, second, candidate(mine, second, "k1"), "same")
    answer = judgement(mine, second, "k1")
    record.undo(mine, second, [EntryId(e) for e in done.entries])
    with pytest.raises(RuleTrouble, match="does not stand any more"):
        identify.change_answer(mine, second, answer, "different")


def test_answers_that_cannot_all_be_right_are_shown_and_part_nobody(mine: Desk) -> None:
    first, second, third = (told(mine, person) for person in ("k1", "k2", "k3"))
    identify.judge_match(mine, third, candidate(mine, third, "k1"), "different")
    identify.judge_match(mine, third, candidate(mine, third, "k2"), "same")
    assert ask(mine, second).candidates == ()  # here nobody is asked what would not fit; offline somebody was
    offline = kinds.Matched(person=PersonId("k2"), other=PersonId("k1"), other_contact=first, verdict="same")
    record.put(mine, second, [offline])
    shown = ask(mine, third)
    (clash,) = shown.clashes
    assert clash.different.contact == third
    assert {j.contact for j in clash.same} == {second, third}
    assert contacts_of(mine, third) == {first, second, third}
    row = next(r for r in find.queue(mine).rows if r.contact == third)
    assert "Answers do not agree" in [chip.words for chip in row.chips]
    gaps = gates.for_manager(mine.file(third), mine.guide, shown)
    assert "Answers about who is who do not agree" in [gap.title for gap in gaps]
    identify.change_answer(mine, third, clash.different, "same")
    assert ask(mine, third).clashes == ()


def test_not_sure_travels_to_the_manager_with_what_spoke_for_and_against(mine: Desk) -> None:
    told(mine, "k1")
    second = told(mine, "k2")
    found = replace(candidate(mine, second, "k1"), against=("another school",))
    identify.judge_match(mine, second, found, "not sure")
    shown = ask(mine, second)
    assert shown.candidates == ()
    (gap,) = [g for g in gates.for_manager(mine.file(second), mine.guide, shown) if g.rule == "G2"]
    assert gap.title == "Not sure whether MERRICK, Kayden is MERRICK, Kayden"
    assert gap.evidence == (
        "For it: same name, same date of birth. Against it: another school. Left open by R. Shah 09:18."
    )
    row = next(r for r in find.queue(mine).rows if r.contact == second)
    assert "Not sure who it is" in [chip.words for chip in row.chips]


# -- twins -------------------------------------------------------------------------------------------------------


def test_twins_are_never_joined_without_an_answer_to_a_question_that_names_both(mine: Desk) -> None:
    told(mine, "e1", "Kaden")
    second = told(mine, "e2", "Kayden")
    found = candidate(mine, second, "e1")
    assert "Kaden" in found.twins
    assert "Kayden" in found.twins
    with pytest.raises(MayBeTwins) as refused:
        identify.judge_match(mine, second, found, "same")
    assert refused.value.what_to_do == found.twins
    assert mine.file(second).matches == ()
    identify.judge_match(mine, second, replace(found, warned=found.twins), "same")
    (said,) = mine.file(second).matches
    assert (said.body.verdict, said.body.warned) == ("same", found.twins)


def test_an_answer_is_not_changed_to_same_without_the_question_either(mine: Desk) -> None:
    told(mine, "e1", "Kaden")
    second = told(mine, "e2", "Kayden")
    identify.judge_match(mine, second, candidate(mine, second, "e1"), "different")
    answer = judgement(mine, second, "e1")
    assert answer.twins
    with pytest.raises(MayBeTwins):
        identify.change_answer(mine, second, answer, "same")
    identify.change_answer(mine, second, answer, "same", answer.twins)
    assert len(contacts_of(mine, second)) == 2


def test_during_a_call_the_question_is_asked_as_soon_as_it_can_be_and_left_for_history_else(
    mine: Desk,
) -> None:
    told(mine, "e1", "Kaden")
    asked = Enquiry(person=PersonId("e2"), name="Kayden Merrick")
    (early,) = find.matches(mine, asked)
    assert early.twins == ""  # the day of birth is not known yet
    (late,) = find.matches(mine, replace(asked, born=Born(on=BORN)))
    assert late.twins
    child = kinds.ChildNamed(person=PersonId("e2"), name=Name("Merrick", "Kayden"), born=Born(on=BORN))
    assert identify.call_bodies(mine, child, early, "same") == []
    assert identify.call_bodies(mine, child, replace(late, warned=late.twins), "same")


# -- one event twice -----------------------------------------------------------------------------------------------


@pytest.fixture
def both(mine: Desk, theirs: Desk) -> tuple[ContactId, ContactId]:
    """Two people take down the same event, each offline; then everything reaches both."""
    here, there = told(mine, "k1"), told(theirs, "k2")
    exchange(mine, theirs, here, there)
    return here, there


def exchange(mine: Desk, theirs: Desk, *contacts: ContactId) -> None:
    for contact in contacts:
        carry(contact, mine, theirs)
    for desk in (mine, theirs):
        desk.matcher.moved(contacts)


def test_a_person_gets_a_proposal_in_both_contacts_and_on_both_computers(
    mine: Desk, theirs: Desk, both: tuple[ContactId, ContactId]
) -> None:
    here, there = both
    for desk in (mine, theirs):
        (one,), (other,) = ask(desk, here).twofold, ask(desk, there).twofold
        assert (one.other, other.other) == (there, here)
        assert one.asked.endswith("by J. Patel, 09:31, may be about the same event.")
        assert one.reasons == (
            "perhaps the same child", "received 13 minutes apart", "from the same kind of caller",
        )  # fmt: skip
    row = next(r for r in find.queue(mine).rows if r.contact == here)
    assert any(chip.words.startswith("Same event as") for chip in row.chips)
    assert find.contact(mine, here).steps.history.state.value == "Needs you"
    ((told_of, twofold),) = twice_news.asked_twice(mine, {there})
    assert (told_of, twofold.other) == (here, there)


def test_the_same_event_is_counted_once_and_both_records_stay(
    mine: Desk, theirs: Desk, both: tuple[ContactId, ContactId]
) -> None:
    here, there = both
    identify.judge_match(mine, here, candidate(mine, here, "k2"), "same")
    (twofold,) = ask(mine, here).twofold
    assert twofold.reasons[0] == "the same child"
    before = {e.id for c in both for e in mine.store.journal.of_contact(c)}
    identify.judge_event(mine, here, twofold, "same", goes_on=there)
    exchange(mine, theirs, here, there)
    for desk in (mine, theirs):
        (one,), (other,) = ask(desk, here).twofold, ask(desk, there).twofold
        assert (one.verdict, one.goes_on, other.verdict, other.goes_on) == ("same", there, "same", there)
        assert not any(f.rule == "HR7" for f in ask(desk, here).facts)
        assert before < {e.id for c in both for e in desk.store.journal.of_contact(c)}
        numbers = {mine.file(contact).number for contact in both}
        assert len(numbers) == 2
        assert {c.same_event for c in ask(desk, here).contacts} == numbers
    later = told(mine, "k3")
    for one_by_one in ("k1", "k2"):
        for found in ask(mine, later).candidates:
            if found.other == one_by_one:
                identify.judge_match(mine, later, found, "same")
    counted = [f for f in ask(mine, later).facts if f.rule == "HR1"]
    assert counted == []  # this one and one event before it: not the third contact in a year
    row = next(r for r in find.queue(mine).rows if r.contact == here)
    assert any(chip.words.startswith("Goes on in") for chip in row.chips)


def test_an_answer_about_two_contacts_is_changed_from_either_side_and_taken_back(
    mine: Desk, theirs: Desk, both: tuple[ContactId, ContactId]
) -> None:
    here, there = both
    (twofold,) = ask(mine, here).twofold
    done = identify.judge_event(mine, here, twofold, "same", goes_on=here)
    exchange(mine, theirs, here, there)
    (seen,) = ask(theirs, there).twofold
    identify.judge_event(theirs, there, seen, "different")
    exchange(mine, theirs, here, there)
    for desk in (mine, theirs):
        assert [t.verdict for c in both for t in ask(desk, c).twofold] == ["different", "different"]
        assert twice_news.asked_twice(desk, set(both)) == ()
    (again,) = ask(mine, here).twofold
    made = identify.judge_event(mine, here, again, "not sure")
    assert ask(mine, there).twofold[0].verdict == "not sure"
    identify.undo_event(mine, here, again, made)
    assert ask(mine, there).twofold[0].verdict == "different"
    assert done.contacts == {here, there}


def test_two_people_who_answer_otherwise_offline_are_both_heard(
    mine: Desk, theirs: Desk, both: tuple[ContactId, ContactId]
) -> None:
    here, there = both
    identify.judge_event(mine, here, ask(mine, here).twofold[0], "same", goes_on=here)
    identify.judge_event(theirs, there, ask(theirs, there).twofold[0], "different")
    exchange(mine, theirs, here, there)
    for desk in (mine, theirs):
        (seen,) = ask(desk, here).twofold
        assert seen.verdict == "not sure"
        gaps = gates.for_manager(desk.file(here), desk.guide, ask(desk, here))
        assert "Perhaps the same event as another contact" in [gap.title for gap in gaps]


def test_where_the_work_goes_on_is_said_by_a_person(mine: Desk, both: tuple[ContactId, ContactId]) -> None:
    (twofold,) = ask(mine, both[0]).twofold
    with pytest.raises(BadInput, match="work goes on"):
        identify.judge_event(mine, both[0], twofold, "same")


def test_one_person_on_one_day_and_what_is_decided_are_not_asked_about(mine: Desk) -> None:
    told(mine, "k1")
    assert ask(mine, told(mine, "k2")).twofold == ()


# -- nothing found -------------------------------------------------------------------------------------------------


def test_nothing_found_is_said_in_the_same_words_whatever_the_reason(mine: Desk) -> None:
    mine.settings = replace_phone(mine.settings)
    held = wording.may_be_held("0191 498 0100")
    assert held == (
        "Information may be held that you cannot see. "
        "If you need to be sure, ring the duty manager on 0191 498 0100."
    )
    (none,) = ask(mine, told(mine, "k1")).facts
    assert none.rule == "HR9"
    assert none.detail.endswith(held)
    with pytest.raises(RuleTrouble) as refused:
        find.contact(mine, ContactId("not on this computer"))
    assert (refused.value.title, refused.value.what_to_do) == ("Nothing found.", held)


def replace_phone(settings: Settings) -> Settings:
    from dataclasses import replace as changed

    return changed(settings, duty_phone="0191 498 0100")


def test_the_manager_may_look_too(mine: Desk, both: tuple[ContactId, ContactId]) -> None:
    opening.sit_down(mine, MENSAH.id)
    assert ask(mine, both[0]).twofold


# -- parted again ------------------------------------------------------------------------------------------------


def refuge(person: str, address: str = "refuge", lines: str = "5 Osier Way") -> kinds.AddressRecorded:
    return kinds.AddressRecorded(
        address=address, people=(PersonId(person),), lines=lines, postcode="NB8 2PX", confidential=True
    )


def seen(desk: Desk, contact: ContactId, address: str = "refuge") -> tuple[str, ...]:
    try:
        return identify.show_address(desk, contact, address, "to visit")[1]
    except RuleTrouble:
        return ()


@pytest.mark.parametrize("verdict", ["different", "not sure"])
def test_whoever_turns_out_to_be_another_takes_their_hidden_address_along(mine: Desk, verdict: str) -> None:
    told(mine, "k1", "Kayden", refuge("k1"))
    second = told(mine, "k2")
    identify.judge_match(mine, second, candidate(mine, second, "k1"), "same")
    assert seen(mine, second) == ("5 Osier Way", "NB8 2PX")
    done = identify.change_answer(mine, second, judgement(mine, second, "k1"), verdict)
    assert seen(mine, second) == (), "nobody is sent to the door of a stranger"
    assert mine.file(second).hidden, "only a manager stops hiding"
    assert "Osier" in hidden_words(mine.store.journal.of_contact(second))[0], "and nothing is printed of it"
    identify.undo_answer(mine, second, judgement(mine, second, "k1"), done)
    assert seen(mine, second) == ("5 Osier Way", "NB8 2PX")
    identify.change_answer(mine, second, judgement(mine, second, "k1"), verdict)
    identify.change_answer(mine, second, judgement(mine, second, "k1"), "same")
    assert seen(mine, second) == ("5 Osier Way", "NB8 2PX"), "the same after all"


def test_an_address_of_ones_own_or_of_a_brother_stays(mine: Desk) -> None:
    first = told(mine, "k1", "Kayden", refuge("k1"))
    brother = kinds.ChildNamed(
        person=PersonId("t1"), name=Name("Merrick", "Tyler"), born=Born(on=date(2021, 1, 9))
    )
    record.say(mine, first, brother)
    tyler = kinds.ChildNamed(
        person=PersonId("t2"), name=Name("Merrick", "Tyler"), born=Born(on=date(2021, 1, 9))
    )
    second = told(mine, "k2", "Kayden", tyler, refuge("k2", "own", "8 Tern Row"))
    identify.judge_match(mine, second, candidate(mine, second, "k1"), "same")
    identify.judge_match(mine, second, candidate(mine, second, "t1"), "same")
    identify.change_answer(mine, second, judgement(mine, second, "k1"), "different")
    assert seen(mine, second) == ("5 Osier Way", "NB8 2PX"), "his brother is of that family"
    identify.change_answer(mine, second, judgement(mine, second, "t1"), "different")
    assert seen(mine, second) == ()
    assert seen(mine, second, "own") == ("8 Tern Row", "NB8 2PX")
    assert seen(mine, first) == ("5 Osier Way", "NB8 2PX"), "where it was written it stands"


def test_a_view_that_rests_on_a_strangers_history_has_to_be_taken_anew(mine: Desk) -> None:
    first, second = told(mine, "k1"), told(mine, "k2")
    identify.judge_match(mine, second, candidate(mine, second, "k1"), "same")
    record.say(
        mine, second, kinds.HistoryWeighed(view="raises", why="School rang in March.", linked=(first,))
    )
    assert find.contact(mine, second).steps.history.state is checks.State.SETTLED
    identify.change_answer(mine, second, judgement(mine, second, "k1"), "different")
    shown = find.contact(mine, second)
    assert shown.steps.history.state is checks.State.NEEDS_YOU
    assert [g.words for g in shown.blocks if g.rule == "B3"] == [
        "What you linked is somebody else’s history now. Say again what the history tells you."
    ]
