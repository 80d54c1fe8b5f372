"""A column that says whether an address is hidden: what is no plain no hides it, and nothing is left out unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.intake.extracts import (
    HEADINGS,
    ROW,
    TODAY,
    address,
    changed,
    event,
    explained,
    preview,
    read,
    table,
)
from workstation.domain.kinds import AddressRecorded
from workstation.guidebook.codes import codes
from workstation.intake import mapping as m
from workstation.intake.mapping.people import HIDDEN_TO_BE_SAFE, KEPT_BACK

WITH = (*HEADINGS, "Address confidential")


@pytest.mark.parametrize(
    "said",
    ["Confidential", "Do not disclose", "Y - refuge", "X", "Not known", "See notes", "01/02/2020", "No contact",
     "#N/A", "?", "No \u2013 see Rose House"],
)  # fmt: skip
def test_what_is_no_plain_no_hides_the_address_and_is_marked(tmp_path: Path, said: str) -> None:
    path = table(tmp_path / "a.csv", (*ROW, said), headings=WITH)
    report, acts = read(path, explained(path))
    found = address(acts)
    assert (found.lines, found.postcode, found.confidential) == ("1 High Street\nOakham", "SR3 4EN", True)
    assert report.rows[0].verdict == "taken with marks"
    assert HIDDEN_TO_BE_SAFE in report.rows[0].marks
    assert HIDDEN_TO_BE_SAFE in event(acts).marks
    assert len(said) < 5 or said not in event(acts).detail + repr(event(acts).marks)


@pytest.mark.parametrize("said", ["Yes", "y", "TRUE", "1", "a) Yes"])
def test_a_plain_yes_hides_it_without_a_mark(tmp_path: Path, said: str) -> None:
    path = table(tmp_path / "a.csv", (*ROW, said), headings=WITH)
    report, acts = read(path, explained(path))
    assert (address(acts).confidential, report.rows[0].marks) == (True, ())


@pytest.mark.parametrize(
    "said",
    [
        "",
        " ",
        "No",
        "n",
        "FALSE",
        "0",
        "0.0",
        "None",
        "none",
        "-",
        "Not confidential",
        "b) No",
        "No.",
        "NULL",
    ],
)
def test_nothing_and_a_plain_no_do_not(tmp_path: Path, said: str) -> None:
    path = table(tmp_path / "a.csv", (*ROW, said), headings=WITH)
    report, acts = read(path, explained(path))
    assert (address(acts).confidential, report.rows[0].marks) == (False, ())


def test_an_error_of_excel_hides_it(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(WITH)
    sheet.append((*ROW, "=A1"))
    book.save(tmp_path / "a.xlsx")
    report, acts = read(tmp_path / "a.xlsx", explained(tmp_path / "a.xlsx"))
    assert address(acts).confidential
    assert HIDDEN_TO_BE_SAFE in report.rows[0].marks


@pytest.mark.parametrize("said", ["Yes", "Confidential"])
def test_a_hidden_address_that_was_kept_back_is_told_of(tmp_path: Path, said: str) -> None:
    masked = changed(Address_Line_1="", Address_Line_2="", Postcode="")
    path = table(tmp_path / "a.csv", (*masked, said), (*masked, "No"), headings=WITH)
    report, acts = read(path, explained(path))
    found = address(acts)
    assert (found.lines, found.postcode, found.confidential) == ("", "", True)
    assert report.rows[0].verdict == "taken with marks"
    assert KEPT_BACK in report.rows[0].marks
    assert KEPT_BACK not in report.rows[1].marks


def test_what_somebody_said_the_word_means_counts(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", (*ROW, "X"), (*changed(Contact_ID="C2"), "Open case"), headings=WITH)
    report, acts = read(path, explained(path, hidden={"X": "yes", "Open case": "no"}))
    found = [act.body.confidential for act in acts if isinstance(act.body, AddressRecorded)]
    assert (found, [row.marks for row in report.rows]) == ([True, False], [(), ()])


def test_the_page_says_that_such_words_hide_the_address(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", (*ROW, "Refuge"), (*ROW, "none"), (*ROW, "Yes"), headings=WITH)
    remarks = m.check(explained(path), preview(path), today=TODAY, codes=codes)
    (said,) = (remark.words for remark in remarks if remark.field == "hidden")
    assert said.endswith("nobody said what “Refuge” means here. It is taken as yes: the address is hidden.")
