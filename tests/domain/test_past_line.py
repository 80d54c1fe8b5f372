"""What is remembered of a contact: who was named, when it was written down, and each event of before Lintel."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.domain.telling import CONTACT, DANA, ELLIE, JAYDEN, Teller, police_contact
from workstation.domain import kinds, past_line
from workstation.domain.clocks import WorkingDays
from workstation.domain.line import lines_of
from workstation.domain.past import PastContact
from workstation.domain.times import hybrid, milliseconds
from workstation.guidebook.calendar import working_days
from workstation.guidebook.guide import guide

DAYS: WorkingDays = working_days(range(2024, 2028))


def remembered(teller: Teller) -> tuple[PastContact, ...]:
    return lines_of(teller.file(), guide(), DAYS, {}).past


def test_everybody_named_is_remembered_by_identity_and_name() -> None:
    (past,) = remembered(police_contact())
    assert {p.person: p.name for p in past.people}[ELLIE] == "FARROW, Ellie"
    assert all(p.now is None for p in past.people)
    assert past.key == CONTACT


def test_where_they_lived_is_a_word_that_gives_no_address_away() -> None:
    teller = police_contact()
    where = kinds.AddressRecorded(
        address="a", lines="14 Ropery Street", postcode="NB4 2RW", people=(ELLIE, DANA)
    )
    said = teller.say(where)
    homes = {p.person: p.home for p in remembered(teller)[0].people}
    assert homes[ELLIE] == homes[DANA] == past_line.home("nb42rw") != ""
    assert "NB4" not in repr(remembered(teller))

    teller.say(
        kinds.AddressRecorded(address="a", lines="x", confidential=True, people=(ELLIE,)), answers=(said.id,)
    )
    assert {p.home for p in remembered(teller)[0].people} == {""}
    assert past_line.home("NB4") == ""


def test_it_is_said_when_a_contact_was_written_down_on_a_later_day() -> None:
    teller = police_contact()
    assert remembered(teller)[0].recorded_on is None
    late = Teller(at=teller.at)
    entry = late.say(kinds.Received(channel="phone", source="2A", words="No coat.", number="C26-1-A"))
    file = late.file()
    assert file.received is not None
    late.said[0] = type(entry)(
        **{n: getattr(entry, n) for n in entry.__struct_fields__}
        | {"recorded": hybrid(milliseconds(entry.happened + timedelta(days=2)))}
    )
    (past,) = remembered(late)
    assert past.recorded_on == (entry.happened + timedelta(days=2)).date()


def test_each_event_of_before_lintel_is_told_apart_and_knows_its_children() -> None:
    teller = Teller()
    teller.say(kinds.ChildNamed(person=ELLIE, name=kinds.Name("Farrow", "Ellie")))
    teller.say(kinds.ChildNamed(person=JAYDEN, name=kinds.Name("Farrow", "Jayden")))
    for event, child, on, ended in (
        ("contact", ELLIE, date(2019, 3, 4), None),
        ("child protection plan", JAYDEN, date(2020, 1, 7), date(2020, 9, 1)),
    ):
        teller.say(
            kinds.EarlierTaken(
                event=event, child=child, on=on, ended=ended, as_of=date(2024, 1, 1), key=event
            )
        )
    contact, plan = sorted(remembered(teller), key=lambda c: c.part)
    assert (contact.key, plan.key) == (CONTACT, f"{CONTACT}#1")
    assert contact.children == ("FARROW, Ellie",)
    assert [p.person for p in plan.people] == [JAYDEN]
    assert (plan.ended, plan.as_of) == (date(2020, 9, 1), date(2024, 1, 1))
    assert contact.is_contact
    assert not plan.is_contact


def test_a_child_known_by_number_only_can_be_joined_too() -> None:
    teller = Teller()
    teller.say(kinds.EarlierTaken(event="contact", la_child_id="P1", on=date(2019, 3, 4)))
    (past,) = remembered(teller)
    assert [str(p.person) for p in past.people] == [CONTACT]


def test_a_list_that_does_not_say_when_is_no_reason_to_invent_a_day() -> None:
    teller = Teller()
    teller.say(kinds.EarlierTaken(event="contact", la_child_id="P1"))
    (past,) = remembered(teller)
    assert past.at == past_line.noon(past_line.NO_DAY)
    assert isinstance(past.at, datetime)
