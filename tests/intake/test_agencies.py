"""Lists of people an agency knows: they explain themselves and say how current they are."""

from datetime import date
from pathlib import Path

import pytest

from tests.intake.books import told
from tests.intake.extracts import adult, child, event, read, table
from workstation.domain.kinds import AdultNamed, ChildNamed, EarlierTaken

SAMPLE = Path(__file__).parents[1] / "data" / "family_context_csc_sample.csv"
HEADINGS = (
    "Last Name", "First Name", "Date of Birth", "Age", "NHS No", "Address", "Date of death", "CMS No", "Keyworker",
    "Email", "Service Event Desc", "Service Event Start", "Service Event End",
)  # fmt: skip
ROW = (
    "Mullins", "Rod", "2000-11-05", "22", "58", "350 High Street, Oakham", "", "13", "Karen Ray", "k@example.com",
    "visit", "2003-05-29", "2004-05-29",
)  # fmt: skip


def test_the_public_sample_explains_itself() -> None:
    report, acts = read(SAMPLE)
    assert report.read_as == "people an agency knows (family context csc sample)"
    assert report.total().taken == 500
    assert len({act.contact for act in acts}) == 500
    said = [told(act) for act in acts if isinstance(act.body, EarlierTaken)]
    assert {body.as_of for body in said} == {date(2022, 10, 15)}
    assert {body.event for body in said} == {"known to an agency"}
    first = said[0]
    assert (first.agency, first.on) == ("Barnet Council", date(2018, 8, 23))
    assert first.detail.startswith("Historic; last seen 07/07/2022")
    assert child(acts).name.family == "Taylor"
    assert "@" not in repr(acts)


def test_other_columns_and_people_who_are_grown(tmp_path: Path) -> None:
    report, acts = read(table(tmp_path / "ASC.csv", ROW, headings=HEADINGS))
    assert report.read_as == "people an agency knows (asc)"
    assert adult(acts).name.family == "Mullins"
    said = event(acts)
    assert (said.on, said.ended, said.agency) == (date(2003, 5, 29), date(2004, 5, 29), "asc")
    assert "NHS number: 58" in said.detail
    assert any("is not ten digits" in mark for mark in report.rows[0].marks)


def test_a_number_at_two_people_joins_nobody(tmp_path: Path) -> None:
    other = ("Hill", "Warren", "1999-10-07", *ROW[3:])
    report, acts = read(table(tmp_path / "ASC.csv", ROW, other, headings=HEADINGS))
    assert len({act.contact for act in acts}) == 2
    assert "another person in this file has the same number: kept apart" in report.rows[1].marks


def test_twins_with_the_same_birth_and_address_are_two(tmp_path: Path) -> None:
    twin = (ROW[0], "Ron", *ROW[2:7], "14", *ROW[8:])
    _, acts = read(table(tmp_path / "ASC.csv", ROW, twin, headings=HEADINGS))
    assert len({act.contact for act in acts}) == 2


def test_a_death_is_an_event_of_its_own(tmp_path: Path) -> None:
    dead = (*ROW[:6], "1972-05-29", *ROW[7:])
    report, acts = read(table(tmp_path / "ASC.csv", dead, headings=HEADINGS))
    assert "death" in {told(act).event for act in acts if isinstance(act.body, EarlierTaken)}
    assert "died before birth" in report.rows[0].marks


def test_who_is_a_child_when_the_data_was_right_is_a_child(tmp_path: Path) -> None:
    headings = ("Surname", "Forename", "DOB", "Status", "Extract Date", "Last Seen")
    rows = (("Lee", "Ann", "01/01/2008", "Open", "01/06/2021", "01/05/2021"),
            ("Lee", "Bo", "01/01/2000", "Open", "01/06/2021", "01/05/2021"))  # fmt: skip
    _, acts = read(table(tmp_path / "health 2021.csv", *rows, headings=headings))
    assert [type(a.body) for a in acts if not isinstance(a.body, EarlierTaken)] == [ChildNamed, AdultNamed]


EDUCATION = (
    "Cms Id,First Name,Last Name,Date Of Birth,Gender,Address,Service Involvement,School Name,Contact Number,"
    "Admission Type,Date Current As Of,Date Of Most Recent Interaction,Start Date Of Last Involvement"
)
HOSPITAL = (
    "Last Name,First Name,Date of Birth,Age,NHS No,Address,CMS No,Date of most recent hospital admission,"
    "Date of discharge,Presenting condition,High intensity A+E user,Next of kin name"
)
HOUSING = (
    "Last Name,First Name,Date of Birth,Age,NHS No,Address,CMS No,Name of housing officer,Social housing,"
    "Name of housing provider,Service/Event Desc,Service/Event Start,Service/Event End"
)
POLICE = "SUBJECT_SURNAME,SUBJECT_FORENAME,SUBJECT_DOB,OFFENCE,LAST_EVENT_DATE,EXTRACT_DATE"


@pytest.mark.parametrize("headings", [EDUCATION, HOSPITAL, HOUSING, POLICE])
def test_lists_of_other_agencies_explain_themselves(tmp_path: Path, headings: str) -> None:
    columns = headings.split(",")
    row = [
        "01/02/2015" if "date" in heading.lower() or "dob" in heading.lower() else "Lee"
        for heading in columns
    ]
    report, acts = read(table(tmp_path / "list.csv", row, headings=columns))
    assert report.read_as == "people an agency knows (list)"
    assert child(acts).name.family == "Lee"


@pytest.mark.parametrize("name", ["csc.csv", "csc 2023.csv", "CSC_2024-01.csv"])
def test_the_extract_of_another_year_is_of_the_same_agency(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SAMPLE.read_bytes())
    first = tmp_path / "csc.csv"
    first.write_bytes(SAMPLE.read_bytes())
    assert [act.entry for act in read(path)[1]] == [act.entry for act in read(first)[1]]
