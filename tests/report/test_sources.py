"""R22: whoever reads the copy sees beside each fact who said it and when, and whether they saw it themselves."""

from __future__ import annotations

import pytest

from tests.report import contacts
from tests.report.contacts import RUKHSANA, at
from tests.report.test_summary import part
from workstation.domain import kinds

FACTS = (
    ("Checks", "Jayden’s checks up to date; not seen partner", "K. Adeyemi, 12:10"),
    ("Checks", "Offered July 2025, not taken up", "Duty desk, 12:12"),
    ("Parents", "Upset he found her", "Spoken to 12:40"),
    ("Children", "I stayed under my covers", "her school’s safeguarding lead"),
)


@pytest.mark.parametrize(("heading", "fact", "source"), FACTS)
def test_r22_each_fact_stands_with_its_source(heading: str, fact: str, source: str) -> None:
    lines = part(contacts.summed(contacts.whole()), heading).split("\n")
    (line,) = [one for one in lines if fact in one]
    assert source in line


@pytest.mark.parametrize(
    ("hand", "words"), [("yes", "Saw it themselves."), ("no", "Heard it from others."), ("not known", "")]
)
def test_r22_first_hand_is_told_from_hearsay(hand: kinds.YesNo, words: str) -> None:
    said = [*contacts.arriving(), *contacts.checking()]
    body = kinds.AgencyAnswered(
        agency="school", who="Mrs Hale", said="Quiet today.", means="A", first_hand=hand
    )
    said.append((at("13:25"), RUKHSANA, body))
    lines = part(contacts.summed(contacts.entries_of(said)), "Checks").split("\n")
    (line,) = [one for one in lines if "Quiet today." in one]
    assert line.split("Quiet today.")[1].startswith(f" {words}" if words else " |")
