"""Who has to be told that we check: nobody who only lives near."""

import pytest

from tests.domain.telling import Teller
from workstation.domain import checks, kinds
from workstation.domain.belonging import belongs, must_be_told
from workstation.domain.checks import State
from workstation.domain.ids import PersonId


def adult(relationship: str, lives: kinds.YesNo, responsibility: kinds.YesNo) -> kinds.AdultNamed:
    return kinds.AdultNamed(
        person=PersonId(relationship), name=kinds.Name("Doe", "Jo"), relationship=relationship, lives_there=lives,
        responsibility=responsibility,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "told"),
    [
        (adult("neighbour", "no", "no"), False),
        (adult("neighbour", "not known", "no"), True),
        (adult("aunt", "yes", "no"), True),
        (adult("mother's partner", "no", "no"), True),
        (adult("father", "no", "no"), True),
        (adult("stepfather", "no", "no"), True),
        (adult("Birth father", "no", "no"), True),
        (adult("step-mum", "no", "no"), True),
        (adult("father of Kai", "no", "no"), True),
        (adult("Kai’s dad", "no", "no"), True),
        (adult("friend of mother", "no", "no"), False),
        (adult("mother’s friend", "no", "no"), False),
        (adult("grandmother", "no", "no"), False),
        (adult("grandmother", "no", "yes"), True),
    ],
)
def test_who_has_to_be_told(who: kinds.AdultNamed, *, told: bool) -> None:
    assert must_be_told(who) is told
    assert belongs(who) is (
        who.lives_there != "no" or who.responsibility == "yes" or "partner" in who.relationship
    )


def test_a_neighbour_stops_nobody_and_what_was_said_to_them_is_still_looked_at() -> None:
    teller = Teller()
    neighbour = adult("neighbour", "no", "no")
    teller.say(neighbour)
    (line,) = checks.adult_lines(teller.file())
    assert line.check.state is State.SETTLED
    teller.say(kinds.ParentTold(person=neighbour.person, told="no: risk"))
    (line,) = checks.adult_lines(teller.file())
    assert line.check.state is State.GAP
