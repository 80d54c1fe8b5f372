"""A child who was matched with a person on record, of whom this contact does not say when they were born: what the
record holds is shown as such and worked with, and nothing is written into the contact by itself.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from tests.services.conftest import SHAH
from tests.services.ready import JO, KAYDEN, child, mother
from workstation.domain import checks, gates, kinds
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.kinds import Born, Name
from workstation.domain.times import FixedClock
from workstation.report.recipients import Recipient
from workstation.services import find, identify, opening, prints, receive, record
from workstation.services.desk import Desk
from workstation.services.receive import NewContact

AGAIN = PersonId(uuid_of("Kayden again"))
TODAY = date(2026, 11, 24)


def _earlier(desk: Desk, clock: FixedClock, born: date = date(2020, 5, 3), sex: str = "M") -> ContactId:
    named = kinds.ChildNamed(
        person=KAYDEN, name=Name("Merrick", "Kayden"), born=Born(on=born), sex=sex,  # type: ignore[arg-type]
        postcode="SR1 3AB",
    )  # fmt: skip
    (contact,) = receive.receive(desk, NewContact(words="Hungry.", said=(named, mother()))).contacts
    clock.move(timedelta(days=200))
    return contact


def _now(desk: Desk, born: Born) -> ContactId:
    """Today's contact about him, matched with the child on record."""
    named = kinds.ChildNamed(
        person=AGAIN, name=Name("Merrick", "Kayden"), born=born, where_now="home", postcode="SR1 3AB"
    )
    mum = kinds.AdultNamed(
        person=PersonId(uuid_of("Jo again")), name=Name("Merrick", "Jo"), relationship="mother"
    )
    (contact,) = receive.receive(desk, NewContact(words="Tired.", source="3A", said=(named, mum))).contacts
    found = next(c for c in find.contact(desk, contact).past.candidates if c.other == KAYDEN)
    identify.judge_match(desk, contact, found, "same")
    return contact


def _listed(desk: Desk, contact: ContactId) -> dict[str, str]:
    file = find.contact(desk, contact).file
    return {line.agency.id: line.why for line in checks.agency_lines(file, desk.guide)}


def test_the_record_says_when_he_was_born_and_it_is_said_to_be_the_record(
    desk: Desk, clock: FixedClock
) -> None:
    _earlier(desk, clock)
    contact = _now(desk, Born(age=6))
    file = find.contact(desk, contact).file
    (named,) = file.children
    assert named.born == Born(age=6), "nothing was written into the contact"
    assert named.sex == ""
    said = "7y (03\u00a0May\u00a02020, from the record), said to be about 6"
    assert file.born_words(named, date(2027, 6, 12)) == said
    assert file.sex(named) == ("M", True)
    paper = " ".join(prints.preview(desk, contact, "case file").text.split())
    assert "03 May 2020, from the record)" in paper
    assert "Gender Male (from the record)" in paper


@pytest.mark.parametrize("recipient", [Recipient.REFERRER, Recipient.QUALITY])
def test_no_copy_for_others_says_what_the_record_holds(
    desk: Desk, clock: FixedClock, recipient: Recipient
) -> None:
    _earlier(desk, clock)
    contact = _now(desk, Born(age=6))
    paper = prints.preview(desk, contact, prints.Order("Mrs Hale", recipient)).text
    assert "record of" not in paper
    assert "2020" not in paper


def test_who_is_asked_goes_by_the_date_on_record(desk: Desk, clock: FixedClock) -> None:
    _earlier(desk, clock, born=date(2023, 5, 3))
    contact = _now(desk, Born(age=6))
    listed = _listed(desk, contact)
    assert listed["health_visitor"] == "Kayden, under 5 (age from the record)"
    assert "B4:agency:health_visitor" in [gates.key_of(gap) for gap in find.contact(desk, contact).blocks]
    (match,) = desk.file(contact).matches
    record.undo(desk, contact, [match.entry])
    assert "health_visitor" not in _listed(desk, contact), "who is no longer the same tells nothing"
    assert desk.file(contact).known == {}


def test_what_the_contact_says_itself_stands(desk: Desk, clock: FixedClock) -> None:
    _earlier(desk, clock)
    contact = _now(desk, Born(on=date(2020, 5, 4)))
    file = desk.file(contact)
    assert file.born(file.children[0]) == Born(on=date(2020, 5, 4))
    record.say(desk, contact, child(AGAIN))
    assert not any(known.born for known in desk.file(contact).known.values())


def test_two_dates_on_record_are_both_said_and_neither_is_taken(desk: Desk, clock: FixedClock) -> None:
    _earlier(desk, clock)
    contact = _now(desk, Born(age=6))
    second = PersonId(uuid_of("Kayden once more"))
    again = kinds.ChildNamed(
        person=second, name=Name("Merrick", "Kayden"), born=Born(on=date(2020, 3, 5)), postcode="SR1 3AB"
    )
    (other,) = receive.receive(desk, NewContact(words="Late.", said=(again, mother()))).contacts
    record.say(
        desk,
        contact,
        kinds.Matched(person=AGAIN, other=second, other_contact=other, verdict="same", reasons=()),
    )
    file = desk.file(contact)
    (named,) = file.children
    assert file.born(named) == Born(age=6)
    words = "Said to be about 6 (05\u00a0Mar\u00a02020 and 03\u00a0May\u00a02020 in the record)"
    assert file.born_words(named, TODAY) == words


def test_the_name_in_the_record_is_said_where_it_is_another_one(desk: Desk, clock: FixedClock) -> None:
    _earlier(desk, clock)
    contact = _now(desk, Born(age=6))
    (named,) = desk.file(contact).children
    record.say(desk, contact, msgspec.structs.replace(named, name=Name("Doyle", "Kayden")))
    (renamed,) = desk.file(contact).children
    assert "from the record of MERRICK, Kayden" in desk.file(contact).born_words(renamed, TODAY)


def test_a_young_person_of_sixteen_by_the_record_answers_for_themselves(
    desk: Desk, clock: FixedClock
) -> None:
    _earlier(desk, clock, born=date(2010, 5, 3))
    contact = _now(desk, Born())
    shown = find.contact(desk, contact)
    assert [line.child.person for line in checks.young_lines(shown.file)] == [AGAIN]
    assert f"B4:young:{AGAIN}" in [gates.key_of(gap) for gap in shown.blocks]


def test_the_list_knows_it_too(desk: Desk, clock: FixedClock) -> None:
    """Everything that is asked at six is answered; the record says that he is three: more is left to ask."""
    _earlier(desk, clock, born=date(2023, 5, 3))
    contact = _now(desk, Born(age=6))
    for agency in ("school", "gp", "early_help"):
        record.say(
            desk, contact, kinds.AgencyAnswered(agency=agency, who="Mrs Hale", said="Known.", means="Calm.")
        )
    opening.sit_down(desk, SHAH.id)
    (row,) = [row for row in find.queue(desk).rows if row.contact == contact]
    assert row.line.checks[1] == find.contact(desk, contact).steps.agencies.state.value
    assert JO
