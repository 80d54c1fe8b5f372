"""How values are written for people."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from workstation.domain import kinds, wording
from workstation.domain.ids import PersonId
from workstation.domain.kinds import AdultNamed, Born, Name

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (Born(on=date(2017, 3, 14)), "Born 14 Mar 2017 (9y)"),
        (Born(on=date(2026, 1, 20)), "Born 20 Jan 2026 (10m)"),
        (Born(on=date(2020, 2, 29)), "Born 29 Feb 2020 (6y)"),
        (Born(due=date(2027, 2, 14), said="due 14 feb"), "Due 14 Feb 2027"),
        (Born(due=date(2027, 2, 15), said="due feb"), "Due Feb 2027"),
        (Born(said=" 32/05/2020 "), "Born: “32/05/2020”, not understood"),
        (
            Born(said="some time in the spring after they moved"),
            "Born: “some time in the spring after…”, not understood",
        ),
        (Born(said="  "), "Born: not known"),
        (Born(due=date(2027, 2, 15), said="due feb 2027"), "Due Feb 2027"),
        (Born(age=8), "About 8"),
        (Born(), "Born: not known"),
    ],
)
def test_born(born: Born, words: str) -> None:
    assert wording.born(born, TODAY).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("adult", "words"),
    [
        (AdultNamed(person="p", name=Name("Farrow", "Dana"), title="Ms"), "Ms Farrow"),  # type: ignore[arg-type]
        (AdultNamed(person="p", name=Name("Bell", "Kerry")), "Kerry Bell"),  # type: ignore[arg-type]
        (AdultNamed(person="p", relationship="father", known=False), "the father"),  # type: ignore[arg-type]
    ],
)
def test_polite_names(adult: AdultNamed, words: str) -> None:
    assert wording.polite_name(adult) == words


@pytest.mark.parametrize(
    ("n", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")]
)
def test_short_ordinals(n: int, words: str) -> None:
    assert wording.nth(n) == words


def test_lists_and_counts() -> None:
    assert wording.listed(["Lily", "Jack", "Sam"]) == "Lily, Jack and Sam"
    assert (wording.count(1, "agency", "agencies"), wording.count(3, "agency", "agencies")) == (
        "1 agency",
        "3 agencies",
    )
    assert (wording.ordinal(3), wording.ordinal(12), wording.times(2), wording.all_of(2)) == (
        "Third",
        "12th",
        "twice",
        "Both",
    )


def _child(person: str, given: str = "", *, unborn: bool = False, family: str = "Farrow") -> kinds.ChildNamed:
    born = kinds.Born(due=date(2027, 2, 14)) if unborn else kinds.Born()
    return kinds.ChildNamed(person=PersonId(person), name=kinds.Name(family, given), born=born)


@pytest.mark.parametrize(
    ("children", "called"),
    [
        ([_child("a", "Ellie"), _child("b", "Jayden")], "Ellie and Jayden"),
        ([_child("a")], "the child"),
        ([_child("a"), _child("b"), _child("c", "Max")], "the first child, the second child and Max"),
        ([_child("a", unborn=True), _child("b", "Max")], "the unborn baby and Max"),
        (
            [_child("a", "baby", unborn=True), _child("b", "Baby", unborn=True)],
            "the first unborn baby and the second unborn baby",
        ),
        ([_child("a", "Ellie"), _child("b", "Ellie", family="Stokes")], "FARROW, Ellie and STOKES, Ellie"),
    ],
)
def test_children_are_called_so_that_one_knows_who_is_meant(
    children: list[kinds.ChildNamed], called: str
) -> None:
    assert wording.child_names(children) == called


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 25, 9, 18, tzinfo=UTC), "tomorrow 09:18"),
        (datetime(2026, 12, 4, 9, 18, tzinfo=UTC), "Fri 4 Dec 09:18"),
        (datetime(2023, 12, 5, 17, 0, tzinfo=UTC), "05 Dec 2023"),
    ],
)
def test_a_day_of_another_year_says_its_year(at: datetime, words: str) -> None:
    now = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
    assert wording.near(at, now).replace("\u00a0", " ") == words
