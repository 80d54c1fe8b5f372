"""One made-up family: who they are, where they lived, and when earlier contacts were."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from tests.bench.households import naming, places
from tests.bench.households.naming import Called, Couple
from tests.bench.households.places import Home, Town
from tests.bench.households.pools import GROUPS

TODAY: Final = date(2026, 11, 24)
_OLDEST_CONTACT: Final = 11 * 365
_CHILD_YEARS: Final = 18 * 365
_NUMBERS: Final = (1, 1, 2, 2, 2, 3, 3, 4, 5)


@dataclass(slots=True)
class Human:
    """Somebody of a family, as they really are today."""

    part: str
    """mother, father, partner, grandparent or child."""
    sex: str
    called: Called
    born: date
    group: str
    before: tuple[str, ...] = ()
    """Surnames they had earlier."""
    nhs: str = ""
    phone: str = ""
    twin: bool = False
    other_father: bool = False

    @property
    def child(self) -> bool:
        """Whether they are one of the children."""
        return self.part == "child"


@dataclass(slots=True)
class Family:
    """A household, with every home it had (the present one last) and the days of its earlier contacts."""

    number: int
    group: str
    humans: list[Human]
    homes: list[Home]
    contacts: list[date]
    tags: list[str] = field(default_factory=list)

    @property
    def children(self) -> list[Human]:
        """The children, oldest first."""
        return [human for human in self.humans if human.child]

    def parts(self, *parts: str) -> list[Human]:
        """Those with one of these parts."""
        return [human for human in self.humans if human.part in parts]


def make(seed: int, number: int, town: Town) -> Family:
    """The family of this number: the same one for the same seed, however many others there are."""
    rng = Random(f"{seed}/family/{number}")
    group = rng.choices(tuple(GROUPS), tuple(GROUPS.values()))[0]
    fathers = rng.choices(tuple(GROUPS), tuple(GROUPS.values()))[0] if rng.random() < 0.08 else group
    parents = naming.couple(group, fathers, rng)
    parents, maiden = _married_since(group, parents, rng)
    born = TODAY - timedelta(days=rng.randint(200, _CHILD_YEARS))
    mother = Human("mother", "F", parents.mother, _years_before(born, rng, 17, 38), group, maiden)
    father = Human("father", "M", parents.father, _years_before(born, rng, 18, 45), fathers)
    humans = [mother, father, *_children(group, parents, born, rng)]
    humans += _others(group, humans, rng)
    for human in humans:
        human.nhs = places.nhs(rng) if rng.random() < (0.45 if human.child else 0.05) else ""
        human.phone = places.phone(rng) if not human.child and rng.random() < 0.6 else ""
    family = Family(number, group, humans, [], [])
    _settle(family, town, rng)
    family.contacts = _contacts(family, rng)
    return family


def _married_since(group: str, parents: Couple, rng: Random) -> tuple[Couple, tuple[str, ...]]:
    """A mother who took another surname was known by her own."""
    own = naming.grown(group, "F", rng).surname
    if parents.mother.surname == parents.father.surname and own != parents.mother.surname:
        return parents, (own,)
    return parents, ()


def _years_before(born: date, rng: Random, least: int, most: int) -> date:
    return born - timedelta(days=rng.randint(least * 365, most * 365))


def _children(group: str, parents: Couple, first: date, rng: Random) -> list[Human]:
    """One to five, each named apart from the others; twins are three in a hundred."""
    found: list[Human] = []
    born, taken = first, set[str]()
    for _ in range(rng.choice(_NUMBERS)):
        if born > TODAY - timedelta(days=10):
            break
        twins = rng.random() < 0.035
        for _ in range(2 if twins else 1):
            called, sex = _new_name(group, parents, taken, rng)
            if twins and found and found[-1].born == born and rng.random() < 0.4:
                called = _much_like(found[-1], called, taken)
            found.append(Human("child", sex, called, born, group, twin=twins))
        born += timedelta(days=rng.randint(330, 1500))
    return found


def _new_name(group: str, parents: Couple, taken: set[str], rng: Random) -> tuple[Called, str]:
    for _ in range(30):
        sex = rng.choice("FM")
        called = naming.child(group, sex, parents, rng)
        if f"{called.forename} {called.middle}" not in taken:
            taken.add(f"{called.forename} {called.middle}")
            return called, sex
    raise RuntimeError(f"the pool of {group} is too small")


def _much_like(twin: Human, called: Called, taken: set[str]) -> Called:
    """Twins are often given names that are nearly one: Jaydenn and Jayden's brother Kayden."""
    name = twin.called.forename
    like = ("K" if not name.startswith("K") else "J") + name[1:]
    if like in taken or len(name) < 4:
        return called
    taken.add(f"{like} {called.middle}")
    return replace(called, forename=like, surname=twin.called.surname)


def _others(group: str, humans: list[Human], rng: Random) -> list[Human]:
    """A partner of the mother's, a half brother or sister, a grandparent."""
    mother, first = humans[0], humans[2]
    found: list[Human] = []
    if rng.random() < 0.25:
        theirs = rng.choices(tuple(GROUPS), tuple(GROUPS.values()))[0] if rng.random() < 0.15 else group
        partner = Human(
            "partner", "M", naming.grown(theirs, "M", rng), _years_before(first.born, rng, 18, 45), theirs
        )
        found.append(partner)
        born = humans[-1].born + timedelta(days=rng.randint(500, 2000))
        if rng.random() < 0.5 and born < TODAY:
            sex = rng.choice("FM")
            called = naming.child(theirs, sex, Couple(mother.called, partner.called), rng)
            if called.forename not in {human.called.forename for human in humans}:
                found.append(Human("child", sex, called, born, theirs, other_father=True))
    if rng.random() < 0.15:
        sex = "F" if rng.random() < 0.75 else "M"
        called = naming.grown(group, sex, rng)
        if rng.random() < 0.5 and mother.before:
            called = replace(called, surname=mother.before[0])
        found.append(Human("grandparent", sex, called, _years_before(mother.born, rng, 18, 35), group))
    return found


def _settle(family: Family, town: Town, rng: Random) -> None:
    """Where they lived, one home after the other."""
    for _ in range(rng.choices((1, 2, 3, 4), (45, 30, 17, 8))[0]):
        family.homes.append(town.home(rng))
    if rng.random() < 0.025:
        family.homes[rng.randrange(len(family.homes))] = town.hostel(rng)
        family.tags.append("hostel")
    if any(child.twin for child in family.children):
        family.tags.append("has_twins")


def _contacts(family: Family, rng: Random) -> list[date]:
    """The days of one to three contacts; one in fifty families was known before a child was born."""
    first = min(child.born for child in family.children)
    oldest = max(first - timedelta(days=100), TODAY - timedelta(days=_OLDEST_CONTACT))
    span = max((TODAY - oldest).days - 5, 1)
    wanted = rng.choices((1, 2, 3), (58, 27, 15))[0]
    days = {oldest + timedelta(days=rng.randint(0, span)) for _ in range(wanted)}
    if rng.random() < 0.02:
        youngest = family.children[-1]
        days = {youngest.born - timedelta(days=rng.randint(5, 150))}
    return sorted(days)


def a_surname(family: Family, rng: Random) -> str:
    """Some surname of the family's group."""
    return naming.grown(family.group, "M", rng).surname
