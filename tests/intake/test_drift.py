"""Files of the same kind that look different: names, headings, order, blank rows, rows that come twice."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.intake import books
from tests.intake.books import CONTACT_HEADINGS, contact, only, told


@pytest.mark.parametrize(
    "name", ["List 1", "List_1", "LIST 01", "Contacts", "1. Contacts", "List 1 - Contacts", "x"]
)
def test_a_sheet_may_have_many_names(tmp_path: Path, name: str) -> None:
    report, acts = books.read(books.book(tmp_path / "a.xlsx", {name: [CONTACT_HEADINGS, contact()]}))
    assert report.sheets[0].kind == "contact"
    assert len(acts) == 1
    assert told(acts[0]).row == f"{name} row 2"


@pytest.mark.parametrize(
    "headings",
    [
        ("Child Unique ID ", "gender", "ETHNICITY", "Date of  Birth", "Age", "Date of contact",
         "Contact source\xa0"),
        ("CHILD_ID", "SEX", "Ethnic origin", "DOB", "AGE", "CONTACT_DATE", "Source of contact"),
        ("LA Child ID", "Gender", "Ethnicity", "Date of Birth (dd/mm/yyyy)", "Age (Years)", "Date of the Contact",
         "Contact Source Code"),
    ],
)  # fmt: skip
def test_headings_may_drift(tmp_path: Path, headings: tuple[str, ...]) -> None:
    straight, (usual,) = books.read(books.contacts(tmp_path / "a.xlsx", contact()))
    report, (drifted,) = books.read(books.book(tmp_path / "b.xlsx", {"Contacts": [headings, contact()]}))
    assert drifted.entry == usual.entry
    assert report.unknown_columns == straight.unknown_columns == ()


def test_titles_above_and_blank_rows_between_are_counted(tmp_path: Path) -> None:
    rows = [["List 1: contacts"], [], CONTACT_HEADINGS, contact(), [], [], contact("C1002"), [], []]
    report, acts = books.read(books.book(tmp_path / "a.xlsx", {"List 1": rows}))
    (sheet,) = report.sheets
    assert (sheet.rows, sheet.headings, sheet.blank) == (2, 2, 3)
    assert [row.row for row in report.rows] == [4, 7]
    assert len(acts) == 2


def test_headings_pasted_twice_are_no_child(tmp_path: Path) -> None:
    rows = [CONTACT_HEADINGS, contact(), CONTACT_HEADINGS, contact("C1002")]
    report, acts = books.read(books.book(tmp_path / "a.xlsx", {"List 1": rows}))
    assert (len(acts), report.sheets[0].headings) == (2, 2)


def test_the_same_row_twice_is_taken_once_and_said(tmp_path: Path) -> None:
    report, acts = books.read(
        books.contacts(tmp_path / "a.xlsx", contact(), contact("C1002"), contact(age=9, gender="Female"))
    )
    assert len(acts) == 2
    assert report.rows[2].marks == ("the same as List 1 row 2: taken once, seen twice",)
    assert report.total().seen_twice == 1


def test_a_row_that_says_something_else_is_another_row(tmp_path: Path) -> None:
    _, acts = books.read(books.contacts(tmp_path / "a.xlsx", contact(), contact(source="e) 2A: Schools")))
    assert len({act.entry for act in acts}) == 2
    assert len({act.contact for act in acts}) == 1


def test_an_unknown_column_is_reported(tmp_path: Path) -> None:
    rows = [(*CONTACT_HEADINGS, "Shoe size"), [*contact(), 4]]
    report, acts = books.read(books.book(tmp_path / "a.xlsx", {"List 1": rows}))
    assert report.unknown_columns == ("List 1: Shoe size",)
    assert len(acts) == 1


def test_a_value_under_no_heading_is_marked(tmp_path: Path) -> None:
    report, _ = books.read(books.contacts(tmp_path / "a.xlsx", [*contact(), None, "see me"]))
    assert only(report).marks == ("there is something under no heading, not taken",)


def test_a_column_that_stands_twice_is_read_once_and_a_difference_marked(tmp_path: Path) -> None:
    rows = [(*CONTACT_HEADINGS, "Gender"), [*contact(), "b) Female"], [*contact("C1002"), "a) Male"]]
    report, acts = books.read(books.book(tmp_path / "a.xlsx", {"List 1": rows}))
    assert [told(act).sex for act in acts] == ["F", "F"]
    assert [row.marks for row in report.rows] == [
        (),
        ("the column for gender stands twice and they differ; the first was read",),
    ]


def test_rows_of_other_sheets_are_refused_with_a_reason(tmp_path: Path) -> None:
    sheets: books.Sheets = {
        "Guidance": [["Read this first"], ["Then this"]],
        "List 3": [["nothing", "known", "here"], [1, 2, 3]],
    }
    report, acts = books.read(books.book(tmp_path / "a.xlsx", sheets))
    assert acts == ()
    assert [row.because for row in report.rows] == [
        "this sheet is none of the lists 1 to 11",
        "this sheet is none of the lists 1 to 11",
        "the headings of this sheet were not found, so nobody can tell what its columns mean",
        "the headings of this sheet were not found, so nobody can tell what its columns mean",
    ]


def test_the_headings_win_over_the_name_of_the_sheet(tmp_path: Path) -> None:
    report, acts = books.read(books.book(tmp_path / "a.xlsx", {"List 3": [CONTACT_HEADINGS, contact()]}))
    assert told(acts[0]).event == "contact"
    assert "named like List 3" in report.notes[0]


@pytest.mark.parametrize(
    ("row", "mark"),
    [
        (contact(born=None), "date of birth is missing"),
        (contact(born="31/02/2012"), "date of birth “31/02/2012” was not understood, kept as text"),
        (contact(born="05/23/2012"), "date of birth “05/23/2012” was not understood, kept as text"),
        (contact(born="4/5/12"), "date of birth gives the year with two digits"),
        (contact(born="#N/A"), "date of birth is an Excel error (#N/A), taken as empty"),
        (contact(born=datetime(2020, 12, 1)), "born after the contact"),
        (contact(born=datetime(1998, 5, 4)), "child is 22 at the date"),
        (contact(on=datetime(2031, 1, 1)), "date of contact is in the future"),
        (contact(on=None), "date of contact is missing"),
        (contact(source="z) Owl"), "contact source “z) Owl” is not a known code, kept as text"),
        (contact(source=None), "contact source is missing"),
        (contact(ethnicity="purple"), "ethnicity “purple” is not a known code, kept as text"),
        (contact(gender="?"), "gender “?” is not a known code, kept as text"),
        (contact(child="AB/12 3"), "the child's id is not 1 to 20 letters and digits, kept as written"),
        (contact(child="X" * 21), "the child's id is not 1 to 20 letters and digits, kept as written"),
        (contact(ethnicity="é" * 31_000), "ethnicity is 31,000 characters long and was left out"),
    ],
)
def test_marks(tmp_path: Path, row: list[object], mark: str) -> None:
    report, acts = books.read(books.contacts(tmp_path / "a.xlsx", row))
    assert any(mark in found for found in only(report).marks)
    assert told(acts[0]).marks == only(report).marks


@pytest.mark.parametrize(
    "row",
    [
        contact(gender="Female", ethnicity="WBRI", source="Police"),
        contact(gender="f", ethnicity="t) NOBT", source="6"),
        contact(gender="2", ethnicity="Chinese", source="police (6)"),
        contact(born="2012-05-04", on="16th September 2020"),
        contact(born="41033", on=44090),
        contact(child=9212044.0),
        contact(child="9212044.0"),
    ],
)
def test_what_is_clear_is_no_mark(tmp_path: Path, row: list[object]) -> None:
    report, acts = books.read(books.contacts(tmp_path / "a.xlsx", row))
    assert only(report).verdict == "taken"
    assert (told(acts[0]).sex, told(acts[0]).source) == ("F", "6")
    assert (str(told(acts[0]).born), str(told(acts[0]).on)) == ("2012-05-04", "2020-09-16")


@pytest.mark.parametrize(
    ("row", "because"),
    [
        (contact(child=None), "the child's id is missing"),
        (contact(child="#REF!"), "the child's id is missing"),
        (contact(child=1234567890123456), "more than 15 digits"),
        (contact(child="X" * 200), "longer than 100 characters"),
        (contact(child=datetime(2020, 1, 1)), "is a date"),
        (["Total", "", "", "", "", "105", ""], "it may be a note or a total"),
        ([None] * 400 + ["far"], "wider than 300 columns"),
        (["word " * 6000] * 6, "more than 150,000 characters"),
    ],
)
def test_refused_rows_say_why(tmp_path: Path, row: list[object], because: str) -> None:
    report, acts = books.read(books.contacts(tmp_path / "a.xlsx", row))
    assert because in only(report).because
    assert acts == ()
