"""The public Annex A sample, row by row: what is taken from it, and what is said about its faults."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.intake import books
from tests.intake.books import told
from workstation.domain.kinds import EarlierTaken
from workstation.intake.bring_in import Taken
from workstation.intake.outcome import ImportReport

Read = tuple[ImportReport, tuple[Taken, ...]]


@pytest.fixture(scope="module")
def sample() -> Read:
    return books.read(books.SAMPLE)


def of(sample: Read, event: str) -> list[EarlierTaken]:
    return [body for act in sample[1] if (body := told(act)).event == event]


def test_every_list_is_counted(sample: Read) -> None:
    counted = {
        sheet.sheet: (sheet.kind, sheet.taken, sheet.with_marks, sheet.refused) for sheet in sample[0].sheets
    }
    assert counted == {
        "List 1": ("contact", 4, 1, 0),
        "List 2": ("early help assessment", 5, 0, 0),
        "List 3": ("referral", 6, 0, 0),
        "List 4": ("assessment", 3, 2, 0),
        "List 5": ("section 47 enquiry", 5, 0, 0),
        "List 6": ("child in need", 0, 5, 0),
        "List 7": ("child protection plan", 5, 2, 0),
        "List 8": ("looked after", 2, 3, 0),
        "List 9": ("care leaver", 6, 0, 0),
        "List 10": ("adoption", 4, 1, 0),
        "List 11": ("adopters", 0, 0, 5),
    }
    assert sample[0].unknown_columns == ()


def test_codes_are_read_by_the_code_and_not_by_the_letter(sample: Read) -> None:
    found = of(sample, "contact")
    assert [body.source for body in found] == ["6", "6", "1B", "6", "9"]
    assert [body.sex for body in found] == ["F", "F", "M", "M", "F"]
    assert [body.ethnicity for body in found] == ["WBRI", "APKN", "NOBT", "NOBT", "WBRI"]
    assert [body.source for body in of(sample, "referral")] == ["8", "3D", "6", "2A", "6", "6"]
    assert {body.nfa for body in of(sample, "referral")} == {"no"}
    assert [body.sex for body in of(sample, "early help assessment")] == ["M", "", "F", "F", "M"]


def test_the_first_row_in_full(sample: Read) -> None:
    act = sample[1][0]
    assert act.body == EarlierTaken(
        event="contact",
        la_child_id="9212044",
        on=date(2020, 9, 16),
        sex="F",
        ethnicity="WBRI",
        born=date(2015, 1, 25),
        source="6",
        from_file="annex_a_sample_liia.xlsx",
        row="List 1 row 2",
        key=told(act).key,
    )
    assert act.happened == datetime(2020, 9, 16, 11, 0, tzinfo=UTC)  # noon in London, in summer
    assert act.edition == "2024"


def test_what_has_no_date_happened_on_the_day_it_was_brought_in(sample: Read) -> None:
    leavers = [act for act in sample[1] if told(act).event == "care leaver"]
    assert {act.happened for act in leavers} == {datetime(2021, 3, 16, 12, 0, tzinfo=UTC)}
    assert {told(act).on for act in leavers} == {None}


def test_every_mark(sample: Read) -> None:
    no_team = (
        "team is an Excel error (#N/A), taken as empty",
        "worker is an Excel error (#N/A), taken as empty",
    )
    is_21 = "child is 21 when the list was made"
    assert {f"{row.sheet} {row.row}": row.marks for row in sample[0].rows if row.marks} == {
        "List 1 3": ("date of birth is missing",),
        "List 4 4": ("child is 20 at the date",),
        "List 4 5": ("born after the assessment began",),
        "List 6 2": (*no_team, "primary need PSRMEM is not a children's code, kept as text", is_21),
        "List 6 3": (*no_team, is_21),
        "List 6 4": (*no_team, is_21),
        "List 6 5": (*no_team, is_21),
        "List 6 6": no_team,
        "List 7 2": ("born after the plan began",),
        "List 7 8": ("born after the plan began",),
        "List 8 2": ("child is 19 when the list was made",),
        "List 8 4": ("ethnicity is missing",),
        "List 8 5": ("born after coming into care",),
        "List 10 5": ("born after the decision to place for adoption",),
    }


def test_details_are_in_plain_words(sample: Read) -> None:
    assert of(sample, "child in need")[1].detail == (
        "disability: no; primary need: Abuse or neglect (N1); status: Child in need plan; last seen: 05/03/2021"
    )
    assert "primary need: PSRMEM - Support with memory and cognition" in of(sample, "child in need")[0].detail
    assert of(sample, "contact")[1].detail == "age when the list was made: 8"
    assert of(sample, "adoption")[0].on == date(2009, 8, 11)
    assert of(sample, "adoption")[0].ended == date(2009, 8, 31)


def test_spaces_inside_names_are_plain(sample: Read) -> None:
    assert of(sample, "referral")[0].worker == "Dustin Hazlett"
    assert "\xa0" not in "".join(repr(act.body) for act in sample[1])


def test_adopters_are_adults_and_refused(sample: Read) -> None:
    rows = [row for row in sample[0].rows if row.sheet == "List 11"]
    assert {row.because for row in rows} == {"it is about adults who adopt, not about a child"}
    assert len(rows) == 5


def test_where_a_child_in_care_lives_is_never_taken(sample: Read) -> None:
    everything = "".join(repr(act.body) for act in sample[1])
    assert not any(place in everything for place in ("T28 2WB", "C25 1YT", "P13 2TR", "Home Town", "nope"))
    assert any("Placement postcode" in column for column in sample[0].left_out_columns)


def test_one_earlier_record_for_each_child(sample: Read) -> None:
    both = {act.contact for act in sample[1] if told(act).la_child_id == "6537810"}
    assert len(both) == 1
    assert len({act.contact for act in sample[1]}) == len({told(act).la_child_id for act in sample[1]})


def test_twice_the_same_file_gives_the_same_ids(sample: Read, tmp_path: Path) -> None:
    copy = tmp_path / "Annex A (2) final.XLSX"
    shutil.copy(books.SAMPLE, copy)
    again = books.read(copy)
    assert [act.entry for act in again[1]] == [act.entry for act in sample[1]]
    assert told(again[1][0]).from_file == "Annex A (2) final.XLSX"


def test_rows_columns_and_sheets_in_another_order_give_the_same_ids(sample: Read, tmp_path: Path) -> None:
    old = load_workbook(books.SAMPLE, data_only=True)
    sheets = {
        sheet.title.replace("List ", "list_"): [row[::-1] for row in [rows[0], *reversed(rows[1:])]]
        for sheet in reversed(old.worksheets)
        if (rows := list(sheet.iter_rows(values_only=True)))
    }
    report, acts = books.read(books.book(tmp_path / "other.xlsx", sheets))
    assert {act.entry for act in acts} == {act.entry for act in sample[1]}
    assert report.total().with_marks == sample[0].total().with_marks
    bodies = {act.entry: (told(act).detail, told(act).marks) for act in sample[1]}
    assert {act.entry: (told(act).detail, told(act).marks) for act in acts} == bodies


def test_formulas_nobody_worked_out_are_marked(tmp_path: Path) -> None:
    saved = load_workbook(books.SAMPLE)  # openpyxl keeps the formulas and loses their values
    saved.save(tmp_path / "formulas.xlsx")
    report, acts = books.read(tmp_path / "formulas.xlsx")
    rows = [row for row in report.rows if row.sheet == "List 10"]
    assert {row.verdict for row in rows} == {"taken with marks"}
    lost = "date it was decided to place for adoption is a formula without a worked-out value, taken as empty"
    assert all(lost in row.marks for row in rows)
    assert {told(act).on for act in acts if told(act).event == "adoption"} == {None}
