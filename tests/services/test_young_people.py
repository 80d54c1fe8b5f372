"""Young people who may agree or refuse for themselves: from 16, and younger ones who understand enough (Gillick).
They stand in the list of those who are told and asked, with the same two questions, on screen, on paper and after
the decision (`domain.md` 2.3).
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.services.conftest import MENSAH, SHAH
from tests.services.ready import JO, KAYDEN, SECRET, ready
from tests.services.signing_off import agreement
from workstation.domain import checks, gates, kinds
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Born, Name
from workstation.report.recipients import Recipient
from workstation.services import (
    afterwards,
    copy_order,
    decide,
    find,
    lawful,
    opening,
    prints,
    record,
    signing,
)
from workstation.services.desk import Desk
from workstation.trouble import GateShut

OLD = Born(on=date(2010, 5, 3))
"""Sixteen, on the day of the contact."""
YOUNG = Born(on=date(2012, 5, 3))


def _family(desk: Desk, born: Born, outcome: str = "O04", *more: kinds.Body) -> ContactId:
    opening.sit_down(desk, SHAH.id)
    named = kinds.ChildNamed(person=KAYDEN, name=Name("Merrick", "Kayden"), born=born, where_now="at school")
    return ready(desk, outcome, *more, children=(named,))


def _asks(desk: Desk, contact: ContactId) -> list[str]:
    return [gates.key_of(gap) for gap in find.contact(desk, contact).blocks]


def _asked(desk: Desk, contact: ContactId) -> list[str]:
    return [line.adult.person for line in checks.everyone_asked(desk.file(contact))]


def _answers(*, agrees: bool) -> list[kinds.Body]:
    told = kinds.ParentTold(person=KAYDEN, told="yes", words="I would rather talk to my nan.")
    asked = kinds.ParentAgreed(person=KAYDEN, agrees="yes" if agrees else "no", to="a mentor")
    return [told, asked]


def test_from_sixteen_they_are_told_and_asked_and_their_parents_answer_is_not_theirs(desk: Desk) -> None:
    contact = _family(desk, OLD)
    assert _asked(desk, contact)[0] == KAYDEN
    assert {f"B4:young:{KAYDEN}", f"G6:young:{KAYDEN}"} <= set(_asks(desk, contact))
    with pytest.raises(GateShut):
        decide.send_to_manager(desk, contact, MENSAH.id)
    record.say(desk, contact, *_answers(agrees=True))
    assert [key for key in _asks(desk, contact) if KAYDEN in key] == []


def test_from_sixteen_their_own_agreement_is_enough(desk: Desk) -> None:
    contact = _family(desk, OLD)
    record.say(
        desk, contact, kinds.ParentAgreed(person=JO, agrees="not asked", because="He asked us not to.")
    )
    record.say(desk, contact, *_answers(agrees=True))
    assert "G6:agreement" not in _asks(desk, contact)


def test_younger_ones_are_asked_when_somebody_says_that_they_understand_enough(desk: Desk) -> None:
    contact = _family(desk, YOUNG)
    assert KAYDEN not in _asked(desk, contact)
    able = kinds.ChildHeard(person=KAYDEN, able="He weighed up what help would mean, in his own words.")
    record.say(desk, contact, able)
    assert _asked(desk, contact)[0] == KAYDEN
    assert {f"B4:young:{KAYDEN}", f"G6:young:{KAYDEN}"} <= set(_asks(desk, contact))
    record.say(desk, contact, *_answers(agrees=True))
    record.say(desk, contact, kinds.ParentAgreed(person=JO, agrees="not asked", because="Later."))
    assert "G6:agreement" in _asks(desk, contact), "the parents of one who is younger are asked as well"
    assert KAYDEN in _asked(desk, contact)


def test_a_young_person_refuses_for_themselves(desk: Desk) -> None:
    contact = _family(desk, OLD, "O12")
    record.say(desk, contact, *_answers(agrees=False))
    assert f"B4:young:{KAYDEN}" in _asks(desk, contact), "why they said no is asked"
    refusal = kinds.SupportDeclined(
        person=KAYDEN, offered="a mentor", reason="D13", words="Not now.", effect="He is on his own."
    )
    lawful.decline(desk, contact, refusal)
    assert [key for key in _asks(desk, contact) if KAYDEN in key] == []


def test_what_they_said_is_on_paper_and_before_the_manager(desk: Desk) -> None:
    able = kinds.ChildHeard(person=KAYDEN, able="He asked what a mentor does.", words="I am tired.")
    contact = _family(desk, YOUNG, "O04", able, *_answers(agrees=True))
    paper = prints.preview(desk, contact, "case file").text
    assert "MERRICK, Kayden, answers for themselves" in paper
    assert "I would rather talk to my nan" in paper
    assert "Agrees to a mentor" in paper
    assert "Understands enough" in paper
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    shown = [line.words for c in signing.look(desk, contact).criteria for line in c.shown]
    assert any(words.startswith("Kayden Merrick: spoken to") for words in shown)


def test_they_are_told_what_was_decided(desk: Desk) -> None:
    contact = _family(desk, OLD, "O04", *_answers(agrees=True))
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    decide.sign_off(desk, contact, agreement(desk, contact))
    opening.sit_down(desk, SHAH.id)
    left = {todo.key: todo.words for todo in find.contact(desk, contact).todo}
    assert left[f"family:{KAYDEN}"] == "Tell Kayden Merrick in the safe way, or say why not."
    assert KAYDEN in [person for person, _ in copy_order.offers(desk, contact).readers]
    order = copy_order.Order("Kayden Merrick", Recipient.FAMILY, reader=KAYDEN)
    own = prints.preview(desk, contact, order).text
    assert "I would rather talk to my nan" in own
    assert SECRET not in own
    afterwards.tell_family(desk, contact, KAYDEN, "in person", "You will have a mentor.")
    assert f"family:{KAYDEN}" not in {todo.key for todo in find.contact(desk, contact).todo}
    assert "Told: in person" in prints.preview(desk, contact, "case file").text
