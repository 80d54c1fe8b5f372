"""A child who was expected is unborn until weeks after that day, then a child whose birth is not written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.domain.telling import DANA, ELLIE, MORNING, Teller
from workstation.domain import checks, clarity, gates, kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.kinds import Born
from workstation.domain.on_record import OnRecord
from workstation.domain.past import Past
from workstation.domain.second_hand import too_small
from workstation.guidebook.guide import guide

GUIDE, TODAY = guide(), MORNING.date()


def baby(born: Born) -> ContactFile:
    """A health visitor tells us of a baby."""
    teller = Teller()
    teller.say(
        kinds.Received(number="C26-1-A", channel="email", source="3B", words="Nobody comes to the door.")
    )
    teller.say(kinds.ChildNamed(person=ELLIE, name=kinds.Name("Farrow", "Ellie"), born=born))
    teller.say(kinds.AdultNamed(person=DANA, name=kinds.Name("Farrow", "Dana"), relationship="mother"))
    return teller.file()


def asked(file: ContactFile) -> set[str]:
    return {line.agency.id for line in checks.agency_lines(file, GUIDE)}


def where(file: ContactFile) -> str:
    return next(g.words for g in gates.blocks(file, GUIDE, Past()) if g.place == f"where:{ELLIE}")


@pytest.mark.parametrize("days", [-60, 0, 20])
def test_until_weeks_after_the_day_a_child_is_unborn(days: int) -> None:
    file = baby(Born(due=TODAY - timedelta(days=days)))
    assert file.unborn(file.children[0])
    assert asked(file) >= {"midwife"}
    assert where(file).startswith("Not born yet")
    assert wording.born(file.children[0].born, TODAY).startswith("Due ")


def test_a_child_expected_weeks_ago_is_asked_about_as_a_baby() -> None:
    due = TODAY - timedelta(days=50)
    file = baby(Born(due=due))
    assert not file.unborn(file.children[0])
    assert asked(file) >= {"health_visitor", "gp"}
    assert "midwife" not in asked(file)
    assert where(file).startswith(
        f"The birth was expected on {wording.day(due)}. Write down when Ellie was born"
    )
    assert wording.born(file.children[0].born, TODAY) == f"Was due {wording.day(due)}"
    voice = next(f for f in clarity.clarity(file, GUIDE).findings if f.item.id == "child_voice")
    assert voice.state == "not met"
    assert too_small(file, GUIDE, file.children[0]), "a baby has no words either"
    old = baby(Born(due=date(2020, 2, 1)))
    assert not too_small(old, GUIDE, old.children[0])


def test_a_born_child_of_whom_the_record_knows_only_when_they_were_expected() -> None:
    """Nobody wrote a birth down, and somebody said that this is the child who was expected then."""
    due = TODAY - timedelta(days=50)
    bare = baby(Born())
    file = replace(bare, known={ELLIE: OnRecord("FARROW, Baby", due=due)})
    assert asked(bare).isdisjoint({"health_visitor", "gp"})
    assert asked(file) >= {"health_visitor", "gp"}
    said = file.born_words(file.children[0], TODAY)
    assert said == f"Born: not known (was due {wording.day(due)} in the record of FARROW, Baby)"
