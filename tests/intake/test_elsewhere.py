"""Files in the shapes other councils and their systems write them (all names invented)."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.intake import books, extracts
from tests.intake.books import CONTACT_HEADINGS, book
from tests.intake.extracts import TODAY, table
from workstation.domain.kinds import AddressRecorded, AdultNamed, ChildNamed, EarlierTaken, Name
from workstation.guidebook.codes import codes
from workstation.intake import bring_in
from workstation.intake import mapping as m
from workstation.intake.bring_in import Taken
from workstation.intake.refusals import ColumnsUnknown

MOSAIC = (
    "PERSON_ID", "FULL_NAME", "DATE_OF_BIRTH", "GENDER", "ETHNICITY", "CONTACT_SOURCE", "CONTACT_OUTCOME",
    "MANAGER", "ADDRESS", "POSTCODE",
)  # fmt: skip
ROW = (
    "401122", "FARROW Ellie Mae", "2015-02-01 00:00:00.000", "F", "NULL", "Police", "N.F.A.", "NULL",
    "1 High Street", "SR3 4EN",
)  # fmt: skip


def fields_of(path: Path) -> dict[str, tuple[str, ...]]:
    return {source.field: source.columns for source in m.look(path).suggested.sources}


def named(acts: tuple[Taken, ...]) -> list[ChildNamed]:
    return [act.body for act in acts if isinstance(act.body, ChildNamed)]


def events(acts: tuple[Taken, ...]) -> list[EarlierTaken]:
    return [act.body for act in acts if isinstance(act.body, EarlierTaken)]


def annex(path: Path) -> tuple[Taken, ...]:
    _, acts = bring_in.read(path, clock=books.CLOCK, codes=codes)
    return acts


# -- lists and extracts are not mixed up ---------------------------------------------------------------------------


def test_contacts_of_a_case_system_are_no_list_of_annex_a(tmp_path: Path) -> None:
    path = table(tmp_path / "mosaic.csv", ROW, headings=MOSAIC)
    assert m.look(path).known_as == ""
    with pytest.raises(ColumnsUnknown):
        extracts.read(path)
    assert fields_of(path)["name"] == ("FULL_NAME",)
    assert fields_of(path)["outcome"] == ("CONTACT_OUTCOME",)


def test_names_that_a_council_leaves_in_a_list_are_taken(tmp_path: Path) -> None:
    headings = ("Child Unique ID", "Child Surname", "Child Forename(s)", *CONTACT_HEADINGS[1:], "UPN")
    row = ["C1001", "Farrow", "Ellie", *books.contact()[1:], "B801200005001"]
    found = annex(book(tmp_path / "a.xlsx", {"List 1": [headings, row]}))
    (child,) = named(found)
    assert (child.name, child.born.on, child.sex) == (Name("Farrow", "Ellie"), date(2012, 5, 4), "F")
    assert (child.la_child_id, child.upn) == ("C1001", "B801200005001")
    assert {act.contact for act in found} == {bring_in.earlier_record("C1001")}
    bare = annex(books.contacts(tmp_path / "b.xlsx", books.contact()))
    assert bare[0].entry in {act.entry for act in found}, "the event is the same with and without a name"


def test_short_headings_mean_what_the_sheet_is_named_after(tmp_path: Path) -> None:
    rows = [
        ("LCS ID", "DoB", "Gender", "Start Date", "End Date", "Category"),
        ("C1", "01/02/2015", "Female", "05/05/2020", "01/06/2020", "NEG - Neglect"),
    ]
    (plan,) = events(annex(book(tmp_path / "a.xlsx", {"CPP": rows})))
    assert (plan.event, plan.on, plan.ended) == ("child protection plan", date(2020, 5, 5), date(2020, 6, 1))
    assert (plan.born, plan.detail) == (date(2015, 2, 1), "category at the start: Neglect (NEG)")


# -- headings and values -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("LAchildID", "la_child_id"), ("DoB", "born"), ("DATEOFBIRTH", "born"), ("Post_Code", "postcode"),
        ("Child's Forename(s)", "given"), ("personDateOfBirth", "born"), ("dateContactReceived", "on"),
        ("NHSNumber", "nhs"),
    ],
)  # fmt: skip
def test_a_heading_is_known_however_its_words_are_parted(heading: str, field: str) -> None:
    assert {s.field: s.columns for s in m.suggest([heading], []).sources} == {field: (heading,)}


SYSTEMS = {
    "mash": (
        "MASH Ref,Date/Time Received,Referring Agency,Name of child,DOB,RAG Rating final,Date/Time decision,Result",
        "contact",
        {"reference": "MASH Ref", "on": "Date/Time Received", "agency": "Referring Agency", "name": "Name of child",
         "decided_on": "Date/Time decision", "outcome": "Result", "notes": "RAG Rating final"},
    ),
    "care system": (
        "SWIFT ID,SURNAME,FORENAMES,PREV_SURNAME,REFERRAL_NO,REFERRAL_DATE,REFERRER_TYPE,ALLOC_WORKER,TOWN",
        "contact",
        {"la_child_id": "SWIFT ID", "also": "PREV_SURNAME", "reference": "REFERRAL_NO", "on": "REFERRAL_DATE",
         "source": "REFERRER_TYPE", "worker": "ALLOC_WORKER", "address": "TOWN"},
    ),
    "enquiries": (
        "Client No,Client Name,Enquiry No,Enquiry Date,Enquirer,Enquirer Relationship,Nature of Enquiry,Result",
        "contact",
        {"la_child_id": "Client No", "name": "Client Name", "reference": "Enquiry No", "referrer": "Enquirer",
         "referrer_role": "Enquirer Relationship", "theme": "Nature of Enquiry", "outcome": "Result"},
    ),
    "health visitors": (
        "RiO Number,Client Surname,Client Forename,Client DOB,Client NHS No,Health Visitor,Last Contact Date",
        "known to",
        {"person": "RiO Number", "family": "Client Surname", "nhs": "Client NHS No",
         "last_seen": "Last Contact Date"},
    ),
    "youth justice": (
        "ChildView ID,First name,Last name,Date of birth,Offence,Order Start,Order End,Case Manager",
        "known to",
        {"person": "ChildView ID", "began": "Order Start", "ended": "Order End", "worker": "Case Manager"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("system", SYSTEMS)
def test_headings_of_many_systems_are_guessed(system: str) -> None:
    headings, about, wanted = SYSTEMS[system]
    found = m.suggest(headings.split(","), [], system)
    assert found.about == about
    assert {s.field: s.columns[0] for s in found.sources if s.field in wanted} == wanted


@pytest.mark.parametrize(
    "whole", ["FARROW Ellie Mae", "Farrow, Ellie Mae", "Ellie Mae FARROW", "Miss Ellie Mae Farrow"]
)
def test_a_name_in_one_cell_is_parted(tmp_path: Path, whole: str) -> None:
    path = table(
        tmp_path / "a.csv", ("C1", "03/04/2021", whole), headings=("Contact ID", "Contact Date", "Child Name")
    )
    _, acts = extracts.read(path, extracts.explained(path))
    (child,) = named(acts)
    assert (child.name.family.casefold(), child.name.given) == ("farrow", "Ellie Mae")


def test_what_programs_write_for_nothing_is_no_value(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ROW, headings=(*MOSAIC[:5], "CONTACT_DATE", *MOSAIC[6:]))
    mapping = m.look(path).suggested
    said = [remark.words for remark in m.check(mapping, m.look(path), today=TODAY, codes=codes)]
    assert not any("NULL" in words for words in said)
    headings = (*CONTACT_HEADINGS[:3], "DOB", "Age", *CONTACT_HEADINGS[5:])
    row = ["C1", "Female", "WBRI", "NULL", "9 years", datetime(2020, 9, 16), "Police"]
    (event,) = events(annex(book(tmp_path / "a.xlsx", {"List 1": [headings, row]})))
    assert event.marks == ("date of birth is missing",)
    assert event.detail == "age when the list was made: 9"


def test_the_sheet_that_is_looked_at_is_the_one_with_headings_of_contacts(tmp_path: Path) -> None:
    sheets: dict[str, list[tuple[str, ...]]] = {
        "Codes": [("Code", "Description"), ("NFA", "No further action")],
        "Data": [("Contact ID", "Contact Date", "Surname", "Outcome"), ("1", "03/04/2021", "Farrow", "NFA")],
    }
    path = book(tmp_path / "a.xlsx", sheets)
    assert m.look(path).sheet == "Data"
    _, acts = extracts.read(path, extracts.explained(path))
    assert events(acts)[0].outcomes == ("O07",)


@pytest.mark.parametrize(
    "nothing", ["1900-01-00", "01/01/1900", "00:00:00", "0", "31/12/9999", "30/12/1899 00:00"]
)
def test_what_programs_write_for_no_date_is_no_date(tmp_path: Path, nothing: str) -> None:
    headings = ("Contact ID", "Contact Date", "Surname", "DOB")
    path = table(tmp_path / "a.csv", ("1", "03/04/2021", "Farrow", nothing), headings=headings)
    report, acts = extracts.read(path, extracts.explained(path))
    (child,) = named(acts)
    assert (child.born.on, child.born.said) == (None, "")
    assert report.rows[0].marks == (
        f"date of birth “{nothing}” is what programs write for no date, taken as empty",
    )
    assert "birth" not in events(acts)[0].detail
    listed = [CONTACT_HEADINGS, books.contact(born=nothing)]
    (event,) = events(annex(book(tmp_path / "a.xlsx", {"List 1": listed})))
    assert (event.born, event.detail) == (None, "age when the list was made: 8")


def test_what_nobody_sees_does_not_part_a_name_from_itself(tmp_path: Path) -> None:
    headings = ("Contact ID", "Contact Date", "Surname", "First Name", "DOB")
    row = ("'007", "03/04/2021", "\u200bFarrow\xa0", "Ellie\x00\x00", "'01/02/2015")
    path = table(tmp_path / "a.csv", row, headings=headings)
    report, acts = extracts.read(path, extracts.explained(path))
    (child,) = named(acts)
    assert (child.name, child.born.on) == (Name("Farrow", "Ellie"), date(2015, 2, 1))
    assert (events(acts)[0].reference, report.rows[0].marks) == ("007", ())


def test_an_apostrophe_of_a_name_stays(tmp_path: Path) -> None:
    headings = ("Contact ID", "Contact Date", "Surname", "First Name")
    path = table(tmp_path / "a.csv", ("1", "03/04/2021", "'t Hooft", "D'Arcy"), headings=headings)
    _, acts = extracts.read(path, extracts.explained(path))
    assert named(acts)[0].name == Name("'t Hooft", "D'Arcy")


def test_why_something_ended_is_no_worry_and_keeps_its_heading(tmp_path: Path) -> None:
    headings = (
        "Contact ID",
        "Contact Date",
        "Surname",
        "Primary Reason",
        "NFA Reason",
        "Consent Obtained?",
        "Notes",
    )
    row = ("1", "03/04/2021", "Farrow", "Neglect", "Threshold not met", "No", "Rang twice.")
    path = table(tmp_path / "a.csv", row, headings=headings)
    report, acts = extracts.read(path, extracts.explained(path))
    (event,) = events(acts)
    assert event.themes == ("neglect",)
    assert event.detail == "NFA Reason: Threshold not met; Consent Obtained: No; Rang twice."
    assert report.rows[0].marks == ()


def test_how_to_reach_the_next_of_kin_is_kept_with_them(tmp_path: Path) -> None:
    headings = (
        "Last Name", "First Name", "Date of Birth", "Next of kin name", "Next of kin contact details",
        "Service Event Desc", "Service Event Start",
    )  # fmt: skip
    row = ("Farrow", "Ellie", "01/02/2015", "Jo Farrow", "07700 900123", "asthma", "03/04/2021")
    _, acts = extracts.read(table(tmp_path / "hospital.csv", row, headings=headings))
    (adult,) = (act.body for act in acts if isinstance(act.body, AdultNamed))
    assert (adult.name, adult.safe_contact) == (Name("Farrow", "Jo"), "07700 900123")


def test_a_list_whose_days_stand_month_first_is_read_so_and_says_so(tmp_path: Path) -> None:
    born = ("01/14/2012", "02/15/2012", "03/16/2012")
    rows = [
        CONTACT_HEADINGS,
        *(books.contact(f"C{at}", born=b, on="03/04/2020") for at, b in enumerate(born)),
    ]
    path = book(tmp_path / "a.xlsx", {"List 1": rows})
    report, acts = bring_in.read(path, clock=books.CLOCK, codes=codes)
    assert events(acts)[0].on == date(2020, 3, 4)
    assert [event.born for event in events(acts)] == [date(2012, 1, 14), date(2012, 2, 15), date(2012, 3, 16)]
    assert "month first" in report.notes[0]
    slip = book(tmp_path / "b.xlsx", {"List 1": [*rows[:2], books.contact("C9", born="20/05/2012")]})
    report, acts = bring_in.read(slip, clock=books.CLOCK, codes=codes)
    assert [event.born for event in events(acts)] == [None, date(2012, 5, 20)], "one such day is a slip"
    assert report.notes == ()


@pytest.mark.parametrize("words", ["Total", "Grand Total: 12", "TOTALS", "Sub-total 3"])
def test_a_total_is_about_nobody(tmp_path: Path, words: str) -> None:
    headings = ("Contact ID", "Contact Date", "Surname")
    path = table(tmp_path / "a.csv", ("1", "03/04/2021", "Farrow"), (words, "", "3"), headings=headings)
    report, acts = extracts.read(path, extracts.explained(path))
    assert (report.rows[1].because, len(named(acts))) == ("it is a total, and about nobody", 1)


def test_a_list_of_people_without_a_day_is_no_list_of_contacts() -> None:
    headings = ["Id", "GivenName", "FamilyName", "BirthDate", "Gender", "AddressPostalCode", "NhsNumber"]
    found = m.suggest(headings, [], "persons")
    assert (found.about, len(found.columns)) == ("known to", len(headings))


# -- several people in a row -------------------------------------------------------------------------------------


def test_headings_under_merged_groups_are_told_apart(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("MASH contacts",),
        (None, None, "Child", None, None, "Mother", None, None, "Contact"),
        ("Contact ID", "Date", "First name", "Surname", "DOB", "First name", "Surname", "DOB", "Outcome"),
        (
            1,
            datetime(2025, 4, 3),
            "Ellie",
            "Farrow",
            datetime(2015, 2, 1),
            "Jo",
            "Webb",
            datetime(1990, 1, 1),
            "NFA",
        ),
    ]
    path = book(tmp_path / "a.xlsx", {"Contacts Q1": rows})
    assert fields_of(path)["family"] == ("Child Surname",)
    assert fields_of(path)["adult1.family"] == ("Mother Surname",)
    _, acts = extracts.read(path, extracts.explained(path))
    assert named(acts)[0].name == Name("Farrow", "Ellie")
    (adult,) = (act.body for act in acts if isinstance(act.body, AdultNamed))
    assert (adult.name, adult.relationship) == (Name("Webb", "Jo"), "mother")


def test_every_child_of_a_row_has_the_contact(tmp_path: Path) -> None:
    headings = (
        "Contact ID", "Contact Date", "Child 1 Name", "Child 1 DOB", "Child 2 Name", "Child 2 DOB",
        "Sibling 2 Name", "Outcome", "Address",
    )  # fmt: skip
    row = (
        "K1",
        "03/04/2021",
        "Ellie Farrow",
        "01/02/2015",
        "Max Farrow",
        "02/01/2017",
        "",
        "NFA",
        "1 High Street",
    )
    path = table(tmp_path / "a.csv", row, headings=headings)
    report, acts = extracts.read(path, extracts.explained(path))
    assert report.rows[0].marks == ()
    ellie, max_ = named(acts)
    assert (ellie.name.given, max_.name.given, max_.born.on) == ("Ellie", "Max", date(2017, 1, 2))
    assert [(event.child, event.on, event.outcomes) for event in events(acts)] == [
        (one.person, date(2021, 4, 3), ("O07",)) for one in (ellie, max_)
    ]
    assert len({act.contact for act in acts}) == 1
    (address,) = (act.body for act in acts if isinstance(act.body, AddressRecorded))
    assert address.people == (ellie.person, max_.person)


def test_the_birth_of_a_second_child_is_not_that_of_the_first(tmp_path: Path) -> None:
    headings = ("Contact ID", "Contact Date", "Surname", "Child 2 Surname", "Child 2 Date of Birth")
    path = table(tmp_path / "a.csv", ("K1", "03/04/2021", "Farrow", "", "02/01/2017"), headings=headings)
    assert "born" not in fields_of(path)


def test_a_column_that_only_counts_the_rows_needs_no_heading(tmp_path: Path) -> None:
    headings = ("", "Contact ID", "Contact Date", "Surname")
    rows = [(str(at), f"C{at}", "03/04/2021", "Farrow") for at in range(30)]
    path = table(tmp_path / "a.csv", *rows, headings=headings)
    report, _ = extracts.read(path, extracts.explained(path))
    assert {row.marks for row in report.rows} == {()}
    odd = table(tmp_path / "b.csv", *(("see me", *row[1:]) for row in rows), headings=headings)
    report, _ = extracts.read(odd, extracts.explained(odd))
    assert {row.marks for row in report.rows} == {("there is something under no heading, not taken",)}


def test_a_surname_that_is_null_is_marked_in_a_list_too(tmp_path: Path) -> None:
    headings = ["Child Unique ID", "Surname", "Forename", *books.CONTACT_HEADINGS[1:]]
    row = ["C1001", "NULL", "Ellie", *books.contact()[1:]]
    notes = [[f"Note {n}"] for n in range(30)]
    path = books.book(tmp_path / "a.xlsx", {"List 1": [*notes, headings, row]})
    (event,) = [act.body for act in annex(path) if isinstance(act.body, EarlierTaken)]
    assert any(
        mark.startswith("family name “NULL” is what programs write for nothing") for mark in event.marks
    )
