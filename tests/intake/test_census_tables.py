"""The census as tables: validators and data warehouses write it so. Read as the census itself."""

from datetime import date
from pathlib import Path

import pytest

from tests.intake.extracts import child, read
from workstation.domain.kinds import ChildNamed, EarlierTaken
from workstation.intake import mapping as m
from workstation.intake.bring_in import Taken
from workstation.intake.refusals import ColumnsUnknown

DETAILS = """,LAchildID,CINreferralDate,ReferralSource,PrimaryNeedCode,CINclosureDate,DateOfInitialCPC,ReferralNFA
0,R1,2020-07-13,4,N6,2021-06-11,2020-09-29,true
1,R2,2013-10-25,6,N8,,,false
"""
XML = """<Message>
<Header><CollectionDetails><Collection>CIN</Collection></CollectionDetails></Header><Children><Child>
<ChildIdentifiers><LAchildID>R1</LAchildID><UPN>B801200005001</UPN><PersonBirthDate>2012-03-01</PersonBirthDate>
<Sex>F</Sex></ChildIdentifiers><CINdetails><CINreferralDate>2020-07-13</CINreferralDate>
<ReferralSource>4</ReferralSource><PrimaryNeedCode>N6</PrimaryNeedCode><CINclosureDate>2021-06-11</CINclosureDate>
<DateOfInitialCPC>2020-09-29</DateOfInitialCPC><ReferralNFA>true</ReferralNFA></CINdetails>
</Child></Children></Message>
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def events(acts: tuple[Taken, ...]) -> list[EarlierTaken]:
    return [act.body for act in acts if isinstance(act.body, EarlierTaken)]


def test_a_table_of_referrals_is_read_as_the_census_itself(tmp_path: Path) -> None:
    report, acts = read(write(tmp_path / "details.csv", DETAILS))
    assert report.read_as == "tables of the children in need census"
    assert [(event.event, event.on) for event in events(acts)] == [
        ("referral", date(2020, 7, 13)), ("child protection conference", date(2020, 9, 29)),
        ("referral", date(2013, 10, 25)),
    ]  # fmt: skip
    assert {row.verdict for row in report.rows} == {"taken"}
    assert [row.row for row in report.rows] == [2, 2, 3]
    _, told = read(write(tmp_path / "census.xml", XML))
    of_census = {act.entry for act in told if isinstance(act.body, EarlierTaken)}
    assert of_census == {act.entry for act in acts if act.contact == told[0].contact}


def test_a_table_of_children_says_who_they_are(tmp_path: Path) -> None:
    text = "LAchildID,UPN,FormerUPN,UPNunknown,PersonBirthDate,Sex\nR1,B801200005001,,,2012-03-01,F\n"
    report, acts = read(write(tmp_path / "a.csv", text))
    _, told = read(write(tmp_path / "census.xml", XML))
    assert [act.entry for act in acts] == [act.entry for act in told if isinstance(act.body, ChildNamed)]
    assert report.rows[0].marks == (), "what stands in no column is not missing"


def test_a_row_for_each_event_with_everything_in_it(tmp_path: Path) -> None:
    headings = (
        "LAchildID,Date,Type,CINreferralDate,ReferralSource,ReferralNFA,AssessmentActualStartDate,Factors,CPPstartDate,"
        "InitialCategoryOfAbuse,S47ActualStartDate,PersonBirthDate,GenderCurrent,Ethnicity,Disabilities,YEAR"
    )
    rows = (
        'R1,x,CINreferralDate,2020-10-06,1A,0,,,,,,2012-03-01,1,WBRI,"HAND",2022',
        "R1,x,AssessmentActualStartDate,2020-10-06,1A,0,2020-10-08,\"['2A', '3B']\",,,,2012-03-01,1,WBRI,HAND,2022",
        'R1,x,CPPstartDate,2020-10-06,1A,0,,,2021-01-08,NEG,,2012-03-01,1,WBRI,"HAND",2022',
    )
    report, acts = read(write(tmp_path / "a.csv", "\n".join((headings, *rows))))
    assert [event.event for event in events(acts)] == ["referral", "assessment", "child protection plan"]
    assert events(acts)[1].factors == ("2A", "3B")
    assert "disability: Using hands" in events(acts)[0].detail
    assert child(acts).born.on == date(2012, 3, 1)
    assert report.total().seen_twice == 4


def test_an_assessment_without_its_referral_makes_no_referral(tmp_path: Path) -> None:
    text = "LAchildID,CINdetailsID,AssessmentActualStartDate,AssessmentAuthorisationDate\nR1,1,2020-10-08,\n"
    _, acts = read(write(tmp_path / "a.csv", text))
    assert [event.event for event in events(acts)] == ["assessment"]


def test_a_row_of_which_nothing_can_be_taken_is_refused_and_says_why(tmp_path: Path) -> None:
    text = "LAchildID,CINPlanStartDate,CINPlanEndDate\nR1,,\n,2020-01-01,\n"
    report, acts = read(write(tmp_path / "a.csv", text))
    assert acts == ()
    assert "says neither who the child is nor what happened" in report.rows[0].because
    assert "neither the council's number" in report.rows[1].because


def test_such_a_file_is_recognised_before_it_is_read_and_others_are_not(tmp_path: Path) -> None:
    assert m.look(write(tmp_path / "a.csv", DETAILS)).known_as == "census"
    other = "LAchildID,PersonBirthDate,Surname,Contact Date,Outcome\nR1,2012-03-01,Farrow,2020-01-01,NFA\n"
    path = write(tmp_path / "b.csv", other)
    assert m.look(path).known_as == ""
    with pytest.raises(ColumnsUnknown):
        read(path)


def test_a_closing_mark_that_is_written_twice_leaves_nothing_behind(tmp_path: Path) -> None:
    broken = XML.replace("<ReferralNFA>true</ReferralNFA>", (
        "<ReferralNFA>true</ReferralNFA><PreProceedingsandFGDM><PPStartDate>2021-09-09</PPStartDate>"
        "<LBPSentDate>2021-09-20</<LBPSentDate><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>"
    ))  # fmt: skip
    _, acts = read(write(tmp_path / "census.xml", broken))
    (found,) = (event for event in events(acts) if event.event == "pre-proceedings")
    assert found.detail == "letter before proceedings sent: 20/09/2021; outcome: A"
    assert found.marks == ()
