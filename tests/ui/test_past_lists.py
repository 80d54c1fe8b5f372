"""Strip and table are made of the same rows; what is long ago is folded away, counted, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.reading import Reading
from ui.widgets import past_words
from ui.widgets.past_lists import PastLists
from ui.widgets.past_rows import rows_of, school_group, school_year
from ui.widgets.past_strip import strip_of
from ui.widgets.past_table import FOLDS, Shown, row_of
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact, PastDecline
from workstation.domain.past_line import NO_DAY, noon
from workstation.guidebook.guide import guide

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)
HERE = ContactId("now")


def past(days: int, **known: object) -> PastContact:
    values = {
        "contact": ContactId(f"c{days}"),
        "at": NOW - timedelta(days=days),
        "source": "2A",
        "themes": ("neglect",),
    }
    return PastContact(**(values | known))  # type: ignore[arg-type]


def test_names_in_a_row_can_be_told_apart() -> None:
    seen = past(
        400, children=("DUNN, Harper", "DUNN, Mason", "DUNN, Ivy"), adults=("DUNN, Kelly", "GIBBONS, Wayne")
    )
    words = past_words.in_full(seen, guide())
    assert "About DUNN, Harper; DUNN, Mason; DUNN, Ivy." in words
    assert "Also named: DUNN, Kelly; GIBBONS, Wayne." in words


def test_a_contact_without_a_kind_of_worry_yet_is_not_called_an_earlier_record() -> None:
    now = past(0, contact=HERE, themes=())
    before = past(400, contact=ContactId("old"), themes=(), event="looked after")
    lanes = {
        m.contact_id: m.lane for m in strip_of(rows_of([now, before], TODAY), HERE, guide(), TODAY).marks
    }
    assert lanes[HERE] == "Worry not said"
    assert lanes["old"] == "Earlier record"


PASTS = st.lists(
    st.builds(
        past,
        st.integers(0, 6000),
        themes=st.lists(st.sampled_from(("da", "neglect", "of another edition")), max_size=2).map(tuple),
        source=st.sampled_from(("6", "2A", "", "10")),
        declines=st.sampled_from(((), (PastDecline("D01", "managing fine"),))),
        event=st.sampled_from(("", "contact", "looked after")),
        part=st.integers(0, 2),
        same_child=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda c: c.key,
)


@settings(max_examples=150, deadline=None)
@given(PASTS, st.booleans())
def test_every_row_has_a_mark_and_every_mark_a_row(contacts: list[PastContact], unfolded: bool) -> None:
    rows = rows_of(contacts, TODAY, unfolded=unfolded)
    data = strip_of(rows, HERE, guide(), TODAY)
    assert {mark.contact_id for mark in data.in_order()} == {c.key for c in rows.shown}
    assert len(rows.shown) + rows.folded == len(contacts)


@settings(max_examples=80, deadline=None)
@given(PASTS)
def test_no_fold_of_the_table_leaves_anything_out(contacts: list[PastContact]) -> None:
    for contact in contacts:
        shown = Shown(contact, linked=True, head=("2026", "Year 4"))
        said = {
            fold: " ".join(cell.aloud() for cell in row_of(shown, guide(), len(fold)).cells) for fold in FOLDS
        }
        for words in said.values():
            assert ("managing fine" in words) is bool(contact.declines)
            assert f"{contact.at.year}" in words


def test_older_than_three_years_is_folded_away_and_counted() -> None:
    contacts = [past(days) for days in (10, 1000, 1097, 2000, 4500)]
    rows = rows_of(contacts, TODAY)
    assert [c.contact for c in rows.shown] == ["c10", "c1000"]
    assert rows.fold_words() == "3 earlier, 2014 to 2023 – show"
    whole = rows_of(contacts, TODAY, unfolded=True)
    assert whole.fold_words() == "3 earlier, 2014 to 2023 – fold away"
    assert whole.start == contacts[-1].at.date()
    assert (rows_of(contacts[:2], TODAY).fold_words(), rows_of([], TODAY).folded) == ("", 0)


def test_a_day_nobody_knows_is_not_called_1900() -> None:
    unknown = past(1, contact=ContactId("u"), at=noon(NO_DAY))
    rows = rows_of([past(10), past(2000), unknown], TODAY)
    assert [c.contact for c in rows.shown] == ["c10", "u"], "it may be of last week: it is not folded away"
    assert (rows.folded, rows.start.year) == (1, 2023)
    (mark,) = [m for m in strip_of(rows, HERE, guide(), TODAY).in_order() if m.contact_id == "u"]
    assert "day not known" in mark.words


@pytest.fixture(params=[100, 200])
def lists(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Iterator[PastLists]:
    theme.apply(qapp, Reading(text_percent=request.param))
    found = PastLists(guide(), HERE)
    qtbot.addWidget(found)
    found.resize(1300, 900)
    found.show()
    contacts = [past(0, contact=HERE), past(100), past(300, event="contact", part=1), past(2000), past(4500)]
    found.show_past(contacts, TODAY, (ContactId("c100"),))
    yield found
    theme.apply(qapp, Reading())


def test_what_is_long_ago_is_unfolded_by_keyboard_in_both(lists: PastLists) -> None:
    assert lists.strip is not None
    before = len(lists.strip._data.marks)
    lists.older.setFocus()
    QTest.keyClick(lists.older, Qt.Key.Key_Space)
    keys = [row.key for row in lists.table.rows_model.rows()]
    assert keys == ["now", "c100", "c300#1", "c2000", "c4500"]
    assert {mark.contact_id for mark in lists.strip._data.in_order()} == set(keys)
    assert len(lists.strip._data.marks) == before + 2
    QTest.keyClick(lists.older, Qt.Key.Key_Space)
    assert len(lists.table.rows_model.rows()) == 3


def test_the_arrows_go_through_the_marks_in_time_order_and_enter_opens_the_contact(
    lists: PastLists, qtbot: QtBot
) -> None:
    strip = lists.strip
    assert strip is not None
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Home)
    passed = []
    for _ in range(3):
        mark = strip.current()
        assert mark is not None
        passed.append(mark.contact_id)
        assert lists.table.current_key() == mark.contact_id
        QTest.keyClick(strip, Qt.Key.Key_Right)
    assert passed == ["c300#1", "c100", "now"]
    assert strip.spoken().startswith("24 November 2026, Neglect: School")
    QTest.keyClick(strip, Qt.Key.Key_Home)
    with qtbot.waitSignal(lists.opened) as heard:
        QTest.keyClick(strip, Qt.Key.Key_Return)
    assert heard.args == ["c300"]


def test_a_jump_to_what_is_folded_away_unfolds_it(lists: PastLists) -> None:
    lists.go_to("c4500")
    assert lists.table.current_key() == "c4500"
    assert lists.rows.folded == 0


def test_the_table_never_needs_to_be_moved_sideways(lists: PastLists) -> None:
    for width in (1300, 900, 640, 420):
        lists.resize(width, 900)
        QApplication.processEvents()
        header = lists.table.horizontalHeader()
        assert header.length() <= lists.table.viewport().width() or len(lists.table.columns()) == 1


def test_school_years_begin_in_september() -> None:
    assert (school_year(date(2026, 8, 31)), school_year(date(2026, 9, 1))) == ("2025/26", "2026/27")
    born = date(2017, 3, 14)
    groups = [school_group(born, date(year, 11, 1)) for year in (2018, 2020, 2021, 2022, 2026, 2036)]
    assert groups == ["Before school", "Nursery age", "Reception", "Year 1", "Year 5", "After school"]
