"""Pasted words: what is found in them, under headings and in sentences; several in one text."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.notification.samples import LABELLED, PROSE, other
from workstation.domain.kinds import Name
from workstation.domain.notification import Notification
from workstation.guidebook.notification_fields import notification_fields
from workstation.intake.notification.finding import proposes
from workstation.intake.notification.moments import day_of, moment_of, time_of
from workstation.intake.notification.texts import of_text

TODAY = date(2026, 11, 24)


def read(text: str) -> tuple[Notification, ...]:
    return of_text(text, notification_fields(), TODAY)


def one(text: str) -> Notification:
    (found,) = read(text)
    return found


def test_what_stands_under_headings_is_found_and_the_words_stay_as_they_are() -> None:
    found = one(LABELLED)
    assert found.text == LABELLED.strip("\n")
    assert found.reference == "26/114555"
    assert found.words("incident_when") == "23 Nov 2026 22:40"
    assert found.words("narrative") == "At 22:40 officers were called by a neighbour. Both had been drinking."
    assert found.words("encompass") == "Yes"
    ellie, jayden = found.children
    assert (ellie.name, ellie.born.on, ellie.sex) == (Name("Farrow", "Ellie"), date(2017, 3, 14), "F")
    assert (ellie.school, ellie.seen) == ("Mill Lane Primary School", "seen, asleep")
    assert (jayden.name, jayden.born.on) == (Name("Farrow", "Jayden"), date(2021, 11, 2))
    assert [(a.name.given, a.role) for a in found.adults] == [("Dana", "mother, victim"), ("Liam", "suspect")]
    assert found.doubts == ()


def test_an_officers_sentences_give_names_ages_and_the_grade() -> None:
    found = one(PROSE)
    assert (found.reference, found.words("dash")) == ("26/114207", "Medium")
    assert found.words("incident_when") == "23 Nov 2026 22:40"
    assert [c.name.given for c in found.children] == ["Ellie", "Jayden"]
    assert [a.name.given for a in found.adults] == ["Dana", "Liam"]
    assert proposes(found)


ON_A_FORM = """Force Ref: NP-26-0871
Children:
{gap}{first}Mia THOMPSON, DOB 14/02/2019, female, Southwick Primary - present, seen, not spoken to
{gap}{second}Leo THOMPSON DOB 03/09/2023
{gap}
Adults
{gap}Sarah THOMPSON (mother, victim) dob 11/05/1994
{gap}Craig WALL (suspect, ex-partner) dob 02/01/1990

Circumstances:
Neighbour called. Mia said she was born in the old house.
"""


@pytest.mark.parametrize("marks", [("1. ", "2. "), ("- ", "- "), ("", "")])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_people_in_a_list_under_a_heading_of_a_form_keep_their_births_and_roles(
    gap: str, marks: tuple[str, str]
) -> None:
    found = one(ON_A_FORM.format(gap=gap, first=marks[0], second=marks[1]))
    assert [(c.name, c.born.on) for c in found.children] == [
        (Name("Thompson", "Mia"), date(2019, 2, 14)),
        (Name("Thompson", "Leo"), date(2023, 9, 3)),
    ]
    assert [(a.name, a.born.on, sorted(a.role.split(", "))) for a in found.adults] == [
        (Name("Thompson", "Sarah"), date(1994, 5, 11), ["mother", "victim"]),
        (Name("Wall", "Craig"), date(1990, 1, 2), ["ex-partner", "suspect"]),
    ]
    assert found.words("narrative") == "Neighbour called. Mia said she was born in the old house."


def test_one_child_in_a_list_has_a_name() -> None:
    (child,) = one(
        "Force Ref: NP-26-0871\nChildren:\n- Mia THOMPSON, DOB 14/02/2019\n\nDASH: High\n"
    ).children
    assert (child.name, child.born.on) == (Name("Thompson", "Mia"), date(2019, 2, 14))


def test_words_that_are_no_notification_propose_nothing() -> None:
    assert not proposes(one("Ringing about Kayden in Year 2. He has been “not himself” since half term."))


@pytest.mark.parametrize("rule", ["", "-----------------", "Notification 2 of 2", "\n\n"])
def test_several_in_one_text_are_cut_where_the_next_begins(rule: str) -> None:
    first, second = read(f"{LABELLED}\n{rule}\n{other(1)}")
    assert (first.reference, second.reference) == ("26/114555", "26/200001")
    assert second.children[0].name.family == "Okoro"
    assert first.text in LABELLED
    assert "OKORO" not in first.text
    assert "FARROW" not in second.text


def test_another_name_for_a_heading_counts_and_an_unknown_one_is_told() -> None:
    found = one("CCN No: 26/000123\nBeat: NC12\nOIC: PC 12\nDARA grade: High\nVoice of the child: “I hid.”")
    assert found.reference == "26/000123"
    assert (found.words("officer"), found.words("dash")) == ("PC 12", "High")
    assert found.words("child_said") == "“I hid.”"
    assert found.unknown == ("Beat",)


def test_a_box_with_nothing_in_it_is_a_gap_and_no_answer() -> None:
    found = one("Force reference: 26/114555\nDASH: n/a\nInjuries: -\nWeapons: None\nOfficer: PC 1")
    assert found.words("dash") == found.words("injuries") == ""
    assert found.words("weapons") == "None"


@pytest.mark.parametrize(
    "said", ["31/02/2026 22:40", "01/01/0001", "31/12/9999 10:00", "infinity", "24/11/2027"]
)
def test_a_day_that_is_none_is_left_out_alone_and_said_to_be(said: str) -> None:
    found = one(LABELLED.replace("23/11/2026 22:40", said))
    assert found.words("incident_when") == ""
    assert said in found.doubts[0]
    assert found.reference == "26/114555"
    assert len(found.children) == 2


def test_a_birth_that_is_none_leaves_the_child_and_is_told() -> None:
    found = one(LABELLED.replace("14/03/2017", "31/02/2017"))
    assert found.children[0].born.on is None
    assert found.doubts == ("FARROW, Ellie: we do not understand the date of birth “31/02/2017”.",)


@pytest.mark.parametrize(
    ("said", "day", "clock"),
    [
        ("23/11/2026 22:40", date(2026, 11, 23), "22:40"), ("2026-11-23T22:40:00", date(2026, 11, 23), "22:40"),
        ("2240hrs on 23rd November 2026", date(2026, 11, 23), "22:40"),
        ("23 Nov 26, 10.40pm", date(2026, 11, 23), "22:40"),
        ("25 November 01:15", date(2025, 11, 25), "01:15"),
    ],
)  # fmt: skip
def test_days_and_times_as_officers_write_them(said: str, day: date, clock: str) -> None:
    at = moment_of(said, TODAY)
    assert at is not None
    assert (at.date(), f"{at:%H:%M}") == (day, clock)


def test_a_day_without_a_time_is_only_a_day() -> None:
    assert day_of("23/11/2026", TODAY) == date(2026, 11, 23)
    assert time_of("23/11/2026") is None


def test_long_words_of_nothing_are_read_in_a_moment() -> None:
    for text in (
        "a" * 300_000,
        "Child: " + "A, " * 100_000,
        "\n" * 200_000,
        "DOB: " * 50_000,
        "Ann " * 100_000,
    ):
        of_text(text, notification_fields(), TODAY)


@pytest.mark.parametrize(
    ("line", "part", "told"),
    [
        (
            "Victim: Zoe SMITH, 02/02/2011",
            "child",
            "SMITH, Zoe (victim) is under 18 and is offered as a child",
        ),
        (
            "Suspect: Tom SMITH, aged 16",
            "child",
            "SMITH, Tom (suspect) is under 18 and is offered as a child",
        ),
        ("Household members: Ida SMITH, born 09/05/2019", "child", ""),
        ("Missing person: Zoe SMITH\nDOB: 02/02/2011", "child", "SMITH, Zoe (missing) is under 18"),
        ("Mother: Ann SMITH, 02/02/2010", "adult", "SMITH, Ann (mother) is under 18, so a child too"),
        ("Child 1: Ann SMITH, 02/02/1990", "child", "SMITH, Ann stands as a child and is grown up"),
        ("Victim: Ann SMITH, 02/02/1990", "adult", ""),
        ("Victim: Ann SMITH", "adult", ""),
    ],
)
def test_whoever_is_under_age_is_a_child_whatever_the_heading(line: str, part: str, told: str) -> None:
    """The child nobody counted: of an adult no history is looked for, no school is asked, nothing decided."""
    words = f"Force reference: 26/1145\nIncident type: Assault\nInjuries: none\n{line}\n"
    found = one(words)
    (person,) = found.people
    assert person.part == part
    assert person.name.family == "Smith"
    assert told in " ".join(found.doubts)
    assert bool(told) is bool(found.doubts)


def test_a_child_who_is_the_victim_too_is_one_child() -> None:
    people = "Victim: Zoe SMITH\nChild 1: Zoe SMITH, 02/02/2011\n"
    words = f"Force reference: 26/1145\nInjuries: none\nDASH: High\n{people}"
    found = one(words)
    assert [(p.part, p.role) for p in found.people] == [("child", "victim")]
