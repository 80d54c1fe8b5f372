"""Columns explained by a person: guessed from headings, checked in sentences, saved and shared, and obeyed."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.intake.extracts import (
    CLOCK,
    HEADINGS,
    ROW,
    TODAY,
    address,
    adult,
    changed,
    child,
    event,
    explained,
    read,
    table,
)
from workstation.domain import entries
from workstation.domain.times import local
from workstation.guidebook.codes import codes
from workstation.guidebook.guide import guide
from workstation.intake import bring_in
from workstation.intake import mapping as m
from workstation.intake.mapping import Mapping, MappingRefused, Source
from workstation.intake.mapping.rows import RowReader
from workstation.intake.mapping.values import columns_of
from workstation.intake.messages import Cell, Kind, Row
from workstation.intake.refusals import ColumnsUnknown


def fields_of(mapping: Mapping) -> dict[str, tuple[str, ...]]:
    return {source.field: source.columns for source in mapping.sources}


# -- guessing ------------------------------------------------------------------------------------------------------


def test_the_usual_headings_are_guessed(tmp_path: Path) -> None:
    found = m.look(table(tmp_path / "old system 2021.csv", ROW))
    fields = fields_of(found.suggested)
    assert found.suggested.about == "contact"
    assert found.suggested.system == "old system"
    assert fields["reference"] == ("Contact ID",)
    assert fields["address"] == ("Address Line 1", "Address Line 2")
    assert fields["adult1.name"] == ("Mother Name",)
    assert found.suggested.source("adult1.relationship") == Source("adult1.relationship", constant="mother")
    assert set(HEADINGS) - set(found.suggested.columns) == {"Worker Email"}
    assert (found.rows[0][0], found.about_rows, found.encoding, found.delimiter) == ("C100", 2, "UTF-8", ",")
    assert found.values["Contact Outcome"] == ("NFA",)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ChildFirstName", "given"),
        ("CHILD_SURNAME", "family"),
        ("dob", "born"),
        ("Date of birth of child", "born"),
        ("Date Contact Received", "on"),
        ("MASH Decision", "outcome"),
        ("Father's Date of Birth", "adult1.born"),
        ("Adult 1 Surname", "adult1.family"),
        ("Home Postcode", "postcode"),
        ("NHS No.", "nhs"),
        ("Mosaic ID", "la_child_id"),
        ("Presenting Issue", "theme"),
    ],
)
def test_headings_drift(heading: str, field: str) -> None:
    found = m.suggest(["Contact Number", "NFA", heading], [])
    assert fields_of(found).get(field) == (heading,)


def test_a_word_that_all_headings_begin_with_says_nothing() -> None:
    headings = ["cont_contact_id", "cont_person_id", "cont_contact_date", "cont_contact_source_code"]
    fields = fields_of(m.suggest(headings, []))
    assert fields == {
        "reference": ("cont_contact_id",), "la_child_id": ("cont_person_id",), "on": ("cont_contact_date",),
        "source": ("cont_contact_source_code",),
    }  # fmt: skip


def test_what_values_look_like_helps_where_headings_do_not() -> None:
    rows = [["C1", "03/04/2021", number] for number in ("9434765870", "943 476 5870", "9449310424")]
    assert fields_of(m.suggest(["Contact ID", "Contact Date", "Ident"], rows))["nhs"] == ("Ident",)


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (["03/14/2021", "01/02/2021"], "month first"),
        (["14/03/2021"], "day first"),
        (["2021-03-14"], "day first"),
    ],
)
def test_the_order_of_days_is_told_by_those_that_leave_no_choice(days: list[str], order: str) -> None:
    assert m.suggest(["Contact ID", "Contact Date"], [["C1", day] for day in days]).dates == order


def test_a_workbook_is_looked_at_sheet_by_sheet(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("About", 0).append(["Made on Monday"])
    sheet = book.create_sheet("Contacts", 1)
    for row in (["Contacts of last year"], [], HEADINGS, ROW):
        sheet.append(list(row))
    book.save(tmp_path / "a.xlsx")
    found = m.look(tmp_path / "a.xlsx")
    assert (found.sheets[:2], found.sheet, found.headings) == (("About", "Contacts"), "Contacts", HEADINGS)
    assert m.look(tmp_path / "a.xlsx", sheet="About").sheet == "Contacts"  # it has no headings
    _, acts = read(tmp_path / "a.xlsx", explained(tmp_path / "a.xlsx"))
    assert child(acts).name.family == "Farrow"


# -- checking ------------------------------------------------------------------------------------------------------


def remarks(path: Path, mapping: Mapping) -> list[str]:
    return [r.words for r in m.check(mapping, m.look(path), today=TODAY, codes=codes)]


def with_sources(*sources: Source, system: str = "old") -> Mapping:
    return m.new("x", "contact", system=system, sources=sources)


def test_a_good_mapping_has_nothing_that_stops_it(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ROW)
    assert remarks(path, explained(path)) == ["Not taken: Worker Email."]


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        (with_sources(Source("on", ("Contact Date",))), "No column says who the child is"),
        (with_sources(Source("family", ("Child Surname",))), "No column gives the date of the contact"),
        (with_sources(Source("family", ("Child Surname",)), system=""), "Say which system"),
        (with_sources(Source("nonsense", ("Child Surname",))), "is no field of a file about contacts"),
        (with_sources(Source("family", ("Nowhere",))), "Column “Nowhere” is not in this file"),
        (with_sources(Source("family")), "comes from nowhere"),
        (with_sources(Source("family", ("Child Surname", "Child Forename"))), "from one column only"),
        (
            with_sources(Source("family", ("Child Surname",)), Source("family", ("LCS ID",))),
            "explained twice",
        ),
        (with_sources(Source("notes", ("Worker Email",))), "e-mail addresses"),
        (with_sources(Source("outcome", ("Contact Outcome",), words={"NFA": "O99"})), "none of our codes"),
        (with_sources(Source("on", ("Child Surname",))), "No value for date of the contact was understood"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path: Path, mapping: Mapping, sentence: str) -> None:
    assert any(sentence in words for words in remarks(table(tmp_path / "a.csv", ROW), mapping))


def test_words_nobody_explained_are_told(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", changed(Contact_Outcome="Sent upstairs"))
    assert any("“Sent upstairs”" in words for words in remarks(path, explained(path)))
    assert not any("upstairs" in w for w in remarks(path, explained(path, outcome={"Sent upstairs": "O02"})))


def test_our_words_are_codes_of_the_guide() -> None:
    now = guide()
    assert {word.code for word in m.known_words("outcome")} == {outcome.id for outcome in now.outcomes}
    assert {word.code for word in m.known_words("theme")} == {theme.id for theme in now.themes}


# -- saving --------------------------------------------------------------------------------------------------------


def test_a_mapping_is_saved_and_loaded(tmp_path: Path) -> None:
    mapping = explained(table(tmp_path / "a.csv", ROW), outcome={"Sent upstairs": "O02"})
    m.save(mapping, tmp_path / "mapping.json")
    assert m.load(tmp_path / "mapping.json") == mapping
    assert json.loads((tmp_path / "mapping.json").read_text("utf-8"))["lintel_mapping"] == 1


def test_one_written_by_hand_as_toml_is_read(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(
        'lintel_mapping = 1\nname = "x"\nabout = "contact"\n[[sources]]\nfield = "on"\ncolumns = ["Day"]\n'
    )
    assert fields_of(m.load(path)) == {"on": ("Day",)}


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"x = 1", b"\xff\xfe", b"[" * 100_000, b'{"lintel_mapping":2,"name":"x","about":"contact"}',
     b'{"lintel_mapping":1,"name":"x","about":"everything"}',
     b'{"lintel_mapping":1,"name":"x","about":"contact","z":1}',
     b'{"lintel_mapping":1,"name":"' + b"x" * 600 + b'","about":"contact"}', b" " * 1_000_001],
)  # fmt: skip
def test_what_is_no_mapping_is_refused_with_a_sentence(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "m.json").write_bytes(raw)
    with pytest.raises(MappingRefused) as caught:
        m.load(tmp_path / "m.json")
    assert "explains the columns" in caught.value.title
    with pytest.raises(MappingRefused):
        m.load(tmp_path / "nowhere.json")


# -- obeying -------------------------------------------------------------------------------------------------------


def test_a_file_nobody_explained_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(ColumnsUnknown, match="needs its columns explained"):
        read(table(tmp_path / "a.csv", ROW))


def test_a_row_in_full(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ROW)
    report, acts = read(path, explained(path))
    assert report.read_as == "contacts of old system"
    assert (report.rows[0].verdict, report.rows[0].what) == ("taken", "contact on 03/04/2021")
    who = child(acts)
    assert (who.name.family, who.name.given, who.born.on, who.sex) == (
        "Farrow",
        "Ellie",
        date(2015, 2, 1),
        "F",
    )
    assert (who.la_child_id, who.upn, who.nhs) == ("88123", "B801200005001", "9434765870")
    mother = adult(acts)
    assert (mother.name.family, mother.relationship, mother.safe_contact) == (
        "Farrow",
        "mother",
        "0191 498 0100",
    )
    home = address(acts)
    assert (home.lines, home.postcode, home.people) == ("1 High Street\nOakham", "SR3 4EN", (who.person,))
    said = event(acts)
    assert (said.event, said.reference, said.on, said.child) == (
        "contact",
        "C100",
        date(2021, 4, 3),
        who.person,
    )
    assert (said.source, said.themes, said.outcomes, said.decided_on) == (
        "6",
        ("da",),
        ("O07",),
        date(2021, 4, 5),
    )
    assert said.detail == "Rang twice."
    assert {act.happened for act in acts} == {datetime(2021, 4, 3, 13, 5, tzinfo=UTC)}
    assert "example.gov.uk" not in repr(acts)


def test_brothers_and_sisters_of_one_contact_are_one_contact(tmp_path: Path) -> None:
    sister = changed(Child_Forename="Mia", LCS_ID="88124", UPN="", NHS_Number="", Child_DOB="05/05/2018")
    path = table(tmp_path / "a.csv", ROW, sister)
    _, acts = read(path, explained(path))
    assert len({act.contact for act in acts}) == 1
    assert len({act.body.person for act in acts if act.body.__class__.__name__ == "ChildNamed"}) == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("columns", "mark"),
    [
        ({"UPN": "A123456789123"}, "has the check letter A, it would be P, kept as written"),
        ({"NHS_Number": "9991234560"}, "can never have been given out"),
        ({"LCS_ID": "88/123"}, "is not 1 to 20 letters and digits"),
        ({"Postcode": "nope"}, "is not written like a postcode"),
        ({"Contact_Date": "32/13/2021"}, "was not understood, kept as text"),
        ({"Contact_Date": "03/04/2031"}, "is in the future"),
        ({"Contact_Date": ""}, "date of the contact is missing"),
        ({"Child_DOB": "01/02/2022"}, "born after the contact"),
        ({"Child_DOB": "01/02/1990"}, "child is an adult at the date"),
        ({"Contact_Outcome": "Sent upstairs"}, "“Sent upstairs” is none of our codes, kept as text"),
        ({"Reason_for_Contact": "#N/A"}, "is an Excel error (#N/A)"),
        ({"Decision_Date": "01/04/2021"}, "decided before the contact"),
        ({"Gender": "Purple"}, "is none of our codes"),
        ({"Contact_Summary": "x\x00y"}, "hidden characters"),
        ({"Contact_Summary": "x" * 40_000}, "is 40,000 characters long and was left out"),
        ({"Address_Line_1": "=H2+5"}, "is a formula without a worked-out value"),
    ],
)
def test_marks_and_nothing_is_dropped(tmp_path: Path, columns: dict[str, str], mark: str) -> None:
    path = table(tmp_path / "a.csv", changed(**columns), ROW)
    report, acts = read(path, explained(table(tmp_path / "b.csv", ROW)))
    assert any(mark in found for found in report.rows[0].marks), report.rows[0].marks
    assert event(acts).marks == report.rows[0].marks


def test_no_break_spaces_and_programs_words_for_nothing(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", changed(Child_Surname="\xa0Farrow\xa0", UPN="NULL", NHS_Number="nan"))
    report, acts = read(path, explained(path))
    assert (child(acts).name.family, child(acts).upn, child(acts).nhs) == ("Farrow", "", "")
    assert report.rows[0].marks == ()


def test_a_row_that_names_nobody_is_refused(tmp_path: Path) -> None:
    empty = dict.fromkeys(
        ("Child_Surname", "Child_Forename", "LCS_ID", "UPN", "NHS_Number", "Mother_Name"), ""
    )
    path = table(tmp_path / "a.csv", changed(**empty), ROW)
    report, _ = read(path, explained(path))
    assert report.rows[0].because == "it names nobody"


def test_translations_constants_and_month_first(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv",
        ("C1", "04/13/2021", "Upstairs", "Farrow, Ellie"),
        headings=("No", "Day", "End", "Who"),
    )
    mapping = Mapping(
        lintel_mapping=1, name="x", about="contact", system="y", dates="month first",
        sources=(
            Source("reference", ("No",)), Source("on", ("Day",)), Source("name", ("Who",)),
            Source("outcome", ("End",), words={"Upstairs": "O01"}), Source("source", constant="6"),
        ),
    )  # fmt: skip
    _, acts = read(path, mapping)
    said = event(acts)
    assert (said.on, said.outcomes, said.source) == (date(2021, 4, 13), ("O01",), "6")
    assert child(acts).name.family == "Farrow"


@pytest.mark.parametrize(
    ("day", "hour", "london"),
    [
        ("03/04/2021", "14:05", "14:05"),
        ("03/04/2021", "1405", "14:05"),
        ("03/04/2021", "2.05pm", "14:05"),
        ("03/04/2021 14:05:30", "", "14:05"),
        ("2021-04-03T14:05:00", "", "14:05"),
        ("2021-04-03 00:00:00", "", "12:00"),
        ("03.04.2021", "", "12:00"),
        ("03/04/2021", "25:99", "12:00"),
        ("03/04/2021", "12:30 am", "00:30"),
    ],
)
def test_the_hour_of_a_contact(tmp_path: Path, day: str, hour: str, london: str) -> None:
    path = table(tmp_path / "a.csv", changed(Contact_Date=day, Contact_Time=hour))
    _, acts = read(path, explained(path))
    assert f"{local(acts[0].happened):%H:%M}" == london
    assert event(acts).on == date(2021, 4, 3)


def test_a_hidden_address_is_confidential(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", (*ROW, "Yes"), headings=(*HEADINGS, "Confidential Address"))
    _, acts = read(path, explained(path))
    assert address(acts).confidential


def test_a_mapping_for_another_file_takes_nothing_and_says_so(tmp_path: Path) -> None:
    other = table(tmp_path / "b.csv", ("1", "2", "3"), headings=("Apples", "Pears", "Plums"))
    report, acts = read(other, explained(table(tmp_path / "a.csv", ROW)))
    assert acts == ()
    assert {row.because for row in report.rows} == {"this sheet has none of the columns that were explained"}


def test_columns_of_the_mapping_that_are_gone_are_told(tmp_path: Path) -> None:
    mapping = explained(table(tmp_path / "a.csv", ROW))
    report, _ = read(table(tmp_path / "b.csv", ROW[:-2], headings=HEADINGS[:-2]), mapping)
    assert any("Contact Summary" in note for note in report.notes)


def test_twice_the_same_file_gives_the_same_report(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ROW, changed(Contact_ID="C101"))
    assert read(path, explained(path)) == read(path, explained(path))


KINDS: tuple[Kind, ...] = (
    "text", "number", "day", "yes", "replaced", "error", "formula", "long", "broken", "twice",
)  # fmt: skip
LIKELY = st.sampled_from(
    ["C1", "03/04/2021", "14:05", "25:99", "6: Police", "Farrow, Ellie", "Mrs Jo", "9434765870", "B801200005001",
     "NFA", "x; y | z", "SR3 4EN", "0001-01-01", "31/12/9999", "\u202e", "#N/A", "=1+1", "Yes", "-", "NULL"]
)  # fmt: skip
OPEN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30)
CELL = st.none() | st.builds(Cell, st.sampled_from(KINDS), LIKELY | OPEN)


@settings(max_examples=500, deadline=None)
@given(st.lists(CELL, max_size=26), st.sampled_from(["contact", "known to"]))
def test_any_row_is_taken_marked_or_refused(row: list[Cell | None], about: m.About) -> None:
    wanted = [field for field in m.fields(about) if field not in ("la_child_id", "upn")][:24]
    mapping = m.new("x", about, system="y", sources=tuple(Source(field, (f"H{field}",)) for field in wanted))
    columns = columns_of(mapping, [f"H{field}" for field in wanted])
    reader = RowReader(today=TODAY, codes=codes, from_1904=False, file="a.csv")
    got = reader.read(columns, Row(2, tuple(row)), "a row 2")
    assert got.refused or got.bodies
    for body in got.bodies:
        assert entries.decode(type(body).__name__, entries.encode(body)) == body


def test_progress_and_stopping_work_for_tables(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", *(changed(Contact_ID=f"C{n}") for n in range(900)))
    told: list[tuple[int, int]] = []
    reading = bring_in.batches(
        path,
        clock=CLOCK,
        codes=codes,
        mapping=explained(path),
        progress=lambda done, of: told.append((done, of)),
    )
    assert sum(1 for batch in reading for act in batch if type(act.body).__name__ == "EarlierTaken") == 900
    assert told == sorted(told)
    assert told[-1] == (901, 901)


def test_a_surname_that_programs_write_for_nothing_is_seen(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv",
        changed(Contact_ID="C1", Child_Surname="NULL"),
        changed(Contact_ID="C2", Child_Surname="NULL", Child_Forename=""),
    )
    report, _ = read(path, explained(path))
    marked = [
        any("NULL” is what programs write for nothing" in mark for mark in row.marks) for row in report.rows
    ]
    assert marked == [True, False]


@pytest.mark.parametrize("above", [25, 45])
def test_headings_below_many_notes_are_found(tmp_path: Path, above: int) -> None:
    notes = [(f"Note {n}: counted by the team", "see below") for n in range(above)]
    path = table(tmp_path / "a.csv", *notes, HEADINGS, ROW, headings=("Extract of contacts",))
    assert m.look(path).headings == HEADINGS
    report, acts = read(path, explained(path))
    assert (len(acts) > 2, report.rows[-1].verdict) == (True, "taken")
