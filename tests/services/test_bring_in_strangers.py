"""A number that two people share: nobody's history comes to be on another child, and nothing is lost unsaid."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.intake.extracts import changed, explained, table
from ui.models import import_list
from workstation.domain.kinds import ChildNamed, Name
from workstation.intake.bring_in import earlier_record
from workstation.services import bring_in, record
from workstation.services.bring_in import BroughtIn
from workstation.services.desk import Desk
from workstation.services.strangers import BESIDE, PERHAPS, SOMEBODY_ELSE

AGENCY = (
    "Person ID",
    "First Name",
    "Surname",
    "DOB",
    "Service",
    "Start Date",
    "Data Date",
    "Next of kin name",
)
LIST = ("Child Unique ID", "Surname", "Forename", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
        "Date of Contact", "Contact Source")  # fmt: skip
AMELIA = ("H1", "Amelia", "Farrow", "03/04/2015", "Health visiting", "01/02/2020", "01/03/2026", "")


def agency(desk: Desk, path: Path, *rows: tuple[str, ...]) -> BroughtIn:
    table(path, *rows, headings=AGENCY)
    return bring_in.bring_in(desk, path, mapping=explained(path))


def listed(desk: Desk, path: Path, *rows: tuple[str, ...]) -> BroughtIn:
    return bring_in.bring_in(desk, table(path, *rows, headings=LIST))


def contacts(desk: Desk, path: Path, *rows: tuple[str, ...]) -> BroughtIn:
    return bring_in.bring_in(desk, table(path, *rows), mapping=explained(path))


def came(done: BroughtIn) -> list[str]:
    return [row.came for row in done.report.rows]


def on_record(desk: Desk) -> list[tuple[list[str], list[str], list[str]]]:
    """The children, the adults and the events of every contact."""
    files = [desk.file(contact) for contact in desk.store.journal.all_contacts()]
    return [
        (
            [one.name.given for one in file.children],
            [one.name.given for one in file.adults],
            [said.body.detail.partition(";")[0] for said in file.earlier],
        )
        for file in files
    ]


OTHERS = [
    (("Ben", "Hill", "05/06/2017"), SOMEBODY_ELSE),
    (("Ben", "Farrow", "05/06/2017"), SOMEBODY_ELSE),
    (("Ava", "Farrow", "03/04/2015"), PERHAPS),
    (("Ava", "Farrow", ""), PERHAPS),
    (("Ava", "Hill", ""), SOMEBODY_ELSE),
]


@pytest.mark.parametrize(("person", "words"), OTHERS)
def test_a_later_file_puts_nothing_on_the_child_who_had_the_number(
    desk: Desk, tmp_path: Path, person: tuple[str, str, str], words: str
) -> None:
    agency(desk, tmp_path / "a.csv", AMELIA)
    rows = [("H1", *person, "Speech therapy", day, "01/04/2026", kin)
            for day, kin in (("01/02/2021", "Jo Hill"), ("05/05/2022", "Kim Hull"))]  # fmt: skip
    before = desk.store.journal.count()
    done = agency(desk, tmp_path / "b.csv", *rows)
    assert came(done) == [words, words]
    assert done.new == 0
    assert desk.store.journal.count() == before
    assert on_record(desk) == [(["Amelia"], [], ["Health visiting"])]


@pytest.mark.parametrize(
    ("given", "family", "born"),
    [("Amelie", "Farrow", "03/04/2015"), ("Millie", "Farrow", "03/04/2015"), ("Amelia Rose", "Hill", "03/04/2015"),
     ("Amelia", "Farrow", "04/03/2015"), ("Am\u00e9lia", "Farrow", "")],
)  # fmt: skip
def test_a_name_or_a_birth_is_still_put_right(
    desk: Desk, tmp_path: Path, given: str, family: str, born: str
) -> None:
    agency(desk, tmp_path / "a.csv", AMELIA)
    row = ("H1", given, family, born, "Speech therapy", "01/02/2021", "01/04/2026", "")
    done = agency(desk, tmp_path / "b.csv", row)
    assert came(done)[0].startswith("corrects: ")
    assert on_record(desk) == [([given], [], ["Health visiting", "Speech therapy"])]


def test_a_child_who_was_not_born_has_a_name_now(desk: Desk, tmp_path: Path) -> None:
    agency(desk, tmp_path / "a.csv", ("H1", "Unborn", "Farrow", "", *AMELIA[4:]))
    agency(desk, tmp_path / "b.csv", ("H1", "Leo", "Farrow", "03/04/2026", *AMELIA[4:]))
    assert on_record(desk)[0][0] == ["Leo"]


def test_whom_somebody_here_gave_a_new_name_is_known_by_both(desk: Desk, tmp_path: Path) -> None:
    (contact,) = agency(desk, tmp_path / "a.csv", AMELIA).changed.contacts
    (child,) = desk.file(contact).children
    record.say(desk, contact, ChildNamed(person=child.person, name=Name("Farrow", "Oliver"), born=child.born))
    for given, name in (("Oliver", "b.csv"), ("Amelia Jo", "c.csv")):
        row = ("H1", given, "Farrow", "03/04/2015", f"Visits to {given}", "01/02/2021", "01/04/2026", "")
        agency(desk, tmp_path / name, row)
    ((children, _, events),) = on_record(desk)
    assert (children, len(events)) == (["Oliver"], 3)


def test_what_was_left_alone_stands_among_the_marked_rows(desk: Desk, tmp_path: Path) -> None:
    agency(desk, tmp_path / "a.csv", AMELIA)
    ben = ("H1", "Ben", "Hill", "05/06/2017", "Speech therapy", "01/02/2021", "01/04/2026", "")
    report = agency(desk, tmp_path / "b.csv", ben).report
    (row,) = import_list.listed(report, "marked", "", 10).rows
    assert "another person on record" in import_list.why(row)
    assert import_list.counts(report)["marked"] == import_list.became(report).left_alone == 1


def test_siblings_of_one_list_with_one_number_have_a_record_each(desk: Desk, tmp_path: Path) -> None:
    ben = ("H1", "Ben", "Farrow", "05/06/2017", "Speech therapy", "01/02/2021", "01/03/2026", "")
    ava = ("H1", "Ava", "Farrow", "03/04/2015", "Dietician", "01/02/2021", "01/03/2026", "")
    done = agency(desk, tmp_path / "a.csv", AMELIA, ben, ava)
    marks = [row.marks for row in done.report.rows]
    assert marks == [(), *[("another person in this file has the same number: kept apart",)] * 2]
    assert on_record(desk) == [
        (["Amelia"], [], ["Health visiting"]), (["Ben"], [], ["Speech therapy"]), (["Ava"], [], ["Dietician"]),
    ]  # fmt: skip
    assert agency(desk, tmp_path / "a.csv", AMELIA, ben, ava).new == 0


def annex(given: str, family: str, born: str, on: str) -> tuple[str, ...]:
    return ("A1", family, given, "b) Female", "a) WBRI", born, "10", on, "a) 1A: Individual")


def test_a_list_of_annex_a_leaves_another_child_with_the_id(desk: Desk, tmp_path: Path) -> None:
    amelia = annex("Amelia", "Farrow", "03/04/2015", "01/02/2020")
    ben = annex("Ben", "Hill", "05/06/2017", "01/02/2021")
    both = listed(desk, tmp_path / "List 1.csv", amelia, ben)
    assert [row.verdict for row in both.report.rows] == ["taken", "refused"]
    assert (
        both.report.rows[1].because
        == "an earlier row of this file has this id for another child, so left alone"
    )
    later = listed(desk, tmp_path / "List 1 later.csv", ben, annex("Ben", "Hill", "05/06/2017", "03/03/2022"))
    assert came(later) == [SOMEBODY_ELSE] * 2
    file = desk.file(earlier_record("A1"))
    assert [child.name.given for child in file.children] == ["Amelia"]
    assert [said.body.on for said in file.earlier] == [date(2020, 2, 1)]


def twin(given: str, **columns: str) -> tuple[str, ...]:
    return changed(Child_Forename=given, LCS_ID="", UPN="", NHS_Number="", **columns)


def test_twins_of_one_initial_are_two_children_of_the_contact(desk: Desk, tmp_path: Path) -> None:
    amelia, ava = twin("Amelia", Contact_Outcome="Assessment"), twin("Ava")
    done = contacts(desk, tmp_path / "a.csv", amelia, ava)
    assert (
        "another child of this contact has the same birth or number: kept apart" in done.report.rows[1].marks
    )
    (contact,) = done.changed.contacts
    file = desk.file(contact)
    assert [child.name.given for child in file.children] == ["Amelia", "Ava"]
    outcomes = {said.body.child: said.body.outcomes for said in file.earlier}
    assert [outcomes[child.person] for child in file.children] == [("O02",), ("O07",)]
    assert contacts(desk, tmp_path / "a.csv", amelia, ava).new == 0
    swapped = contacts(desk, tmp_path / "b.csv", ava, amelia)
    assert (swapped.new, came(swapped)) == (0, [BESIDE, BESIDE])


def test_a_short_form_is_no_twin(desk: Desk, tmp_path: Path) -> None:
    rows = [changed(Child_Forename="Elizabeth"), changed(Child_Forename="Beth")]
    (contact,) = contacts(desk, tmp_path / "a.csv", *rows).changed.contacts
    assert [child.name.given for child in desk.file(contact).children] == ["Elizabeth"]


def test_siblings_of_one_contact_with_one_number_are_two(desk: Desk, tmp_path: Path) -> None:
    rows = [changed(Child_Forename="Ellie"), changed(Child_Forename="Max", Child_DOB="03/03/2018")]
    (contact,) = contacts(desk, tmp_path / "a.csv", *rows).changed.contacts
    file = desk.file(contact)
    assert [child.name.given for child in file.children] == ["Ellie", "Max"]
    assert {said.body.child for said in file.earlier} == {child.person for child in file.children}


def test_the_mothers_of_two_children_are_both_kept(desk: Desk, tmp_path: Path) -> None:
    own = {"LCS_ID": "", "UPN": "", "NHS_Number": ""}
    ellie = changed(Mother_Name="Janet Stokes", **own)
    max_ = changed(Child_Forename="Max", Child_DOB="03/03/2018", Mother_Name="Julie Hill", **own)
    (contact,) = contacts(desk, tmp_path / "a.csv", ellie, max_).changed.contacts
    assert [adult.name.given for adult in desk.file(contact).adults] == ["Janet", "Julie"]


def test_an_adult_who_is_another_in_a_later_file_keeps_no_child_from_being_put_right(
    desk: Desk, tmp_path: Path
) -> None:
    contacts(desk, tmp_path / "a.csv", changed(Mother_Name="Jo Farrow"))
    done = contacts(desk, tmp_path / "b.csv", changed(Mother_Name="Jane Hull", Contact_Outcome="Assessment"))
    assert "corrects: outcomes was O07, is O02" in came(done)[0]
    (contact,) = done.changed.contacts
    assert [adult.name.given for adult in desk.file(contact).adults] == ["Jo"]
