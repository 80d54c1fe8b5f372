"""Whatever stands in the cells: nothing crashes, every row is accounted for, every act can be kept."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake import books
from workstation.domain import entries
from workstation.guidebook.codes import codes
from workstation.intake import annex_a, annex_said
from workstation.intake.cells import day, words, yes_no
from workstation.intake.headings import Layout, first_layout
from workstation.intake.messages import Cell, Kind, Row

TODAY = date(2021, 3, 16)
KINDS: tuple[Kind, ...] = (
    "text", "number", "day", "yes", "replaced", "error", "formula", "long", "broken", "twice",
)  # fmt: skip
LIKELY = st.sampled_from(
    ["a) WBRI", "s) NOBT", "b) Female", "q) 6: Police", "16/09/2020", "2020-09-16", "44090", "1/1/01", "#N/A",
     "Yes", "a) No", "N1 - Abuse", "PSRMEM - x", "1234567", "1e5", "-3", "0", "12.5", "２０", "31/12/9999",
     "\u202e", "=1+1"]
)  # fmt: skip
# What the separate process hands over has no lone surrogates and no control characters; the rest is open.
OPEN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30)
CELL = st.none() | st.builds(Cell, st.sampled_from(KINDS), LIKELY | OPEN)


def layout_of(number: int) -> Layout:
    """The layout of a list of the sample."""
    from openpyxl import load_workbook

    book = load_workbook(books.SAMPLE, read_only=True)
    sheet = book[f"List {number}"]
    headings = [cell.value for cell in next(sheet.iter_rows())]
    book.close()
    found = first_layout(sheet.title, [Row(1, tuple(Cell("text", str(text)) for text in headings))])
    assert found
    return found[1]


LAYOUTS = {number: layout_of(number) for number in range(1, 12)}


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(sorted(LAYOUTS)), st.lists(CELL, max_size=36))
def test_any_row_is_understood_marked_or_refused(number: int, row: list[Cell | None]) -> None:
    got = annex_a.clean(Row(2, tuple(row)), LAYOUTS[number], today=TODAY, codes=codes)
    assert number != 11 or got.refused
    if not got.refused:
        assert got.child
        body = annex_said.body_of("contact", got, "a.xlsx", "List 1 row 2")
        assert entries.decode("EarlierTaken", entries.encode(body)) == body
        assert annex_said.entry_id("contact", got) == annex_said.entry_id("contact", got)


@settings(max_examples=600, deadline=None)
@given(CELL)
def test_any_cell_is_words_a_day_or_yes(cell: Cell | None) -> None:
    assert isinstance(words(cell), str)
    yes_no(cell)
    found = day(cell, today=TODAY).on
    assert found is None or 1900 <= found.year <= 2200


# openpyxl writes no control characters, and makes a formula of what starts with an equals sign.
excel_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=20).map(
    lambda text: text.lstrip("=")
)
excel_value = st.one_of(
    st.none(),
    excel_text,
    LIKELY.map(lambda text: text.lstrip("=")),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 1, 1)),
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.lists(st.lists(excel_value, min_size=7, max_size=9), min_size=10, max_size=40))
def test_any_workbook_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]
) -> None:
    path: Path = tmp_path_factory.mktemp("fuzz") / "a.xlsx"
    report, _ = books.read(books.contacts(path, *rows))
    filled = [row for row in rows if any(value is not None and str(value).strip() for value in row)]
    assert report.total().rows == len(filled)


def test_noon_is_noon_in_london_in_winter_too(tmp_path: Path) -> None:
    path = books.contacts(tmp_path / "a.xlsx", books.contact(on="2020-12-01"))
    assert books.read(path)[1][0].happened == datetime(2020, 12, 1, 12, 0, tzinfo=UTC)
