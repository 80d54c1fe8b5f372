"""The return on children looked after (SSDA903): tables of its shape, with invented children."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from workstation.domain.kinds import Body, ChildNamed, EarlierTaken
from workstation.domain.times import SystemClock
from workstation.guidebook.codes import codes
from workstation.intake import bring_in
from workstation.intake import mapping as m
from workstation.intake.acts import earlier_record
from workstation.intake.outcome import ImportReport

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END"


def take(path: Path, *lines: str) -> tuple[ImportReport, tuple[Body, ...]]:
    path.write_text("\n".join(lines) + "\n")
    report, taken = bring_in.read(path, clock=SystemClock(), codes=codes)
    assert {one.contact for one in taken} <= {earlier_record("NB100"), earlier_record("NB200")}
    return report, tuple(one.body for one in taken)


def events(bodies: tuple[Body, ...]) -> list[EarlierTaken]:
    return [body for body in bodies if isinstance(body, EarlierTaken)]


def test_a_child_of_the_return_is_known(tmp_path: Path) -> None:
    report, bodies = take(
        tmp_path / "a.csv", HEADER,
        "NB100,2,14/03/2009,WBRI,A123456789123,1,02/02/2024", "NB200,1,01/05/2016,MWBC,UN1,,",
    )  # fmt: skip
    assert report.read_as == "tables of the return on children looked after (SSDA903)"
    (named,) = [body for body in bodies if isinstance(body, ChildNamed)]
    assert (named.la_child_id, named.sex, named.born.on) == ("NB100", "F", date(2009, 3, 14))
    first, second = events(bodies)
    assert (first.ethnicity, first.born) == ("WBRI", date(2009, 3, 14))
    assert "is a mother: yes; her first child born: 02/02/2024" in first.detail
    assert "UPN: none (UN1)" in second.detail
    assert not any("UPN" in mark for mark in second.marks)


def test_times_in_care_are_history_without_where_the_child_lives(tmp_path: Path) -> None:
    report, bodies = take(
        tmp_path / "a.csv", EPISODES,
        "NB100,05/01/2019,S,V2,N1,U1,PR1,07/03/2020,X1,,NB1 2AB,NB9 9ZZ,SC12345",
        "NB100,07/03/2020,L,C2,N1,U1,PR1,,,,NB1 2AB,NB9 9ZZ,SC12345",
    )  # fmt: skip
    began, goes_on = events(bodies)
    assert (began.event, began.on, began.ended) == ("looked after", date(2019, 1, 5), date(2020, 3, 7))
    assert "legal status: Accommodated under section 20 (V2)" in began.detail
    assert "the episode began because: Came into care (S)" in began.detail
    assert (goes_on.on, goes_on.ended) == (date(2020, 3, 7), None)
    assert began.marks == goes_on.marks == ()
    assert not any("NB9" in body.detail or "NB1 2" in body.detail for body in (began, goes_on))
    assert any("PL_POST: where a child in care lives" in words for words in report.left_out_columns)


def test_times_missing_are_history(tmp_path: Path) -> None:
    _, bodies = take(tmp_path / "a.csv", MISSING, "NB100,14/03/2009,M,05/01/2023,06/01/2023")
    (event,) = events(bodies)
    assert (event.event, event.on, event.ended) == ("missing from care", date(2023, 1, 5), date(2023, 1, 6))


@pytest.mark.parametrize(
    ("headings", "row", "why"),
    [
        ("CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED", "NB100,14/03/2009,12,,0", "nothing that happened on a day"),
        (HEADER, ",2,14/03/2009,WBRI,,,", "the child's id is missing"),
    ],
)  # fmt: skip
def test_what_is_not_taken_says_why(tmp_path: Path, headings: str, row: str, why: str) -> None:
    report, bodies = take(tmp_path / "a.csv", headings, row)
    assert bodies == ()
    assert [(one.verdict, why in one.because) for one in report.rows] == [("refused", True)]


def test_it_is_recognised_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{EPISODES}\nNB100,05/01/2019,S,V2,N1,U1,PR1,,,,,,\n")
    assert m.look(tmp_path / "a.csv").known_as == "looked after"


def test_a_table_of_another_system_is_not_taken_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Child,Review,Review code,Name,Team,Street,Town\nC1,x,y,Ann,A,B,C\n")
    assert m.look(tmp_path / "a.csv").known_as == ""
