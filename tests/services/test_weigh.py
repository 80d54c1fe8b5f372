"""Weighing through the services: factors and who is asked, the same for the rest, levels by today's thresholds."""

from __future__ import annotations

import pytest

from tests.services.conftest import MENSAH, OFFICER, SHAH
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.kinds import FactorAnswered
from workstation.guidebook.thresholds import CURRENT
from workstation.services import find, opening, receive, record, weigh
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.services.weigh import LevelNotInThresholds, NotForSeveral
from workstation.trouble import NotYours, RuleTrouble


def _child(of: str) -> PersonId:
    return PersonId(uuid_of("child", of))


def _mother(of: str) -> PersonId:
    return PersonId(uuid_of("mother", of))


def _ring(desk: Desk, of: str = "one", *said: kinds.Body) -> ContactId:
    new = NewContact(
        words="Ringing about Kayden.", source="2A", agency="Mill Lane Primary",
        said=(
            kinds.ChildNamed(
                person=_child(of), name=kinds.Name("Merrick", "Kayden"), born=kinds.Born(age=6), where_now="school"
            ),
            kinds.AdultNamed(
                person=_mother(of), name=kinds.Name("Merrick", "Jo"), title="Ms", relationship="mother",
                responsibility="yes",
            ),
            *said,
        ),
    )  # fmt: skip
    (contact,) = receive.receive(desk, new).contacts
    return contact


def test_whoever_is_to_be_asked_comes_onto_the_list_once_with_what_about(desk: Desk) -> None:
    contact = _ring(desk)
    ask = FactorAnswered(person=_mother("one"), factor="alcohol", answer="not known", source="agency:gp")
    weigh.answer_factor(desk, contact, ask)
    (listed,) = desk.file(contact).listed
    assert (listed.agency, listed.because) == ("gp", "to ask about alcohol: Ms Merrick")
    assert "agency:gp" in [gap.place for gap in find.contact(desk, contact).blocks]

    weigh.same_for_the_rest(desk, contact, _mother("one"), "alcohol")
    file = desk.file(contact)
    assert len(file.listed) == 1
    assert [(s.body.factor, s.body.answer, s.body.source) for s in file.factors] == [
        (factor, "not known", "agency:gp")
        for factor in ("alcohol", "domestic abuse", "drugs", "mental health")
    ]


def test_the_same_for_the_rest_keeps_its_reason_on_each_and_leaves_what_was_answered(desk: Desk) -> None:
    contact, who = _ring(desk), _mother("one")
    weigh.answer_factor(
        desk, contact, FactorAnswered(person=who, factor="drugs", answer="no", source="Mrs Hale")
    )
    why = FactorAnswered(person=who, factor="alcohol", answer="not known", evidence="She hung up.")
    weigh.answer_factor(desk, contact, why)
    changed = weigh.same_for_the_rest(desk, contact, who, "alcohol")
    assert len(changed.entries) == 2
    said = {s.body.factor: s.body for s in desk.file(contact).factors}
    assert said["drugs"].answer == "no"
    assert {said[f].evidence for f in ("alcohol", "domestic abuse", "mental health")} == {"She hung up."}


@pytest.mark.parametrize(
    "body",
    [
        None,
        FactorAnswered(person=_mother("one"), factor="drugs", answer="no", source="Mrs Hale"),
        FactorAnswered(person=_mother("one"), factor="drugs", answer="not known"),
    ],
)
def test_no_yes_and_an_empty_not_known_are_never_said_of_several_at_once(
    desk: Desk, body: FactorAnswered | None
) -> None:
    contact = _ring(desk)
    if body is not None:
        weigh.answer_factor(desk, contact, body)
    with pytest.raises(NotForSeveral):
        weigh.same_for_the_rest(desk, contact, _mother("one"), "drugs")


def test_a_factor_of_somebody_who_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleTrouble, match="not in this contact"):
        weigh.answer_factor(
            desk, _ring(desk), FactorAnswered(person=_mother("two"), factor="drugs", answer="no")
        )


def test_a_level_keeps_the_edition_it_was_judged_by(desk: Desk) -> None:
    contact = _ring(desk, "one", kinds.LevelClaimed(level="4", words="We think it is high."))
    weigh.judge_level(
        desk, contact, _child("one"), "2", descriptors=("p2a",), because="Meals. Not 3: one need."
    )
    file = desk.file(contact)
    said = file.level(_child("one"))
    assert said is not None
    assert (said.body.level, said.body.thresholds, said.body.descriptors) == ("2", CURRENT, ("p2a",))
    assert file.level_claimed is not None
    assert file.level_claimed.level == "4", "the claimed level stands beside it"
    assert SHAH.id in file.authors_of_decision


def test_a_level_or_descriptor_that_is_not_in_the_document_is_refused(desk: Desk) -> None:
    contact = _ring(desk)
    with pytest.raises(LevelNotInThresholds):
        weigh.judge_level(desk, contact, _child("one"), "5")
    with pytest.raises(LevelNotInThresholds):
        weigh.judge_level(desk, contact, _child("one"), "2", descriptors=("nothing",))
    assert desk.file(contact).level(_child("one")) is None


def test_who_does_not_recommend_does_not_judge_a_level_but_answers_factors(desk: Desk) -> None:
    contact = _ring(desk)
    opening.sit_down(desk, OFFICER.id)
    with pytest.raises(NotYours):
        weigh.judge_level(desk, contact, _child("one"), "2")
    with pytest.raises(RuleTrouble):
        record.say(desk, contact, kinds.LevelJudged(child=_child("one"), level="2", thresholds=CURRENT))
    no = FactorAnswered(person=_mother("one"), factor="drugs", answer="no", source="Mrs Hale")
    weigh.answer_factor(desk, contact, no)
    assert len(desk.file(contact).factors) == 1


def test_a_manager_who_judged_a_level_does_not_sign_it(desk: Desk) -> None:
    contact = _ring(desk)
    opening.sit_down(desk, MENSAH.id)
    weigh.judge_level(desk, contact, _child("one"), "2")
    assert MENSAH.id in desk.file(contact).authors_of_decision


def test_r19_what_was_answered_for_the_same_mother_before_is_found_again(desk: Desk) -> None:
    """Through the register: an earlier contact said yes for her; today somebody answers no."""
    first = _ring(desk)
    weigh.answer_factor(
        desk, first, FactorAnswered(person=_mother("one"), factor="drugs", answer="yes", source="received")
    )
    second = _ring(desk, "two")
    for mine, other in ((_child("two"), _child("one")), (_mother("two"), _mother("one"))):
        same = kinds.Matched(person=mine, other=other, other_contact=first, verdict="same")
        record.say(desk, second, same)
    no = FactorAnswered(person=_mother("two"), factor="drugs", answer="no", source="Ms Merrick")
    weigh.answer_factor(desk, second, no)
    shown = find.contact(desk, second)
    gaps = [gap for gap in find.gaps_for_manager(desk, second) if gap.rule == "R19"]
    assert [gap.title for gap in gaps] == ["Drugs: on record before, now no"]
    assert shown.past.contacts
    assert find.line_of(desk, first).number in gaps[0].evidence
    assert "for Ms Merrick" in gaps[0].evidence
