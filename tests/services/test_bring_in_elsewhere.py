"""What files of other shapes say is found, and is the past of whoever it is about."""

from datetime import date
from pathlib import Path

from tests.intake.extracts import explained, table
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Born
from workstation.domain.times import local
from workstation.history.matcher import Enquiry
from workstation.services import bring_in, find
from workstation.services.desk import Desk


def found(desk: Desk, name: str, born: date) -> list[PersonId]:
    told = find.enquire(desk, Enquiry(person=PersonId("p"), name=name, born=Born(on=born)))
    return [candidate.other for candidate in told.shown]


def test_the_second_child_of_a_row_is_found_and_has_its_past(desk: Desk, tmp_path: Path) -> None:
    headings = (
        "Contact ID", "Contact Date", "Child 1 Name", "Child 1 DOB", "Child 2 Name", "Child 2 DOB", "Outcome",
    )  # fmt: skip
    row = ("K1", "03/04/2021", "FARROW Ellie", "01/02/2015", "FARROW Max", "02/01/2017", "NFA")
    path = table(tmp_path / "tracker.csv", row, headings=headings)
    first = bring_in.bring_in(desk, path, mapping=explained(path))
    assert (first.new, bring_in.bring_in(desk, path, mapping=explained(path)).new) == (4, 0)
    (max_,) = found(desk, "Max Farrow", date(2017, 1, 2))[:1]
    (past,) = desk.store.register.past_of([max_])
    assert (past.event, past.outcomes) == ("contact", ("O07",))
    assert local(past.at).date() == date(2021, 4, 3)


def test_tables_of_the_census_make_one_past_with_the_census(desk: Desk, tmp_path: Path) -> None:
    who = tmp_path / "ChildIdentifiers.csv"
    who.write_text("LAchildID,UPN,PersonBirthDate,Sex\nR1,B801200005001,2015-02-01,F\n", encoding="utf-8")
    what = tmp_path / "CINdetails.csv"
    what.write_text(
        "LAchildID,CINreferralDate,ReferralSource,ReferralNFA,CINclosureDate\nR1,2020-07-13,6,true,2020-08-01\n",
        encoding="utf-8",
    )
    for path in (who, what):
        assert bring_in.bring_in(desk, path).new == 1
        assert bring_in.bring_in(desk, path).new == 0
    told = find.enquire(desk, Enquiry(person=PersonId("p"), name="", upn="B801200005001"))
    past = desk.store.register.past_of([told.shown[0].other])
    assert [(one.event, local(one.at).date()) for one in past] == [("referral", date(2020, 7, 13))]
